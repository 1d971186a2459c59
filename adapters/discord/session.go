package discord

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

func init() { discordgo.APIVersion = "10" } // of the gateway; it makes no other calls

const (
	// openFor is how long connecting may take before the session is given up.
	openFor = 20 * time.Second
	// patience is how long Discord may leave something unanswered. With a heartbeat every
	// 41 s, a connection that went silent is back within a minute.
	patience = 8 * time.Second
)

// session is one session with the gateway and the connection it has. discordgo's Session
// does not reconnect by itself: when, where to and whether at all is decided here.
type session struct {
	*discordgo.Session
	patience time.Duration
	connect  dial
	gone     chan struct{} // the connection ended

	mu    sync.Mutex
	line  *line
	url   string // of the next connection
	moved bool   // the next connection is to another address
}

// dial makes a connection.
type dial func(ctx context.Context, network, address string) (net.Conn, error)

// newSession is a session that hands every event to hear, in order, while connected. A
// connect that is nil connects over the network.
func newSession(token, url string, patience time.Duration, connect dial, hear func(kind string, data json.RawMessage)) (*session, error) {
	inner, err := discordgo.New("Bot " + token)
	if err != nil {
		return nil, fmt.Errorf("making a session: %w", err)
	}
	if connect == nil {
		connect = (&net.Dialer{}).DialContext
	}
	s := &session{Session: inner, patience: patience, connect: connect, gone: make(chan struct{}, 1), url: url}
	s.LogLevel = -1 // it would log what people write
	s.Compress, s.Identify.Compress = false, false
	s.Identify.Intents = discordgo.IntentsDirectMessages
	s.Identify.Presence.Status = "online"
	s.ShouldReconnectOnError, s.StateEnabled, s.SyncEvents = false, false, true
	s.Client = &http.Client{Transport: s}
	s.Dialer = &websocket.Dialer{HandshakeTimeout: patience, NetDialContext: s.dial, NetDialTLSContext: s.dialTLS}
	s.AddHandler(func(_ *discordgo.Session, e *discordgo.Event) {
		defer func() { _ = recover() }() // hear lets nothing out; a process must not end over it
		if e != nil && e.Operation == 0 {
			s.learn(e)
			hear(e.Type, e.RawData)
		}
	})
	s.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) { s.noteGone() })
	return s, nil
}

// learn keeps where to go on after the connection ends.
func (s *session) learn(e *discordgo.Event) {
	var ready struct {
		URL string `json:"resume_gateway_url"`
	}
	if e.Type != "READY" || json.Unmarshal(e.RawData, &ready) != nil || ready.URL == "" {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.moved = ready.URL != s.url
	s.url = ready.URL
}

func (s *session) noteGone() {
	select {
	case s.gone <- struct{}{}:
	default:
	}
}

// RoundTrip answers the only call discordgo makes by itself, for the gateway's address,
// with the one to connect to.
func (s *session) RoundTrip(req *http.Request) (*http.Response, error) {
	s.mu.Lock()
	body, err := json.Marshal(map[string]string{"url": s.url})
	s.mu.Unlock()
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Request: req, Body: io.NopCloser(bytes.NewReader(body))}, err
}

var errMoved = errors.New("the session goes on at another address")

// dial connects for a gateway without TLS, which a server of one's own may have.
func (s *session) dial(ctx context.Context, network, address string) (net.Conn, error) {
	return s.hold(ctx, func(ctx context.Context) (net.Conn, error) { return s.connect(ctx, network, address) })
}

func (s *session) dialTLS(ctx context.Context, network, address string) (net.Conn, error) {
	return s.hold(ctx, func(ctx context.Context) (net.Conn, error) {
		conn, err := s.connect(ctx, network, address)
		if err != nil {
			return nil, err
		}
		host, _, _ := net.SplitHostPort(address)
		secure := tls.Client(conn, &tls.Config{ServerName: host})
		if err := secure.HandshakeContext(ctx); err != nil {
			_ = conn.Close()
			return nil, err
		}
		return secure, nil
	})
}

// hold connects and keeps the connection, to look into it and to end it. discordgo asks
// for the address again only where it could not connect, so after a move it cannot, once.
func (s *session) hold(ctx context.Context, connect func(context.Context) (net.Conn, error)) (net.Conn, error) {
	s.mu.Lock()
	moved := s.moved
	s.moved = false
	s.mu.Unlock()
	if moved {
		return nil, errMoved
	}
	ctx, cancel := context.WithTimeout(ctx, s.patience)
	defer cancel()
	conn, err := connect(ctx)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.line = newLine(conn, s.patience)
	return s.line, nil
}

func (s *session) current() *line {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.line
}

// open connects, and resumes where there was a session. discordgo has no time-out for
// it, and may wait for its own lock for ever; then the session is given up.
func (s *session) open(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, openFor)
	defer cancel()
	done := make(chan error, 1)
	go func() {
		err := s.Open()
		if errors.Is(err, errMoved) {
			err = s.Open()
		}
		done <- err
	}()
	select {
	case err := <-done:
		if errors.Is(err, discordgo.ErrWSAlreadyOpen) {
			err = nil
		}
		return err
	case <-ctx.Done():
		s.drop()
		return fmt.Errorf("connecting: %w", ctx.Err())
	}
}

// drop ends the connection and leaves the session, to be resumed or forgotten.
func (s *session) drop() {
	if l := s.current(); l != nil {
		_ = l.end(ending{silent: true})
	}
}

// leave ends the connection and the session. discordgo would wait a second over it.
func (s *session) leave() {
	if l := s.current(); l != nil {
		l.hangUp()
	}
}
