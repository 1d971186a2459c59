package bot_test

import (
	"testing"
	"time"
)

// A question of the day that could not be shown does not come once somebody is back.
func TestADayThatWasNotReachedIsNotAskedAbout(t *testing.T) {
	c := newCrowd(t, "ada")
	c.live(7 * time.Hour)
	c.shut["ada"] = errBlocked
	c.tell("ada", "slept badly")
	c.live(time.Hour + 20*time.Minute) // 20:20
	delete(c.shut, "ada")
	c.tell("ada", "back again")
	c.live(time.Hour)
	c.got("ada", `Kept: "slept badly".`, `Kept: "back again".`)
	c.live(23 * time.Hour)
	c.got("ada", howWas)
}

// Whoever could not be reached for a few minutes missed nothing: all of it comes.
func TestAFewMinutesAreNoAbsence(t *testing.T) {
	c := newCrowd(t, "ada")
	c.tell("ada", "/appointment Anna, thursdays 4:01pm")
	c.live(2*24*time.Hour + 3*time.Hour + 50*time.Minute) // Wednesday 15:50
	c.net.sent = nil
	c.shut["ada"] = errBlocked
	c.tell("ada", "slept badly")
	c.live(15 * time.Minute)
	delete(c.shut, "ada")
	c.tell("ada", "back again")
	c.live(0)
	const ready = "Tomorrow, 16:00. A few minutes now?"
	c.got("ada", `Kept: "slept badly".`, `Kept: "back again".`, ready, "Tomorrow, 16:01. A few minutes now?")
}
