package bot

import (
	"strconv"

	"samepage/bot/dialog"
	"samepage/bot/text"
)

// tellProviders lists whom the person sees; a single one is shown at once.
func (t *Turn) tellProviders() {
	seen := t.providers()
	if len(seen) == 1 {
		t.showProvider(seen[0])
		return
	}
	lines := []text.Text{t.T("You see:")}
	var buttons []Button
	for i, p := range seen {
		lines = append(lines, t.T("%d %s", i+1, p.Name))
		buttons = append(buttons, t.button(text.Text{{Text: strconv.Itoa(i + 1)}}, "provider", p.ID))
	}
	if len(seen) == 0 {
		lines = []text.Text{t.T("There is nobody you see just now.")}
	}
	t.instead(text.Lines(lines...), append(buttons, t.button(t.T("Add one"), "appointment.add", ""))...)
}

// showProvider is one of them, and what may be changed.
func (t *Turn) showProvider(p *Provider) {
	t.instead(t.providerCard(p), t.providerButtons(p)...)
}

func (t *Turn) providerCard(p *Provider) text.Text {
	kind := t.T("%s: therapy.", p.Name)
	if p.Medical {
		kind = t.T("%s: doctor or medication visits.", p.Name)
	}
	lines := []text.Text{kind}
	if p.Video {
		lines = append(lines, t.T("By video."))
	}
	if back, away := p.back(t.Today()); away {
		lines = append(lines, t.T("Away until %s.", t.Day(back, t.Today())))
	}
	for _, o := range nextOfEach(t.ahead(p.ID)) {
		lines = append(lines, t.habit(o))
	}
	return text.Lines(lines...)
}

func (t *Turn) providerButtons(p *Provider) []Button {
	kind, way := t.button(t.T("Doctor or medication visit"), "provider.kind", p.ID), t.button(t.T("By video"), "provider.video", p.ID)
	if p.Medical {
		kind.Label = t.T("Therapy")
	}
	if p.Video {
		way.Label = t.T("In person")
	}
	away := t.button(t.T("Away"), "provider.away", p.ID)
	if _, gone := p.back(t.Today()); gone {
		away = t.button(t.T("Back already"), "provider.back", p.ID)
	}
	return []Button{t.button(t.T("Rename"), "provider.rename", p.ID), kind, way, away,
		t.button(t.T("Leaving"), "provider.leave", p.ID), t.button(t.T("Add one"), "appointment.add", "")}
}

// onProvider is a button on somebody the person sees.
func onProvider(do func(*Turn, *Provider)) func(*Turn, Press) {
	return func(t *Turn, press Press) {
		p := t.provider(press.On)
		if p == nil || p.State != Seen {
			t.stale()
			return
		}
		do(t, p)
	}
}

// otherKind is the button that changes what sort of visits they are.
func otherKind(t *Turn, p *Provider) {
	p.Medical = !p.Medical
	t.save(p)
	if p.Medical {
		t.kept(t.T("%s: doctor or medication visits. I'll ask what changed and what to ask.", p.Name))
		return
	}
	t.kept(t.T("%s: therapy.", p.Name))
}

// otherWay is the button that changes whether they meet by video, from now on.
func otherWay(t *Turn, p *Provider) {
	p.Video = !p.Video
	t.save(p)
	for _, a := range all[Appointment](t) {
		if a.Provider == p.ID {
			a.Video = p.Video
			t.save(a)
		}
	}
	if p.Video {
		t.kept(t.T("%s, by video. Your page comes 10 minutes before, ready to paste.", p.Name))
		return
	}
	t.kept(t.T("%s, in person. Your page comes an hour before.", p.Name))
}

// renaming asks for a new name. What was kept goes by it too.
type renaming struct{}

func (renaming) Final() {}

func (renaming) Script(s *dialog.Script) {
	s.Line("name", s.T("What do you call %s now?", s.Given("name")), dialog.Optional,
		dialog.Way(s.T("Leave it")), dialog.Reads(nameReader(s.Printer)))
}

func (renaming) Keep(t *Turn, d *Dialog, a dialog.Answers) {
	if p, name := t.provider(d.About), a.Word("name"); p != nil && name != "" {
		p.Name = name
		t.save(p)
	}
}

func (renaming) Close(t *Turn, d *Dialog, a dialog.Answers) {
	if name := a.Word("name"); name != "" {
		t.kept(t.T("%s it is.", name))
		return
	}
	t.instead(t.T("Left as it was."))
}

// askOfProvider opens a dialog about one.
func askOfProvider(kind string) func(*Turn, *Provider) {
	return func(t *Turn, p *Provider) { t.open(t.providerDialog(kind, p)) }
}

func (t *Turn) providerDialog(kind string, p *Provider) *Dialog {
	d := &Dialog{Kind: kind, About: p.ID}
	d.Given.Words = t.bookingDialog().Given.Words
	d.Given.Words["name"] = p.Name
	return d
}
