package fake

import (
	"testing"

	"github.com/bwmarrin/discordgo"
)

// What the library sends by itself differs from the description in many places.
func TestWhatTheLibrarySendsByDefaultIsFound(t *testing.T) {
	needSpec(t)
	t.Parallel() // the library takes a second to close
	s, p, it := pressed(t, Lenient())
	d := library(t, s)
	use := &discordgo.Interaction{ID: it.id, Token: it.token, AppID: AppID}
	button := discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.Button{Label: "A", CustomID: "a"}}}
	m, err := d.ChannelMessageSendComplex(p.ChannelID(), &discordgo.MessageSend{
		Content: "hi", Components: []discordgo.MessageComponent{button}, AllowedMentions: &discordgo.MessageAllowedMentions{},
	})
	if err != nil {
		t.Fatal(err)
	}
	_, _ = d.ChannelMessageEdit(p.ChannelID(), m.ID, "ho") // what is wrong with it is looked at below
	field := discordgo.ActionsRow{Components: []discordgo.MessageComponent{discordgo.TextInput{CustomID: "a", Label: "A", Style: 1}}}
	_ = d.InteractionRespond(use, &discordgo.InteractionResponse{Type: 9, Data: &discordgo.InteractionResponseData{ // and so here
		CustomID: "f", Title: "F", Components: []discordgo.MessageComponent{field},
	}})
	_, _ = d.ApplicationCommandBulkOverwrite(AppID, "", []*discordgo.ApplicationCommand{{ // and here
		Name: "a", Description: "b", Options: []*discordgo.ApplicationCommandOption{{Type: 3, Name: "c", Description: "d"}},
	}})
	for _, what := range []string{
		"nonce: missing", "allowed_mentions", "unknown: Channel, ID", "data: unknown: content, embeds, tts", "deprecated", "channel_types",
	} {
		found(t, s, what)
	}
}
