package fake

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Span is a stretch of a text, in bytes, that is drawn in some way: strong, emphasis,
// underline, strike, spoiler, code, block, quote, heading, small, list, link, mention,
// time, emoji.
type Span struct {
	Style    string
	From, To int
}

// reading turns a message's content into what a person reads. It follows the rules of
// Discord's own client, which are those of simple-markdown in the order of the rules
// below: what they take for markup is taken here, wanted or not.
type reading struct {
	out   strings.Builder
	spans []Span
	names func(id string) string
}

// rule takes markup at the beginning of s and writes what is drawn; it returns how much
// it took, 0 for nothing.
type rule func(r *reading, s string) int

// opening are the rules at the beginning of a line, inline those anywhere; filled below,
// since they call each other.
var opening, inline []rule

func init() {
	opening = []rule{(*reading).quote, (*reading).heading, (*reading).small, (*reading).list}
	inline = []rule{
		(*reading).shrug, (*reading).escape, (*reading).block, (*reading).code, (*reading).address, (*reading).angle,
		(*reading).masked, (*reading).everyone, wrapped("strong", "**"), wrapped("underline", "__"),
		(*reading).stars, (*reading).underscores, wrapped("strike", "~~"), wrapped("spoiler", "||"),
	}
}

// readMarkup is a content as it is read, and how its parts are drawn.
func readMarkup(s string, names func(string) string) (string, []Span) {
	r := &reading{names: names}
	r.read(s, true)
	return r.out.String(), r.spans
}

func (r *reading) read(s string, begin bool) {
	for s != "" {
		n := 0
		if begin {
			n = r.first(opening, s)
		}
		if n == 0 {
			n = r.first(inline, s)
		}
		if n == 0 {
			n = r.plain(s)
		}
		begin = s[n-1] == '\n'
		s = s[n:]
	}
}

func (r *reading) first(rules []rule, s string) int {
	for _, rule := range rules {
		if n := rule(r, s); n > 0 {
			return n
		}
	}
	return 0
}

// plain writes one character, with the letters and digits that follow: within a word
// nothing is looked for but what is no letter.
func (r *reading) plain(s string) int {
	c, n := utf8.DecodeRuneInString(s)
	for c != '\n' && n < len(s) && word(s[n]) && s[n] != '_' && !strings.HasPrefix(s[n:], "http") {
		n++
	}
	r.out.WriteString(s[:n])
	return n
}

func word(b byte) bool {
	return b == '_' || '0' <= b && b <= '9' || 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z'
}

// mark draws what inner writes in a style.
func (r *reading) mark(style string, inner func()) {
	from := r.out.Len()
	at := len(r.spans)
	r.spans = append(r.spans, Span{Style: style, From: from})
	inner()
	r.spans[at].To = r.out.Len()
}

func (r *reading) shrug(s string) int {
	const shrug = `¯\_(ツ)_/¯`
	if !strings.HasPrefix(s, shrug) {
		return 0
	}
	r.out.WriteString(shrug)
	return len(shrug)
}

// escape is a backslash before anything but letters, digits and space.
func (r *reading) escape(s string) int {
	if len(s) < 2 || s[0] != '\\' {
		return 0
	}
	c, n := utf8.DecodeRuneInString(s[1:])
	if c < utf8.RuneSelf && word(byte(c)) && c != '_' || unicode.IsSpace(c) {
		return 0
	}
	r.out.WriteRune(c)
	return 1 + n
}

var blockForm = regexp.MustCompile("^```(?:([a-zA-Z0-9_+\\-.#]+?)\n)?\n*([^\n](?s:.)*?)\n*```")

func (r *reading) block(s string) int {
	m := blockForm.FindStringSubmatch(s)
	if m == nil {
		return 0
	}
	r.mark("block", func() { r.out.WriteString(m[2]) })
	return len(m[0])
}

// code is between as many backticks before as after.
func (r *reading) code(s string) int {
	ticks := len(s) - len(strings.TrimLeft(s, "`"))
	if ticks == 0 {
		return 0
	}
	for at := ticks; at < len(s); {
		if s[at] != '`' {
			at++
			continue
		}
		n := len(s[at:]) - len(strings.TrimLeft(s[at:], "`"))
		if n == ticks {
			r.mark("code", func() { r.out.WriteString(s[ticks:at]) })
			return at + n
		}
		at += n
	}
	return 0
}

var addressForm = regexp.MustCompile(`^https?://[^\s<]+[^<.,:;"'\]\s]`)

// address is one on the web, which can be opened.
func (r *reading) address(s string) int {
	m := addressForm.FindString(s)
	if m != "" {
		r.mark("link", func() { r.out.WriteString(m) })
	}
	return len(m)
}

var (
	angleAddress = regexp.MustCompile(`^<([^: >]+:/[^ >]+)>`)
	angleMention = regexp.MustCompile(`^<(@[!&]?|#)(\d+)>`)
	angleEmoji   = regexp.MustCompile(`^<a?(:\w+:)\d+>`)
	angleTime    = regexp.MustCompile(`^<t:(-?\d+)(?::[a-zA-Z])?>`)
	angleCommand = regexp.MustCompile(`^<(/[^:>]+):\d+>`)
)

// angle is what Discord reads between < and >.
func (r *reading) angle(s string) int {
	if m := angleMention.FindStringSubmatch(s); m != nil {
		r.mark("mention", func() { r.out.WriteString(m[1][:1] + r.names(m[2])) })
		return len(m[0])
	}
	if m := angleTime.FindStringSubmatch(s); m != nil {
		at, _ := strconv.ParseInt(m[1], 10, 64)
		r.mark("time", func() { r.out.WriteString(time.Unix(at, 0).UTC().Format("2 January 2006 15:04")) })
		return len(m[0])
	}
	for style, form := range map[string]*regexp.Regexp{"link": angleAddress, "emoji": angleEmoji, "mention": angleCommand} {
		if m := form.FindStringSubmatch(s); m != nil {
			r.mark(style, func() { r.out.WriteString(m[1]) })
			return len(m[0])
		}
	}
	return 0
}

var maskedForm = regexp.MustCompile(`^\[((?:\\.|[^\[\]\\])+)\]\(\s*<?(https?://[^\s)>]+)>?(?:\s+"[^"]*")?\s*\)`)

// masked is a link with words of its own.
func (r *reading) masked(s string) int {
	m := maskedForm.FindStringSubmatch(s)
	if m == nil {
		return 0
	}
	r.mark("link", func() { r.read(m[1], false) })
	return len(m[0])
}

func (r *reading) everyone(s string) int {
	for _, all := range []string{"@everyone", "@here"} {
		if strings.HasPrefix(s, all) {
			r.mark("mention", func() { r.out.WriteString(all) })
			return len(all)
		}
	}
	return 0
}

// wrapped is what stands between two of the same, the nearest two that are not followed
// by one more.
func wrapped(style, by string) rule {
	return func(r *reading, s string) int {
		if !strings.HasPrefix(s, by) {
			return 0
		}
		for at := len(by) + 1; at <= len(s)-len(by); at++ {
			if s[at-1] == '\\' && style != "strike" && style != "spoiler" {
				at++ // what is escaped ends nothing
			}
			if at <= len(s)-len(by) && s[at:at+len(by)] == by && !strings.HasPrefix(s[at+len(by):], by[:1]) {
				r.mark(style, func() { r.read(s[len(by):at], false) })
				return at + len(by)
			}
		}
		return 0
	}
}

// stars are emphasis where no space stands beside them within.
func (r *reading) stars(s string) int {
	if len(s) < 3 || s[0] != '*' || unicode.IsSpace(rune(s[1])) {
		return 0
	}
	for at := 1; at < len(s); at++ {
		switch {
		case s[at] != '*':
		case at+1 < len(s) && s[at+1] == '*':
			at++
		case at == 1 || unicode.IsSpace(rune(s[at-1])):
			return 0
		default:
			r.mark("emphasis", func() { r.read(s[1:at], false) })
			return at + 1
		}
	}
	return 0
}

// underscores are emphasis where no word goes on after them.
func (r *reading) underscores(s string) int {
	if len(s) < 3 || s[0] != '_' {
		return 0
	}
	for at := 1; at < len(s); at++ {
		switch {
		case s[at] == '\\':
			at++
		case s[at] != '_':
		case at+1 < len(s) && s[at+1] == '_':
			at++
		case at == 1 || at+1 < len(s) && word(s[at+1]):
			return 0
		default:
			r.mark("emphasis", func() { r.read(s[1:at], false) })
			return at + 1
		}
	}
	return 0
}
