package storage

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"samepage/bot"
	"samepage/bot/text"
)

var errKilled = errors.New("killed")

// killed is a copy of dir as it stands: what a kill would leave of it.
func killed(t *testing.T, dir string) string {
	t.Helper()
	left := t.TempDir()
	check(t, os.CopyFS(left, os.DirFS(dir)))
	return left
}

func farewell(a bot.Address) bot.Outgoing {
	return bot.Outgoing{To: a, Message: bot.Message{Text: text.Lit("farewell")}}
}

// forgetUntil forgets a person up to a step and returns what a kill right after it
// leaves. Somebody else is there as well.
func forgetUntil(t *testing.T, step string) (dir string, gone, other bot.PersonID) {
	t.Helper()
	dir = t.TempDir()
	db := open(t, dir, nil)
	gone, other = personAt(t, db, chat("a")), personAt(t, db, chat("b"))
	for _, p := range []bot.PersonID{gone, other} {
		with(t, db, p, keepSomething)
	}
	check(t, db.SetAside(context.Background(), gone, chat("a"), "event", bot.Aside{}, sayingTo(chat("a"), "set aside")))
	sendTo(t, db, chat("a"))
	var last string
	db.reach = func(at string) error {
		if last = at; at == step {
			return errKilled
		}
		return nil
	}
	with(t, db, gone, func(r bot.Records) { r.Forget(farewell(chat("a"))) })
	if last != step {
		t.Fatalf("stopped at %q, not at %s", last, step)
	}
	return killed(t, dir), gone, other
}

func keepSomething(r bot.Records) {
	a := r.Addresses()[0]
	r.Save(bot.Row{Kind: "note", ID: "1", Body: []byte(`"words"`)})
	r.SavePrompt(bot.Prompt{PromptKey: bot.PromptKey{Kind: "checkin", Occurrence: "1"}, Due: r.Now(), About: "about"})
	r.Queue(bot.Outgoing{To: a, Message: bot.Message{Text: text.Lit("words")}})
	r.SetSource(a, "7", bot.Source{Kind: "note", ID: "1"})
}

// sendTo shows somebody what waits for them.
func sendTo(t *testing.T, db *DB, address bot.Address) {
	t.Helper()
	for _, m := range unsent(t, db) {
		if m.To == address {
			check(t, db.Sent(context.Background(), m, "shown"))
		}
	}
}

func TestForgettingGoesOnAfterAKill(t *testing.T) {
	for _, step := range []string{"mark", "shred", "key", "rows", "flush", "farewell"} {
		t.Run(step, func(t *testing.T) {
			dir, gone, other := forgetUntil(t, step)
			db := open(t, dir, nil)
			isForgotten(t, db, gone)
			waits := map[bot.Address]int{}
			for _, m := range unsent(t, db) {
				waits[m.To]++
			}
			if waits[chat("a")] != 1 || waits[chat("b")] != 1 {
				t.Errorf("%d and %d messages wait, want the farewell and one", waits[chat("a")], waits[chat("b")])
			}
			with(t, db, other, func(r bot.Records) {
				if len(r.All("note")) != 1 || len(r.Prompts(r.Now())) != 1 {
					t.Error("somebody else lost something")
				}
			})
		})
	}
}

// isForgotten looks for any trace but the shred log's.
func isForgotten(t *testing.T, db *DB, gone bot.PersonID) {
	t.Helper()
	ids, err := db.shredded()
	check(t, err)
	if !slices.Contains(ids, gone) {
		t.Error("not in the shred log")
	}
	if _, err := db.keys.load(context.Background(), string(gone)); !errors.Is(err, errNoKey) {
		t.Errorf("the key: %v", err)
	}
	for _, table := range append(personRows, "posted", "person") {
		column := map[bool]string{true: "id", false: "person"}[table == "person"]
		if n := count(t, db, `SELECT count(*) FROM `+table+` WHERE `+column+` = ?1`, string(gone)); n != 0 {
			t.Errorf("%d rows in %s", n, table)
		}
	}
	if n := count(t, db, `SELECT count(*) FROM sheet WHERE number >> 24 NOT IN (SELECT number FROM person)`); n != 0 {
		t.Errorf("%d sheets", n)
	}
}

func count(t *testing.T, db *DB, query string, args ...any) (n int) {
	t.Helper()
	check(t, db.read.QueryRow(query, args...).Scan(&n))
	return n
}

func TestForgettingGoesOnWithoutARestart(t *testing.T) {
	clock := bot.NewSimulatedClock(time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC))
	db := open(t, t.TempDir(), clock)
	due := func() int {
		found, _, err := db.Due(context.Background(), db.now(), 10)
		check(t, err)
		return len(found)
	}
	gone := personAt(t, db, chat("a"))
	with(t, db, gone, keepSomething)
	if due() != 1 {
		t.Fatal("nothing is due")
	}
	db.reach = func(string) error { return errKilled }
	with(t, db, gone, func(r bot.Records) { r.Forget(farewell(chat("a"))) })
	found, err := db.Find(context.Background(), chat("a"))
	check(t, err)
	if found != "" || due() != 0 || len(unsent(t, db)) != 0 {
		t.Error("somebody who is being forgotten can be found, prompted or written to")
	}
	if err := db.With(context.Background(), gone, large("1")); err == nil {
		t.Error("a turn of somebody who is being forgotten succeeded")
	}
	tries := 0
	db.reach = func(string) error { tries++; return nil }
	clock.Set(clock.Now().Add(forgetAgain / 2))
	if due(); tries != 0 {
		t.Error("it is tried again at once")
	}
	clock.Set(clock.Now().Add(forgetAgain / 2))
	due()
	isForgotten(t, db, gone)
	if len(unsent(t, db)) != 1 {
		t.Error("the farewell does not wait to be sent")
	}
}

// Yesterday's backup must not bring anybody back, whether of the data or of both.
func TestABackupBringsNobodyBack(t *testing.T) {
	for name, files := range map[string][]string{"data": {"data.db"}, "data and keys": {"data.db", "keys/keys.db"}} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			db := open(t, dir, nil)
			gone := personAt(t, db, chat("a"))
			with(t, db, gone, keepSomething)
			sendTo(t, db, chat("a"))
			check(t, db.Close())
			backup := killed(t, dir)
			db = open(t, dir, nil)
			with(t, db, gone, func(r bot.Records) { r.Forget(farewell(chat("a"))) })
			check(t, db.Close())
			for _, file := range files {
				check(t, os.Rename(filepath.Join(backup, file), filepath.Join(dir, file)))
			}
			db = open(t, dir, nil)
			isForgotten(t, db, gone)
			if found, err := db.Find(context.Background(), chat("a")); found != "" || err != nil {
				t.Errorf("found %q, %v", found, err)
			}
		})
	}
}

func TestATornShredLineHurtsNobody(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir, nil)
	stays, gone := personAt(t, db, chat("a")), personAt(t, db, chat("b"))
	check(t, os.WriteFile(db.path("shred.log"), []byte(stays[:5]), 0o600))
	with(t, db, gone, func(r bot.Records) { r.Forget(farewell(chat("b"))) })
	check(t, db.Close())
	db = open(t, dir, nil)
	isForgotten(t, db, gone)
	with(t, db, stays, func(bot.Records) {})
}

func TestCreateCutOff(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir, nil)
	stays := personAt(t, db, chat("a"))
	check(t, db.keys.insert(context.Background(), "KEYONLY", true))
	unreached, err := db.Create(context.Background())
	check(t, err)
	db = open(t, killed(t, dir), nil)
	with(t, db, stays, func(bot.Records) {})
	for _, owner := range []string{"KEYONLY", string(unreached)} {
		if _, err := db.keys.load(context.Background(), owner); !errors.Is(err, errNoKey) {
			t.Errorf("the key of %s: %v", owner, err)
		}
	}
	if n := count(t, db, `SELECT count(*) FROM person`); n != 1 {
		t.Errorf("%d persons", n)
	}
}

// Somebody who took away every address, and has a recovery code, is no orphan.
func TestAPersonWithRecordsIsNoOrphan(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir, nil)
	id := personAt(t, db, chat("a"))
	with(t, db, id, func(r bot.Records) {
		keepSomething(r)
		r.Detach(chat("a"))
	})
	check(t, db.Close())
	with(t, open(t, dir, nil), id, func(r bot.Records) {
		if len(r.All("note")) != 1 {
			t.Error("the note is gone")
		}
	})
}

func TestEmptyLogs(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	gone := personAt(t, db, chat("a"))
	db.reach = func(step string) error {
		if step != "flush" {
			return nil
		}
		for _, file := range []string{"data.db-wal", "keys/keys.db-wal"} {
			if info, err := os.Stat(db.path(file)); err != nil || info.Size() != 0 {
				t.Errorf("%s: %v", file, err)
			}
		}
		return nil
	}
	with(t, db, gone, func(r bot.Records) { r.Forget(farewell(chat("a"))) })
	log, err := os.ReadFile(db.path("shred.log"))
	check(t, err)
	if strings.TrimSpace(string(log)) != string(gone) {
		t.Error("the shred log holds more or less than an id")
	}
}

// An earlier version kept one farewell where there is a list now, and may have been cut
// off in forgetting.
func TestAFarewellOfAnEarlierVersion(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir, nil)
	gone := personAt(t, db, chat("a"))
	sealed := db.keys.system.seal(farewellPlace(gone), []byte(`{"a":{"Network":"one","Instance":"1","Chat":"a"},"m":{"t":[{"t":"farewell"}]}}`))
	_, err := db.data.Exec(`UPDATE person SET forgetting = 1, farewell = ?2 WHERE id = ?1`, string(gone), sealed)
	check(t, err)
	db = open(t, killed(t, dir), nil)
	if got := unsent(t, db); len(got) != 1 || got[0].To != chat("a") {
		t.Errorf("%d messages wait", len(got))
	}
}
