package bot

func (t *Turn) askMove(provider string) {}
