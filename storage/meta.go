package storage

import (
	"context"
	"database/sql"
	"errors"
	"sync"
	"time"

	"github.com/go-json-experiment/json/v1"

	"samepage/bot"
)

// meta is what is known of the data as a whole.
type meta struct {
	mu     sync.Mutex
	check  []byte // sealed by the system key, to know the right keys by
	frozen *frozen
}

// frozen is a simulated time.
type frozen struct {
	Time time.Time `json:"t"`
	Zone string    `json:"z"`
}

func (db *DB) loadMeta(ctx context.Context) error {
	rows, err := db.data.QueryContext(ctx, `SELECT name, value FROM meta`)
	facts, err := collect(rows, err, scanSealed)
	if err != nil {
		return err
	}
	for _, fact := range facts {
		switch string(fact.by) {
		case "check":
			db.meta.check = fact.value
		case "time":
			err = json.Unmarshal(fact.value, &db.meta.frozen)
		}
	}
	return err
}

func (db *DB) saveMeta(ctx context.Context, name string, value []byte) error {
	_, err := db.data.ExecContext(ctx,
		`INSERT INTO meta (name, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value`, name, value)
	return failure("saving "+name, err)
}

// SimulatedTime is the time this data stands at and the zone it is told in, if it has
// ever been used with a simulated clock; such data must not be opened in real time.
func (db *DB) SimulatedTime() (now time.Time, zone string, ok bool) {
	db.meta.mu.Lock()
	defer db.meta.mu.Unlock()
	if db.meta.frozen == nil {
		return time.Time{}, "", false
	}
	return db.meta.frozen.Time, db.meta.frozen.Zone, true
}

// SetSimulatedTime keeps the simulated time, durably.
func (db *DB) SetSimulatedTime(ctx context.Context, now time.Time, zone string) error {
	f := &frozen{now.UTC(), zone}
	value, err := json.Marshal(f)
	if err != nil {
		return err
	}
	if err := db.saveMeta(ctx, "time", value); err != nil {
		return err
	}
	db.meta.mu.Lock()
	defer db.meta.mu.Unlock()
	db.meta.frozen = f
	return nil
}

// Awake is what KeepAwake kept last.
func (db *DB) Awake(ctx context.Context) (a bot.Awake, err error) {
	var value []byte
	err = db.read.QueryRowContext(ctx, `SELECT value FROM meta WHERE name = 'awake'`).Scan(&value)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return a, nil
	case err != nil:
		return a, failure("reading when the bot was awake", err)
	}
	return a, failure("reading when the bot was awake", json.Unmarshal(value, &a))
}

// KeepAwake keeps when the bot was awake. It is nobody's, and lies open.
func (db *DB) KeepAwake(ctx context.Context, a bot.Awake) error {
	value, err := json.Marshal(a)
	if err != nil {
		return err
	}
	return db.saveMeta(ctx, "awake", value)
}
