package discord

import (
	"fmt"
	"strconv"
	"strings"

	"samepage/bot"
	"samepage/bot/layout"
	"samepage/bot/text"
)

// What a message holds: https://discord.com/developers/docs/components/reference
const (
	inRow        = 5   // buttons
	mostRows     = 5   // of buttons, or one list each
	inList       = 25  // options
	longestLabel = 80  // of a button
	longestPick  = 100 // of an option
)

// Kinds of components, and how a button looks.
const (
	kindRow    = 1
	kindButton = 2
	kindList   = 3
	kindInput  = 4
	kindLabel  = 18

	plain  = 2
	picked = 1
)

// component is any of them; which fields it has depends on its kind.
type component struct {
	Type        int         `json:"type"`
	ID          string      `json:"custom_id,omitempty"`
	Style       int         `json:"style,omitempty"`
	Label       string      `json:"label,omitempty"`
	Description string      `json:"description,omitempty"`
	Placeholder string      `json:"placeholder,omitempty"`
	Value       string      `json:"value,omitempty"`
	Required    *bool       `json:"required,omitempty"`
	Longest     int         `json:"max_length,omitempty"`
	Least       *int        `json:"min_values,omitempty"`
	Most        int         `json:"max_values,omitempty"`
	Options     []option    `json:"options,omitempty"`
	Component   *component  `json:"component,omitempty"`
	Components  []component `json:"components,omitempty"`
}

// option is one of a list.
type option struct {
	Label   string `json:"label"`
	Value   string `json:"value"`
	Default bool   `json:"default,omitempty"`
}

// key is a button that is yet to be set in a row or a list.
type key struct {
	label, data string
	chosen      bool
	group       string // of options of one question; "" for a way out of it
}

// keys are the buttons of m; ok is false where one of them is left out, since Discord
// could not carry it. What it says can still be typed.
func keys(m bot.Message) (flat []key, ok bool) {
	all, ok := m.Buttons, true
	seen := map[string]int{}
	add := func(kind string, b bot.Button) {
		data, fits := dataOf(kind, b.Press)
		label := strings.TrimSpace(b.Label.String())
		if seen[data]++; seen[data] > 1 { // no two may carry the same
			data += "|" + strconv.Itoa(seen[data])
		}
		if !fits || label == "" {
			ok = false
			return
		}
		k := key{label: label, data: data, chosen: b.Chosen}
		if !strings.HasPrefix(b.Press.Option, "-") && kind == presses {
			k.group = b.Press.On + "|" + b.Press.Key
		}
		if b.Chosen {
			k.label = layout.Chosen + label
		}
		flat = append(flat, k)
	}
	for _, b := range all {
		add(presses, b)
	}
	if m.Form != nil {
		add(opens, *m.Form)
	}
	return flat, ok
}

// layOut sets buttons in rows. Where that is more rows than there may be, the longest
// question's options become a list.
func layOut(flat []key) []component {
	if rows := buttons(flat); len(rows) <= mostRows {
		return rows
	}
	from, to := longestGroup(flat)
	before, after := dense(flat[:from]), dense(flat[to:])
	lists := inLists(flat[from:to])
	rows := append(append(before, lists...), after...)
	return rows[:min(len(rows), mostRows)]
}

// longestGroup is the longest run of options of one question; all of them where there is
// none.
func longestGroup(flat []key) (from, to int) {
	for i := 0; i < len(flat); {
		j := i + 1
		for j < len(flat) && flat[j].group == flat[i].group {
			j++
		}
		if flat[i].group != "" && j-i > to-from {
			from, to = i, j
		}
		i = j
	}
	if to-from < 2 {
		return 0, len(flat)
	}
	return from, to
}

func buttons(flat []key) []component {
	var labels []string
	for _, k := range flat {
		labels = append(labels, k.label)
	}
	var out []component
	for _, n := range layout.Rows(labels, inRow) {
		out, flat = append(out, row(flat[:n])), flat[n:]
	}
	return out
}

// dense is as few rows as there can be.
func dense(flat []key) []component {
	var rows []component
	for ; len(flat) > inRow; flat = flat[inRow:] {
		rows = append(rows, row(flat[:inRow]))
	}
	if len(flat) > 0 {
		rows = append(rows, row(flat))
	}
	return rows
}

func row(flat []key) component {
	r := component{Type: kindRow}
	for _, k := range flat {
		style := plain
		if k.chosen {
			style = picked
		}
		r.Components = append(r.Components, component{Type: kindButton, ID: k.data, Style: style, Label: shortened(k.label, longestLabel)})
	}
	return r
}

// inLists is options as lists to choose one of. What a list is called changes with what
// is picked, so that the same can be chosen again.
func inLists(flat []key) []component {
	var rows []component
	for n := 0; len(flat) > 0; n++ {
		part := flat[:min(inList, len(flat))]
		flat = flat[len(part):]
		chosen := 0
		list := component{Type: kindList, Placeholder: text.Printer{}.T("Choose one").String()}
		for i, k := range part {
			list.Options = append(list.Options, option{Label: shortened(k.label, longestPick), Value: k.data})
			if k.chosen {
				chosen |= 1 << i
			}
		}
		list.ID = fmt.Sprintf("%s%d.%x", lists, n, chosen)
		rows = append(rows, component{Type: kindRow, Components: []component{list}})
	}
	return rows
}

// shortened is s in at most limit units.
func shortened(s string, limit int) string {
	if text.Units(s) <= limit {
		return s
	}
	return strings.TrimSpace(s[:text.Cut(s, limit-1)]) + "…"
}
