package chart

import (
	"cmp"
	"fmt"
	"math"
	"strconv"

	"github.com/go-analyze/charts"
)

// Sizes in pixels, made for a phone held upright: twice what it draws, so that it stays
// sharp.
const (
	pictureWidth = 1000
	titleHeight  = 80
	panelHeight  = 380
	fontSize     = 22
	mostLabels   = 8
	mostCells    = 95 // that dots are told apart in; beyond, one is a week or more
)

// PNG draws the chart as a picture: every measure a panel of its own under the others,
// since their scales differ. A dot is a day that was kept; where none was kept the line
// has a gap, not a zero. A diamond on the axis is a marked day.
func (s Spec) PNG() ([]byte, error) {
	g := s.grid(mostCells)
	panels := max(1, len(s.Lines))
	p := charts.NewPainter(charts.PainterOptions{
		OutputFormat: charts.ChartOutputPNG, Width: pictureWidth, Height: titleHeight + panels*panelHeight,
	}, charts.PainterThemeOption(theme))
	p.FilledRect(0, 0, p.Width(), p.Height(), charts.ColorWhite, charts.ColorWhite, 0)
	p.Text(s.Title, 30, 56, 0, charts.FontStyle{FontSize: fontSize + 6, FontColor: ink})
	for i, l := range s.Lines {
		top := titleHeight + i*panelHeight
		panel := p.Child(charts.PainterBoxOption(charts.Box{Top: top, Left: 0, Right: pictureWidth, Bottom: top + panelHeight, IsSet: true}))
		if err := panel.LineChart(s.panel(l, g)); err != nil {
			return nil, fmt.Errorf("drawing a chart: %w", err)
		}
	}
	return p.Bytes()
}

var (
	ink   = charts.ColorRGB(40, 48, 56)
	blue  = charts.ColorRGB(42, 111, 151)
	amber = charts.ColorRGB(214, 140, 40)
	theme = charts.GetTheme(charts.ThemeLight).WithTextColor(ink).WithSeriesColors([]charts.Color{blue, amber})
)

// panel is one measure and, on its lowest line, the marked days.
func (s Spec) panel(l Line, g grid) charts.LineChartOption {
	low, high := l.bounds()
	values, marks := g.means(l.Values), make([]float64, g.cells)
	for i, v := range values {
		marks[i] = charts.GetNullValue()
		if math.IsNaN(v) {
			values[i] = charts.GetNullValue()
		}
	}
	for _, day := range s.Marked {
		if n := s.From.Days(day); 0 <= n && n < g.cells*g.days {
			marks[n/g.days] = float64(low)
		}
	}
	opt := charts.NewLineChartOptionWithData([][]float64{values, marks})
	opt.SeriesList[0].Symbol = charts.Symbol{Shape: charts.SymbolCircle, Size: dotSize(len(values))}
	opt.SeriesList[1].Symbol = charts.Symbol{Shape: charts.SymbolDiamond, Size: 9}
	opt.Theme, opt.LineStrokeWidth = theme, 4
	opt.Padding = charts.Box{Top: 10, Left: 30, Right: 40, Bottom: 20, IsSet: true}
	opt.Legend.Show = charts.Ptr(false)
	if l.Name != s.Title {
		opt.Title = charts.TitleOption{Text: l.Name, FontStyle: charts.FontStyle{FontSize: fontSize, FontColor: ink}}
	}
	opt.XAxis.Labels, opt.XAxis.LabelCount = s.names(g), min(g.cells, mostLabels)
	opt.XAxis.LabelFontStyle.FontSize = fontSize - 4
	unit := float64((high - low + 5) / 6) // at most seven lines or so
	opt.YAxis[0].Min, opt.YAxis[0].Max, opt.YAxis[0].Unit = charts.Ptr(float64(low)), charts.Ptr(float64(high)), unit
	opt.YAxis[0].LabelCount = cmp.Or((high-low)/int(unit)+1, 2)
	opt.YAxis[0].LabelFontStyle.FontSize = fontSize - 4
	opt.YAxis[0].ValueFormatter = func(v float64) string { return strconv.Itoa(int(v)) }
	return opt
}

// dotSize leaves room between the dots of many days.
func dotSize(days int) float64 { return min(8, max(2, 240/float64(max(1, days)))) }

// names stand below the axis: of a week its days, of more the dates.
func (s Spec) names(g grid) []string {
	var out []string
	for cell := range g.cells {
		day := s.From.AddDays(cell * g.days)
		if g.cells <= 7 && g.days == 1 {
			out = append(out, day.Weekday().String()[:3])
		} else {
			out = append(out, strconv.Itoa(day.Day)+" "+day.Month.String()[:3])
		}
	}
	return out
}
