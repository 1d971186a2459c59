package main

// bench is "samepage bench": what the promises about speed are measured with. Each
// command prints ratios taken in the same run, since times say little on another machine.
type bench struct {
	Due    *benchDue    `arg:"subcommand" help:"What it costs to find out what is due, with few people and with many."`
	Send   *benchSend   `arg:"subcommand" help:"How late a crowd of prompts is sent, and what somebody waits for meanwhile."`
	Turns  *benchTurns  `arg:"subcommand" help:"Durable turns a second of the engine."`
	People *benchPeople `arg:"subcommand" help:"Make a data folder with people in it, for a load test from outside."`
}
