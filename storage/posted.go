package storage

import (
	"cmp"
	"encoding/binary"
	"slices"
	"time"

	"samepage/bot"
)

// Which messages a person was sent lies on their sheets, so that what is known of one that
// was shown can be found by its place in the order alone. What is queued without a look at
// the person's sheets, or is nobody's, is a stray, and found by its chat.

// Rows of this kind are some of what was queued for a person each: the place in the order,
// in microseconds since 1970, and the ID.
const (
	saidKind = own + "said"
	saidMost = 350 // bytes
)

// utterance is such a message.
type utterance struct {
	seq int64
	id  string
}

// A sheet lets go of a message by when it was queued, and the sweep by when it was sent: what
// took longer than this is a stray too, so that it is known as long as it is there.
const soonSent = sweepEvery

// say notes a message, and lets go of rows whose messages are swept by now.
func (f *folder) say(m bot.Outgoing) {
	if f.appendTo(saidKind, saidMost, frame(binary.AppendUvarint(nil, uint64(m.Seq)), m.ID)) {
		f.weed(saidKind, func(l *leaf) bool {
			all := said(l)
			return time.UnixMicro(all[len(all)-1].seq).Before(m.Queued.Add(-keepShown - soonSent - sweepEvery))
		})
	}
}

// said is what stands in such a row.
func said(l *leaf) (all []utterance) {
	for r := (unpacker{rest: string(l.Body)}); r.rest != ""; {
		all = append(all, utterance{int64(r.number()), r.framed()})
	}
	return all
}

func (f *folder) utterances() (all []utterance) {
	for _, l := range f.all(saidKind) {
		all = append(all, said(l)...)
	}
	return all
}

// placeOf is the place in the order of a message; 0 where it is not known.
func (f *folder) placeOf(id string) int64 {
	if id == "" {
		return 0
	}
	for _, m := range f.utterances() {
		if m.id == id {
			return m.seq
		}
	}
	return 0
}

const (
	postedColumns = `SELECT id, address, 1, at, '', shown, seq FROM posted`
	postedAt      = postedColumns + ` WHERE seq = ?1 AND id = ?2`
	postedStray   = postedColumns + ` WHERE stray AND address = ?1 AND person = ?2`
	waitingTo     = `SELECT id, address, 0, queued, edits, body, seq FROM outbox WHERE address = ?1 AND coalesce(person, '') = ?2`
)

// postedRow is a message, with its name in the chat once it was sent and its body before.
type postedRow struct {
	id, address, edits string
	sent               bool
	at, seq            int64
	sealed             []byte
}

func scanPosted(row scanner) (p postedRow, err error) {
	return p, row.Scan(&p.id, &p.address, &p.sent, &p.at, &p.edits, &p.sealed, &p.seq)
}

const lookingBack = "loading what was sent"

// Posted is what was shown at the person's addresses, or waits to be; first what was said
// there before they came to be. What waits may be sent while this looks, so that is looked
// for first, and found twice at worst.
func (r *records) Posted(since time.Time) []bot.Posted {
	chats, me := map[string]bot.Address{}, string(r.person)
	for _, a := range r.Addresses() {
		chats[string(r.db.keys.hash.address(a))] = a
	}
	strangers, waits := r.postedIn(chats, waitingTo, ""), r.postedIn(chats, waitingTo, me)
	r.fail(lookingBack, r.db.reached("posted"))
	strangers, sent := append(r.postedIn(chats, postedStray, ""), strangers...), r.postedIn(chats, postedStray, me)
	for _, m := range r.folder.utterances() {
		sent = append(sent, all(r.turn, lookingBack, scanPosted, postedAt, m.seq, m.id)...)
	}
	found := r.shown(strangers, since, chats, r.db.keys.system)
	for i := range found {
		found[i].ID = "" // the person's key does not open it, so nothing can change it
	}
	found = append(found, r.shown(append(sent, waits...), since, chats, r.vault)...)
	if r.err != nil {
		return nil
	}
	return found
}

// postedIn is what a query finds by its chat: what waits, or was sent and is on no sheet.
func (r *records) postedIn(chats map[string]bot.Address, query, owner string) (found []postedRow) {
	for hash := range chats {
		found = append(found, all(r.turn, lookingBack, scanPosted, query, []byte(hash), owner)...)
	}
	return found
}

// inOrder is rows by their place, each once: of doubles, the first.
func inOrder(rows []postedRow) []postedRow {
	slices.SortStableFunc(rows, func(a, b postedRow) int {
		return cmp.Or(cmp.Compare(a.seq, b.seq), cmp.Compare(a.id, b.id))
	})
	return slices.CompactFunc(rows, func(a, b postedRow) bool { return a.seq == b.seq && a.id == b.id })
}

// shown is what rows say, in order, of chats that are the person's. What only took others
// away left nothing in the chat, nor did what the network would not take.
func (r *records) shown(rows []postedRow, since time.Time, chats map[string]bot.Address, v vault) (found []bot.Posted) {
	for _, row := range inOrder(rows) {
		p := bot.Posted{ID: row.id, At: fromMilli(row.at)}
		var theirs bool
		if p.To, theirs = chats[row.address]; theirs && (p.At.After(since) || !row.sent && v.owner == string(r.person)) && r.stands(&p, row, v) {
			found = append(found, p)
		}
	}
	return found
}

// stands says whether something of a row stands in the chat, or will, and as what.
func (r *records) stands(p *bot.Posted, row postedRow, v vault) bool {
	if !row.sent {
		l, err := v.letter(row.id, row.sealed)
		r.fail(lookingBack, err)
		return len(l.Deletes) == 0 && row.edits == "" && l.Replaces == ""
	}
	shown, err := v.open(shownPlace(row.id), row.sealed)
	r.fail(lookingBack, err)
	p.As = bot.MessageID(shown)
	return p.As != ""
}
