package telegram

import (
	"strings"

	"samepage/bot"
	"samepage/bot/layout"
)

const (
	mostInRow  = 8   // Telegram draws no more in one row
	mostOnBody = 100 // buttons one message may have
)

// button is https://core.telegram.org/bots/api#inlinekeyboardbutton
type button struct {
	Text string `json:"text"`
	Data string `json:"callback_data"`
}

// keyboard is a list even without buttons, and then takes away those that stand there.
type keyboard struct {
	Rows [][]button `json:"inline_keyboard"`
}

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
			label = layout.Chosen + label
		}
		flat = append(flat, button{label, data})
	}
	return keyboard{layOut(flat)}, ok
}

// layOut sets buttons in rows.
func layOut(flat []button) [][]button {
	var labels []string
	for _, b := range flat {
		labels = append(labels, b.Text)
	}
	out := [][]button{}
	for _, n := range layout.Rows(labels, mostInRow) {
		out, flat = append(out, flat[:n:n]), flat[n:]
	}
	return out
}
