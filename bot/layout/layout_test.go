package layout

import (
	"slices"
	"strings"
	"testing"
)

func TestRows(t *testing.T) {
	scale := strings.Fields("0 1 2 3 4 5 6 7 8 9 10")
	for _, c := range []struct {
		labels []string
		most   int
		want   []int
	}{
		{nil, 8, nil},
		{scale, 8, []int{6, 5}},
		{scale, 5, []int{4, 4, 3}},
		{[]string{"1 bad", "2", "3", "4", "5 good"}, 8, []int{5}},
		{[]string{"1", Chosen + "2", "3", "Done"}, 8, []int{3, 1}},
		{[]string{"Yes", "Tonight", "Not this time"}, 8, []int{2, 1}},
		{[]string{"Something felt wrong or unsafe", "Other"}, 8, []int{1, 1}},
	} {
		if got := Rows(c.labels, c.most); !slices.Equal(got, c.want) {
			t.Errorf("%q: %v, want %v", c.labels, got, c.want)
		}
	}
}
