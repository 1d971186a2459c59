// Package chart draws numbers over days: as a picture for networks that show pictures,
// as lines of text for those that do not.
package chart

import "samepage/bot/when"

// Spec is a chart that is yet to be drawn. It travels in the outbox in a picture's
// place, so that no turn waits for drawing.
type Spec struct {
	Title  string      `json:"t"`
	From   when.Date   `json:"f"`
	Lines  []Line      `json:"l"`
	Marked []when.Date `json:"m,omitempty"` // days of appointments
}

// Line is one measure: a value a day from Spec.From on, nil where none was kept.
type Line struct {
	Name      string `json:"n"`
	Low, High int    `json:",omitempty"`
	Values    []*int `json:"v"`
}
