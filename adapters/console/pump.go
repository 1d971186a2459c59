package console

import (
	"bytes"
	"cmp"
	"context"
	"io"
)

// pump reads ahead, so that waiting for input ends when ctx does, and a Ctrl-C is seen
// even while a turn is busy.
type pump struct {
	ctx    context.Context
	chunks chan []byte
	rest   []byte
	err    error // good once chunks is closed
}

// newPump starts to read in. Interrupt, where there is one, is called for every Ctrl-C
// in it, and the byte is taken out.
func newPump(ctx context.Context, in io.Reader, interrupt func()) *pump {
	p := &pump{ctx: ctx, chunks: make(chan []byte, 64)}
	go p.fill(in, interrupt)
	return p
}

func (p *pump) fill(in io.Reader, interrupt func()) {
	defer close(p.chunks)
	for p.err == nil {
		chunk := make([]byte, 16<<10)
		var n int
		n, p.err = in.Read(chunk)
		chunk = chunk[:n]
		if interrupt != nil {
			chunk = withoutInterrupts(chunk, interrupt)
		}
		select {
		case p.chunks <- chunk:
		case <-p.ctx.Done():
			return
		}
	}
}

const ctrlC = 3

func withoutInterrupts(chunk []byte, interrupt func()) []byte {
	for range bytes.Count(chunk, []byte{ctrlC}) {
		interrupt()
	}
	return bytes.ReplaceAll(chunk, []byte{ctrlC}, nil)
}

// Read is io.EOF once ctx has ended.
func (p *pump) Read(b []byte) (int, error) {
	for len(p.rest) == 0 {
		select {
		case <-p.ctx.Done():
			return 0, io.EOF
		case chunk, more := <-p.chunks:
			if !more {
				return 0, cmp.Or(p.err, io.EOF)
			}
			p.rest = chunk
		}
	}
	n := copy(b, p.rest)
	p.rest = p.rest[n:]
	return n, nil
}
