package fake

import "regexp"

var (
	quoteAll   = regexp.MustCompile(`^ *>>> +((?s:.)*)`)
	quoteLine  = regexp.MustCompile(`^ *> +([^\n]*\n?)`)
	headings   = regexp.MustCompile(`^ *#{1,3} +([^\n]+\n?)`)
	smallLine  = regexp.MustCompile(`^ *-# +([^\n]+\n?)`)
	listMarker = regexp.MustCompile(`^( *)([*+-]|\d+\.) +`)
)

func (r *reading) quote(s string) int {
	for _, form := range []*regexp.Regexp{quoteAll, quoteLine} {
		if n := r.lineIn("quote", form, s); n > 0 {
			return n
		}
	}
	return 0
}

func (r *reading) heading(s string) int { return r.lineIn("heading", headings, s) }

func (r *reading) small(s string) int { return r.lineIn("small", smallLine, s) }

func (r *reading) lineIn(style string, form *regexp.Regexp, s string) int {
	m := form.FindStringSubmatch(s)
	if m == nil {
		return 0
	}
	r.mark(style, func() { r.read(m[1], style == "quote") })
	return len(m[0])
}

// list is the beginning of an item; a dot is drawn for what is no number.
func (r *reading) list(s string) int {
	m := listMarker.FindStringSubmatch(s)
	if m == nil {
		return 0
	}
	marker := m[2]
	if len(marker) == 1 {
		marker = "•"
	}
	r.mark("list", func() { r.out.WriteString(m[1] + marker) })
	r.out.WriteString(" ")
	return len(m[0])
}
