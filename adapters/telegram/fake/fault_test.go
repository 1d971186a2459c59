package fake

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

const hello = `{"chat_id": 1, "text": "hello"}`

func TestRefusals(t *testing.T) {
	s := New(t)
	p := s.Person(1, "Ida")
	p.Known()
	s.Fail("sendMessage", TooMany(2*time.Second), nil, Refused(500, "Internal Server Error"), Moved(-100), Silent(400))
	want := []struct{ code, after, to int }{{429, 2, 0}, {}, {500, 0, 0}, {400, 0, -100}, {400, 0, 0}, {}}
	for i, w := range want {
		a := call(t, s, "sendMessage", hello)
		if a.Code != w.code || a.Parameters.RetryAfter != w.after || a.Parameters.MigrateTo != w.to {
			t.Errorf("answer %d is %+v", i, a)
		}
	}
	if len(s.Deliveries()) != 2 {
		t.Error(s.Deliveries())
	}
}

// Faults leaves none out.
func TestFaultsAreAllThereAre(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "fault.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	called := map[string]bool{}
	var made []string
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		switch {
		case !ok:
		case f.Name.Name == "Faults":
			ast.Inspect(f, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					called[fmt.Sprint(call.Fun)] = true
				}
				return true
			})
		case f.Name.IsExported() && f.Recv == nil:
			made = append(made, f.Name.Name)
		}
	}
	for _, name := range made {
		if !called[name] {
			t.Errorf("%s is not among them", name)
		}
	}
}

func TestStandingFaults(t *testing.T) {
	s := New(t)
	s.Person(1, "Ida").Known()
	stop := s.FailAlways("", Refused(502, "Bad Gateway"))
	for range 3 {
		if a := call(t, s, "getMe", `{}`); a.Code != 502 {
			t.Error(a)
		}
	}
	stop()
	if a := call(t, s, "getMe", `{}`); !a.OK {
		t.Error(a)
	}
}

func TestSilencePagesAndBrokenConnections(t *testing.T) {
	s := New(t)
	s.Person(1, "Ida").Known()
	s.Fail("sendMessage", Page(502), Reset(), Lost(), Hang())
	post := func() (string, error) {
		ctx, stop := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer stop()
		r, _ := http.NewRequestWithContext(ctx, "POST", s.URL()+"/bot"+s.Token()+"/sendMessage", strings.NewReader(hello))
		r.Header.Set("Content-Type", "application/json")
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			return "", err
		}
		defer answer.Body.Close()
		data, err := io.ReadAll(answer.Body)
		return string(data), err
	}
	if page, err := post(); err != nil || !strings.HasPrefix(page, "<html>") {
		t.Error(page, err)
	}
	for _, sent := range []int{0, 1} {
		if _, err := post(); err == nil || errors.Is(err, context.DeadlineExceeded) || len(s.Deliveries()) != sent {
			t.Error(err, s.Deliveries())
		}
	}
	if _, err := post(); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
}

func TestAWrongTokenAndWrongPaths(t *testing.T) {
	s := New(t)
	for path, code := range map[string]int{
		"/bot1:wrong/getMe": 401, "/file/bot1:wrong/a": 401, "/getMe": 404,
		"/file/bot" + s.Token() + "/nothing": 404, "/bot" + s.Token() + "/getMe": 200,
	} {
		r, err := http.Get(s.URL() + path)
		if err != nil {
			t.Fatal(err)
		}
		r.Body.Close()
		if r.StatusCode != code {
			t.Errorf("%s: %d", path, r.StatusCode)
		}
	}
	s.Revoke()
	if r, err := http.Get(s.URL() + "/bot" + Token + "/getMe"); err != nil || r.StatusCode != 401 {
		t.Error("a revoked token is taken", err)
	}
}

func TestAPollThatSpins(t *testing.T) {
	s := New(t)
	s.Person(1, "Ida").Say("hi")
	stop := s.FailAlways("getUpdates", Empty())
	updatesAre(t, poll(t, s, `{"timeout": 50}`))
	stop()
	updatesAre(t, poll(t, s, `{"timeout": 50}`), 0)
}

func TestThePaceOfTheRealServer(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	s := New(t, Limits(func() time.Time { return now }))
	s.Person(1, "Ida").Known()
	for range burst {
		call(t, s, "sendMessage", hello)
	}
	if a := call(t, s, "sendMessage", hello); a.Code != 429 || a.Parameters.RetryAfter != 1 {
		t.Errorf("too fast in a chat, and %+v", a)
	}
	now = now.Add(time.Second)
	if a := call(t, s, "sendMessage", hello); !a.OK {
		t.Error(a.Description)
	}
	for id := range 40 {
		s.Person(100+id, "Bo").Known()
		call(t, s, "sendMessage", `{"chat_id": `+quote(100+id)+`, "text": "x"}`)
	}
	if s.TooFast() != 1+40-29 || len(s.Deliveries()) != burst+1+29 {
		t.Errorf("%d were too fast, %d were sent", s.TooFast(), len(s.Deliveries()))
	}
}
