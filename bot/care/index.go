package care

// index finds what a need can be met by, in one walk over words: which of up to 64
// things have one of their keys in them. A thing without a key, or with an empty one, is
// always found. It may find too much, never too little: bytes that are the same in
// their last five bits are one to it, which keeps it small.
type index struct {
	root node
}

type node struct {
	ends uint64 // a bit for each thing with a key that ends here
	next [32]*node
}

// add makes words that have one of keys in them find a thing.
func (x *index) add(thing int, keys ...string) {
	if thing >= 64 {
		panic("care: more things than an index has bits for")
	}
	if len(keys) == 0 {
		keys = []string{""}
	}
	for _, key := range keys {
		at := &x.root
		for i := range len(key) {
			at = at.step(key[i])
		}
		at.ends |= 1 << thing
	}
}

func (n *node) step(b byte) *node {
	next := &n.next[b%32]
	if *next == nil {
		*next = &node{}
	}
	return *next
}

// find has a bit for each thing with a key in words, wherever in them it begins.
func (x *index) find(words string) uint64 {
	found := x.root.ends
	for from := range len(words) {
		at := &x.root
		for i := from; i < len(words); i++ {
			if at = at.next[words[i]%32]; at == nil {
				break
			}
			found |= at.ends
		}
	}
	return found
}
