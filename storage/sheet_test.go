package storage

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"samepage/bot"
	"samepage/bot/when"
)

// packedAgain is a folder as it is read from what it was written as.
func packedAgain(t *testing.T, f *folder) *folder {
	t.Helper()
	var sheets []*sheet
	for _, s := range f.sheets {
		again, err := unpack(s.number, s.pack(nil))
		check(t, err)
		sheets = append(sheets, again)
	}
	return newFolder(f.first/numbersEach, sheets)
}

// Whatever is saved and removed, in whichever order, all of it is there once it was packed
// and read again, in the order it was first saved; and it lies on few sheets.
func TestSheetsKeepEverything(t *testing.T) {
	for seed := range uint64(20) {
		random := rand.New(rand.NewPCG(seed, 1))
		f, want := newFolder(7, nil), []bot.Row{}
		for range 300 {
			for range random.IntN(6) {
				want = changeSomething(random, f, want)
			}
			f.tidy()
			lieWell(t, f)
			if random.IntN(3) == 0 {
				f = packedAgain(t, f)
			}
		}
		foldersHold(t, f, want)
	}
}

// changeSomething does the same to a folder and to a list of rows.
func changeSomething(random *rand.Rand, f *folder, rows []bot.Row) []bot.Row {
	kind, id := string("abc"[random.IntN(3)]), fmt.Sprint(random.IntN(40))
	same := func(r bot.Row) bool { return r.Kind == kind && r.ID == id }
	if random.IntN(4) == 0 {
		f.remove(kind, id)
		return slices.DeleteFunc(rows, same)
	}
	row := bot.Row{Kind: kind, ID: id, State: "open"[:random.IntN(5)], Body: bytes.Repeat([]byte(id), random.IntN(1<<random.IntN(12)))}
	if random.IntN(2) == 0 {
		row.Day = when.Date{Year: 2026, Month: time.Month(1 + random.IntN(12)), Day: 1 + random.IntN(28)}
	}
	f.save(row)
	if at := slices.IndexFunc(rows, same); at >= 0 {
		rows[at] = row
		return rows
	}
	return append(rows, row)
}

func foldersHold(t *testing.T, f *folder, want []bot.Row) {
	t.Helper()
	for _, kind := range []string{"a", "b", "c"} {
		var got []bot.Row
		for _, l := range f.all(kind) {
			got = append(got, l.Row)
		}
		those := slices.DeleteFunc(slices.Clone(want), func(r bot.Row) bool { return r.Kind != kind })
		same := func(a, b bot.Row) bool {
			return a.ID == b.ID && a.State == b.State && a.Day == b.Day && bytes.Equal(a.Body, b.Body)
		}
		if !slices.EqualFunc(got, those, same) {
			t.Errorf("of %s there are %d rows, want %d, or in another order, or other ones", kind, len(got), len(those))
		}
	}
}

// lieWell holds a folder to what its sheets promise.
func lieWell(t *testing.T, f *folder) {
	t.Helper()
	size, before := 0, f.first-1
	for _, s := range f.sheets {
		if s.size != sizeOf(s.leaves) || len(s.pack(nil)) > s.size+20 {
			t.Errorf("a sheet of %d bytes counts for %d", len(s.pack(nil)), s.size)
		}
		if len(s.leaves) == 0 || len(s.leaves) > 1 && s.size > sheetSize && !slices.ContainsFunc(s.leaves, func(l *leaf) bool { return l.size() > sheetSize/2 }) {
			t.Errorf("%d rows and %d bytes on a sheet", len(s.leaves), s.size)
		}
		if s.number <= before || s.number >= f.first+numbersEach {
			t.Errorf("sheet %d after %d", s.number, before)
		}
		size, before = size+s.size, s.number
	}
	if n := len(f.sheets); n > 3+size*3/sheetSize {
		t.Errorf("%d bytes on %d sheets", size, n)
	}
}

// A sheet fits on a page of the database: what lies on it is not spread over others.
func TestASheetIsAPage(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	id := personAt(t, db, chat("a"))
	for i := range 200 {
		with(t, db, id, func(r bot.Records) {
			r.Save(bot.Row{Kind: "note", ID: fmt.Sprint(i), Body: make([]byte, 300)})
		})
	}
	// The most that a leaf of 4 096 bytes keeps in place (https://www.sqlite.org/fileformat2.html, 1.6).
	if longest := count(t, db, `SELECT max(length(body)) FROM sheet`); longest > 4096-35-12 {
		t.Errorf("one takes %d bytes", longest)
	}
	if n := count(t, db, `SELECT count(*) FROM sheet`); n > 30 {
		t.Errorf("60 KB lie on %d sheets", n)
	}
}

// What is changed turn for turn comes to lie together, so that a turn writes one sheet
// however much there is.
func TestWhatIsTouchedLiesTogether(t *testing.T) {
	f := newFolder(1, nil)
	for i := range 200 {
		f.save(bot.Row{Kind: "note", ID: fmt.Sprint(i), Body: make([]byte, 200)})
		f.tidy()
	}
	f = packedAgain(t, f)
	var wrote []int
	for range 4 {
		for _, i := range []int{3, 90, 150} {
			f.save(bot.Row{Kind: "note", ID: fmt.Sprint(i), Body: make([]byte, 210)})
		}
		wrote = append(wrote, len(f.tidy()))
		for _, s := range f.sheets {
			s.wrong = false
		}
	}
	if !slices.Equal(wrote, []int{3, 1, 1, 1}) {
		t.Errorf("the turns write %d sheets", wrote)
	}
}

// FuzzUnpack reads whatever may stand on a sheet: it is refused, or is what packing it again
// gives.
func FuzzUnpack(f *testing.F) {
	full := newFolder(1, nil)
	full.save(bot.Row{Kind: "note", ID: "1", State: "open", Day: when.Date{Year: 2026, Month: 3, Day: 1}, Body: []byte("words")})
	full.save(bot.Row{Kind: "goal", ID: "2"})
	full.tidy()
	packed := full.sheets[0].pack(nil)
	for _, seed := range [][]byte{nil, packed, packed[:len(packed)-1], append(slices.Clone(packed), 0), {255, 255, 255, 255, 255, 255, 255, 255, 127, 0}, {1, 1, 255}} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, packed []byte) {
		s, err := unpack(1, packed)
		if err != nil {
			return
		}
		again, err := unpack(1, s.pack(nil))
		if err != nil || len(again.leaves) != len(s.leaves) || again.size != s.size {
			t.Errorf("%d rows of %d bytes come to others: %v", len(s.leaves), s.size, err)
		}
	})
}

// What is cut off, or has something behind it, is no sheet.
func TestATornSheet(t *testing.T) {
	f := newFolder(1, nil)
	f.save(bot.Row{Kind: "note", ID: "1", Body: []byte("words")})
	f.tidy()
	packed := f.sheets[0].pack(nil)
	for n := range packed {
		if _, err := unpack(1, packed[:n]); err == nil {
			t.Errorf("%d of %d bytes are read", n, len(packed))
		}
	}
	if _, err := unpack(1, append(packed, 0)); err == nil {
		t.Error("a byte too many is read")
	}
	more := slices.Insert(slices.Clone(packed), 2+int(packed[1]), 0) // behind what tells of the rows
	more[1]++
	if _, err := unpack(1, more); err == nil {
		t.Error("something that is no row is read")
	}
}

// Of a person with years behind them each turn reads and writes as of anybody.
func TestYearsOfRecords(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir, nil)
	id := personAt(t, db, chat("a"))
	with(t, db, id, func(r bot.Records) {
		for i := range 3000 {
			r.Save(bot.Row{Kind: "checkin", ID: fmt.Sprint(i), Body: make([]byte, 150)})
		}
	})
	check(t, db.Close())
	wrote := 0
	db, err := Open(context.Background(), Config{Dir: dir, Root: testRoot, Written: func(s []Statement) { wrote += len(s) }})
	check(t, err)
	defer db.Close()
	for i := range 5 {
		with(t, db, id, func(r bot.Records) {
			if row, ok := r.Get("checkin", fmt.Sprint(1000+i)); !ok || len(r.All("checkin")) != 3000 {
				t.Error("some of it is gone")
			} else {
				row.Body = []byte("changed")
				r.Save(row)
			}
		})
	}
	if wrote > 12 {
		t.Errorf("five turns wrote %d sheets", wrote)
	}
}
