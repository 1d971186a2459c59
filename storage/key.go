package storage

import (
	"context"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"

	"samepage/bot"
)

// systemOwner owns the key for what belongs to no person: hashes, what is said to
// strangers, farewells.
const systemOwner = "system"

var checkPlace = place{table: "meta", column: "value", row: "check"}

var errNoKey = errors.New("there is no such key")

// mostVaults is how many are held open; each takes about 1 KB.
const mostVaults = 512

// keyring is keys.db, opened with the root key.
type keyring struct {
	file   *pool
	root   vault
	system vault
	hash   hasher
	cache  cache[bot.PersonID, vault]
}

func openKeyring(ctx context.Context, path string, root Root) (*keyring, error) {
	wrapping, err := rootVault(root)
	if err != nil {
		return nil, err
	}
	file, err := openSchema(ctx, path, "keys", keeper)
	if err != nil {
		return nil, err
	}
	return &keyring{file: newPool(file), root: wrapping, cache: cache[bot.PersonID, vault]{most: mostVaults}}, nil
}

func rootVault(root Root) (vault, error) { return derivedVault("root", root[:], "samepage wrap") }

// derivedVault makes the vault of owner from a secret and what it is for (RFC 5869).
func derivedVault(owner string, secret []byte, use string) (vault, error) {
	key, err := hkdf.Key(sha256.New, secret, nil, use, 32)
	if err != nil {
		return vault{}, err
	}
	return newVault(owner, key)
}

func wrapPlace(owner string) place { return place{"key", "wrapped", owner} }

// makeSystem makes the system key unless there is one, and opens it.
func (k *keyring) makeSystem(ctx context.Context) error {
	if err := k.insert(ctx, systemOwner, false); err != nil {
		return err
	}
	return k.openSystem(ctx)
}

// openSystem is where a wrong root key shows.
func (k *keyring) openSystem(ctx context.Context) error {
	key, err := k.load(ctx, systemOwner)
	switch {
	case errors.Is(err, errNoKey):
		return &bot.Error{Code: bot.Key, Sentence: "There is data, but keys.db is missing or empty. Restore it from a backup.", Err: err}
	case errors.Is(err, errSealed):
		return &bot.Error{Code: bot.Key, Sentence: "This root key does not open this data. Put the right one back.", Err: err}
	case err != nil:
		return err
	}
	lookup, err := hkdf.Key(sha256.New, key, nil, "samepage lookup", 32)
	if err != nil {
		return err
	}
	k.hash = newHasher(lookup)
	k.system, err = derivedVault(systemOwner, key, "samepage seal")
	return err
}

// insert makes the key of owner, durably, unless there is one.
func (k *keyring) insert(ctx context.Context, owner string, pending bool) error {
	key := make([]byte, 32)
	rand.Read(key)
	_, err := k.file.ExecContext(ctx, `INSERT INTO key (owner, pending, wrapped) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING`,
		owner, pending, k.root.seal(wrapPlace(owner), key))
	return failure("saving key", err)
}

func (k *keyring) load(ctx context.Context, owner string) ([]byte, error) {
	wrapped, err := one(ctx, k.file, scanBytes, `SELECT wrapped FROM key WHERE owner = ?1`, owner)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, errNoKey
	}
	if err != nil {
		return nil, failure("loading key", err)
	}
	return k.root.open(wrapPlace(owner), wrapped)
}

// person is the vault of a person.
func (k *keyring) person(ctx context.Context, id bot.PersonID) (vault, error) {
	return k.cache.get(id, func() (vault, error) {
		key, err := k.load(ctx, string(id))
		if err != nil {
			return vault{}, fmt.Errorf("opening the key of a person: %w", err)
		}
		return newVault(string(id), key)
	})
}

// destroy deletes the keys of persons, durably; those already gone too.
func (k *keyring) destroy(ctx context.Context, ids ...bot.PersonID) error {
	tx, err := k.file.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	for _, id := range ids {
		if _, err := tx.ExecContext(ctx, `DELETE FROM key WHERE owner = ?1`, string(id)); err != nil {
			return err
		}
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	k.cache.drop(ids...)
	return nil
}

func (k *keyring) holdsPersons(ctx context.Context) (held bool, err error) {
	err = k.file.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM key WHERE owner <> 'system')`).Scan(&held)
	return held, err
}

// settle is for the start: every person whose key is still there has come to be.
func (k *keyring) settle(ctx context.Context) error {
	_, err := k.file.ExecContext(ctx, `UPDATE key SET pending = 0 WHERE pending`)
	return err
}
