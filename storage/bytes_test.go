package storage

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"testing"

	"samepage/bot"
	"samepage/bot/text"
)

// planted is what must not be found in any file.
var planted = []string{
	"plantedbody", "plantedabout", "plantedmessage", "plantedlabel", "plantedchat", "plantedevent",
	"plantedin", "plantedout", "plantedfarewell", "plantednetwork", "plantedquestion", "plantedaside",
	"plantedmark", "plantedgone",
}

func plant(r bot.Records) {
	a := plantedAddress()
	r.Attach(a)
	r.Seen(a, "plantedevent")
	r.Save(bot.Row{Kind: "note", ID: "1", Body: []byte(`"plantedbody"`)})
	r.SavePrompt(bot.Prompt{PromptKey: bot.PromptKey{Kind: "checkin", Occurrence: "1"}, Due: r.Now(), About: "plantedabout"})
	r.SetSource(a, "plantedin", bot.Source{Kind: "note", ID: "1", Key: "plantedquestion"})
	m := bot.Message{Text: text.Lit("plantedmessage"), Buttons: []bot.Button{{Label: text.Lit("plantedlabel")}}}
	r.Queue(bot.Outgoing{ID: "shown", To: a, Message: m})
	r.Queue(bot.Outgoing{To: a, Message: m})
}

func plantedAddress() bot.Address {
	return bot.Address{Network: "plantednetwork", Instance: "1", Chat: "plantedchat"}
}

// everyFile is the content of all files of a data directory.
func everyFile(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	root := os.DirFS(dir)
	check(t, fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files[path], err = fs.ReadFile(root, path)
		}
		return err
	}))
	return files
}

func foundNowhere(t *testing.T, dir, when string, words ...string) {
	t.Helper()
	for path, content := range everyFile(t, dir) {
		for _, word := range words {
			if bytes.Contains(content, []byte(word)) {
				t.Errorf("%s: %s holds %x", when, path, word[:min(len(word), 16)])
			}
		}
	}
}

func TestNoByteOfWhatWasSaid(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir, nil)
	a := plantedAddress()
	check(t, db.Meet(context.Background(), bot.Address{Network: "one", Chat: "plantedchat2"}, func(s bot.Stranger) error {
		s.Greet()
		s.Seen("plantedevent2")
		s.Queue(bot.Outgoing{To: bot.Address{Network: "one", Chat: "plantedchat2"}, Message: bot.Message{Text: text.Lit("plantedmessage")}})
		return nil
	}))
	id, err := db.Create(context.Background())
	check(t, err)
	with(t, db, id, plant)
	for _, m := range unsent(t, db) {
		if m.ID == "shown" {
			check(t, db.Sent(context.Background(), m, "plantedout"))
		}
	}
	check(t, db.Unreachable(context.Background(), a))
	check(t, db.SetAside(context.Background(), id, a, "plantedevent3", bot.Aside{Text: "plantedaside"},
		bot.Outgoing{To: a, Message: bot.Message{Text: text.Lit("plantedmessage")}}))
	check(t, db.SetMark(context.Background(), bot.Mark{At: a, Mark: "plantedmark"}))
	check(t, db.SetMark(context.Background(), bot.Mark{At: bot.Address{Network: "one", Chat: "plantedchat2"}, Mark: "plantedmark"}))
	if n := count(t, db, `SELECT count(*) FROM outbox WHERE id = 'shown'`); n != 0 {
		t.Error("a message that was sent still has its words")
	}
	foundNowhere(t, dir, "running", planted...)
	check(t, open(t, killed(t, dir), nil).Close())
	sealed := sealedValues(t, db)
	with(t, db, id, func(r bot.Records) {
		r.Forget(bot.Outgoing{To: a, Deletes: []bot.MessageID{"plantedgone"}}, bot.Outgoing{To: a, Message: bot.Message{Text: text.Lit("plantedfarewell")}})
	})
	foundNowhere(t, dir, "forgotten", append(planted, sealed...)...)
	foundNowhere(t, killed(t, dir), "killed", append(planted, sealed...)...)
	check(t, db.Close())
	foundNowhere(t, dir, "closed", append(planted, sealed...)...)
}

// sealedValues is what the person's words look like on disk: after forgetting, not even
// that may be left.
func sealedValues(t *testing.T, db *DB) (values []string) {
	t.Helper()
	for _, query := range []string{
		`SELECT body FROM sheet`, `SELECT about FROM prompt`, `SELECT sealed FROM address`, `SELECT body FROM aside`, `SELECT body FROM mark WHERE person IS NOT NULL`,
		`SELECT body FROM outbox WHERE person IS NOT NULL`, `SELECT shown FROM posted WHERE person <> ''`,
	} {
		rows, err := db.read.Query(query)
		found, err := collect(rows, err, scanText)
		check(t, err)
		values = append(values, found...)
	}
	rows, err := db.keys.file.Query(`SELECT wrapped FROM key WHERE owner <> 'system'`)
	found, err := collect(rows, err, scanText)
	check(t, err)
	if len(values) != 8 || len(found) != 1 {
		t.Fatalf("%d values and %d keys are kept", len(values), len(found))
	}
	return append(values, found...)
}

func TestScoresLookAlike(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	for i, body := range []string{`{"mood":1}`, `{"mood":10,"line":"a bit better"}`} {
		with(t, db, personAt(t, db, chat(fmt.Sprint(i))), func(r bot.Records) { r.Save(bot.Row{Kind: "checkin", ID: "1", Body: []byte(body)}) })
	}
	if n := count(t, db, `SELECT count(DISTINCT length(body)) FROM sheet`); n != 1 {
		t.Error("a score can be told from a line by its length")
	}
}

func TestFilesAreTheOwnersOnly(t *testing.T) {
	dir := t.TempDir() + "/new"
	db := open(t, dir, nil)
	with(t, db, personAt(t, db, chat("a")), func(r bot.Records) { r.Forget(farewell(chat("a"))) })
	check(t, fs.WalkDir(os.DirFS(dir), ".", func(path string, d fs.DirEntry, err error) error {
		check(t, err)
		info, err := d.Info()
		check(t, err)
		want := map[bool]fs.FileMode{true: 0o700, false: 0o600}[d.IsDir()]
		if info.Mode().Perm() != want {
			t.Errorf("%s: %o", path, info.Mode().Perm())
		}
		return nil
	}))
}

// The root key is in no file of the data directory, nor is any key unwrapped.
func TestNoKeyInTheOpen(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir, nil)
	id := personAt(t, db, chat("a"))
	key, err := db.keys.load(context.Background(), string(id))
	check(t, err)
	system, err := db.keys.load(context.Background(), systemOwner)
	check(t, err)
	for _, secret := range [][]byte{testRoot[:], key, system} {
		foundNowhere(t, dir, "key", string(secret), hex.EncodeToString(secret))
	}
}
