package care

import "regexp/syntax"

// few is how many texts are still listed.
const few = 32

// texts are all that a pattern can match, or nil where that is more than a few.
func texts(re *syntax.Regexp) []string {
	if re.Flags&syntax.FoldCase != 0 { // capitals are not listed
		return nil
	}
	switch re.Op {
	case syntax.OpEmptyMatch:
		return []string{""}
	case syntax.OpLiteral:
		return []string{string(re.Rune)}
	case syntax.OpCapture:
		return texts(re.Sub[0])
	case syntax.OpConcat:
		return textsInRow(re.Sub)
	case syntax.OpAlternate:
		return textsOfAny(re.Sub)
	}
	return nil
}

func textsInRow(parts []*syntax.Regexp) []string {
	out := []string{""}
	for _, part := range parts {
		out = join(out, texts(part))
	}
	return out
}

func textsOfAny(parts []*syntax.Regexp) []string {
	var out []string
	for _, part := range parts {
		these := texts(part)
		if these == nil || len(out)+len(these) > few {
			return nil
		}
		out = append(out, these...)
	}
	return out
}

// join is each of a before each of b, or nil where that is more than a few.
func join(a, b []string) []string {
	if len(a)*len(b) > few {
		return nil
	}
	var out []string
	for _, x := range a {
		for _, y := range b {
			out = append(out, x+y)
		}
	}
	return out
}
