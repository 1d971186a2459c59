// Samepage helps a person get the most out of appointments with a therapist or a
// doctor. This is its command line: "samepage chat" talks to it in the terminal, "samepage
// serve" lets it talk to people on their networks.
//
// Nothing is decided here. A command reads its flags and the config, opens what it
// needs, runs it and closes it again.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"

	"github.com/alexflint/go-arg"

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

	Chat *chat `arg:"subcommand" help:"Talk to Samepage here, in the terminal."`

	Serve *serve `arg:"subcommand" help:"Talk to everybody who writes to your bot on Telegram or Discord."`

	Bench *bench `arg:"subcommand" help:"Measure what is promised about speed."`

	Understand *understand `arg:"subcommand" help:"Say what times and requests the bot hears in texts: JSON lines in, JSON lines out."`
}

// Description stands above what "samepage --help" says.
func (commands) Description() string {
	return "Get the most out of the appointments you have with a therapist or a doctor."
}

// command is one that can be run.
type command interface {
	Run(context.Context, streams) error
}

func main() {
	os.Exit(run(orderly(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is the program: it ends with ctx, in order, and returns its exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	var cli commands
	called, name, err := cli.read(args, stdout)
	switch {
	case errors.Is(err, arg.ErrHelp):
		return exitOK
	case err != nil:
		fmt.Fprintf(stderr, "samepage: %s\nTry \"samepage --help\".\n", err)
		return exitUsage
	}
	log := cli.logger(stderr)
	if err := called.Run(ctx, streams{stdin, stdout, stderr, log}); err != nil {
		log.Error("ended", "code", bot.CodeOf(err), "reason", reasonOf(err))
		fmt.Fprintln(stderr, cli.sentence(err, name))
		return exitFailed
	}
	return exitOK
}

// logger is the one log that a command and all it opens write to. Nobody sits before
// "serve", so that always logs; the others do where --debug asks for it.
func (c *commands) logger(stderr io.Writer) *slog.Logger {
	level := slog.LevelInfo
	switch {
	case c.Debug:
		level = slog.LevelDebug
	case c.Serve == nil:
		return slog.New(slog.DiscardHandler)
	}
	return slog.New(slog.NewTextHandler(stderr, &slog.HandlerOptions{Level: level}))
}

// read finds out which command is called, under which name, and how; or prints the help
// that is asked for.
func (c *commands) read(args []string, stdout io.Writer) (called command, name string, err error) {
	parser, err := arg.NewParser(arg.Config{Program: "samepage", IgnoreEnv: true}, c)
	if err != nil {
		return nil, "", err
	}
	if err := parser.Parse(args); errors.Is(err, arg.ErrHelp) {
		parser.WriteHelp(stdout)
		if called, ok := parser.Subcommand().(interface{ Help() string }); ok {
			fmt.Fprintf(stdout, "\n%s\n", called.Help())
		}
		return nil, "", err
	} else if err != nil {
		return nil, "", err
	}
	called, ok := parser.Subcommand().(command)
	if !ok {
		return nil, "", errors.New("a command is missing")
	}
	return called, strings.Join(parser.SubcommandNames(), " "), nil
}

// streams is what a command runs with.
type streams struct {
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
	log    *slog.Logger
}

// sentence is what somebody at the command line may read of err, having called name.
func (c *commands) sentence(err error, name string) string {
	switch {
	case bot.CodeOf(err) != bot.Internal:
		return bot.SentenceOf(err)
	case c.Debug || c.Serve != nil:
		return say.T("I had to stop, and nothing kept so far is lost. The log says why.").String()
	default:
		return say.T("I had to stop, and nothing kept so far is lost. samepage --debug %s says why.", name).String()
	}
}
