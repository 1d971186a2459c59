package storage

import (
	"bytes"
	"context"
	"fmt"
	"testing"

	"samepage/bot"
)

func testVault(t testing.TB, owner string) vault {
	t.Helper()
	v, err := newVault(owner, make([]byte, 32))
	check(t, err)
	return v
}

func TestASealedValueOpensOnlyInItsPlace(t *testing.T) {
	v, at := testVault(t, "one"), place{"prompt", "about", rowOf("note", "1")}
	sealed := v.seal(at, []byte("words"))
	plain, err := v.open(at, sealed)
	check(t, err)
	if string(plain) != "words" {
		t.Errorf("got %q", plain)
	}
	if bytes.Equal(sealed, v.seal(at, []byte("words"))) {
		t.Error("the same words look the same twice")
	}
	for name, elsewhere := range map[string]place{
		"another row":    {"prompt", "about", rowOf("note", "2")},
		"another kind":   {"prompt", "about", rowOf("not", "e1")},
		"another column": {"prompt", "body", rowOf("note", "1")},
		"another table":  {"sheet", "about", rowOf("note", "1")},
	} {
		if _, err := v.open(elsewhere, sealed); bot.CodeOf(err) != bot.Corrupt {
			t.Errorf("opens in %s: %v", name, err)
		}
	}
	if _, err := testVault(t, "other").open(at, sealed); err == nil {
		t.Error("opens for another person, even with the same key")
	}
}

// In the file itself, too: rows that somebody exchanged do not open.
func TestExchangedRowsDoNotOpen(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	one, other := personAt(t, db, chat("a")), personAt(t, db, chat("b"))
	for _, p := range []bot.PersonID{one, other} {
		with(t, db, p, func(r bot.Records) {
			r.Save(bot.Row{Kind: "note", ID: "1", Body: make([]byte, sheetSize)})
			r.Save(bot.Row{Kind: "note", ID: "2", Body: make([]byte, sheetSize)})
		})
	}
	db.folders.clear()
	read := func() error {
		return db.With(context.Background(), one, func(r bot.Records) error { r.All("note"); return nil })
	}
	for name, exchange := range map[string]string{
		"of another sheet":  `UPDATE sheet SET body = (SELECT body FROM sheet WHERE number = (1 << 24) + 1) WHERE number = 1 << 24`,
		"of another person": `UPDATE sheet SET body = (SELECT body FROM sheet WHERE number = 2 << 24) WHERE number = 1 << 24`,
	} {
		_, err := db.data.Exec(exchange)
		check(t, err)
		if err := read(); bot.CodeOf(err) != bot.Corrupt {
			t.Errorf("the body %s opens: %v", name, err)
		}
	}
}

func TestPadding(t *testing.T) {
	for _, n := range []int{0, 1, 62, 63, 64, 65, 100, 1000, 4095, 1 << 20} {
		plain := bytes.Repeat([]byte{0x80}, n)
		padded := pad(plain)
		if len(padded) < 64 || len(padded) <= n || n > 64 && len(padded) > n+1+n/8 {
			t.Errorf("%d bytes are padded to %d", n, len(padded))
		}
		got, err := unpad(padded)
		if err != nil || !bytes.Equal(got, plain) {
			t.Errorf("%d bytes come back as %d: %v", n, len(got), err)
		}
	}
	for _, bad := range []string{"", "\x00\x00", "words", "words\x00"} {
		if _, err := unpad([]byte(bad)); err == nil {
			t.Errorf("%q was taken for padded", bad)
		}
	}
}

func FuzzOpenGarbage(f *testing.F) {
	v := testVault(f, "one")
	at := place{"sheet", "body", "1"}
	f.Add([]byte(nil))
	f.Add(make([]byte, 28))
	const genuine = "words" // cut back by a byte, the last seed is what was sealed
	f.Add(append(v.seal(at, []byte(genuine)), 0))
	f.Fuzz(func(t *testing.T, sealed []byte) {
		if plain, err := v.open(at, sealed); err == nil && string(plain) != genuine {
			t.Errorf("garbage opened as %d bytes", len(plain))
		}
	})
}

func TestTheCacheStaysSmall(t *testing.T) {
	c := cache[bot.PersonID, vault]{most: mostVaults}
	load := func() (vault, error) { return vault{}, nil }
	for i := range 10 * mostVaults {
		_, err := c.get(bot.PersonID(rowOf(string(rune(i)))), load)
		check(t, err)
		_, err = c.get("talker", func() (vault, error) {
			if i > 0 {
				t.Fatal("whoever writes all the time was let go")
			}
			return vault{}, nil
		})
		check(t, err)
	}
	if n := len(c.at); n != mostVaults || n != c.order.Len() || n != c.held {
		t.Errorf("%d vaults are held", n)
	}
}

// However many write, what lies open of them stays within its bounds, the thick ones too.
func TestFoldersStayWithinBounds(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	for i := range 40 {
		id := personAt(t, db, chat(fmt.Sprint(i)))
		with(t, db, id, func(r bot.Records) {
			r.Save(bot.Row{Kind: "note", ID: "1", Body: make([]byte, largestFolder*3/4)})
		})
		with(t, db, id, func(r bot.Records) {
			if len(r.All("note")) != 1 {
				t.Error("a note is gone")
			}
		})
	}
	if held := lyingOpen(db); held < mostFolders/2 || held > mostFolders {
		t.Errorf("%d bytes lie open", held)
	}
}

func lyingOpen(db *DB) (held int) {
	for at := db.folders.order.Front(); at != nil; at = at.Next() {
		held += at.Value.(*entry[bot.PersonID, *folder]).value.size()
	}
	return held
}
