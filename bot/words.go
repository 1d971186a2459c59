package bot

import (
	"samepage/bot/care"
	"samepage/bot/request"
)

// The tables of what the bot knows: its dialogs and its prompts by their kind, what buttons
// do by their key, commands, and what is done about each request. init fills them in, since
// what they hold leads back to them.
var (
	conversations map[string]conversation
	prompts       map[string]promptKind
	actions       map[string]func(*Turn, Press)
	commands      []command
	requests      map[request.Intent]asked
)

func init() {
	conversations = map[string]conversation{
		"contact": contact{},
		"place":   place{},
		"quiet":   quiet{},
		"country": country{},
		"feed":    incoming{},
		"where":   writing{},
		"unlink":  unlinking{},
		"checkin": checkin{},

		"goal":   wants{},
		"rating": rating{},
		"words":  rewording{},

		"debrief":  debrief{},
		"sits":     sits{},
		"homework": went{},
		"trial":    trial{},

		"measures": measures{},
		"pause":    pauseDialog{},
		"routine":  routine{},
		"report":   report{},
		"omission": omission{},

		"appointment": booking{},
		"move":        moving{},
		"cancel":      cancelling{},

		"agenda":     agenda{},
		"disconnect": disconnect{},
		"excerpt":    excerpt{},
		"smaller":    smaller{},
		"rename":     renaming{},
		"away":       absence{},
		"ending":     departure{},
	}
}

func init() {
	prompts = map[string]promptKind{
		"checkin": daily{},
		"tidy":    tidy{},
		"beyond":  beyond{},
		"feed":    incoming{},
		"weekly":  mondays{},

		"debrief":  debriefPrompt{},
		"sits":     sits{},
		"homework": went{},

		"agenda": agendaPrompt{},
		"page":   pagePrompt{},
		"fold":   foldPrompt{},
	}
}

func init() {
	actions = map[string]func(*Turn, Press){
		"undo":            func(t *Turn, p Press) { t.takeBack(p.On) },
		"crisis":          func(t *Turn, _ Press) { t.askedCard() },
		"card.tell":       cardTell,
		"deleted.forget":  deletedForget,
		"deleted.keep":    deletedKeep,
		"export":          func(t *Turn, _ Press) { t.export() },
		"feed.again":      askLeftOut,
		"forget":          func(t *Turn, _ Press) { t.askForget() },
		"forget.all":      forgetAll,
		"forget.not":      forgetNot,
		"forget.one":      forgetOne,
		"forget.this":     forgetThis,
		"help":            func(t *Turn, _ Press) { t.help() },
		"link.where":      func(t *Turn, _ Press) { t.askWhere() },
		"measures":        func(t *Turn, _ Press) { t.askMeasures() },
		"old":             oldEnough,
		"pause":           func(t *Turn, _ Press) { t.pause("") },
		"place":           func(t *Turn, p Press) { t.placeCommand(p.Option) },
		"privacy":         func(t *Turn, _ Press) { t.privacy() },
		"privacy.more":    privacyMore,
		"quiet":           askQuiet,
		"recovery.hide":   hideRecovery,
		"settings":        func(t *Turn, _ Press) { t.settings() },
		"settings.open":   flip(func(p *Person) *bool { return &p.Open }),
		"settings.sunday": flip(func(p *Person) *bool { return &p.Sunday }),
		"settings.weekly": flipWeekly,
		"calendar":        func(t *Turn, _ Press) { t.handCalendar(false) },
		"calendar.names":  func(t *Turn, _ Press) { t.handCalendar(true) },
		"card.country":    func(t *Turn, _ Press) { t.askCountry() },
		"card.misread":    cardMisread,
		"note.book":       bookNote,
		"note.for":        noteFor,
		"line.for":        lineFor,
		"routine":         func(t *Turn, _ Press) { t.askRoutine() },
		"resume":          func(t *Turn, _ Press) { t.resumePrompts() },
		"note.private":    notePrivate,
		"leave":           func(t *Turn, _ Press) { t.instead(t.T("Left as it was.")) },

		"summary":         onView((*Turn).tellPeriod),
		"summary.more":    onView(tellMore),
		"report":          askReport,
		"summary.without": onView(askOmission),
		"weekly.off":      func(t *Turn, _ Press) { t.setWeekly(false) },

		"goal":         onGoal(func(t *Turn, g *Goal, _ Press) { t.showGoal(g) }),
		"goal.add":     func(t *Turn, _ Press) { t.askGoals() },
		"goal.again":   onGoal(goalAgain),
		"goal.drop":    onGoal(goalDropped),
		"goal.earlier": func(t *Turn, _ Press) { t.showEarlierGoals() },
		"goal.for":     onGoal(goalFor),
		"goal.rate":    askOfGoal("rating"),
		"goal.reach":   onGoal(goalReached),
		"goal.words":   askOfGoal("words"),
		"goals":        func(t *Turn, _ Press) { t.showGoals() },

		"debrief.off":   func(t *Turn, _ Press) { t.askDisconnect() },
		"homework.add":  func(t *Turn, _ Press) { t.askTrial() },
		"homework.ask":  onHomework(askAgainSunday),
		"homework.went": onHomework(openWent),
		"sits.keep":     onSits(sitsKept),
		"sits.outside":  onSits(sitsOutside),
		"sits.words":    onSits(sitsWords),

		"appointment.change": changeBooking,
		"appointment.weekly": weekly,
		"appointment.add":    func(t *Turn, _ Press) { t.askAppointment() },
		"appointment.move":   func(t *Turn, _ Press) { t.askMove("") },
		"appointment.cancel": func(t *Turn, _ Press) { t.askCancel() },

		"agenda.open":     agendaOpen,
		"agenda.tonight":  agendaTonight,
		"agenda.not":      agendaNot,
		"page.show":       pageShow,
		"page.note":       pageNote,
		"page.fold":       pageFold,
		"provider":        onProvider((*Turn).showProvider),
		"provider.kind":   onProvider(otherKind),
		"provider.video":  onProvider(otherWay),
		"provider.rename": onProvider(askOfProvider("rename")),
		"provider.away":   onProvider(askOfProvider("away")),
		"provider.back":   onProvider(backAlready),
		"provider.leave":  onProvider(func(t *Turn, p *Provider) { t.leaveProvider(p, "", "", "") }),
	}
}

func init() {
	alongside = []guest{sits{}, went{}}
}

func init() {
	commands = []command{
		{name: "checkin", run: (*Turn).checkinCommand},
		{name: "measures", run: func(t *Turn, _ string) { t.askMeasures() }},
		{name: "pause", run: (*Turn).pauseCommand},
		{name: "resume", run: func(t *Turn, _ string) { t.resumePrompts() }},
		{name: "snooze", run: (*Turn).snoozeCommand},
		{name: "summary", run: (*Turn).summaryCommand},
		{name: "weekly", run: (*Turn).weeklyCommand},
		{name: "undo", run: func(t *Turn, _ string) { t.undoLast() }},
		{name: "back", run: func(t *Turn, _ string) { t.back() }},
		{name: "skip", run: func(t *Turn, _ string) { t.skip() }},
		{name: "help", run: func(t *Turn, _ string) { t.help() }},
		{name: "stop", words: stopAsked, run: func(t *Turn, _ string) { t.stop() }},
		{name: "oops", words: slips, run: func(t *Turn, _ string) { t.slipped() }},
		{name: "edit", words: amending, run: func(t *Turn, _ string) { t.amend() }},
		{name: "wrong", words: notSo, run: func(t *Turn, _ string) { t.misread() }},
		{name: "what", words: whatMeant, run: func(t *Turn, _ string) { t.puzzled() }},
		{name: "told", words: toldBefore, run: func(t *Turn, _ string) { t.told() }},

		{name: "goal", run: func(t *Turn, words string) { t.addGoal(words) }},
		{name: "goals", run: (*Turn).goalsCommand},

		{name: "debrief", words: []string{"debrief"}, run: func(t *Turn, _ string) { t.askDebrief() }},
		{name: "homework", words: homeworkAsked, run: func(t *Turn, _ string) { t.showHomework() }},
		{name: "crisis", words: care.Calls, run: func(t *Turn, _ string) { t.askedCard() }},
		{name: "clear", words: clearing, run: func(t *Turn, _ string) { t.clear() }},
		{name: "export", words: []string{"export", "export my data"}, run: func(t *Turn, _ string) { t.export() }},
		{name: "forget", words: []string{"forget me", "forget everything"}, run: func(t *Turn, _ string) { t.askForget() }},
		{name: "language", words: languageAsked, run: func(t *Turn, _ string) { t.languages() }},
		{name: "calendar", words: []string{"calendar file", "calendar files"}, run: (*Turn).calendarCommand},
		{name: "ics", words: []string{"export my calendar", "export calendar", "calendar export"}, run: func(t *Turn, _ string) { t.handCalendar(false) }},
		{name: "link", run: func(t *Turn, _ string) { t.showLink() }},
		{name: "unlink", run: func(t *Turn, _ string) { t.unlink() }},
		{name: "privacy", words: privately, run: func(t *Turn, _ string) { t.privacy() }},
		{name: "recovery", words: []string{"recovery code"}, run: func(t *Turn, _ string) { t.makeRecovery() }},
		{name: "settings", words: []string{"settings"}, run: func(t *Turn, _ string) { t.settings() }},
		{name: "place", run: (*Turn).placeCommand},
		{name: "start", run: func(t *Turn, _ string) { t.start() }},
		{name: "talk", words: talkAsked, run: func(t *Turn, _ string) { t.noCompany() }},
		{name: "who", words: whoAsked, run: func(t *Turn, _ string) { t.who() }},

		{name: "appointment", run: func(t *Turn, rest string) { t.addAppointment(rest) }},
		{name: "appointments", run: func(t *Turn, _ string) { t.tellAppointments() }},
		{name: "next", run: func(t *Turn, _ string) { t.tellNextWith("") }},
		{name: "move", run: (*Turn).moveCommand},
		{name: "cancel", run: (*Turn).cancelCommand},

		{name: "agenda", run: (*Turn).askAgenda},
		{name: "notes", run: func(t *Turn, _ string) { t.tellNotes() }},
		{name: "page", run: (*Turn).askPage},
		{name: "disconnect", run: func(t *Turn, _ string) { t.askDisconnect() }},
		{name: "providers", run: func(t *Turn, _ string) { t.tellProviders() }},
	}
}

func init() {
	requests = map[request.Intent]asked{
		request.Undo:    always((*Turn).undoLast),
		request.Back:    always((*Turn).back),
		request.Skip:    always((*Turn).skip),
		request.SeenBy:  (*Turn).seenBy,
		request.Answer:  (*Turn).whatTheySaid,
		request.Notes:   always((*Turn).tellNotes),
		request.Unsure:  func(t *Turn, _, _ string) bool { return t.unsure() },
		request.Help:    always((*Turn).help),
		request.BringUp: bringUp,
		request.Bye:     politely((*Turn).bye),
		request.Hello:   politely((*Turn).hello),
		request.Return:  always((*Turn).returned),
		request.No:      always((*Turn).refused),
		request.Thanks:  politely((*Turn).thanked),
		request.Yes:     always((*Turn).agreed),
		request.Export:  always((*Turn).export),
		request.Forget:  forgets,
		request.Erase:   (*Turn).erase,

		request.Goal:  addGoal,
		request.Goals: always((*Turn).showGoals),

		request.Checkin: func(t *Turn, _, words string) bool { return t.setCheckin(words) },
		request.PastDay: func(t *Turn, _, words string) bool { return t.dayWas(words) },
		request.Pause:   func(t *Turn, object, _ string) bool { return t.pause(object) },
		request.Resume:  always((*Turn).resumePrompts),
		request.Quiet:   func(t *Turn, object, _ string) bool { return t.setQuiet(object) },
		request.Weekly:  func(t *Turn, _, words string) bool { return t.weeklyInWords(words) },
		request.Place:   func(t *Turn, object, _ string) bool { return t.setPlace(object) },
		request.Summary: (*Turn).summary,
		request.Recall:  (*Turn).tellMentions,
		request.Report:  func(t *Turn, object, _ string) bool { return t.reportOn(object) },
		request.Snooze:  func(t *Turn, _, words string) bool { return t.snooze(words) || t.putOff(words) },

		request.Add:     func(t *Turn, _, words string) bool { return t.addInWords(words) },
		request.Query:   func(t *Turn, _, words string) bool { return t.tellNext(words) },
		request.Move:    func(t *Turn, _, words string) bool { return t.moveAppointment(words) },
		request.Cancel:  func(t *Turn, _, words string) bool { return t.cancelAppointment(words) },
		request.SkipOne: func(t *Turn, _, words string) bool { return t.skipAppointment(words) },

		request.Off:     func(t *Turn, _, words string) bool { t.somethingOff(words); return true },
		request.Page:    (*Turn).pageOf,
		request.Away:    func(t *Turn, _, words string) bool { return t.awayUntil(words) },
		request.Stopped: func(t *Turn, object, _ string) bool { return t.stopped(object) },
		request.Leaving: func(t *Turn, object, words string) bool { return t.thinkingOfStopping(object, words) },
		request.Changed: func(t *Turn, _, words string) bool { return t.somebodyNew(words) },
	}
}
