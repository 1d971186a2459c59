package when

import "slices"

// expression is a stretch of text with what it may mean, likeliest first.
type expression struct {
	span   Span
	values []readable
}

// expressions finds the times in text. Words that no time has cut it into windows;
// each window gets a chart; of the chart's values those are taken that together
// cover most of it with the fewest pieces.
func expressions(text string, c Context, now DateTime) []expression {
	var out []expression
	var chart chart
	for _, window := range windows(tokenise(text)) {
		window.mode = c.Mode
		chart.fill(window.tokens)
		out = append(out, chart.best(window, c, now)...)
	}
	return out
}

// window is a run of tokens all of which a time may have.
type window struct {
	tokens []token
	before *token // what stands on either side
	after  *token
	mode   Mode
}

func windows(tokens []token) []window {
	g := theGrammar()
	var out []window
	for i := 0; i < len(tokens); {
		if !g.knows(tokens[i]) {
			i++
			continue
		}
		w, from := window{}, i
		if i > 0 {
			w.before = &tokens[i-1]
		}
		for ; i < len(tokens) && len(w.tokens) < maxWindow && (g.knows(tokens[i]) || noise[tokens[i].text]); i++ {
			if !noise[tokens[i].text] {
				w.tokens = append(w.tokens, tokens[i])
			}
		}
		if i < len(tokens) {
			w.after = &tokens[i]
		}
		if g.promising(tokens[from:i]) {
			out = append(out, w)
		}
	}
	return out
}

// best is the values of the chart that cover most with the fewest pieces, by dynamic
// programming from the right.
func (c *chart) best(w window, ctx Context, now DateTime) []expression {
	n := len(c.tokens)
	score := make([]int, n+1)
	take := make([]int, n+1)
	for i := n - 1; i >= 0; i-- {
		score[i] = score[i+1]
		for k := range c.starts[i] {
			e := &c.starts[i][k]
			if s := e.worth(i) + score[e.to]; s > score[i] && c.stands(w, i, e) && reads(e.val, ctx, now) {
				score[i], take[i] = s, e.to
			}
		}
	}
	var out []expression
	for i := 0; i < n; {
		if take[i] == 0 {
			i++
			continue
		}
		out = append(out, c.expression(w, i, take[i]))
		i = take[i]
	}
	return out
}

// worth grows with the tokens covered; each piece costs something, so that one value
// wins over two that lie side by side.
func (e *edge) worth(from int) int {
	if _, ok := readableOf(e.val); !ok {
		return 0
	}
	return 20*(e.to-from) - 10 + e.rank
}

// expression gathers the values that span [from, to), the best first.
func (c *chart) expression(w window, from, to int) expression {
	x := expression{span: Span{c.tokens[from].from, c.tokens[to-1].to}}
	var ranks []int
	for k := range c.starts[from] {
		e := &c.starts[from][k]
		v, ok := readableOf(e.val)
		if !ok || e.to != to || !c.stands(w, from, e) {
			continue
		}
		at := 0
		for at < len(ranks) && ranks[at] >= e.rank {
			at++
		}
		ranks = append(ranks[:at], append([]int{e.rank}, ranks[at:]...)...)
		x.values = append(x.values[:at], append([]readable{v}, x.values[at:]...)...)
	}
	return x
}

// reads says whether v has a reading: June 31 has none.
func reads(v value, c Context, now DateTime) bool {
	r, ok := readableOf(v)
	if ok {
		_, _, ok = readOne(r, c, now, [forks]uint8{})
	}
	return ok
}

// readings of an expression: all of its likeliest value, then those of the others. A
// time without a day also has its next occurrence, one of part of a day its day.
func (x expression) readings(c Context, now DateTime) []Reading {
	var out []Reading
	for _, v := range x.values {
		rs := readAll(v, c, now)
		if also, ok := alsoReads(v); ok {
			rs = slices.Insert(rs, min(len(rs), 2), readAll(also, c, now)...)
		}
		for _, r := range rs {
			r.Span = x.span
			if c.Zone != nil && r.Kind == Instant && InGap(r.Start, c.Zone) {
				r.Doubts = append(r.Doubts, GapTime)
			}
			if isNew(out, r) && len(out) < maxReadings+2 {
				out = append(out, r)
			}
		}
	}
	return out
}

// alsoReads is a second way to take v: a clock time as its next occurrence, a part of
// a day as the day, some days from now as the last of them.
func alsoReads(v readable) (readable, bool) {
	switch v := v.(type) {
	case clocks:
		return standing{clocksOn{day: soon{}, clocks: v}}, !v.weak
	case part:
		return standing{partOn{soon{}, v}}, true
	case standing:
		switch v := v.value.(type) {
		case partOn:
			return standing{v.day}, true
		case count:
			return standing{away{v.length.Length, v.sign, nil}}, v.length.wholeDays()
		}
	}
	return nil, false
}
