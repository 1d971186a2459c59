package console

import "strings"

// plain is s without anything a terminal would obey: control characters become the
// replacement character, as do bytes that are no UTF-8; direction overrides, which
// turn the rest of a line around, go. What remains of them is line ends and spaces.
func plain(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	return strings.Map(harmless, strings.ReplaceAll(s, "\t", "    "))
}

func harmless(r rune) rune {
	switch {
	case r == '\n':
		return r
	case r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u0085':
		return '\n'
	case r < ' ' || '\u007f' <= r && r <= '\u009f':
		return '\uFFFD'
	case '\u202a' <= r && r <= '\u202e' || '\u2066' <= r && r <= '\u2069':
		return -1
	}
	return r
}
