package when

// standing lets a day, an instant or a period be read by itself.
type standing struct{ value }

// readableOf is v as it reads alone; false for values that are only parts of a time.
func readableOf(v value) (readable, bool) {
	switch v := v.(type) {
	case wholeYear:
		return standing{v}, !v.bare
	case readable:
		return v, true
	case day, moment, extent:
		return standing{v}, true
	}
	return nil, false
}

func (s standing) read(w *world) (Reading, bool) {
	switch v := s.value.(type) {
	case day:
		d, ok := v.on(w)
		return Reading{Kind: Day, Start: d.At(Clock{}), Grain: WholeDay}, ok && d.Year > 0 && d.Year < 10000
	case moment:
		t, ok := v.at(w)
		return w.ahead(Reading{Kind: Instant, Start: t, Grain: Minute}), ok && t.Year > 0 && t.Year < 10000
	case extent:
		i, ok := v.extent(w)
		return i.reading(v.kind()), ok && i.sane()
	}
	return Reading{}, false
}

// ahead marks a planned time that is gone already.
func (w *world) ahead(r Reading) Reading {
	if w.Mode == Future && r.Start.Before(w.now) {
		w.doubt(AlreadyPast)
	}
	return r
}

func (i interval) reading(k kind) Reading {
	r := Reading{Kind: DayPeriod, Start: i.start, End: i.end, OpenStart: i.openStart, OpenEnd: i.openEnd, Grain: i.grain}
	if i.openStart {
		r.Start = DateTime{}
	}
	if i.openEnd {
		r.End = DateTime{}
	}
	if k == anInstants {
		r.Kind = InstantPeriod
	}
	return r
}

func (i interval) sane() bool {
	in := func(t DateTime) bool { return t.Year > 0 && t.Year < 10000 }
	return (i.openStart || in(i.start)) && (i.openEnd || in(i.end)) &&
		(i.openStart || i.openEnd || !i.end.Before(i.start))
}

// stands says whether e may be taken for a time where it is: whether the text around
// it does not make it a part of something else, a version number or an amount.
func (c *chart) stands(w window, from int, e *edge) bool {
	first, last := c.tokens[from], c.tokens[e.to-1]
	before, after := w.before, w.after
	if from > 0 {
		before = &c.tokens[from-1]
	}
	if e.to < len(c.tokens) {
		after = &c.tokens[e.to]
	}
	switch {
	case first.tied || last.ties:
		return false
	case first.digits && before != nil && e.kind == aDate && isMonth(before.text):
		return false // what is left of "June 10 - 31"
	case after != nil && (e.kind == aMonth && after.digits || e.kind&(aMonth|aDate) != 0 && after.text == "-"):
		return false
	case (before == nil || before.text == "for") && after == nil && anaphoric(e.val):
		return false
	case before != nil && repeats[before.text] && e.kind&(aLength|aSet) != 0:
		return false // "twice a week" is neither a length nor a rule
	case e.kind == aDate && e.val.(date).feeble:
		return false
	case w.mode == Any && before != nil && monthless(e.val) && !dating[first.text] && !dating[before.text]:
		return false // "take the 21st": only whoever is asked for a time surely means a day
	case w.mode == Any && before != nil && (halfYear(e.val) || before.text == "half"):
		return false // "out in the second half of 2025" is a time of business, until one is asked for
	case e.to == from+1 && neverAlone[first.text]:
		return false
	case e.to == from+1 && doubleMeaning[first.text]:
		free := before == nil || first.text == "march" && !pointing[before.text]
		return free && (after == nil || !after.isWord())
	case doubleMeaning[last.text] && e.to == from+2 && pointing[first.text]:
		return after == nil || !after.isWord()
	case before != nil && before.text == "good" && e.kind == aPart:
		return false
	}
	return !shaky(e.val) || after == nil || !(after.isWord() || after.text == "-") || followers[after.text]
}

// doubleMeaning are words that are times only alone or among other words of time:
// "it may rain", "he sat down", "the sun", "we had lunch".
var doubleMeaning = setOf("may march sun sat spring fall")

// dating words make a day of the ordinal after them.
var dating = setOf("on for by until till from since before after through starting is was it's")

// monthless is "the 21st", or a stretch between two such days.
func monthless(v value) bool {
	switch v := v.(type) {
	case date:
		return v.month == 0 && !v.weekday.said && v.shift == (shift{})
	case between:
		return monthless(v.from) && monthless(v.to)
	}
	return false
}

func halfYear(v value) bool {
	half, ok := v.(halfOf)
	if ok {
		_, ok = half.of.(wholeYear)
	}
	return ok
}

var repeats = setOf("once twice thrice times time per")

// neverAlone are words that need another word of time.
var neverAlone = setOf("mar lunch breakfast eve")

func isMonth(text string) bool {
	for _, m := range theGrammar().lexicon[text] {
		if m.val.kind() == aMonth {
			return true
		}
	}
	return false
}

// anaphoric values point back at what was said before: "the day", "the year".
func anaphoric(v value) bool {
	switch v := v.(type) {
	case unitShift:
		return v.the
	case relative:
		return v.the
	}
	return false
}

// pointing words leave them their other meaning: "this may help".
var pointing = setOf("this the that a my to")

// shaky values are times only where nothing is counted: "at 4", but not "at 4 shops".
func shaky(v value) bool {
	switch v := v.(type) {
	case clock:
		return v.bare
	case date:
		return v.weak || v.month == 0 && !v.weekday.said
	}
	return false
}

// followers may come after a bare number without being counted by it.
var followers = setOf(`with please but so if because when instead would is was are or and then for to in on at the my your
	i we you he she they it works work ok okay thanks if as by of about today tomorrow tonight until from that this`)

// weakWords belong to the grammar but make no time among themselves.
var weakWords = setOf(`
	a an the of in on for to and or from my your our this that last next one two three four five six seven eight nine ten
	some few several all up back be date even end far full i is it its just later less more most no not now's o only
	other out over per plus quarter same so start than third under we with within x , . - / : ' " ( ) + < > = d s w y st
	nd rd th early late middle mid right small starting through beginning begin begins closest nearest rest close couple
	pair entire whole alternate during between clock ish each every couple's hundred present away forward advance as
	equal equals onward onwards but once`)
