package fake

// methods are those the fake plays; the rest of the API is a violation here, so that a
// bot cannot lean on what no test shows.
var methods = map[string]func(*Server, *Call) (any, *refusal){
	"getMe":                  (*Server).getMe,
	"deleteWebhook":          (*Server).deleteWebhook,
	"getWebhookInfo":         (*Server).getWebhookInfo,
	"sendMessage":            (*Server).sendMessage,
	"sendPhoto":              (*Server).sendPhoto,
	"sendDocument":           (*Server).sendDocument,
	"sendChatAction":         (*Server).sendChatAction,
	"editMessageText":        (*Server).editMessageText,
	"editMessageCaption":     (*Server).editMessageCaption,
	"editMessageReplyMarkup": (*Server).editMessageReplyMarkup,
	"editMessageMedia":       (*Server).editMessageMedia,
	"deleteMessage":          (*Server).deleteMessage,
	"deleteMessages":         (*Server).deleteMessages,
	"answerCallbackQuery":    (*Server).answerCallbackQuery,
	"setMyCommands":          (*Server).setMyCommands,
	"getMyCommands":          (*Server).getMyCommands,
	"deleteMyCommands":       (*Server).deleteMyCommands,
	"setMyName":              (*Server).setProfile,
	"setMyDescription":       (*Server).setProfile,
	"setMyShortDescription":  (*Server).setProfile,
	"getMyName":              (*Server).getProfile,
	"getMyDescription":       (*Server).getProfile,
	"getMyShortDescription":  (*Server).getProfile,
	"setChatMenuButton":      (*Server).setChatMenuButton,
	"getChatMenuButton":      (*Server).getChatMenuButton,
	"getFile":                (*Server).getFile,
	"leaveChat":              (*Server).leaveChat,
	"getChatMemberCount":     (*Server).getChatMemberCount,
}

func (s *Server) getMe(*Call) (any, *refusal) {
	me := s.bot()
	me["can_join_groups"] = true
	me["can_read_all_group_messages"] = s.openEyed
	me["supports_inline_queries"] = false
	return me, nil
}

func (s *Server) deleteWebhook(c *Call) (any, *refusal) {
	if c.Params["drop_pending_updates"] == true {
		s.queue = nil
	}
	return true, nil
}

func (s *Server) getWebhookInfo(*Call) (any, *refusal) {
	s.expire()
	return obj{"url": "", "has_custom_certificate": false, "pending_update_count": len(s.queue)}, nil
}

func (s *Server) sendChatAction(c *Call) (any, *refusal) {
	to, no := s.reach(c)
	if no != nil {
		return nil, no
	}
	to.actions = append(to.actions, c.text("action"))
	return true, nil
}

func (s *Server) leaveChat(c *Call) (any, *refusal) {
	to, no := s.reach(c)
	if no != nil {
		return nil, no
	}
	if to.kind == "private" {
		return nil, bad("chat member status can't be changed in private chats")
	}
	to.outside = true
	return true, nil
}

func (s *Server) getChatMemberCount(c *Call) (any, *refusal) {
	to, no := s.reach(c)
	if no != nil {
		return nil, no
	}
	return len(to.members) + 1, nil
}
