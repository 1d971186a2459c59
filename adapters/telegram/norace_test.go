//go:build !race

package telegram_test

// underRace says that the race detector looks on, which makes everything slower.
const underRace = false
