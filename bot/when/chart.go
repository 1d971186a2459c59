package when

import "math/bits"

// The chart is filled from the right. When the edges that begin at a token are
// worked out, all edges to its right are complete, so a production is matched by
// walking them left to right; what it makes begins at the same token and is worked
// on in turn. A window of the text is short (maxWindow), and the edges that begin at
// one token are few (maxEdges), which bounds the work by the text's length.
const (
	maxWindow = 40
	maxEdges  = 96
)

// edge is a value read from the tokens [from, to).
type edge struct {
	to   int
	kind kind
	word wordID
	rank int
	val  value
}

type chart struct {
	tokens []token
	starts [][]edge
	args   [8]value
}

func newChart(tokens []token) *chart {
	c := &chart{}
	c.fill(tokens)
	return c
}

// fill works the chart out anew, in the room that it has.
func (c *chart) fill(tokens []token) {
	c.tokens = tokens
	for i := range c.starts {
		c.starts[i] = c.starts[i][:0]
	}
	for len(c.starts) <= len(tokens) {
		c.starts = append(c.starts, nil)
	}
	g := theGrammar()
	for i := len(tokens) - 1; i >= 0; i-- {
		for _, m := range g.meanings(tokens[i]) {
			c.add(i, edge{to: i + 1, kind: m.val.kind(), word: m.id, val: m.val, rank: m.rank})
		}
		for k := 0; k < len(c.starts[i]); k++ {
			c.grow(g, i, c.starts[i][k])
		}
	}
}

func (c *chart) grow(g *grammar, i int, e edge) {
	var list []*production
	if e.kind == aWord {
		if int(e.word) < len(g.byWord) {
			list = g.byWord[e.word]
		}
	} else {
		list = g.byKind[bits.TrailingZeros32(uint32(e.kind))]
	}
	for _, p := range list {
		c.args = [8]value{}
		if arg := p.elements[0].arg; arg >= 0 {
			c.args[arg] = e.val
		}
		c.match(i, p, 1, e.to, e.rank+p.rank)
	}
}

func (c *chart) match(from int, p *production, k, at, rank int) {
	if k == len(p.elements) {
		c.finish(from, p, at, rank)
		return
	}
	el := &p.elements[k]
	if at < len(c.tokens) && (!el.glued || c.tokens[at].glued) && !(el.apart && c.tokens[at].glued) {
		for n := range c.starts[at] {
			e := &c.starts[at][n]
			if !el.matches(e) {
				continue
			}
			if el.arg >= 0 {
				c.args[el.arg] = e.val
			}
			c.match(from, p, k+1, e.to, rank+e.rank)
		}
	}
	if el.optional {
		if el.arg >= 0 {
			c.args[el.arg] = nil
		}
		c.match(from, p, k+1, at, rank)
	}
}

func (el *element) matches(e *edge) bool {
	if e.kind != aWord {
		return el.kinds&e.kind != 0
	}
	for _, w := range el.words {
		if w == e.word {
			return true
		}
	}
	return false
}

func (c *chart) finish(from int, p *production, to, rank int) {
	if v := p.make(c.args[:]); v != nil {
		c.add(from, edge{to: to, kind: v.kind(), val: v, rank: rank})
	}
}

func (c *chart) add(from int, e edge) {
	if len(c.starts[from]) >= maxEdges {
		return
	}
	for n := range c.starts[from] {
		have := &c.starts[from][n]
		if have.to == e.to && have.kind == e.kind && have.word == e.word && have.val == e.val {
			have.rank = max(have.rank, e.rank)
			return
		}
	}
	c.starts[from] = append(c.starts[from], e)
}
