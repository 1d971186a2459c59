package bot

import _ "embed"

// Demo is a story already lived, as a transcript, for whoever wants to see what the bot
// is like after six weeks. It is lived through the engine like any other.
//
//go:embed testdata/essay.txt
var Demo string
