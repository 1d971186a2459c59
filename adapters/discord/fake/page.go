package fake

import (
	"bytes"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html"
	"html/template"
	"net/http"
	"slices"
	"strings"
	"time"
)

//go:embed page.html
var pageSource string

var pageTemplate = template.Must(template.New("page").Funcs(template.FuncMap{
	"picture": picture, "bytes": bytesOf,
}).Parse(pageSource))

// HTML is what a person sees of their direct messages, with the form that stands open:
// one page, with nothing to fetch.
func (s *Server) HTML(person string) []byte {
	s.mu.Lock()
	p := s.people[person]
	s.mu.Unlock()
	if p == nil {
		return Draw(nil, nil)
	}
	return Draw(p.Chat(), p.Modal())
}

// Draw is part of a chat as it looks on Discord, and a form before it if one is open.
func Draw(chat []Shown, form *Modal) []byte {
	var out bytes.Buffer
	page := struct {
		Lines []drawn
		Form  *Modal
	}{laidOut(chat), form}
	if err := pageTemplate.Execute(&out, page); err != nil {
		panic(err) // the template and its data are both made here
	}
	return out.Bytes()
}

// drawn is a message with what depends on its neighbours.
type drawn struct {
	Shown
	Day    string // above the first of a day
	First  bool   // the first of a few by the same
	Quote  string // what it answers
	Blocks []block
}

// block is a part of a message, from top to bottom.
type block struct {
	Kind     string // text, row, select, picture, file, line, box, section
	Words    template.HTML
	Buttons  []Button
	Select   Select
	Picture  Picture
	Document Document
	Inner    []block
	Colour   template.CSS
}

// together is how long messages of one stand below one name.
const together = 7 * time.Minute

func laidOut(chat []Shown) []drawn {
	var out []drawn
	quotes, before := map[string]string{}, ""
	for i, m := range chat {
		d := drawn{Shown: m, Quote: quotes[m.ReplyTo], Blocks: m.blocks()}
		if today := m.At.Format("2 January 2006"); today != before {
			d.Day, before = today, today
		}
		d.First = i == 0 || d.Day != "" || d.Quote != "" || chat[i-1].Own != m.Own || m.At.Sub(chat[i-1].At) > together
		quotes[m.ID] = m.Text
		out = append(out, d)
	}
	return out
}

// blocks are the parts of a message, those of files where nothing else shows them.
func (m Shown) blocks() []block {
	var out []block
	if m.content != "" {
		out = append(out, written(m.content, m.names))
	}
	inner, used := m.parts(m.components)
	for _, p := range m.Pictures {
		if !slices.Contains(used, p.id) {
			out = append(out, block{Kind: "picture", Picture: p})
		}
	}
	for _, f := range m.Files {
		if !slices.Contains(used, f.id) {
			out = append(out, block{Kind: "file", Document: f})
		}
	}
	return append(out, inner...)
}

// parts are components as blocks, and the files they show.
func (m Shown) parts(components []any) (out []block, used []string) {
	for _, o := range objects(components) {
		inner, more := m.parts(list(o, "components"))
		used = append(used, more...)
		switch number(o, "type") {
		case actionRow:
			out = append(out, rowOf(o))
		case textDisplay:
			out = append(out, written(text(o, "content"), m.names))
		case separator:
			out = append(out, block{Kind: "line"})
		case container:
			colour := template.CSS(fmt.Sprintf("#%06x", number(o, "accent_color")))
			out = append(out, block{Kind: "box", Inner: inner, Colour: colour})
		case section:
			out = append(out, block{Kind: "section", Inner: inner, Buttons: slices.Concat(buttonsOf([]any{o})...)})
		case gallery, fileBox:
			for _, item := range append(objects(o["items"]), o) {
				shown, id := m.shows(item)
				out, used = append(out, shown...), append(used, id)
			}
		}
	}
	return out, used
}

// shows is the file a component speaks of.
func (m Shown) shows(o obj) ([]block, string) {
	id := text(child(o, "media"), "attachment_id") + text(child(o, "file"), "attachment_id")
	for _, p := range m.Pictures {
		if p.id == id {
			return []block{{Kind: "picture", Picture: p}}, id
		}
	}
	for _, f := range m.Files {
		if f.id == id {
			return []block{{Kind: "file", Document: f}}, id
		}
	}
	return nil, id
}

func rowOf(o obj) block {
	if sel := selectsOf([]any{o}); len(sel) > 0 {
		return block{Kind: "select", Select: sel[0]}
	}
	return block{Kind: "row", Buttons: slices.Concat(buttonsOf([]any{o})...)}
}

// elements are what styles look like in a page.
var elements = map[string]string{
	"strong": "b", "emphasis": "i", "underline": "u", "strike": "s", "code": "code", "block": "pre", "quote": "blockquote",
	"heading": "h3", "small": "small", "link": "a", "mention": "mark", "spoiler": "del", "time": "time",
}

// written is a text with its markup drawn.
func written(content string, names func(string) string) block {
	words, spans := readMarkup(content, names)
	var out strings.Builder
	var open []Span
	at := 0
	upTo := func(end int) { out.WriteString(html.EscapeString(words[at:end])); at = end }
	shut := func(until int) {
		for len(open) > 0 && open[len(open)-1].To <= until {
			last := open[len(open)-1]
			upTo(last.To)
			fmt.Fprintf(&out, "</%s>", last.element())
			open = open[:len(open)-1]
		}
	}
	for _, span := range spans { // each comes before what is in it
		shut(span.From)
		upTo(span.From)
		fmt.Fprintf(&out, "<%s>", span.element())
		open = append(open, span)
	}
	shut(len(words))
	upTo(len(words))
	return block{Kind: "text", Words: template.HTML(out.String())}
}

func (span Span) element() string {
	if name := elements[span.Style]; name != "" {
		return name
	}
	return "span"
}

// Look is the colour a button has by its style.
func (b Button) Look() string {
	return map[int]string{1: "primary", 3: "success", 4: "danger"}[b.Style]
}

// Initial is what stands in place of a face.
func (m Shown) Initial() string {
	for _, r := range m.By {
		return string(r)
	}
	return ""
}

// Clock is the time beside a name.
func (m Shown) Clock() string { return m.At.Format("15:04") }

// picture is an image that stands in the page itself.
func picture(data []byte) template.URL {
	return template.URL("data:" + http.DetectContentType(data) + ";base64," + base64.StdEncoding.EncodeToString(data))
}

func bytesOf(data []byte) string {
	if len(data) < 1000 {
		return fmt.Sprintf("%d bytes", len(data))
	}
	return fmt.Sprintf("%.2f KB", float64(len(data))/1000)
}
