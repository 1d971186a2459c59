package bot_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"samepage/bot"
	"samepage/bot/bottest"
)

// A turn that leaves out planning leaves out nothing: planned anew after every turn of
// every transcript, no prompt comes, goes or moves.
func TestPlanningIsLeftOutOnlyWhereItChangesNothing(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no transcripts", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			stage := bottest.NewStage(t, "Europe/Berlin", func(c bot.Clock) (bot.Store, func()) {
				store, shut := openStore(t, dir, c)
				again := bot.New(bot.Config{Store: store, Clock: c, Settings: bot.DefaultSettings()})
				return replanning{store, func(person bot.PersonID) {
					for _, moved := range again.Replan(context.Background(), person) {
						t.Errorf("left out at %v: %v", c.Now(), moved)
					}
				}}, shut
			})
			bottest.Play(t, stage, file, bottest.Way{Press: true})
		})
	}
}

// replanning is a store that has all planned anew after every turn.
type replanning struct {
	bot.Store
	plan func(bot.PersonID)
}

func (s replanning) With(ctx context.Context, person bot.PersonID, turn func(bot.Records) error) error {
	err := s.Store.With(ctx, person, turn)
	if err == nil {
		s.plan(person)
	}
	return err
}
