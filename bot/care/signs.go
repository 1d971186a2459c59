package care

import (
	"regexp"
	"slices"
	"strings"
)

// sign is a turn of phrase that sounds like danger.
type sign struct {
	danger Danger
	words  *regexp.Regexp
	not    *regexp.Regexp // a sentence with this means something else; nil is nothing
	self   bool           // it has no word for who, so who was named last counts
	need   need           // what words must have for it to stand in them
}

// Pieces that many signs share.
const (
	deep   = `(?:so |just |really |truly |only |actually |seriously |honestly |desperately |finally |literally |to |badly |bad |much )*`
	want   = `(?:want|wants|wanted|wanting|wanna|wana|need|needed|wish|wished|wishing|hope|hoping|plan|planned|planning|decided|intend|intending|going|gonna|gunna|about|ready|prefer|rather|like|love|tempted|trying|tried|try|urge|urges|deserve|thinking of|thinking about|thought of|thought about|think of|think about|thoughts of|thoughts about|idea of|dream of|dreaming of|fantasi[sz]e about|fantasi[sz]ing about|considering|considered|contemplating|ideas of|close to|afraid ill|scared ill|might|will|could|should|let me|makes me|ways to|way to|how to|easiest way to)`
	kill   = `(?:kill|killing|killed|end|ending|hang|hanging|hanged|drown|drowning|shoot|shooting|off|offing|unalive|unaliving|stab|stabbing|strangle|poison|suffocate)`
	harm   = `(?:hurt|hurting|harm|harming|harmed|cut|cutting|burn|burning|burned|burnt|injure|scratch|punish|starve)`
	gone   = `(?:dead|gone|not here|not around|not alive|no longer here|no more)`
	life   = `(?:my|my own|this) life`
	pills  = `(?:pills|tablets|meds|medication|sleeping pills|painkillers|paracetamol|tylenol|insulin|opioids)`
	amount = `(?:all|too many|too much|the whole|a whole|whole|a handful|a bottle|the bottle|a box|the box|a pack|every one|dozens|lots)`
	mate   = `(?:he|she|they|hes|shes|theyre|` + kin + `)`
	dear   = `my (?:husband|wife|partner|boyfriend|girlfriend|ex|dad|father|stepdad|stepfather|mum|mom|mother|brother|uncle)`
	adverb = `(?:just |always |often |sometimes |keeps |has |had |have |is |was |started |ever |almost |nearly |only |also |will |still |then )*`
)

func mean(danger Danger, words ...string) sign {
	any := phrases(words...)
	return sign{danger: danger, words: any, need: needOf(any)}
}

func (s sign) unless(words ...string) sign {
	s.not = phrases(words...)
	return s
}

// bySelf has it count only where the one who writes is whom it is about.
func (s sign) bySelf() sign {
	s.self = true
	return s
}

// accident is harm nobody meant.
var accident = []string{`shaving`, `cooking`, `chopping`, `cutting (?:up )?(?:vegetables|bread|onions)`, `gardening`, `at (?:the )?(?:gym|work|football|practice|training)`,
	`by (?:accident|mistake)`, `accidentally`, `paper`, `kitchen`, `knife slipped`, `running`, `lifting`, `playing`, `skiing`, `climbing`, `yoga`, `stretching`, `hamstring`, `ankle`, `oven`, `stove`, `some slack`, `too short`, `a break`, `off from`, `a (?:slice|piece)`, `my (?:back|knee|wrist|shoulder|foot|toe)`}

// place is what one may not want to be in without being tired of life.
var place = []string{`live (?:in|at|here|there|with|near|alone|by|on|off|without|under|apart|next)`, `live like (?:my|him|her|them|you)`, `(?:at|for|in) (?:work|school|this (?:job|office|team|city|town|house))`}

// signs are in no order; the worst one that stands counts.
var signs = []sign{
	// To die.
	mean(Ideation, want+` `+deep+`die`, `(?:i|id) `+deep+`(?:rather|sooner) (?:die|be dead)`, `wish (?:that )?i (?:was|were|am|could be|would be|had been) `+deep+gone,
		`wish (?:that )?i (?:had|would|could|did|would just|could just)? ?(?:died|die|never woken up|not wake up|never wake up|never been born|was never born)`,
		`(?:hope|wish|pray) (?:that )?i (?:dont|do not|wont|never|didnt) wake up`, `wish i(?:d| had)? ?(?:was|were)? never (?:been )?born`,
		`(?:dont|do not|never) (?:want|wanna)(?: to)? wake up(?: (?:tomorrow|again|anymore|any more|ever|in the morning))?`,
		`better off (?:dead|not alive|in the ground)`, `(?:want|wanna|wish|rather)(?: to)? be dead`, `want to stop (?:existing|living|being alive)`,
		`(?:i|im) (?:want|going|gonna) `+deep+`(?:sleep|fall asleep) forever`, `(?:sleep|fall asleep) and never wake up`).
		unless(`to die for`, `die (?:of|from|with) (?:laughter|laughing|embarrassment|boredom|shame|cuteness|curiosity|hunger|heat|old age)`, `die laughing`, `embarrass(?:ed|ing)`, `dying to`, `wake up (?:early|late|at|so|before|to|him|her|the|my|with|feeling)`, `(?:battery|phone|plant|car|laptop) .*die`, `how to (?:not )?die in`, `(?:so|was|were|is) (?:\w+ )?(?:that )?i could (?:just )?die`).bySelf(),
	mean(Ideation, `(?:everyone|everybody|they|family|kids|children|world|husband|wife|partner|people|he|she|parents|friends)(?: \w+){0,3} better off (?:without me|if i|when i)(?: \w+)*`, `better off without me`, `world (?:would be|is) better without me`),
	mean(Ideation, `(?:would(?:nt)?|id)(?: \w+){0,3} (?:relieved|glad|happy|fine|okay|ok|care|mind) if i(?: \w+){0,2} (?:hit by|died|dead|killed|run over|never woke|didnt wake|crashed)`, `if i died (?:no one|nobody|noone)(?: \w+)*`),
	mean(Ideation, `(?:nobody|no one|noone) (?:would|will)(?: even| ever| really)* miss me`).unless(`miss me (?:at|for|on|in|until|till|much)`).bySelf(),
	mean(Ideation, `(?:sleep|bed) and (?:just |simply )?(?:not|never) wake(?: up)?`, `(?:happier|better|easier|relieved|lighter) (?:if|when|once) i(?:m| am| was| were) `+gone, `no (?:other )?way out (?:but|except|other than|than) (?:death|dying|suicide)`,
		`suicide (?:feels|seems|looks|sounds|is)(?: \w+){0,4} (?:only|best|way|answer|option|choice|solution)`, `(?:want|wanna|wish|like)(?: \w+){0,3} disappear (?:forever|for good|and never come back)`, `(?:not|dont feel|isnt|im not) safe (?:with|from|around) myself`, `what i (?:might|could|will|may) do to myself`).bySelf(),
	// To live no more.
	mean(Ideation, `(?:dont|do not|didnt|no longer|never)(?: even| really| actually)? (?:want|wanna|wish|care)(?: to)? (?:live|be alive|exist|keep living|go on living|stay alive|be on this (?:earth|planet))`,
		`(?:dont|do not|no longer)(?: even| really)? (?:want|wanna)(?: to)? be here (?:any ?more|any longer)`, `should(?:nt| not) (?:even )?be (?:here any ?more|alive|living)`,
		`(?:life|living|it)(?: is|s)?(?: just| really)? ?(?:isnt|not|is not|aint) worth (?:living|it any ?more)`, `(?:no|any|see no|see any|what is the|whats the) (?:reason|point|sense|purpose)(?: (?:for me|left|in me))?(?: anymore)? (?:to|in|of) (?:live|living|being alive|going on|go on|existing|carry on|carrying on)`,
		`(?:nothing|no one|nobody) (?:left )?to live for`, `(?:tired|sick|done|fed up|exhausted)(?: \w+)? (?:of|with|from) (?:living|being alive|life|existing|my life)`,
		`(?:cant|cannot|can not) (?:go on|keep going|keep living|live)(?: (?:living|like this|with this))? (?:any ?more|any longer)`, `hate (?:being alive|existing|living|that im alive)`, `(?:dont|do not|cant|cannot) see (?:a|the|any) (?:reason|point|sense)(?: \w+)? (?:to|in|of) (?:live|living|keep living|going on|go on|being alive|stay alive)`,
		`ready to (?:go|leave) (?:forever|for good|this (?:world|life|earth))`).
		unless(append(place, `tired of life in`, `live to`)...).bySelf(),
	// To end it.
	mean(Ideation, kill+` `+deep+`my ?self`, `kms`, `ctb`, `unalive`, `sewer ?slide`, `(?:end|ending|ended|take|taking|took|taken) `+deep+life, `(?:end|ending) it (?:all|tonight|now|for good|soon)`, `(?:im going to|gonna|want to|wanna|ready to|about to) end (?:it|everything|it all)`, `ending (?:it|things|everything) (?:all|tonight|for good|once and for all|with (?:the |my )?`+pills+`)`, `(?:not|never) be around (?:any ?more|any longer)`).
		unless(`[0-9]+ kms`, `kms (?:away|from|per|an hour)`, `killing myself (?:over|for|with|to|laughing|at work)`, `could kill myself for`, `shooting myself in the foot`, `shoot myself in the foot`, `life (?:back|seriously|in my (?:own )?hands|as a)`, `end(?:ing)? myself up`, `end (?:it|everything|things) (?:with|there|here|early|between)`, `hanging myself out`).bySelf(),
	mean(Ideation, `suicidal`, `(?:commit|committing|committed|attempt|attempting|attempted|contemplating|considering|considered|thinking about|thinking of|think about|think of|thoughts of|thought of|thoughts about|planning|plan|planned|ideas of|end in|close to|by) suicide`, `suicide (?:attempt|plan|thoughts)`).
		unless(`suicidal tendencies .*(?:album|song|band|concert|tour)`, `if you`, `suicide squad`).bySelf(),
	// To harm oneself.
	mean(Ideation, `self ?harm(?:ed|ing)?`, `selfharm(?:ed|ing)?`, `(?:urge|urges|want|wanted|wanna|need|going|started|back) to (?:cut|self ?harm|hurt|burn)(?: again)?(?: (?:so|really) bad(?:ly)?)?`, `(?:been|started|back to|am|im) (?:cutting|burning|hurting myself)(?: again)?`, `i cut again`).
		unless(`cut(?:ting)? (?:\w+ )?(?:carbs|sugar|back|down|out|off|costs|hair|grass|corners|class|classes|ties|contact|weight|calories|caffeine|coffee|it|the|my hair|my hours|wood|paper|bread|her|him|them|vegetables|onions)`, `(?:to|not) hurt (?:him|her|them|you|anyone|anybody|people|my|his|their|feelings|a lot|less|more)`, `burn (?:calories|fat|bridges|it|the|off|out|some|down|\w+ calories)`, `burning (?:calories|fat|out|eyes|pain|sensation|up)`).bySelf(),
	mean(Ideation, `(?:cut|cutting|burned|burning|burnt|scratched|scratching|slit|slitting|slice|slicing) my (?:\w+ )?(?:arms|wrists|wrist|thighs|legs|skin)`, `(?:cut|burned|burnt|scratched|hit|bit) my \w+ (?:on purpose|deliberately|to feel|to punish|again)`).unless(accident...).bySelf(),
	mean(Ideation, `(?:want|wanted|what if i|thought of|thought about|thinking of|thinking about|could|urge|tempted)(?: \w+){0,2} (?:drive|drove|driving|crash|crashing|crashed|swerve|swerving|steer|steering)(?: (?:my|the) car)? (?:into|off) (?:a|the|that|an) (?:\w+ )?(?:tree|bridge|wall|cliff|truck|traffic|road)`).bySelf(),
	mean(Ideation, harm+` `+deep+`my ?self`).unless(accident...).bySelf(),
	// To harm another.
	mean(Ideation, want+` `+deep+`(?:hurt|kill|harm|shake|drown|smother) my (?:baby|child|kid|kids|son|daughter|children|newborn|toddler)`, `plan to (?:shoot|kill|stab|hurt|attack|murder) (?:people|someone|somebody|everyone|them|him|her|my \w+)`, `(?:going to|gonna|will) (?:kill|shoot|stab|murder) (?:him|her|them|someone|somebody) (?:tonight|today|tomorrow|now|for real)`),
	// Now, or with the means at hand.
	mean(Imminent, `(?:goodbye|good bye|farewell|suicide) (?:letters?|notes?)`, `(?:wrote|written|writing)(?: \w+){0,3} letters?(?: \w+){0,2} goodbye`, `(?:take|swallow|taking|down) `+amount+`(?: \w+){0,3} `+pills+` (?:at once|and (?:die|sleep|never|not|go))`, `(?:last|final) (?:goodbye|words|night on earth|day on earth)`, `tonight is the night(?: ,)? (?:good ?bye|im|i)`, `affairs in order .*(?:gone|dead|die|not here)`,
		pills+` in (?:my|front of)(?: \w+)?`, `(?:have|got|bought|saved(?: up)?|stockpiled|collected|counting|counted) enough `+pills, `(?:gun|knife|blade|razor|rope|noose)(?: \w+){0,6} (?:on|for|around|to) (?:myself|my (?:head|wrist|wrists|neck|throat))`, `(?:tied|made|bought|have) (?:a|the) noose`,
		`on (?:the|a) (?:roof|bridge|ledge|balcony|tracks|platform|cliff)(?: \w+){0,4} (?:jump|jumping|end it|let go)`, `(?:want|wanna|going|gonna|about|ready|almost|nearly|thinking of|thought about|thinking about|urge)(?: to)? (?:jump|jumping|jumped)(?: off| from| in front of| out of| under)(?: (?:a|the|my|this))? (?:\w+ )?(?:roof|bridge|building|balcony|cliff|window|ledge|train|car|bus|traffic|overpass|tower)`,
		`(?:almost|nearly|about to) (?:jump|jumped|did it|do it)`, `(?:kill|hang|shoot|unalive|off|drown|hurt|cut) (?:my ?self|it)? ?(?:tonight|now|right now|today|this evening)`, `(?:gonna|going to|will|im going to) (?:unalive|end it|die|kms)(?: \w+){0,2} (?:tonight|now|today)`, `end (?:it|my life|it all|everything) (?:tonight|right now|now|today)`).
		unless(`said goodbye`, `game`, `bungee`, `parachute`, `almost did it`, `right now im (?:fine|ok)`, `(?:read|watched|heard)`).bySelf(),
	mean(Imminent, `(?:when|once|by the time|if) you (?:get|read|see|find|have|are reading) (?:this|it|my (?:\w+ )?(?:message|note|letter))(?: ,)?(?: then)? (?:ill|i will|i) be (?:gone|dead)`).
		unless(`be gone (?:for|on|to|from|until|till|home|by|at|already for)`, `(?:holiday|vacation|trip|flight|airport)`).bySelf(),
	mean(Imminent, `(?:last|final) message`).
		unless(`said goodbye`, `game`, `(?:read|watched|heard)`, `last message (?:was|from|to|he|she|they|you|i (?:got|sent|saw))`,
			`(?:delete|deleted|erase|erased|forget|ignore|ignored|disregard|edit|edited|undo|remove|removed|scrap|unsend|unsent) (?:that |the )?(?:my )?last message`).bySelf(),
	mean(Ideation, `i (?:just )?(?:tried|attempted) to (?:kill myself|end my life|take my life|die|hang myself|overdose)`),
	// The body.
	mean(Medical, `(?:took|taken|swallowed|swallow|ate|downed|had) `+amount+`(?: \w+){0,3} `+pills, `(?:took|taken|swallowed|downed) (?:[2-9][0-9]|[1-9][0-9][0-9]|twenty|thirty|forty|fifty)(?: \w+)? `+pills, `(?:took|taken|swallowed|downed) (?:an overdose|bleach|poison)`, `(?:i|ive|i have)(?: just)? (?:overdosed|od d|odd)`, `overdosed (?:on|again|tonight|today)`).
		unless(`vitamin`, `years ago`, `forgot`).bySelf(),
	mean(Medical, `i (?:just |have |already )*(?:took|taken|swallowed) (?:all of (?:it|them)|them all)`).
		unless(`(?:all of (?:it|them)|them all) [a-z0-9]+`, `(?:blame|photos|pictures|exams|tests|classes|courses)`).bySelf(),
	mean(Medical, `crushing (?:chest )?pain(?: \w+){0,4} (?:chest|arm|jaw)`, `chest pain(?: \w+){0,8} (?:arm|jaw|numb|sweating)`, `face(?: is| has)? (?:drooping|dropped|droops)`, `(?:cant|cannot) (?:lift|move|feel) (?:my|one|the) (?:left |right )?arm (?:and|or)(?: \w+){0,4} (?:face|speak|speech|talk)`).bySelf(),
	mean(Medical, `(?:i think )?(?:im|i am|i might be|i may be)(?: \w+)? having (?:a|another) (?:heart attack|stroke)`).
		unless(`(?:feels?|felt|feeling) (?:like|as if)`, `like im`, `panic`, `anxiety`, `thought i was`, `almost`, `nearly`).bySelf(),
	mean(Imminent, `i (?:just |have |ive )*(?:bought|got) (?:a|some|the) rope`).
		unless(`rope (?:for|swing|ladder|bridge|course)`, `climbing`, `boat`, `sailing`, `dog`, `horse`, `camping`, `tent`, `gym`, `jump(?:ing)? rope`, `skipping`, `garden`).bySelf(),
	mean(Ideation, `(?:want|wants|wanna|wish) (?:it|this|everything|that) all to (?:end|be over)`, `(?:want|wanna|wish) everything to (?:end|be over)`,
		`cant (?:do|take) (?:this|it) any ?more (?:and |i )*(?:want|wanna|need) (?:it|this|everything)(?: all)? to (?:end|be over)`,
		`(?:i|id) `+deep+`(?:want|wanna|like) (?:to )?`+deep+`disappear`).
		unless(`for (?:a|the|an|one|some|few)(?: \w+)? (?:while|bit|day|days|week|weekend|hour|hours|time|months?)`, `disappear (?:from|into|to|in|on|under) (?:\w+)`, `embarrass\w*`, `blush\w*`, `cringe\w*`,
			`to the (?:beach|sea|woods|mountains)`, `pandemic`, `war`, `meeting`, `week`, `semester`, `exams?`, `relationship`, `it all to end well`).bySelf(),
	// What others do to them.
	mean(Hurt, `(?:not|dont feel|dont feel very|isnt|never feel|never felt|not feel) safe (?:at home|in my (?:own )?(?:home|house|flat)|(?:around|with|near) (?:him|`+dear+`))`,
		`(?:im|i am|i feel) (?:so |really |very |always |still )*(?:scared|afraid|terrified|frightened) of my (?:husband|wife|partner|boyfriend|girlfriend|ex|dad|father|stepdad|stepfather|brother|uncle|son)`).
		unless(`(?:his|her|their|s) (?:reaction|judg\w+|opinion|answer|death|illness|anger issues)`, `dying`, `death`, `leaving`, `disappoint\w*`, `losing`, `being (?:ill|sick|sad|mad|disappointed)`, `getting (?:ill|sick)`, `finding out`, `thinks?`, `thinking`, `would say`, `will say`).bySelf(),
	mean(Hurt, mate+` (?:\w+ )?`+adverb+`(?:hits?|beats?|beat|beaten|chokes?|choked|strangles?|strangled|punches|punched|slaps?|slapped|kicks?|kicked|rapes?|raped|molests?|molested|assaults?|assaulted|abuses|abused|burns|burned|stabbed) (?:and \w+ )?me`,
		mate+` `+adverb+`(?:touches|touched|gropes?|groped) me (?:at night|down there|there|when|and|in|without|sexually|inappropriately)(?: \w+)*`, mate+` `+adverb+`(?:forces?|forced|makes|made) me to? ?(?:have sex|sleep with|touch|undress|perform)(?: \w+)*`,
		`(?:i was|i got|ive been|i have been|i am being|im being)(?: \w+)? (?:raped|molested|sexually assaulted|beaten|choked|trafficked)(?: \w+)?`, `(?:wont|doesnt|does not|will not|never) (?:let|allow)s? me (?:to )?(?:leave|go out|see (?:anyone|my)|have my|out of)(?: \w+)*`, `(?:scared|afraid|terrified|frightened) (?:to go home|of (?:him|her|them)|he will|hell|she will|shell|they will)(?: \w+){0,6} (?:hurts?|hit|hits|kill|beat|beats|find) me`,
		`(?:his|her|their) hands? (?:around|on|at|round) my (?:throat|neck)`, mate+` `+adverb+`(?:threatens?|threatened|threatening|going|will) to (?:kill|hurt|hit|beat|shoot|stab) me`).
		unless(`(?:hit|hits|beat|beats|beaten|kicked|burned) me (?:at|up with|with (?:a|the) (?:question|news|bill|fact|truth)|to (?:it|the))`, `beaten (?:at|by (?:a|the) (?:team|traffic))`, `(?:dog|cat|toddler|baby) `, `in (?:chess|tennis|a game|the game)`, `kill me (?:when|if|for|once) (?:he|she|they|i|not|the|my|this|that)(?: \w+)*`),
}

// vocabulary is every word the signs are made of.
var vocabulary = words()

var wordsIn = regexp.MustCompile(`[a-z]{2,}`)

func words() map[string]bool {
	out := map[string]bool{}
	for _, s := range signs {
		for _, w := range wordsIn.FindAllString(strings.ReplaceAll(s.words.String(), `\w`, ""), -1) {
			out[w] = true
		}
	}
	return out
}

// others are the plainest ways to say it in languages the bot does not speak. The
// words are looked for as they are, since other rules hold there.
var others = []string{
	"quiero morir", "quiero morirme", "me quiero morir", "me quiero suicidar", "quiero suicidarme", "quiero matarme", "me quiero matar", "no quiero vivir", "seguir viviendo", "pensamientos suicidas", "pensées suicidaires",
	"je veux mourir", "me suicider", "envie de mourir", "me tuer ce soir", "je ne veux plus vivre", "je veux me tuer",
	"ich will sterben", "möchte sterben", "mich umbringen", "mir das leben nehmen", "nicht mehr leben", "suizidgedanken", "selbstmordgedanken", "ich bringe mich um",
	"quero morrer", "quero me matar", "não quero mais viver", "me suicidar", "voglio morire", "voglio uccidermi", "non voglio più vivere", "suicidarmi", "ammazzarmi",
	"ik wil dood", "niet meer leven", "wil sterven", "mezelf doden", "zelfmoord plegen", "jag vill dö", "ta mitt liv", "vill inte leva", "jeg vil dø", "ta livet mitt", "tage mit liv", "haluan kuolla",
	"chcę umrzeć", "chcę się zabić", "nie chcę żyć", "chci umřít", "chci se zabít", "meg akarok halni", "vreau să mor", "vreau sa mor", "ölmek istiyorum", "kendimi öldür", "intihar etmek istiyorum",
	"хочу умереть", "не хочу жить", "покончить с собой", "убить себя", "хочу померти", "не хочу жити", "θέλω να πεθάνω", "רוצה למות", "أريد أن أموت", "اريد ان اموت", "أريد الموت", "میخواهم بمیرم",
	"我想死", "我想自杀", "我想自殺", "不想活", "自杀", "死にたい", "自殺したい", "消えたい", "죽고 싶", "죽고싶", "자살하고", "मैं मरना चाहत", "मरना चाहता", "muốn chết", "ingin mati", "mau bunuh diri", "nataka kufa",
}

// foreignHints find the words others are told by: the longest word of each.
var foreignHints = func() (x index) {
	for _, o := range others {
		x.add(0, slices.MaxFunc(strings.Fields(o), func(a, b string) int { return len(a) - len(b) }))
	}
	return x
}()

// foreign says whether words hold one of others that is not denied right before it.
func foreign(words string) bool {
	said := strings.ToLower(words)
	if foreignHints.find(said) == 0 {
		return false
	}
	said = strings.Join(strings.Fields(said), " ")
	for _, o := range others {
		if before, _, found := strings.Cut(said, o); found && !denial(before) {
			return true
		}
	}
	return false
}

func denial(before string) bool {
	for _, no := range []string{"keine ", "sin ", "no tengo ", "pas de ", "aucune ", "no ", "nie ", "non ", "nicht ", "não ", "не ", "ne ", "never "} {
		if strings.HasSuffix(before, no) {
			return true
		}
	}
	return false
}
