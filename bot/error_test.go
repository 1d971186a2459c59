package bot_test

import (
	"strings"
	"testing"

	"samepage/bot"
)

var sentTo int64

//go:noinline
func sendTo(chat int64, words string) {
	carryWords(words)
	sentTo = chat
}

//go:noinline
func carryWords(words string) {
	if words != "" {
		panic(words)
	}
}

// What is told of a panic is where it was, not what it was about or who it was for.
func TestAPanicTellsWhereAndNothingElse(t *testing.T) {
	defer func() {
		told := bot.Panicked(recover()).Error()
		if !strings.Contains(told, "bot_test.sendTo") || !strings.Contains(told, "a string in bot_test.carryWords (error_test.go:") {
			t.Errorf("it does not say where: %s", told)
		}
		if strings.Contains(told, "c0ffee") || strings.Contains(told, "slept badly") {
			t.Errorf("it tells too much: %s", told)
		}
	}()
	sendTo(0xc0ffee, "slept badly")
}
