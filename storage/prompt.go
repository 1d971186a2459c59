package storage

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"samepage/bot"
)

func promptPlace(key bot.PromptKey) place {
	return place{"prompt", "about", rowOf(key.Kind, key.Occurrence)}
}

const (
	duePrompts = `SELECT person, kind, occurrence FROM prompt WHERE NOT spent AND due <= ?1 ORDER BY due, person LIMIT ?2`
	nextPrompt = `SELECT due FROM prompt WHERE NOT spent AND due > ?1 ORDER BY due LIMIT 1`
)

// Due is what is owed at now, and when to ask again. Since it is called as time goes
// by, whatever else happens or not, it is also where old things are swept out.
func (db *DB) Due(ctx context.Context, now time.Time, limit int) (due []bot.Owed, next time.Time, err error) {
	if err := db.keepHouse(ctx); err != nil {
		db.log.Error("sweeping failed", "error", err) // which is no reason to stay silent
	}
	rows, err := db.read.QueryContext(ctx, duePrompts, now.UnixMilli(), limit)
	due, err = collect(rows, err, func(row scanner) (o bot.Owed, err error) {
		return o, row.Scan(&o.Person, &o.Key.Kind, &o.Key.Occurrence)
	})
	if err != nil {
		return nil, time.Time{}, failure("finding due prompts", err)
	}
	next, err = db.nextDue(ctx, now)
	return due, next, err
}

func (db *DB) nextDue(ctx context.Context, now time.Time) (time.Time, error) {
	var ms int64
	err := db.read.QueryRowContext(ctx, nextPrompt, now.UnixMilli()).Scan(&ms)
	if errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, nil
	}
	return fromMilli(ms), failure("finding the next due prompt", err)
}

const promptColumns = `kind, occurrence, due, stale, spent, about`

// Prompts is every one that waits, and the spent ones due later than since.
func (r *records) Prompts(since time.Time) []bot.Prompt {
	const doing = "loading prompts"
	found := all(r.turn, doing, scanPrompt,
		`SELECT `+promptColumns+` FROM prompt WHERE person = ?1 AND (NOT spent OR due > ?2) ORDER BY due, kind, occurrence`,
		string(r.person), since.UnixMilli())
	for i := range found {
		found[i] = r.openPrompt(doing, found[i])
	}
	if r.err != nil {
		return nil
	}
	return found
}

// scanPrompt leaves About sealed.
func scanPrompt(row scanner) (p bot.Prompt, err error) {
	var due, stale int64
	err = row.Scan(&p.Kind, &p.Occurrence, &due, &stale, &p.Spent, &p.About)
	p.Due, p.Stale = fromMilli(due), fromMilli(stale)
	return p, err
}

func (r *records) openPrompt(doing string, p bot.Prompt) bot.Prompt {
	p.About = string(r.open(doing, promptPlace(p.PromptKey), []byte(p.About)))
	return p
}

// SavePrompt writes a prompt over the one with its key.
func (r *records) SavePrompt(p bot.Prompt) {
	r.exec("saving prompt",
		`INSERT INTO prompt (person, kind, occurrence, due, stale, spent, about) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
		ON CONFLICT DO UPDATE SET due = excluded.due, stale = excluded.stale, spent = excluded.spent, about = excluded.about`,
		string(r.person), p.Kind, p.Occurrence, p.Due.UnixMilli(), p.Stale.UnixMilli(), p.Spent,
		r.vault.seal(promptPlace(p.PromptKey), []byte(p.About)))
}

// Consume asks again, in the statement that spends it, whether the prompt waits and is
// due: what Due said may be long ago.
func (r *records) Consume(key bot.PromptKey) (bot.Prompt, bool) {
	const doing = "consuming prompt"
	p, ok := first(r.turn, doing, scanPrompt,
		`UPDATE prompt SET spent = 1 WHERE person = ?1 AND kind = ?2 AND occurrence = ?3 AND NOT spent AND due <= ?4
		RETURNING `+promptColumns,
		string(r.person), key.Kind, key.Occurrence, r.now.UnixMilli())
	if !ok {
		return bot.Prompt{}, false
	}
	return r.openPrompt(doing, p), r.err == nil
}

// DropPrompt deletes a prompt as if it had never been.
func (r *records) DropPrompt(key bot.PromptKey) {
	r.exec("dropping prompt", `DELETE FROM prompt WHERE person = ?1 AND kind = ?2 AND occurrence = ?3`,
		string(r.person), key.Kind, key.Occurrence)
}
