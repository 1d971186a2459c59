package text

import "testing"

// BenchmarkT is a sentence of our own words, one that counts, and one that quotes.
func BenchmarkT(b *testing.B) {
	p := Printer{}
	for name, say := range map[string]func() Text{
		"words":  func() Text { return p.T("How was today?") },
		"counts": func() Text { return p.T("Kept: %d of 5.", 3) },
		"quotes": func() Text { return p.T(`Kept: "%s".`, "flare after lunch") },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if say().Empty() {
					b.Fatal("nothing is said")
				}
			}
		})
	}
}

func BenchmarkLines(b *testing.B) {
	p := Printer{}
	kept, ask := p.T("Kept: %d of 5.", 3), p.T("Energy?")
	b.ReportAllocs()
	for b.Loop() {
		if Lines(kept, ask).Empty() {
			b.Fatal("nothing is said")
		}
	}
}
