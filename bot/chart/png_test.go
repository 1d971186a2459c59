package chart

import (
	"bytes"
	"image/png"
	"os"
	"testing"

	"pgregory.net/rapid"

	"samepage/bot/when"
)

func TestAPictureOfAWeek(t *testing.T) {
	week := Spec{
		Title: "Mon 2 to Sun 8 March", From: monday, Marked: []when.Date{monday.AddDays(3)},
		Lines: []Line{
			{Name: "How the days were", Low: 1, High: 5, Values: days(3, 2, -1, 4, 3, 5, 3)},
			{Name: "Pain", Low: 0, High: 10, Values: days(7, 8, 6, -1, -1, 5, 4)},
		},
	}
	data, err := week.PNG()
	if err != nil {
		t.Fatal(err)
	}
	if path := os.Getenv("CHART"); path != "" { // to look at it
		os.WriteFile(path, data, 0o644)
	}
	image, err := png.Decode(bytes.NewReader(data))
	if err != nil || image.Bounds().Dx() != pictureWidth || len(data) > 200_000 {
		t.Errorf("%d bytes, %v", len(data), err)
	}
}

// anySpec is any numbers on any days.
var anySpec = rapid.Custom(func(t *rapid.T) Spec {
	s := Spec{Title: "T", From: monday}
	for range rapid.IntRange(0, 2).Draw(t, "lines") {
		low := rapid.IntRange(-3, 3).Draw(t, "low")
		values := days(rapid.SliceOfN(rapid.IntRange(-1, 12), 0, 400).Draw(t, "values")...)
		s.Lines = append(s.Lines, Line{Low: low, High: low + rapid.IntRange(0, 20).Draw(t, "span"), Values: values})
	}
	return s
})

// Whatever the numbers and days, there is a picture and nothing panics. Drawing is slow
// under the race detector, so a few have to do.
func TestPicturesAreDrawn(t *testing.T) {
	for seed := range 12 {
		s := anySpec.Example(seed)
		if _, err := s.PNG(); err != nil {
			t.Errorf("%+v: %v", s, err)
		}
	}
}
