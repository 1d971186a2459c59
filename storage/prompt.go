package storage

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"slices"
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
	f := r.folder
	if f.prompts == nil || since.Before(f.since) {
		f.prompts, f.since = r.loadPrompts(since), since
	}
	if r.err != nil {
		return nil
	}
	return r.replannedAmong(f.prompts, since)
}

func (r *records) loadPrompts(since time.Time) []bot.Prompt {
	const doing = "loading prompts"
	found := allOf(r.turn, false, doing, scanPrompt,
		`SELECT `+promptColumns+` FROM prompt WHERE person = ?1 AND (NOT spent OR due > ?2)`, string(r.person), since.UnixMilli())
	for i := range found {
		found[i] = r.openPrompt(doing, found[i])
	}
	return append([]bot.Prompt{}, found...)
}

// replannedAmong is what was read, with what this turn has changed in its place.
func (r *records) replannedAmong(read []bot.Prompt, since time.Time) []bot.Prompt {
	var found []bot.Prompt
	keep := func(p bot.Prompt) {
		if !p.Spent || p.Due.After(since) {
			found = append(found, p)
		}
	}
	for _, p := range read {
		if _, changed := r.replanned[p.PromptKey]; !changed {
			keep(p)
		}
	}
	for _, p := range r.replanned {
		if p != nil {
			keep(*p)
		}
	}
	slices.SortFunc(found, func(a, b bot.Prompt) int {
		return cmp.Or(a.Due.Compare(b.Due), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Occurrence, b.Occurrence))
	})
	return found
}

// keepPrompts has the folder know what this turn made of prompts.
func (r *records) keepPrompts() {
	if f := r.folder; f.prompts != nil && len(r.replanned) > 0 {
		f.prompts = append([]bot.Prompt{}, r.replannedAmong(f.prompts, f.since)...)
	}
}

// replan notes what this turn makes of a prompt; nil drops it.
func (r *records) replan(key bot.PromptKey, p *bot.Prompt) {
	if r.replanned == nil {
		r.replanned = map[bot.PromptKey]*bot.Prompt{}
	}
	r.replanned[key] = p
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
	p.Due, p.Stale = fromMilli(p.Due.UnixMilli()), fromMilli(p.Stale.UnixMilli())
	r.replan(p.PromptKey, &p)
	r.exec("saving prompt",
		`INSERT INTO prompt (person, kind, occurrence, due, stale, spent, about) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
		ON CONFLICT DO UPDATE SET due = excluded.due, stale = excluded.stale, spent = excluded.spent, about = excluded.about`,
		string(r.person), p.Kind, p.Occurrence, p.Due.UnixMilli(), p.Stale.UnixMilli(), p.Spent,
		r.vault.seal(promptPlace(p.PromptKey), []byte(p.About)))
}

// Consume asks again whether the prompt waits and is due: what Due said may be long ago.
// The person's lock is held, so nobody spends it meanwhile.
func (r *records) Consume(key bot.PromptKey) (bot.Prompt, bool) {
	p := r.prompt(key)
	if p == nil || p.Spent || p.Due.After(r.now) {
		return bot.Prompt{}, false
	}
	p.Spent = true
	r.replan(key, p)
	r.exec("consuming prompt", `UPDATE prompt SET spent = 1 WHERE person = ?1 AND kind = ?2 AND occurrence = ?3`,
		string(r.person), key.Kind, key.Occurrence)
	return *p, r.err == nil
}

// prompt is the one with a key, as this turn has left it; nil for none.
func (r *records) prompt(key bot.PromptKey) *bot.Prompt {
	const doing = "loading prompt"
	if p, changed := r.replanned[key]; changed {
		return p
	}
	if at := slices.IndexFunc(r.folder.prompts, func(p bot.Prompt) bool { return p.PromptKey == key }); at >= 0 {
		p := r.folder.prompts[at]
		return &p
	}
	p, ok := only(allOf(r.turn, false, doing, scanPrompt,
		`SELECT `+promptColumns+` FROM prompt WHERE person = ?1 AND kind = ?2 AND occurrence = ?3`, string(r.person), key.Kind, key.Occurrence))
	if !ok {
		return nil
	}
	p = r.openPrompt(doing, p)
	return &p
}

// DropPrompt deletes a prompt as if it had never been.
func (r *records) DropPrompt(key bot.PromptKey) {
	r.replan(key, nil)
	r.exec("dropping prompt", `DELETE FROM prompt WHERE person = ?1 AND kind = ?2 AND occurrence = ?3`,
		string(r.person), key.Kind, key.Occurrence)
}
