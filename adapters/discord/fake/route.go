package fake

import (
	"maps"
	"strings"
)

// routes are what the fake plays. The lock is held while they run.
var routes = map[string]func(*Server, *Call) (int, any, *refusal){
	"GET /gateway":                                                     (*Server).getGateway,
	"GET /gateway/bot":                                                 (*Server).getGatewayBot,
	"GET /users/@me":                                                   (*Server).getMe,
	"GET /applications/@me":                                            (*Server).getApplication,
	"PATCH /applications/@me":                                          (*Server).setApplication,
	"POST /users/@me/channels":                                         (*Server).openDM,
	"GET /channels/{channel_id}":                                       (*Server).getChannel,
	"GET /channels/{channel_id}/messages":                              (*Server).listMessages,
	"POST /channels/{channel_id}/messages":                             (*Server).createMessage,
	"GET /channels/{channel_id}/messages/{message_id}":                 (*Server).getMessage,
	"PATCH /channels/{channel_id}/messages/{message_id}":               (*Server).editMessage,
	"DELETE /channels/{channel_id}/messages/{message_id}":              (*Server).deleteMessage,
	"POST /channels/{channel_id}/typing":                               (*Server).typing,
	"GET /applications/{application_id}/commands":                      (*Server).getCommands,
	"PUT /applications/{application_id}/commands":                      (*Server).setCommands,
	"POST /interactions/{interaction_id}/{interaction_token}/callback": (*Server).callback,
	"POST /webhooks/{webhook_id}/{webhook_token}":                      (*Server).follow,
}

func init() {
	for _, which := range []string{"@original", "{message_id}"} {
		path := " /webhooks/{webhook_id}/{webhook_token}/messages/" + which
		routes["GET"+path] = (*Server).getAnswer
		routes["PATCH"+path] = (*Server).editAnswer
		routes["DELETE"+path] = (*Server).deleteAnswer
	}
}

// operation is what a request means; without a description, that of the fake's own list.
func (s *Server) operation(method, path string) (*operation, map[string]string) {
	if s.spec != nil {
		return s.spec.find(method, path)
	}
	return (&spec{operations: played()}).find(method, path)
}

// played are the operations the fake plays, undescribed.
func played() []*operation {
	var out []*operation
	for route := range maps.Keys(routes) {
		method, path, _ := strings.Cut(route, " ")
		out = append(out, &operation{method: method, path: path, steps: strings.Split(strings.Trim(path, "/"), "/")})
	}
	return out
}
