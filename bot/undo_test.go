package bot

import (
	"bytes"
	"reflect"
	"testing"
	"time"

	"github.com/go-json-experiment/json/v1"

	"samepage/bot/when"
)

// What a turn changed comes back as it was kept, also as an earlier version kept it.
func TestAChangeComesBack(t *testing.T) {
	note := &Row{Kind: "note", ID: "7", State: "waiting", Day: when.Date{Year: 2026, Month: time.March, Day: 2}, Body: []byte(`{"Words":"a \u003c b"}`)}
	after := digest(Row{Body: []byte("{}")})
	for _, want := range []Change{
		{Kind: "note", ID: "7", Before: note, After: after},
		{Kind: "goal", ID: "8", After: after},
		{Kind: "goal", ID: "9", Before: &Row{Kind: "goal", ID: "9", Body: []byte("{}")}, After: after},
	} {
		kept, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		type earlier Change
		whole := earlier(want)
		whole.After = append(bytes.Clone(after), after...) // all 32 bytes of SHA-256
		before, err := json.Marshal(whole)
		if err != nil {
			t.Fatal(err)
		}
		for _, kept := range [][]byte{kept, before} {
			var got Change
			if err := json.Unmarshal(kept, &got); err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("%s comes back as %+v, %v", kept, got, err)
			}
		}
	}
}
