package fake

import (
	"fmt"
	"maps"
	"net/http"
)

// newInstalls is how an application can be installed at first: by a server.
func newInstalls() obj {
	return obj{"0": obj{"oauth2_install_params": obj{"scopes": []any{"applications.commands", "bot"}, "permissions": "0"}}}
}

func (s *Server) getApplication(*Call) (int, any, *refusal) {
	return http.StatusOK, obj{
		"id": AppID, "name": BotName, "icon": nil, "description": "", "type": nil, "bot": bot(),
		"verify_key": "0000000000000000000000000000000000000000000000000000000000000000",
		"flags":      0, "flags_new": "0", "redirect_uris": []any{}, "interactions_endpoint_url": nil,
		"role_connections_verification_url": nil, "owner": user("600000000000000001", "owner", "Owner"),
		"approximate_guild_count": len(s.guilds), "approximate_user_install_count": 0,
		"approximate_user_authorization_count": 0, "explicit_content_filter": 0, "team": nil,
		"eligible_oauth2_scopes": []any{}, "bot_public": true, "bot_require_code_grant": false,
		"integration_types_config": s.installs,
	}, nil
}

// setApplication changes how the bot can be installed, and what is said of it; that is
// not kept.
func (s *Server) setApplication(c *Call) (int, any, *refusal) {
	if installs := child(c.object(), "integration_types_config"); installs != nil {
		s.installs = obj{}
		for kind, how := range installs {
			if how, ok := how.(obj); ok {
				s.installs[kind] = installed(how)
			}
		}
	}
	return s.getApplication(c)
}

// installed is how answers tell of an install: with permissions as a string.
func installed(how obj) obj {
	params := bare(child(how, "oauth2_install_params"))
	if len(params) == 0 {
		return obj{}
	}
	fill(params, obj{"scopes": []any{}, "permissions": 0})
	params["permissions"] = fmt.Sprint(params["permissions"])
	return obj{"oauth2_install_params": params}
}

// Installs are the ways the bot can be installed: "0" by a server, "1" by a person.
func (s *Server) Installs() map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.installs)
}
