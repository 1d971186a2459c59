package discord

import "context"

// choice is a value that is suggested while somebody types a command.
type choice struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type choices struct {
	Choices []choice `json:"choices"`
}

// suggest answers what is being typed. Outside the private chat nothing is suggested,
// since what would be is the person's own.
func (d *Discord) suggest(ctx context.Context, in interaction) {
	_ = d.answer(ctx, in, callback{Type: suggest, Data: choices{d.choices(ctx, in)}})
}

func (d *Discord) choices(ctx context.Context, in interaction) []choice {
	out := []choice{}
	if d.desk == nil || !in.private() || !snowflake(in.Channel) {
		return out
	}
	ctx, cancel := context.WithTimeout(ctx, quick)
	defer cancel()
	for _, o := range in.Data.Options {
		if !o.Focused {
			continue
		}
		typed, _ := o.Value.(string)
		found, err := d.desk.Suggest(ctx, d.address(in.Channel), in.Data.Name, o.Name, typed)
		if err != nil {
			d.log.Debug("discord: suggesting", "error", reason(err))
		}
		for _, s := range found[:min(len(found), inList)] {
			if s.Value != "" && len(s.Label) > 0 {
				out = append(out, choice{shortened(s.Label.String(), longestPick), shortened(s.Value, longestPick)})
			}
		}
	}
	return out
}
