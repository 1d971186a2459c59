package bot

// help says what makes sense now.
func (t *Turn) help() { t.say(t.T("Send me anything you want to bring up.")) }
