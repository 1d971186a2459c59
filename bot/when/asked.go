package when

// asked reads a whole text as an answer to a question for one of kinds, where less
// shows what is meant: "4" is an hour if an hour was asked for, "14" a day.
func asked(text string, c Context, kinds []Kind) []Reading {
	var out []Reading
	tokens := tokenise(text)
	if len(tokens) == 0 || len(tokens) > maxWindow {
		return nil
	}
	for _, e := range newChart(tokens).starts[0] {
		for _, k := range kinds {
			if v, ok := answer(e.val, k); ok && e.to == len(tokens) {
				x := expression{Span{tokens[0].from, tokens[len(tokens)-1].to}, []readable{v}}
				out = append(out, x.readings(c, c.civil())...)
			}
		}
	}
	return out
}

// answer is v as a value of kind k.
func answer(v value, k Kind) (readable, bool) {
	switch v := v.(type) {
	case hour:
		if n, bare := v.(number); bare && k == Day && n.dayOfMonth() {
			return standing{date{day: n.n}}, true
		}
		c, ok := v.time()
		return c, ok && k == TimeOfDay
	case clocks:
		v.weak = false
		return v, k == ClockPeriod
	case date:
		return standing{v}, k == Day
	}
	return nil, false
}
