// Samepage helps a person get the most out of appointments with a therapist or a
// doctor. This is its command line: "samepage chat" talks to it in the terminal, "samepage
// serve" lets it talk to people on their networks.
//
// Nothing is decided here. A command reads its flags and the config, opens what it
// needs, runs it and closes it again.
package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"

	"github.com/alecthomas/kong"

	"samepage/bot"
)

// Exit codes, as scripts may rely on.
const (
	exitOK     = 0
	exitFailed = 1 // it could not start, or could not go on
	exitUsage  = 2 // it was called in a way it does not know
)

type commands struct {
	Debug bool `help:"Log to standard error what the program does, never what anybody wrote."`

	Chat chat `cmd:"" help:"Talk to Samepage here, in the terminal."`

	Serve serve `cmd:"" help:"Talk to everybody who writes to your bot on Telegram or Discord."`

	Bench bench `cmd:"" help:"Measure what is promised about speed."`

	Understand understand `cmd:"" help:"Say what times and requests the bot hears in texts: JSON lines in, JSON lines out."`
}

func main() {
	os.Exit(run(orderly(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the program: it ends with ctx, in order, and returns its exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	var cli commands
	helped := false
	parser := kong.Must(&cli,
		kong.Name("samepage"),
		kong.Description("Get the most out of the appointments you have with a therapist or a doctor."),
		kong.Writers(stdout, stderr),
		kong.Exit(func(int) { helped = true }))
	command, err := parser.Parse(args)
	switch {
	case helped:
		return exitOK
	case err != nil:
		fmt.Fprintf(stderr, "samepage: %s\nTry \"samepage --help\".\n", err)
		return exitUsage
	}
	log := slog.New(slog.DiscardHandler)
	if cli.Debug {
		log = slog.New(slog.NewTextHandler(stderr, nil))
	}
	command.BindTo(ctx, (*context.Context)(nil))
	if err := command.Run(streams{stdin, stdout, stderr, log}); err != nil {
		log.Error("ended", "code", bot.CodeOf(err), "error", err)
		fmt.Fprintln(stderr, sentence(err))
		return exitFailed
	}
	return exitOK
}

// streams is what a command runs with.
type streams struct {
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
	log    *slog.Logger
}

// sentence is what somebody at the command line may read of err.
func sentence(err error) string {
	if bot.CodeOf(err) == bot.Internal {
		return say.T("I had to stop, and nothing kept so far is lost. samepage --debug chat says why.").String()
	}
	return bot.SentenceOf(err)
}
