package storage

import (
	"slices"

	"github.com/go-json-experiment/json/v1"

	"samepage/bot"
)

func addressPlace(hash []byte) place { return place{"address", "sealed", string(hash)} }

const addressesOf = `SELECT hash, sealed FROM address WHERE person = ?1 ORDER BY rank DESC`

// Addresses is where the person can be reached, the preferred one first.
func (r *records) Addresses() []bot.Address {
	if r.folder.addresses == nil {
		r.folder.addresses = r.loadAddresses()
	}
	if r.err != nil {
		return nil
	}
	return slices.Clone(r.folder.addresses)
}

func (r *records) loadAddresses() []bot.Address {
	const doing = "loading addresses"
	rows := allOf(r.turn, r.moved, doing, scanSealed, addressesOf, string(r.person))
	found := []bot.Address{}
	for _, row := range rows {
		var a bot.Address
		r.decode(doing, r.open(doing, addressPlace(row.by), row.value), &a)
		found = append(found, a)
	}
	return found
}

// sealedRow is a value and what it is found by.
type sealedRow struct{ by, value []byte }

func scanSealed(row scanner) (s sealedRow, err error) { return s, row.Scan(&s.by, &s.value) }

func (r *records) decode(doing string, b []byte, into any) {
	if r.err == nil {
		r.fail(doing, json.Unmarshal(b, into))
	}
}

// Attach makes address the preferred one; false where it is somebody else's. They are
// no stranger there any more.
func (r *records) Attach(address bot.Address) bool {
	const doing = "attaching address"
	r.folder.addresses = nil
	hash := r.db.keys.hash.address(address)
	n := r.change(doing,
		`INSERT INTO address (hash, person, rank, sealed)
		VALUES (?1, ?2, (SELECT coalesce(max(rank), 0) + 1 FROM address WHERE person = ?2), ?3)
		ON CONFLICT DO UPDATE SET rank = excluded.rank WHERE person = excluded.person`,
		hash, string(r.person), r.vault.seal(addressPlace(hash), r.encode(doing, address)))
	if n == 0 {
		return false
	}
	r.exec(doing, `DELETE FROM greeted WHERE address = ?1`, hash)
	return r.err == nil
}

// rehome notes that an address is the person's no longer.
func (r *records) rehome(hash []byte) {
	r.later(func(t *turn) { t.rehomed = append(t.rehomed, string(hash)) })
}

// leaving is somebody who is at an address no more.
type leaving struct {
	person bot.PersonID
	from   bot.Address
}

// Detach takes an address from the person, and deletes what of theirs waits to be sent there:
// whoever uses it next is to read none of that. One that is not theirs stays.
func (r *records) Detach(address bot.Address) {
	r.folder.addresses, r.moved = nil, true
	hash := r.db.keys.hash.address(address)
	r.rehome(hash)
	r.release()
	r.later(func(t *turn) { t.left = append(t.left, leaving{r.person, address}) })
	r.exec("detaching address", `DELETE FROM address WHERE hash = ?1 AND person = ?2`, hash, string(r.person))
	r.exec("detaching address", leftOutbox, hash, string(r.person))
	r.exec("detaching address", `DELETE FROM mark WHERE address = ?1 AND person = ?2`, hash, string(r.person))
}

const leftOutbox = `DELETE FROM outbox WHERE address = ?1 AND person = ?2`
