package when

import "strconv"

// number is a whole number in digits or words.
type number struct {
	n      int
	digits int  // how many digits it was written with; 0 for words
	vague  bool // "a few": an amount, never an hour or a day of the month
}

func (number) kind() kind { return aNumber }

// ordinal is "27th" or "twenty-seventh".
type ordinal struct {
	n      int
	digits bool
	the    bool
	last   bool // counted from the end: "last", "second last"
}

func (ordinal) kind() kind { return anOrdinal }

// year is a calendar year in four digits.
type year struct{ year int }

func (year) kind() kind { return aYear }

// digitMeanings gives a run of digits its value; runs too long to be anything have none.
func digitMeanings(s string) []meaning {
	if len(s) > 8 {
		return nil
	}
	n, _ := strconv.Atoi(s)
	out := []meaning{{val: number{n: n, digits: len(s)}}}
	if len(s) == 4 && n >= 1900 && n <= 2200 {
		out = append(out, meaning{val: year{n}})
	}
	return out
}

var numberRules = []rule{
	{"NUM -? NUM", two(tensAndOnes), 0},
	{"NUM and NUM", two(tensAndOnes), -1},
	{"NUM NUM", two(spokenYear), 3},
	{"NUM -? ORD", two(tensAndOrdinal), 0},
	{"NUM ~st|nd|rd|th", one(digitsOrdinal), 0},
	{"the ORD", one(func(o ordinal) value { o.the = true; return o }), 0},
	{"ORD to? last", one(func(o ordinal) value { return ordinal{n: o.n, last: true} }), 0},
	{"a? couple|pair of?", always(number{n: 2, vague: true}), 0},
	{"a? few|several of?", always(number{n: 3, vague: true}), 0},
	{"some", always(number{n: 3, vague: true}), 0},
	{"NUM more|extra|less|fewer", one(func(n number) value { return number{n: n.n, vague: true} }), 0},
	{"a dozen", always(number{n: 12, vague: true}), 0},
}

func tensAndOnes(tens, ones number) value {
	if tens.digits > 0 || ones.digits > 0 || tens.n < 20 || tens.n%10 != 0 || ones.n < 1 || ones.n > 9 || ones.vague {
		return nil
	}
	return number{n: tens.n + ones.n}
}

// spokenYear is "twenty twenty-six".
func spokenYear(a, b number) value {
	if a.digits+b.digits > 0 || (a.n != 19 && a.n != 20) || b.n < 10 || b.n > 99 || b.vague {
		return nil
	}
	return year{a.n*100 + b.n}
}

func tensAndOrdinal(tens number, ones ordinal) value {
	if tens.digits > 0 || tens.n < 20 || tens.n%10 != 0 || ones.n > 9 || ones.digits || ones.the {
		return nil
	}
	return ordinal{n: tens.n + ones.n}
}

func digitsOrdinal(n number) value {
	if n.digits == 0 || n.digits > 3 || n.n == 0 {
		return nil
	}
	return ordinal{n: n.n, digits: true}
}

// dayOfMonth says whether n can be one.
func (n number) dayOfMonth() bool {
	return n.n >= 1 && n.n <= 31 && n.digits <= 2 && !n.vague
}
