package main

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	network "samepage/adapters/telegram"
	"samepage/bot"
)

// benchSend is "samepage bench send".
type benchSend struct {
	Prompts int `help:"How many prompts are due at the same time." default:"100000"`
}

// Help says what is compared with what.
func (benchSend) Help() string {
	return `In simulated time, what waits is sent under Telegram's limits as "serve" does it. The best
possible schedule knows everything beforehand and uses all of the 30 messages a second.`
}

// What a network takes for one message, and what it allows.
const (
	callTime = 50 * time.Millisecond
	theirs   = 30 // messages a second, and as many at once
)

// Run prints how late things are, and how late the best schedule has them.
func (c *benchSend) Run(_ context.Context, s streams) error {
	for _, n := range []int{600, c.Prompts} {
		late := lateness(deliver(atOnce(n, bot.Whenever)))
		best := best(n)
		fmt.Fprintf(s.stdout, "%d at once: p99 %.1f s late, %.3f of the optimum\n", n, p99(late).Seconds(), p99(late).Seconds()/p99(best).Seconds())
	}
	idle := lateness(deliver(scattered(600, 30*time.Second, bot.Whenever)))
	fmt.Fprintf(s.stdout, "600 in 30 s: p99 %.3f s late\n", p99(idle).Seconds())
	evening := time.Duration(c.Prompts) * time.Second / theirs
	all := slices.Concat(atOnce(c.Prompts, bot.Whenever), scattered(int(5*evening.Seconds()), evening, bot.Answer), scattered(50, evening, bot.Timely))
	sent := deliver(all)
	fmt.Fprintf(s.stdout, "meanwhile: %d answers p99 %.3f s late, 50 pages p99 %.3f s late\n", int(5*evening.Seconds()),
		p99(lateness(ranked(sent, bot.Answer))).Seconds(), p99(lateness(ranked(sent, bot.Timely))).Seconds())
	return nil
}

// due is one message to be sent, and when it was.
type due struct {
	rank     bot.Rank
	at, sent time.Duration
}

func atOnce(n int, rank bot.Rank) []due { return slices.Repeat([]due{{rank: rank}}, n) }

// scattered is n at random times, always the same ones.
func scattered(n int, within time.Duration, rank bot.Rank) []due {
	random := rand.New(rand.NewPCG(1, uint64(n)))
	out := make([]due, n)
	for i := range out {
		out[i] = due{rank: rank, at: time.Duration(random.Int64N(int64(within)))}
	}
	return out
}

// best is how late n at once are where nothing is wasted.
func best(n int) []time.Duration {
	late := make([]time.Duration, n)
	for i := range late {
		late[i] = max(0, time.Duration(i+1-theirs)) * time.Second / theirs
	}
	return late
}

func lateness(sent []due) []time.Duration {
	var late []time.Duration
	for _, d := range sent {
		late = append(late, d.sent-d.at)
	}
	return late
}

func ranked(sent []due, rank bot.Rank) []due {
	return slices.DeleteFunc(slices.Clone(sent), func(d due) bool { return d.rank != rank })
}

func p99(late []time.Duration) time.Duration {
	slices.Sort(late)
	return late[len(late)*99/100]
}

// deliver sends messages as the courier does: what nobody waits for has few places, in
// which it waits for its turn, and the most urgent takes the next one that is free.
func deliver(all []due) []due {
	slices.SortStableFunc(all, func(a, b due) int { return cmp.Compare(a.at, b.at) })
	e := evening{line: network.NewLine[*due](), outbox: map[bot.Rank][]*due{}}
	for next := 0; next < len(all) || e.waits(); {
		for ; next < len(all) && all[next].at <= e.now; next++ {
			e.outbox[all[next].rank] = append(e.outbox[all[next].rank], &all[next])
		}
		again := e.send()
		if next < len(all) && (again == 0 || all[next].at-e.now < again) {
			again = all[next].at - e.now
		}
		e.now += again
	}
	return all
}

// evening is the state of that.
type evening struct {
	now    time.Duration
	line   *network.Line[*due]
	outbox map[bot.Rank][]*due
	places []time.Duration // when the calls with what nobody waits for are over
	inLine int             // of what nobody waits for
}

func (e *evening) waits() bool {
	return e.inLine > 0 || len(e.outbox[bot.Answer])+len(e.outbox[bot.Timely])+len(e.outbox[bot.Whenever]) > 0
}

// send sends what may be sent now, and returns how long until more may.
func (e *evening) send() (again time.Duration) {
	e.places = slices.DeleteFunc(e.places, func(over time.Duration) bool { return over <= e.now })
	e.take(bot.Answer, len(e.outbox[bot.Answer]))
	for _, rank := range []bot.Rank{bot.Timely, bot.Whenever} {
		e.take(rank, min(len(e.outbox[rank]), bot.Unasked-e.inLine-len(e.places)))
	}
	d, ok, again := e.line.Next(time.Unix(0, 0).Add(e.now))
	for ok {
		d.sent = e.now
		if d.rank != bot.Answer {
			e.inLine--
			e.places = append(e.places, e.now+callTime)
		}
		d, ok, again = e.line.Next(time.Unix(0, 0).Add(e.now))
	}
	for _, over := range e.places {
		if again == 0 || over-e.now < again {
			again = over - e.now
		}
	}
	return again
}

// take moves n of the outbox into the line.
func (e *evening) take(rank bot.Rank, n int) {
	for _, d := range e.outbox[rank][:max(n, 0)] {
		e.line.Join(rank, d)
		if rank != bot.Answer {
			e.inLine++
		}
	}
	e.outbox[rank] = e.outbox[rank][max(n, 0):]
}
