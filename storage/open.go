// Package storage keeps what Samepage knows, in SQLite. It is the only place with SQL.
//
// The idea: whoever reads the files learns when something happened and nothing of what
// was said. Every word, score, name and chat id is sealed with the key of the person
// it belongs to; what must be found again is found by a keyed hash. The keys lie in a
// file of their own, wrapped by a root key that is in neither, so that destroying one
// key is forgetting one person, in every copy of the data there is.
//
// A data directory holds
//
//	data.db       everything, sealed
//	keys/keys.db  a key a person, wrapped; in a directory of its own, so that a backup
//	              of the data need not take it along
//	shred.log     the ids of those who were forgotten, so that an old backup of the
//	              data brings nobody back
//	lock          held by the one process that may have the directory open
//
// A person's records lie on a few sheets, each sealed as one value, see sheet.go. A turn
// is worked out under the person's lock, see draft.go; all writing goes through one
// goroutine, see group.go.
package storage

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"samepage/bot"
)

// Config says where the data is and how it is read.
type Config struct {
	Dir   string
	Root  Root
	Clock bot.Clock    // nil: the clock of the machine
	Log   *slog.Logger // nil: none

	// Written, where it is not nil, is told what a turn has written. For measuring.
	Written func([]Statement)
}

// DB is an open data directory.
type DB struct {
	dir      string
	clock    bot.Clock
	log      *slog.Logger
	lock     *os.File
	data     *pool        // one connection: the writer's
	stage    stage        // where turns run
	last     atomic.Int64 // the highest seq taken in the outbox
	read     *pool        // several that cannot write
	unpacked []string     // tables of an earlier version whose rows are not on sheets yet
	keys     *keyring
	persons  locks
	folders  cache[bot.PersonID, *folder]
	people   cache[string, bot.PersonID] // by the hash of an address
	courier  atomic.Pointer[bot.Courier]
	receipts receipts
	drafts   drafts
	queue    chan *job     // the writer's
	done     chan struct{} // closed once the writer has stopped

	gate   sync.RWMutex // held to read while the directory must stay open
	closed bool

	swept      atomic.Int64      // when old things were last swept out, in milliseconds
	written    func([]Statement) // nil: nobody wants to know
	meta       meta
	reach      func(step string) error // tests stop a forgetting here, or come between; nil otherwise
	forgetting sync.Mutex              // one at a time
}

var _ bot.Store = (*DB)(nil)

// Open opens the data directory, making it where it is new, and finishes what an
// earlier process was cut off in. Errors carry bot.Locked, bot.Key, bot.Corrupt,
// bot.Newer or bot.Storage.
func Open(ctx context.Context, c Config) (*DB, error) {
	db := &DB{dir: c.Dir, written: c.Written, clock: c.Clock, log: c.Log, queue: make(chan *job, groupLimit), done: make(chan struct{})}
	db.persons.held = map[bot.PersonID]*lockOf{}
	db.folders.most, db.people.most = mostFolders, mostPeople
	if db.clock == nil {
		db.clock = bot.WallClock{}
	}
	if db.log == nil {
		db.log = slog.New(slog.DiscardHandler)
	}
	if err := db.open(ctx, c.Root); err != nil {
		db.release()
		return nil, failure("opening the data directory", err)
	}
	db.startDrafting()
	go db.write()
	return db, nil
}

func (db *DB) open(ctx context.Context, root Root) (err error) {
	if err = db.makeDirs(); err != nil {
		return err
	}
	if db.lock, err = lock(db.path("lock")); err != nil {
		return err
	}
	data, err := openSchema(ctx, db.path("data.db"), "data", writer)
	if err != nil {
		return err
	}
	db.data = newPool(data)
	read, err := openFile(ctx, db.path("data.db"), reader)
	if err != nil {
		return err
	}
	db.read = newPool(read)
	if err = db.openKeys(ctx, root); err != nil {
		return err
	}
	return db.resume(ctx)
}

// openKeys unwraps the system key. It makes one only where there is no data that
// another one has sealed.
func (db *DB) openKeys(ctx context.Context, root Root) (err error) {
	if db.keys, err = openKeyring(ctx, db.path("keys/keys.db"), root); err != nil {
		return err
	}
	if err = db.loadMeta(ctx); err != nil {
		return err
	}
	if db.meta.check == nil {
		return db.beginData(ctx)
	}
	if err = db.keys.openSystem(ctx); err != nil {
		return err
	}
	return db.verify()
}

// beginData ties new data to the keys: no person's key may be there yet, since one
// would mean that the data it belongs to is gone.
func (db *DB) beginData(ctx context.Context) error {
	orphaned, err := db.keys.holdsPersons(ctx)
	if err != nil {
		return err
	}
	if orphaned {
		return &bot.Error{Code: bot.Corrupt, Sentence: "There are keys, but data.db is missing or empty. Restore it from a backup."}
	}
	if err := db.keys.makeSystem(ctx); err != nil {
		return err
	}
	return db.saveMeta(ctx, "check", db.keys.system.seal(checkPlace, []byte("samepage")))
}

func (db *DB) verify() error {
	if _, err := db.keys.system.open(checkPlace, db.meta.check); err != nil {
		return &bot.Error{Code: bot.Key, Sentence: "The keys in keys.db are not the ones data.db was written with.", Err: err}
	}
	return nil
}

func (db *DB) makeDirs() error {
	for _, dir := range []string{db.dir, db.path("keys")} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return err
		}
	}
	return os.Chmod(db.path("keys"), 0o700)
}

func (db *DB) path(name string) string { return filepath.Join(db.dir, filepath.FromSlash(name)) }

// Close lets the turns in hand finish and gives the directory back.
func (db *DB) Close() error {
	db.gate.Lock()
	if db.closed {
		db.gate.Unlock()
		return nil
	}
	db.closed = true
	close(db.drafts.queue)
	db.gate.Unlock()
	db.drafts.workers.Wait()
	close(db.queue)
	<-db.done
	return db.release()
}

// release closes whatever is open; the lock last.
func (db *DB) release() error {
	var errs []error
	if db.read != nil {
		errs = append(errs, db.read.close())
	}
	if db.data != nil {
		errs = append(errs, db.data.close())
	}
	if db.keys != nil {
		errs = append(errs, db.keys.file.close())
	}
	if db.lock != nil {
		errs = append(errs, db.lock.Close())
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("closing the data directory: %w", err)
	}
	return nil
}
