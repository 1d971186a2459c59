package telegram

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/rivo/uniseg"

	"samepage/bot"
)

// What fits on a phone that is 360 points wide: a button needs about as much for its
// edges as for two characters, and all in a row are as wide as the widest.
const (
	rowWidth   = 42  // columns of a row
	edges      = 2   // columns of a button beside its label
	mostInRow  = 8   // Telegram draws no more in one row
	mostOnBody = 100 // buttons one message may have
)

// button is https://core.telegram.org/bots/api#inlinekeyboardbutton
type button struct {
	Text string `json:"text"`
	Data string `json:"callback_data"`
}

type keyboard struct {
	Rows [][]button `json:"inline_keyboard"`
}

// chosenMark stands before what is picked so far.
const chosenMark = "✓ "

// keys are the buttons of m; ok is false where one of them is left out, since Telegram
// could not carry it. What it says can still be typed.
func keys(m bot.Message) (k keyboard, ok bool) {
	var flat []button
	ok = true
	for _, b := range m.Buttons {
		data, fits := dataOf(b.Press)
		label := strings.TrimSpace(b.Label.String())
		if !fits || label == "" || len(flat) == mostOnBody {
			ok = false
			continue
		}
		if b.Chosen {
			label = chosenMark + label
		}
		flat = append(flat, button{label, data})
	}
	return keyboard{layOut(flat)}, ok
}

// layOut sets buttons in rows. A run of numbers, a scale, is shared out evenly: eleven
// are six and five, so that a thumb meets targets of one size. Others stand side by side
// while their labels fit, else one below the other.
func layOut(flat []button) [][]button {
	var rows [][]button
	for len(flat) > 0 {
		if n := numbers(flat); n > 1 {
			rows = append(rows, evenly(flat[:n])...)
			flat = flat[n:]
			continue
		}
		n := 1
		for n < len(flat) && numbers(flat[n:]) < 2 && fits(flat[:n+1]) {
			n++
		}
		rows, flat = append(rows, flat[:n:n]), flat[n:]
	}
	return rows
}

// numbers is how many buttons from the first on are numbers, with a word at most: "5
// good".
func numbers(flat []button) int {
	for i, b := range flat {
		first, _, _ := strings.Cut(strings.TrimPrefix(b.Text, chosenMark), " ")
		if _, err := strconv.Atoi(first); err != nil || uniseg.StringWidth(b.Text) > 12 {
			return i
		}
	}
	return len(flat)
}

// evenly is buttons in as few rows as they fit in, of one length or one less.
func evenly(flat []button) [][]button {
	for count := 1; ; count++ {
		rows := share(flat, count)
		if count == len(flat) || allFit(rows) {
			return rows
		}
	}
}

func share(flat []button, count int) [][]button {
	var rows [][]button
	for left := count; left > 0; left-- {
		n := (len(flat) + left - 1) / left
		rows, flat = append(rows, flat[:n:n]), flat[n:]
	}
	return rows
}

func allFit(rows [][]button) bool {
	for _, row := range rows {
		if !fits(row) {
			return false
		}
	}
	return true
}

func fits(row []button) bool {
	widest := 0
	for _, b := range row {
		widest = max(widest, uniseg.StringWidth(b.Text))
	}
	return len(row) <= mostInRow && len(row)*(widest+edges) <= rowWidth
}

// markup is k as a parameter; without buttons it takes away those that stand there.
func (k keyboard) markup() string {
	if k.Rows == nil {
		k.Rows = [][]button{}
	}
	out, _ := json.Marshal(k)
	return string(out)
}
