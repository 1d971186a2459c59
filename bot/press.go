package bot

// press is a button: one of a dialog, or one of the actions below on a record.
func (t *Turn) press(p Press) {
	if d := get[Dialog](t, p.On); p.On != "" && d != nil {
		t.pressAnswer(d, p)
		return
	}
	action, known := actions[p.Key]
	switch {
	case known:
		action(t, p)
	case p.Key == "consent" && p.Option == "yes" && t.Now.Sub(t.Person().Consent.At) < doubleTap:
	default:
		t.stale()
	}
}
