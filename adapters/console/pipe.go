package console

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"

	"samepage/bot"
)

// pipe is a screen that nobody looks at: files, pipes, tests. Nothing is wrapped, so
// that a sentence can be found in the output.
type pipe struct {
	in    io.Reader
	out   io.Writer
	lines *bufio.Reader
	mu    sync.Mutex // held while writing to out
}

const (
	longest = 8 << 20 // bytes of a line that are taken
	echoed  = 400     // bytes of a line that are repeated in the output
)

func (p *pipe) start(ctx context.Context, _ func()) error {
	p.lines = bufio.NewReaderSize(newPump(ctx, p.in, nil), 64<<10)
	return nil
}

func (p *pipe) stop() {}

func (p *pipe) width() int { return 0 }

func (p *pipe) print(block string) { p.write(block + "\n\n") }

func (p *pipe) write(s string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	io.WriteString(p.out, s)
}

// line is the next one, without its end; the last may have none.
func (p *pipe) line() (string, error) {
	var line strings.Builder
	for {
		piece, err := p.lines.ReadSlice('\n')
		if line.Len() <= longest {
			line.Write(piece)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil && line.Len() == 0 {
			return "", err
		}
		return p.take(line.String())
	}
}

func (p *pipe) take(line string) (string, error) {
	line = strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")
	p.write("> " + echo(line) + "\n")
	if len(line) > longest {
		return "", &bot.Error{Code: bot.Invalid, Sentence: "That is too long for one message, so I have not kept it. Could you send it in parts?"}
	}
	return line, nil
}

// echo is what is repeated of a line: all of it, where a person might have typed it.
func echo(line string) string {
	if len(line) <= echoed {
		return plain(line)
	}
	return fmt.Sprintf("%s… (%d bytes)", plain(strings.ToValidUTF8(line[:echoed], "")), len(line))
}
