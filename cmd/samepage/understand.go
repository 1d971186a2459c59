package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/go-json-experiment/json/v1"

	"samepage/bot"
	"samepage/bot/request"
	"samepage/bot/when"
)

// understand is "samepage understand".
type understand struct{}

// Help says what goes in and what comes out.
func (understand) Help() string {
	return `Reads JSON lines and writes one for each, in the same order. Nothing is kept.

In:  {"text": "...", "reference_time": "2026-03-02T18:00", "zone": "Europe/Berlin"}
     reference_time is what calendar and clock on the wall say; zone may be missing (UTC).

Out: {"readings": [{"kind", "start", "end", "seconds", "rrule", "span"}], "request": "..."}
     kind is date, datetime, time, date_period, datetime_period, time_period, duration
     or recurrence. start and end are civil times ("2026-03-05", "2026-03-05T16:00",
     "16:00"); an end is exclusive, and null is open. seconds is a duration's length, rrule
     an RFC 5545 rule, span the bytes of text it was read from. The likeliest comes
     first. request is what the text asks the bot to do; "note" is nothing of the kind.

A line that cannot be read gives {"error": "..."}, and exit code 1 at the end.`
}

type understandQuestion struct {
	Text string `json:"text"`
	At   string `json:"reference_time"`
	Zone string `json:"zone"`
}

type understandAnswer struct {
	Readings []understandReading `json:"readings"`
	Request  request.Intent      `json:"request"`
}

type understandReading struct {
	Kind    string  `json:"kind"`
	Start   *string `json:"start"`
	End     *string `json:"end"`
	Seconds int64   `json:"seconds,omitempty"`
	Rule    string  `json:"rrule,omitempty"`
	Span    [2]int  `json:"span"`
}

// longestLine is how long a line of input may be: a megabyte of text and what JSON
// makes of it.
const longestLine = 8 << 20

// Run answers every line of the input.
func (understand) Run(ctx context.Context, s streams) error {
	in, out := bufio.NewScanner(s.stdin), bufio.NewWriter(s.stdout)
	in.Buffer(nil, longestLine)
	failed := 0
	for n := 1; in.Scan() && ctx.Err() == nil; n++ {
		answer, err := answerTo(in.Bytes())
		if err != nil {
			failed++
			answer = map[string]string{"error": fmt.Sprintf("line %d: %s", n, err)}
		}
		if err := writeLine(out, answer); err != nil {
			return fmt.Errorf("writing an answer: %w", err)
		}
	}
	if err := errors.Join(in.Err(), out.Flush()); err != nil {
		return fmt.Errorf("understanding lines: %w", err)
	}
	if failed > 0 {
		return &bot.Error{Code: bot.Invalid, Sentence: say.N(failed, "%d line could not be read.", "%d lines could not be read.", failed).String()}
	}
	return nil
}

func writeLine(out io.Writer, answer any) error {
	line, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	_, err = out.Write(append(line, '\n'))
	return err
}

func answerTo(line []byte) (any, error) {
	var q understandQuestion
	if err := json.Unmarshal(line, &q); err != nil {
		return nil, fmt.Errorf("reading JSON: %w", err)
	}
	zone, err := time.LoadLocation(q.Zone)
	if err != nil {
		return nil, fmt.Errorf("there is no zone %q", q.Zone)
	}
	now, err := wallTime(q.At, zone)
	if err != nil {
		return nil, err
	}
	a := understandAnswer{Readings: []understandReading{}, Request: request.Hear(q.Text).Intent}
	for _, r := range when.Parse(q.Text, when.Context{Now: now, Zone: zone}) {
		a.Readings = append(a.Readings, spelled(r))
	}
	return a, nil
}

// wallTime reads a civil time with or without seconds; none is now.
func wallTime(s string, zone *time.Location) (time.Time, error) {
	if s == "" {
		return time.Now(), nil
	}
	for _, layout := range []string{"2006-01-02T15:04:05", "2006-01-02T15:04"} {
		if t, err := time.Parse(layout, s); err == nil {
			return when.Resolve(when.Civil(t, time.UTC), zone), nil
		}
	}
	return time.Time{}, fmt.Errorf("there is no time %q", s)
}

func spelled(r when.Reading) understandReading {
	out := understandReading{Kind: r.Kind.String(), Seconds: r.Seconds, Rule: r.Rule, Span: [2]int{r.Span.From, r.Span.To}}
	spell := func(t when.DateTime) *string {
		s := t.String()
		switch r.Kind {
		case when.Day, when.DayPeriod:
			s = t.Date.String()
		case when.TimeOfDay, when.ClockPeriod:
			s = t.Clock.String()
		case when.Duration:
			return nil
		}
		return &s
	}
	if !r.OpenStart {
		out.Start = spell(r.Start)
	}
	if ends := r.Kind == when.DayPeriod || r.Kind == when.InstantPeriod || r.Kind == when.ClockPeriod; ends && !r.OpenEnd {
		out.End = spell(r.End)
	}
	return out
}
