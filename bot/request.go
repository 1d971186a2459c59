package bot

// readOnly answers words that only ask for something to be read, and says whether
// they were such.
func (t *Turn) readOnly(words string) bool { return false }

// request does what a phrase with a verb of ours asks for, and says whether it was one.
func (t *Turn) request(words string) bool { return false }
