package fake

import (
	"net/http"
	"slices"
	"time"
)

// The kinds of interactions there are.
const (
	aCommand   = 2
	aComponent = 3
	aQuery     = 4 // what to suggest while somebody types
	aForm      = 5
)

// The ways to answer one.
const (
	respond     = 4
	deferReply  = 5
	deferUpdate = 6
	update      = 7
	suggest     = 8
	openModal   = 9
)

// How long an interaction can be answered, and how long its token counts.
const (
	soon      = 3 * time.Second
	tokenLife = 15 * time.Minute
)

// interaction is something a person did with what the bot offers.
type interaction struct {
	id, token string
	kind      int
	seat      *Seat
	on        *message // what a component stands on
	date      time.Time
	data      obj
	label     string // what the person saw: the button, the command
	heard     bool   // some session of the bot has it

	answer   int // how it was answered, 0 for not yet
	original *message
	follows  int
	modal    *Modal
	choices  []Choice
}

// Use is an interaction, for counting.
type Use struct {
	ID     string
	Person string // the id of who did it
	Kind   int    // of Discord: 2 a command, 3 a component, 4 a query, 5 a form
	Label  string // the button, the command, the title of the form
	Answer int    // the kind of the answer, 0 for none
	Done   bool   // nothing is owed any more: what was deferred has come
	Failed bool   // the person was shown that it failed
	At     time.Time
}

// Uses are all interactions, in order.
func (s *Server) Uses() []Use {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Use
	for _, it := range s.interactions {
		out = append(out, Use{it.id, it.seat.person.ID, it.kind, it.label, it.answer, it.done(), s.failed(it), it.date})
	}
	slices.SortFunc(out, func(a, b Use) int {
		if younger(a.ID, b.ID) {
			return 1
		}
		return -1
	})
	return out
}

// done says whether the bot owes nothing any more.
func (it *interaction) done() bool {
	return it.answer != 0 && (it.original == nil || it.original.gone || it.original.flags&loading == 0)
}

// failed says whether the person was told so: there was no answer in time, or what was
// promised never came.
func (s *Server) failed(it *interaction) bool {
	age := s.now().Sub(it.date)
	return it.answer == 0 && age > soon || !it.done() && age > tokenLife
}

// interact hands the bot an interaction. The lock is held.
func (s *Server) interact(it *interaction) *interaction {
	it.id, it.date = s.snowflake(), s.now()
	it.token = "aW50ZXJhY3Rpb246" + it.id + "TokenOfTheFake"
	it.seat.person.acted = true
	s.interactions[it.token] = it
	it.heard = s.push("INTERACTION_CREATE", always, s.handed(it))
	s.touch()
	return it
}

// handed is the interaction as the gateway hands it over.
func (s *Server) handed(it *interaction) obj {
	p, in := it.seat.person, it.seat.channel
	o := obj{
		"id": it.id, "application_id": AppID, "type": it.kind, "token": it.token, "version": 1, "data": it.data,
		"channel_id": in.id, "channel": in.json(), "context": in.context(), "locale": p.Language,
		"authorizing_integration_owners": it.seat.owners(), "entitlements": []any{},
		"app_permissions": "2248473465835073", "attachment_size_limit": 10485760,
	}
	if in.guild == nil {
		o["user"] = p.user()
	} else {
		o["member"], o["guild_id"], o["guild_locale"] = p.member(), in.guild.ID, "en-US"
		o["guild"] = obj{"id": in.guild.ID, "locale": "en-US", "features": []any{}}
	}
	if it.on != nil {
		o["message"] = it.on.json()
	}
	return o
}

// context is where an interaction took place.
func (c *channel) context() int {
	switch c.kind {
	case guildText:
		return 0
	case direct:
		return 1
	}
	return 2
}

func (it *interaction) messageType() int {
	if it.kind == aCommand {
		return 20
	}
	return 0
}

func (it *interaction) metadata() obj {
	o := obj{
		"id": it.id, "type": it.kind, "user": it.seat.person.user(),
		"authorizing_integration_owners": it.seat.owners(),
	}
	switch it.kind {
	case aComponent:
		o["interacted_message_id"] = it.on.id
	case aForm:
		o["triggering_interaction_metadata"] = it.modal.from.metadata()
	}
	return o
}

// fits says whether an interaction may be answered so.
func (it *interaction) fits(how int) bool {
	switch how {
	case respond, deferReply:
		return it.kind != aQuery
	case deferUpdate, update:
		return it.on != nil
	case suggest:
		return it.kind == aQuery
	case openModal:
		return it.kind == aCommand || it.kind == aComponent
	}
	return false
}

// callback is the first answer to an interaction.
func (s *Server) callback(c *Call) (int, any, *refusal) {
	it := s.interactions[c.Path["interaction_token"]]
	how := number(c.object(), "type")
	switch {
	case it == nil, it.id != c.Path["interaction_id"], it.answer == 0 && s.now().Sub(it.date) > soon:
		return 0, nil, unknown(10062, "interaction")
	case it.answer != 0:
		return 0, nil, refuse(http.StatusBadRequest, 40060, "Interaction has already been acknowledged.")
	case !it.fits(how):
		return 0, nil, invalid("type: an interaction of this kind is not answered so")
	}
	if no := s.respond(c, it, how, child(c.object(), "data")); no != nil {
		return 0, nil, no
	}
	it.answer = how
	s.touch()
	if c.flag("with_response") {
		return http.StatusOK, it.response(), nil
	}
	return http.StatusNoContent, nil, nil
}

func (s *Server) respond(c *Call, it *interaction, how int, data obj) *refusal {
	switch how {
	case respond:
		return s.reply(c, it, data)
	case deferReply:
		m := it.message()
		m.flags = loading | number(data, "flags")&ephemeral
		it.original = m
		s.say(m)
	case deferUpdate:
		it.original = it.on
	case update:
		if no := s.write(c, it.on, data); no != nil {
			return no
		}
		it.original = it.on
		s.change(it.on)
	case suggest:
		it.choices = choicesOf(data)
	case openModal:
		it.modal = modalOf(it, data)
		it.seat.modal = it.modal
	}
	return nil
}

// message is a new one that answers an interaction.
func (it *interaction) message() *message {
	return &message{channel: it.seat.channel, from: bot(), own: true, use: it}
}

func (s *Server) reply(c *Call, it *interaction, data obj) *refusal {
	m := it.message()
	if no := s.write(c, m, data); no != nil {
		return no
	}
	if it.original == nil {
		it.original = m
	}
	s.say(m)
	s.deliver(m)
	return nil
}

// response is what the bot is told of its own answer, where it asks.
func (it *interaction) response() obj {
	o := obj{"id": it.id, "type": it.kind, "channel_id": it.seat.channel.id}
	out := obj{"interaction": o}
	if m := it.original; m != nil {
		o["response_message_id"] = m.id
		o["response_message_loading"] = m.flags&loading != 0
		o["response_message_ephemeral"] = m.flags&ephemeral != 0
		out["resource"] = obj{"type": it.answer, "message": m.json()}
	}
	if it.answer == deferUpdate {
		delete(out, "resource")
	}
	return out
}
