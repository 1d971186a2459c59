package bot

import (
	"samepage/bot/request"
	"samepage/bot/when"
)

// asked is how a request in plain words is carried out. It is given the request's
// object and the words as they were typed, and says false where they make no sense to
// it: then they were no request.
type asked func(t *Turn, object, words string) bool

// carryOut does what r asks for, and says whether it did.
func (t *Turn) carryOut(r request.Request, words string) bool {
	do, known := requests[r.Intent]
	return known && do(t, r.Rest, words)
}

// mend carries out a request that was mistyped, where its object names a time or somebody
// the person sees; "sumary" needs none.
func (t *Turn) mend(words string) bool {
	r, meant, ok := request.Mend(words)
	if !ok || r.Intent != request.Summary && t.named(r.Rest) == "" && !t.namesTime(r.Rest) {
		return false
	}
	return t.carryOut(r, meant)
}

func (t *Turn) namesTime(words string) bool {
	_, ok := when.First(words, t.looking(when.Future))
	return ok
}

// always carries out a request that needs no object.
func always(do func(*Turn)) asked {
	return func(t *Turn, _, _ string) bool {
		do(t)
		return true
	}
}

// bringUp keeps what is to be brought up, without the verb.
func bringUp(t *Turn, object, _ string) bool {
	t.keepNote(object)
	return true
}
