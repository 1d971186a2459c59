package chart

import (
	"math"
	"strconv"
	"strings"

	"github.com/guptarohit/asciigraph"

	"samepage/bot/when"
)

// Text draws the chart in characters, at most width of them a line, for places that
// show no pictures: every measure a small chart of its own, one axis of days below
// them all. A dot is a day that was kept, a gap one that was not; a diamond on the
// axis is a marked day. There are no colours, no escape codes, no trailing spaces.
func (s Spec) Text(width int) string {
	var rows []string
	if s.Title != "" {
		rows = append(rows, s.Title)
	}
	g := s.grid(width)
	if g.cells == 0 {
		return s.Title
	}
	for _, l := range s.Lines {
		if l.Name != s.Title {
			rows = append(rows, l.Name)
		}
		rows = append(rows, g.plot(l)...)
	}
	rows = append(rows, g.axis(s.Marked), g.labels())
	return strings.Join(rows, "\n")
}

// grid is how days become columns.
type grid struct {
	from  when.Date
	cells int // how many stand side by side
	days  int // that one stands for: 1, or whole weeks where days are more than columns
	wide  int // columns of one
	left  int // columns of the numbers on the left
}

const (
	widest   = 6 // columns of a day at most: a week stays small on a wide screen
	dayName  = 4 // columns that "Mon" takes, with a space
	dateName = 8 // columns that "29 Sep" takes, with room around it
)

func (s Spec) grid(width int) grid {
	g := grid{from: s.From, days: 1, left: 1}
	days := 0
	for _, l := range s.Lines {
		low, high := l.bounds()
		days = max(days, len(l.Values))
		g.left = max(g.left, len(strconv.Itoa(low)), len(strconv.Itoa(high)))
	}
	room := max(width-g.left-2, 1)
	for days > g.days*room {
		g.days += 7 - g.days%7
	}
	g.cells = (days + g.days - 1) / g.days
	if g.cells > 0 {
		g.wide = min(room/g.cells, widest)
	}
	return g
}

// bounds is the scale, widened where a value lies outside it.
func (l Line) bounds() (low, high int) {
	low, high = l.Low, l.High
	for _, v := range l.Values {
		if v != nil {
			low, high = min(low, *v), max(high, *v)
		}
	}
	return low, max(high, low+1)
}

// plot is one measure: its values as steps, a dot on each.
func (g grid) plot(l Line) []string {
	low, high := l.bounds()
	height := heightOf(high - low)
	values := g.means(l.Values)
	rows := strings.Split(asciigraph.Plot(g.columns(values), asciigraph.Height(height),
		asciigraph.LowerBound(float64(low)), asciigraph.UpperBound(float64(high))), "\n")
	for i, row := range rows {
		rows[i] = g.row(row, values, func(v float64) bool {
			return height-i == int(math.Round((v-float64(low))*float64(height)/float64(high-low)))
		})
		n := high - (high-low)*i/height
		rows[i] = g.number(n, (high-low)*i%height == 0 && (height <= 5 || (n-low)%2 == 0)) + rows[i]
	}
	return rows
}

// heightOf is the rows between the lowest and the highest value: one for every value,
// so that no dot stands beside a number that is not its own; few on a long scale.
func heightOf(span int) int {
	if span <= 10 {
		return span
	}
	return 5
}

// means is a number for every cell, NaN where nothing was kept.
func (g grid) means(values []*int) []float64 {
	out := make([]float64, g.cells)
	for cell := range out {
		sum, n := 0.0, 0.0
		for day := cell * g.days; day < min((cell+1)*g.days, len(values)); day++ {
			if v := values[day]; v != nil {
				sum, n = sum+float64(*v), n+1
			}
		}
		out[cell] = sum / n
	}
	return out
}

// columns repeats each value over the columns of its cell, and closes the last.
func (g grid) columns(values []float64) []float64 {
	var out []float64
	for _, v := range values {
		for range g.wide {
			out = append(out, v)
		}
	}
	return append(out, math.NaN())
}

// row takes the library's own numbers and axis off a row and sets the dots on it.
func (g grid) row(drawn string, values []float64, here func(float64) bool) string {
	_, line, _ := cutAxis(drawn)
	out := []rune(line + strings.Repeat(" ", max(0, g.cells*g.wide-len([]rune(line)))))
	for cell, v := range values {
		if !math.IsNaN(v) && here(v) && (g.wide > 1 || alone(values, cell)) {
			out[g.middle(cell)] = '●'
		}
	}
	return strings.TrimRight(string(out), " ")
}

// alone says whether a value has no neighbour, so that no line would show it.
func alone(values []float64, cell int) bool {
	return (cell == 0 || math.IsNaN(values[cell-1])) && (cell == len(values)-1 || math.IsNaN(values[cell+1]))
}

func cutAxis(drawn string) (before, after string, found bool) {
	i := strings.IndexAny(drawn, "┤┼")
	if i < 0 {
		return drawn, "", false
	}
	return drawn[:i], drawn[i+len("┤"):], true
}

// middle is the column of a cell that its dot and its name stand on.
func (g grid) middle(cell int) int { return cell*g.wide + (g.wide-1)/2 }

// number is what stands left of a row.
func (g grid) number(n int, whole bool) string {
	if !whole {
		return strings.Repeat(" ", g.left) + " │"
	}
	s := strconv.Itoa(n)
	return strings.Repeat(" ", g.left-len(s)) + s + " ┤"
}

// axis has a tick at every name and a diamond at every marked day.
func (g grid) axis(marked []when.Date) string {
	out := []rune(strings.Repeat("─", g.cells*g.wide))
	for cell := 0; cell < g.cells; cell += g.step() {
		out[g.middle(cell)] = '┬'
	}
	for _, day := range marked {
		if n := g.from.Days(day); 0 <= n && n < g.cells*g.days {
			out[g.middle(n/g.days)] = '◆'
		}
	}
	return strings.Repeat(" ", g.left) + " └" + string(out)
}

// step is how many cells apart the names stand: every day of a week, else dates where
// there is room, a week or more apart.
func (g grid) step() int {
	if g.named() {
		return 1
	}
	step := 1
	for step*g.wide < dateName || step*g.days%7 != 0 {
		step++
	}
	return step
}

// named says whether days carry their names: of two Mondays a date is the better name.
func (g grid) named() bool { return g.days == 1 && g.cells <= 7 && g.wide >= dayName }

// labels is the names of the days, those that fit.
func (g grid) labels() string {
	out := strings.Repeat(" ", g.left+2)
	end := len(out) + max(g.cells*g.wide, len("29 Sep"))
	for cell := 0; cell < g.cells; cell += g.step() {
		name := g.name(g.from.AddDays(cell * g.days))
		gap := g.left + 2 + max(g.middle(cell)-1, 0) - len(out)
		if gap >= 0 && len(out)+gap+len(name) <= end {
			out += strings.Repeat(" ", gap) + name
		}
	}
	return strings.TrimRight(out, " ")
}

func (g grid) name(day when.Date) string {
	if g.named() {
		return day.Weekday().String()[:3]
	}
	return strconv.Itoa(day.Day) + " " + day.Month.String()[:3]
}
