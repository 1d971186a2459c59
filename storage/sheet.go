package storage

import (
	"encoding/binary"
	"errors"
	"slices"
	"strconv"
	"time"

	"samepage/bot"
	"samepage/bot/when"
)

// A sheet is some rows of a person, sealed as one value: as many as fit on a page of the
// database. Of what changes in a turn most lies together, so that the turn writes one page
// or two, however much of theirs there is and of whatever kinds it is.
type sheet struct {
	number int64 // where it lies: a person's sheets are beside each other
	leaves []*leaf
	size   int  // in bytes, as it is packed
	lies   bool // in the database
	wrong  bool // there, or missing there
}

// leaf is a row on a sheet.
type leaf struct {
	bot.Row
	order   uint64 // in which the person's rows were first saved
	on      *sheet // nil: none yet
	touched int    // in which turn of its folder; 0: in none
}

const (
	// sheetSize is what fits on a page of 4 096 bytes, sealed and padded: what a leaf of a
	// table keeps of a row in place (https://www.sqlite.org/fileformat2.html, 1.6), of
	// what Padmé allows.
	sheetSize = 3900
	leafSize  = 24 // bytes at most, beside the words of a row
)

func (l *leaf) size() int {
	return leafSize + len(l.Kind) + len(l.ID) + len(l.State) + len(l.Body)
}

func sizeOf(leaves []*leaf) (size int) {
	for _, l := range leaves {
		size += l.size()
	}
	return size
}

// change makes it another row of the same kind and ID.
func (l *leaf) change(row bot.Row) {
	if l.on != nil {
		l.on.size += len(row.State) + len(row.Body) - len(l.State) - len(l.Body)
		l.on.wrong = true
	}
	l.Row = row
}

func (s *sheet) put(l *leaf) {
	l.on = s
	s.leaves = append(s.leaves, l)
	s.size, s.wrong = s.size+l.size(), true
}

// lift takes a leaf off.
func (s *sheet) lift(l *leaf) {
	s.leaves = without(s.leaves, l)
	s.size, s.wrong = s.size-l.size(), true
}

func sheetPlace(number int64) place { return place{"sheet", "body", strconv.FormatInt(number, 10)} }

// pack is the rows as they are sealed: how many, how long what tells of them is, that, and
// then their bodies. It stands in buf where there is room.
func (s *sheet) pack(buf []byte) []byte {
	var tells [64 * 32]byte // of most sheets
	head := tells[:0]
	for _, l := range s.leaves {
		head = binary.AppendUvarint(head, l.order)
		head = frame(head, l.Kind, l.ID, l.State)
		head = binary.AppendUvarint(head, packDay(l.Day))
		head = binary.AppendUvarint(head, uint64(len(l.Body)))
	}
	packed := slices.Grow(buf[:0], sealedSize(s.size+2*binary.MaxVarintLen64))
	packed = binary.AppendUvarint(packed, uint64(len(s.leaves)))
	packed = binary.AppendUvarint(packed, uint64(len(head)))
	packed = append(packed, head...)
	for _, l := range s.leaves {
		packed = append(packed, l.Body...)
	}
	return packed
}

var errPacked = errors.New("a sheet is not packed as it should be")

// unpack reads what pack wrote. Bodies stay where they are.
func unpack(number int64, packed []byte) (*sheet, error) {
	s := &sheet{number: number, lies: true}
	many, n := binary.Uvarint(packed)
	long, m := binary.Uvarint(packed[max(n, 0):])
	if n <= 0 || m <= 0 || long > uint64(len(packed)-n-m) {
		return nil, errPacked
	}
	head := unpacker{rest: string(packed[n+m:][:long])}
	bodies := packed[n+m+int(long):]
	for range many {
		l, size := head.leaf()
		if head.failed || size > uint64(len(bodies)) {
			return nil, errPacked
		}
		l.Body, bodies = bodies[:size:size], bodies[size:]
		s.put(l)
	}
	if head.rest != "" || len(bodies) > 0 {
		return nil, errPacked
	}
	s.wrong = false
	return s, nil
}

// unpacker reads what was appended, one after the other.
type unpacker struct {
	rest   string
	failed bool
}

// leaf is a row without its body, and how long that is.
func (r *unpacker) leaf() (l *leaf, size uint64) {
	l = &leaf{order: r.number()}
	l.Kind, l.ID, l.State, l.Day = r.framed(), r.framed(), r.framed(), unpackDay(r.number())
	return l, r.number()
}

// A day is packed as its year, month and day, of which the last two take four and five bits.
func packDay(d when.Date) uint64 { return uint64(d.Year)<<9 | uint64(d.Month)<<5 | uint64(d.Day) }

func unpackDay(n uint64) when.Date {
	return when.Date{Year: int(n >> 9), Month: time.Month(n >> 5 & 15), Day: int(n & 31)}
}

func (r *unpacker) number() (n uint64) {
	for shift := 0; len(r.rest) > 0; shift += 7 {
		b := r.rest[0]
		r.rest = r.rest[1:]
		n |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return n
		}
	}
	r.failed = true
	return 0
}

func (r *unpacker) framed() string {
	n := r.number()
	if n > uint64(len(r.rest)) {
		r.failed = true
		return ""
	}
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}
