package bot

import (
	"crypto/sha256"
	"encoding/base32"
	"slices"
)

// LeftOut is what the person said of calendar files is none of their appointments, so
// that a newer file does not ask again.
type LeftOut struct {
	Meta
	Sums []string // digests of UIDs, oldest first
}

func (*LeftOut) kind() string { return "leftout" }

// mostLeftOut is how many are remembered.
const mostLeftOut = 1000

func (l *LeftOut) has(uid string) bool { return uid != "" && slices.Contains(l.Sums, uidSum(uid)) }

func uidSum(uid string) string {
	sum := sha256.Sum256([]byte(uid))
	return base32.StdEncoding.EncodeToString(sum[:5])
}

func (t *Turn) leftOutBefore() *LeftOut {
	if l := get[LeftOut](t, "leftout"); l != nil {
		return l
	}
	return &LeftOut{Meta: Meta{ID: "leftout"}}
}

// leaveOut remembers the events of a file that were picked by nobody.
func (t *Turn) leaveOut(groups []feedGroup, mine []feedGroup) {
	l := t.leftOutBefore()
	for _, g := range groups {
		if slices.ContainsFunc(mine, func(m feedGroup) bool { return m.Key == g.Key }) {
			continue
		}
		for _, e := range g.Events {
			if e.UID != "" && !l.has(e.UID) {
				l.Sums = append(l.Sums, uidSum(e.UID))
			}
		}
	}
	if len(l.Sums) > 0 {
		l.Sums = l.Sums[max(0, len(l.Sums)-mostLeftOut):]
		t.save(l)
	}
}

// askLeftOut has the next file ask about everything again.
func askLeftOut(t *Turn, _ Press) {
	if l := get[LeftOut](t, "leftout"); l != nil {
		t.remove(l)
	}
	t.instead(t.T("Good. Send the file once more, and I ask about all of it."))
}
