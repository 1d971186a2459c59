package request

// shapes is every way of asking, the more telling first. What is asked for by a name
// ("cancel Tom") or a time is checked by whoever carries it out.
var shapes = compile([]asked{
	{Undo, "undo [that|this|it|the|last|one]"},
	{Undo, "take that|it back"},
	{Back, "back"},
	{Back, "go back [one|a] [step|question]"},
	{Skip, "skip [this|that|it|question|the] [question|one]"},
	{Skip, "next question"},

	{Summary, "summary *"},
	{Summary, "recap *"},
	{Summary, "summarise|summarize|review *"},
	{Summary, "sum up *"},
	{Summary, "give|show|send|tell|read [me] [a|my|the] summary|recap|overview *"},
	{Summary, "get [me] [a|my|the] summary|recap *"},
	{Summary, "what was|is|were|are|s|about [my|the] [summary] + summary|summaries"},
	{Summary, "whats|hows [my|the] + summary"},
	{Summary, "what was|is [my|the] summary *"},
	{Summary, "what was|were + like"},
	{Summary, "how was|were|did +"},
	{Summary, "how have|had i been *"},
	{Summary, "how did i do|feel *"},
	{Summary, "what happened +"},
	{Summary, "what did i write|keep|say|tell|note +"},
	{Summary, "show|tell [me] [about] last|this|past|yesterday *"},
	{Summary, "[my] last|this|past weeks|months|years|week|month|year summary"},
	{Summary, "[my] yesterdays summary"},

	{Query, "[my|the] next appointment|appointments|session|sessions|visit|therapy"},
	{Query, "[my] appointments|schedule|sessions|calendar"},
	{Query, "when is|s|are|was [my|the|our] [next] appointment|appointments|session|sessions|visit|therapy|meeting *"},
	{Query, "whens [my|the|our] [next] appointment|session|visit|therapy *"},
	{Query, "when do|will|am|should i see|meet|seeing|meeting|have|go [my] *"},
	{Query, "what is|s|are [my|the] next appointment|session|visit|appointments|sessions *"},
	{Query, "whats [my|the] next appointment|session|visit|appointments|schedule *"},
	{Query, "whats [on] my calendar|schedule|agenda *"},
	{Query, "what do i have|got +"},
	{Query, "what appointments|sessions|visits|meetings do|did i have *"},
	{Query, "do|did i have an|a|any|my appointment|appointments|session|visit|therapy|meeting *"},
	{Query, "show|list|tell|read [me] [all|of] [my|the] [next|upcoming] appointment|appointments|session|sessions|schedule|calendar *"},
	{Query, "what is|s next"},
	{Query, "whats next"},
	{Query, "when is|s +"},
	{Query, "whens +"},
	{Query, "what time is|s|do|does [my|the|i] *"},
	{Query, "is my appointment|session|visit +"},

	{Move, "move|reschedule|postpone|push|shift|rebook +"},
	{Move, "bring|put|push + forward|back *"},
	{Move, "change + to +"},
	{Move, "+ is|s at|on + now|instead"},
	{Move, "+ is|s now at|on +"},
	{Move, "+ moved|changed|shifted|rescheduled|postponed to +"},
	{Move, "moved|shifted|rescheduled|postponed to +"},
	{Move, "+ moved|shifted|rescheduled|postponed + to +"},
	{Move, "+ is|was|got|has moved|changed|shifted|rescheduled|postponed to|by +"},
	{Move, "+ has been moved|changed|rescheduled|postponed to|by +"},
	{Move, "[make] [it|that] a|an|half|one|two|15|20|30|45 [an] minutes|hour|hours|day|week later|earlier"},

	{Forget, "forget me|everything|all [about] [me]"},
	{Forget, "delete|erase|wipe|remove [all] [of] [my] data|everything|account|records|me|history"},
	{Forget, "forget this|that"},

	{Cancel, "cancel|delete|remove|erase +"},
	{Cancel, "call off +"},
	{Cancel, "call + off"},
	{Cancel, "get rid of [my|the] appointment|appointments|session|sessions|meeting *"},
	{Cancel, "+ is|was|got|has|been cancelled|canceled|off"},
	{Cancel, "+ has been cancelled|canceled"},
	{Cancel, "+ [has|just] cancelled|canceled [on] [me|our|the|my] [this|next|today|tomorrow|" + days + "] [week|time|session|appointment|" + days + "]"},
	{Cancel, "+ cant|cannot make it [on] [this|next|today|tomorrow|" + days + "] [week|time|" + days + "]"},
	{Cancel, "i cant|cannot make it [on] this|next|tomorrow|" + days + " [week|time|" + days + "]"},
	{SkipOne, "skip +"},
	{SkipOne, "[there|we] [is|s|are|have] no session|sessions|appointment|therapy|visit|meeting [with] +"},
	{SkipOne, "theres no session|sessions|appointment|therapy|visit|meeting [with] +"},
	{SkipOne, "i|we have|dont [have] no|a|any session|appointment|therapy|visit|meeting [with] +"},
	{SkipOne, "+ there is|are no session|sessions|appointment|therapy|visit|meeting"},

	{Away, "+ is|s|will away|gone|off|out until|till|til|from|next|this|for|between +"},
	{Away, "+ is|s|will be|on on|away|holiday|vacation|leave [until|till|from|for] +"},
	{Away, "+ has|takes|is a|on holiday|holidays|vacation|leave until|till|from|for +"},
	{Stopped, "i stopped|quit seeing +"},
	{Stopped, "i stopped|quit going to +"},
	{Stopped, "i dont|no longer see|go [to] [see] + [anymore|any] [more]"},
	{Stopped, "i no longer see +"},
	{Leaving, "[i] [am|im] thinking of|about stopping|quitting [seeing|with|going] [to] *"},
	{Changed, "i [now] see|have + [now] instead of +"},
	{Changed, "i am seeing + [now] instead of +"},
	{Changed, "my new therapist|counsellor|counselor|psychologist|doctor|psychiatrist|gp is +"},
	{Changed, "i have|ve [got] a new therapist|counsellor|counselor|psychologist|doctor|psychiatrist|gp +"},

	{Add, "add|book|schedule|make|create|set [up] [me] [a|an|another|new] [new] appointment|session|visit|meeting *"},
	{Add, "new appointment|session|visit *"},
	{Add, "i have|ve|got a|an [new] appointment|session|visit +"},
	{Add, "i see|meet + every|on|at|next|this|tomorrow +"},
	{Add, "i am|m seeing|meeting + every|on|at|next|this|tomorrow +"},
	{Add, "im seeing|meeting + every|on|at|next|this|tomorrow +"},

	{Pause, "pause *"},
	{Pause, "mute *"},
	{Pause, "be quiet|silent *"},
	{Pause, "stop asking|reminding|messaging|writing|texting [me] *"},
	{Pause, "stop reminders|messages|prompts|notifications *"},
	{Resume, "resume|unpause|unmute"},
	{Resume, "start asking|reminding|messaging [me] [again]"},
	{Snooze, "snooze *"},
	{Snooze, "later"},
	{Snooze, "not now"},
	{Snooze, "ask|remind [me] [again] later|tonight|tomorrow *"},
	{Snooze, "ask|remind [me] [again] in +"},
	{Snooze, "in an|a|half|one|two|three|four|1|2|3|4|10|15|20|30|45 hour|hours|minutes|min|mins|an [hour]"},

	{Checkin, "remind|ask|check|ping [in] [with] [me] daily|every|each *"},
	{Checkin, "daily reminder|check|checkin|question [in] *"},
	{Checkin, "check in [with] [me] daily|every|at|each *"},
	{Checkin, "check ins|checkins at|daily|every|on|off *"},
	{Checkin, "set|change|move [my|the] check|checkin|daily [in|checkin|check] [time|in] [to|at] *"},
	{Checkin, "stop|no [the|more|my] check|checkins|checkin [ins|in]"},
	{PastDay, "[last] today|yesterday|monday|tuesday|wednesday|thursday|friday|saturday|sunday was [a|an] 1|2|3|4|5 *"},

	{Goal, "add|set|new [a|another|new|my] goal|goals *"},
	{Goal, "new goal *"},
	{Goals, "[my] goals"},
	{Goals, "what|show|list [are|me] [my] goals"},
	{Goals, "what are my goals"},
	{Page, "[my|the] page"},
	{Page, "show [me] [my|the] page|agenda"},
	{Page, "[my|the] agenda"},
	{Page, "what [do|did] i want|bring|say to|up|today *"},

	{Off, "something|it feels|felt|is|was off [with|in|about|between] *"},
	{Off, "something is|feels|felt [a] [bit] off|wrong with|between +"},
	{Off, "find words [for] *"},
	{Off, "i didnt say something|it"},

	{Export, "export *"},
	{Export, "download|get|give|send [me] [all] [of] my data|records|notes *"},

	{Help, "help"},
	{Help, "what [kind|kinds|sort|type|types] [of] [things|questions] can|do you do|know|answer|offer *"},
	{Help, "what can|do you do *"},
	{Help, "what can i ask|say|write|send *"},
	{Help, "what can i do here|with [you|this|it]"},
	{Help, "how does|do this|it|you work"},
	{Help, "what else can you do"},
	{Help, "commands|menu|options"},
	{Thanks, "thanks|thx|ty|cheers *"},
	{Thanks, "thank you *"},
	{Hello, "hi|hello|hey|hiya|howdy|morning|evening [there|again|you|samepage]"},
	{Hello, "good morning|evening|afternoon|day"},
	{Bye, "bye|goodbye|farewell|cya [bye|for] [now]"},
	{Bye, "good night|bye"},
	{Bye, "see you *"},
	{Bye, "talk [to] [you] later|soon"},
	{Yes, "yes|yep|yeah|yup|sure|right|correct|ok|okay|fine|exactly"},
	{No, "no|nope|nah|never [mind]"},
	{No, "no thanks"},
	{No, "no thank you"},
})

// days are those of the week, as one word of a shape.
const days = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"

type asked struct {
	intent Intent
	text   string
}

func compile(list []asked) []shape {
	out := make([]shape, len(list))
	for i, a := range list {
		out[i] = shapeOf(a.intent, a.text)
	}
	return out
}
