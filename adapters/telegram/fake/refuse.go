package fake

import "strings"

// refuse is what the real server says no to before it looks at any chat. What is merely
// against the description, such as an old name, it lets pass.
func (s *Server) refuse(c *Call) *refusal {
	o, err := plain(c.Params)
	if err != nil {
		return bad("%v", err)
	}
	text, _ := o["text"].(string)
	caption, _ := o["caption"].(string)
	switch {
	case strings.Contains(c.Method, "essageText") || c.Method == "sendMessage":
		if no := size(text, 4096, "message is too long"); no != nil {
			return no
		}
		if strings.TrimSpace(text) == "" {
			return bad("message text is empty")
		}
	case c.Method == "answerCallbackQuery":
		return size(text, 200, "MESSAGE_TOO_LONG")
	}
	if no := size(caption, 1024, "message caption is too long"); no != nil {
		return no
	}
	if no := refuseEntities(o); no != nil {
		return no
	}
	return refuseButtons(c.object("reply_markup"))
}

func size(s string, most int, why string) *refusal {
	if units(s) > most {
		return bad("%s", why)
	}
	return nil
}

func refuseEntities(o obj) *refusal {
	for _, name := range []string{"entities", "caption_entities"} {
		text := textOf(name, o)
		for _, e := range asEntities(o[name]) {
			if e.Offset < 0 || e.Offset+e.Length > units(text) {
				return bad("entity beginning at UTF-16 offset %d ends after the end of the text at UTF-16 offset %d", e.Offset, units(text))
			}
		}
	}
	return nil
}

func refuseButtons(markup obj) *refusal {
	for _, row := range keyboardOf(markup) {
		for _, b := range row {
			if len(b.Data) > 64 {
				return bad("BUTTON_DATA_INVALID")
			}
			if b.Label == "" {
				return bad("text buttons are unallowed in the inline keyboard")
			}
		}
	}
	return nil
}
