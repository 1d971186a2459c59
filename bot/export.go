package bot

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/go-json-experiment/json/v1"

	"samepage/bot/when"
)

// exported names the kinds of records that are about a person, as the export calls
// them. Every kind is either here or in internal; a test holds it.
var exported = map[string]string{
	"person":      "settings",
	"provider":    "people",
	"goal":        "goals",
	"appointment": "appointments",
	"agenda":      "agendas",
	"note":        "notes",
	"checkin":     "check_ins",
	"measure":     "measures",
	"disconnect":  "unsaid",
	"debrief":     "debriefs",
	"homework":    "to_try",
}

// internal are the kinds that are how the bot works, and no part of what somebody
// told it.
var internal = map[string]bool{"deletion": true, "dialog": true, "undo": true, "shown": true, "labels": true, "card": true, "snooze": true, "asking": true, "link": true, "leftout": true, "page": true}

// Export is one file with all that is kept about a person.
type Export struct {
	Format   string                      `json:"format"`
	Exported time.Time                   `json:"exported_at"`
	Records  map[string][]map[string]any `json:"records"`
}

// export answers /export with the file.
func (t *Turn) export() {
	out := Export{Format: "samepage 1", Exported: t.Now.UTC(), Records: map[string][]map[string]any{}}
	entries := 0
	for kind, name := range exported {
		for _, row := range t.records.All(kind) {
			out.Records[name] = append(out.Records[name], t.readableRow(row))
			entries++
		}
	}
	for _, a := range t.records.Asides() {
		out.Records["set_aside"] = append(out.Records["set_aside"], map[string]any{"kept_at": a.At.UTC(), "words": a.Text})
		entries++
	}
	data, err := json.MarshalIndent(out, "", "  ")
	if err != nil {
		t.fail(fmt.Errorf("writing an export: %w", err))
		return
	}
	t.send(Message{
		Text: t.N(entries, "Here is all I keep about you: %d entry. Keep the file where only you can read it.",
			"Here is all I keep about you: %d entries. Keep the file where only you can read it.", entries),
		File: &File{Name: "samepage-" + t.Today().String() + ".json", Type: "application/json", Data: append(data, '\n')},
	})
}

// readableRow is a record with the names people would give its fields.
func (t *Turn) readableRow(row Row) map[string]any {
	var body map[string]any
	if err := json.Unmarshal(row.Body, &body); err != nil {
		t.fail(fmt.Errorf("reading a %s: %w", row.Kind, err))
	}
	out, _ := legible(body).(map[string]any)
	out["id"] = row.ID
	if row.State != "" {
		out["state"] = row.State
	}
	if row.Day != (when.Date{}) {
		out["day"] = row.Day.String()
	}
	return out
}

// fieldNames are the short names of storage in full; "" is left out.
var fieldNames = map[string]string{"said": "kept_at", "r": "", "s": "state", "t": "moved_to", "m": "moves", "f": "from_file"}

// legible is a value of JSON with readable names, without what is empty.
func legible(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for key, value := range v {
			name, short := fieldNames[key]
			if !short {
				name = snake(key)
			}
			if name != "" && !empty(value) {
				out[name] = legible(value)
			}
		}
		return out
	case []any:
		for i := range v {
			v[i] = legible(v[i])
		}
	}
	return v
}

func empty(v any) bool {
	s, text := v.(string)
	return v == nil || text && (s == "" || strings.HasPrefix(s, "0001-01-01"))
}

var hump = regexp.MustCompile(`([a-z])([A-Z])`)

// snake is "said_at" for "SaidAt". Ids and days used as names stay as they are.
func snake(name string) string {
	if name[0] < 'A' || 'Z' < name[0] {
		return name
	}
	return strings.ToLower(hump.ReplaceAllString(name, "${1}_$2"))
}
