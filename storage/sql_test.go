package storage

import (
	"database/sql"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The driver binds $1 and a bare ? by first appearance, whatever they say: only ?N is
// what it looks like.
func TestParametersAreNumbered(t *testing.T) {
	wrong := regexp.MustCompile(`\$\w|\?(\D|$)|[@:]\w+`)
	statement := regexp.MustCompile(`^\s*(SELECT|INSERT|REPLACE|UPDATE|DELETE|ATTACH)\b`)
	files, err := filepath.Glob("*.go")
	check(t, err)
	seen := 0
	for _, file := range files {
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		check(t, err)
		ast.Inspect(tree, func(n ast.Node) bool {
			s, ok := n.(*ast.BasicLit)
			if !ok || s.Kind != token.STRING || !statement.MatchString(strings.Trim(s.Value, "`\"")) {
				return true
			}
			seen++
			if wrong.MatchString(strings.Trim(s.Value, "`\"")) {
				t.Errorf("%s: %s", file, s.Value)
			}
			return true
		})
	}
	if seen < 40 {
		t.Errorf("only %d statements were looked at", seen)
	}
}

// What is asked at every turn must stay quick as rows pile up.
func TestQueriesUseAnIndex(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	for query, index := range map[string]string{
		sheetsOf:            "SEARCH sheet USING INTEGER PRIMARY KEY",
		deleteSheets:        "SEARCH sheet USING INTEGER PRIMARY KEY",
		duePrompts:          "prompt_due",
		nextPrompt:          "prompt_due",
		waitingMessages:     "outbox_order",
		sweepEvents:         "seen_at",
		sweepStrangers:      "outbox_nobodys",
		sweepShown:          "posted_at",
		holdMessages:        "outbox_address",
		leftOutbox:          "outbox_address",
		addressesOf:         "address_person",
		asidesOf:            "aside_person",
		postedAt:            "SEARCH posted USING INTEGER PRIMARY KEY",
		postedStray:         "posted_stray",
		waitingTo:           "outbox_address",
		sweepStrangersPosts: "posted_stray",
		waitingFor:          "outbox_address",
		unsentTo:            "outbox_",
		sweepAside:          "aside_at",
		sweepKeyless:        "aside_at",
		sweepMarks:          "mark_at",
		sweepStrangersMarks: "mark_person",
		marksSince:          "mark_at",
	} {
		plan := planOf(t, db, query)
		if !strings.Contains(plan, index) || strings.Contains(plan, "SCAN") && !strings.Contains(plan, "SCAN m USING INDEX") {
			t.Errorf("%s\n%s", query, plan)
		}
	}
}

func planOf(t *testing.T, db *DB, query string) string {
	t.Helper()
	args := make([]any, strings.Count(query, "?"))
	highest := 0
	for _, m := range regexp.MustCompile(`\?(\d)`).FindAllStringSubmatch(query, -1) {
		highest = max(highest, int(m[1][0]-'0'))
	}
	rows, err := db.read.Query("EXPLAIN QUERY PLAN "+query, args[:highest]...)
	steps, err := collect(rows, err, func(row scanner) (step string, err error) {
		var skip any
		return step, row.Scan(&skip, &skip, &skip, &step)
	})
	check(t, err)
	return strings.Join(steps, "\n")
}

func TestSettingsReachEveryConnection(t *testing.T) {
	db := open(t, t.TempDir(), nil)
	for pragma, want := range map[string]string{
		"foreign_keys": "1", "journal_mode": "wal", "synchronous": "2", "secure_delete": "1", "temp_store": "2", "busy_timeout": "5000",
	} {
		for name, pool := range map[string]*sql.DB{"writer": db.data.DB, "reader": db.read.DB, "keys": db.keys.file.DB} {
			var got string
			check(t, pool.QueryRow("PRAGMA "+pragma).Scan(&got))
			if got != want {
				t.Errorf("%s of %s: %s, want %s", pragma, name, got, want)
			}
		}
	}
	if _, err := db.read.Exec(`DELETE FROM seen`); err == nil {
		t.Error("a reader can write")
	}
}
