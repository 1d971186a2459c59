package care

// index finds what a need can be met by, in one walk over words: which of up to 64
// things have one of their keys in them. A thing without a key, or with an empty one, is
// always found. It may find too much, never too little: bytes that are the same in
// their last five bits are one to it, which keeps it small.
type index struct {
	nodes []node // the first is where all keys begin
}

type node struct {
	ends uint64     // a bit for each thing with a key that ends here
	next [32]uint16 // where in nodes it goes on; 0: nowhere
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
		at := x.node(key)
		x.nodes[at].ends |= 1 << thing
	}
}

// node is where key ends.
func (x *index) node(key string) (at uint16) {
	if x.nodes == nil {
		x.nodes = []node{{}}
	}
	for _, b := range []byte(key) {
		if x.nodes[at].next[b%32] == 0 {
			x.nodes[at].next[b%32] = x.grow()
		}
		at = x.nodes[at].next[b%32]
	}
	return at
}

func (x *index) grow() uint16 {
	if len(x.nodes) > 1<<16-1 {
		panic("care: an index has too many keys")
	}
	x.nodes = append(x.nodes, node{})
	return uint16(len(x.nodes) - 1)
}

// find has a bit for each thing with a key in words, wherever in them it begins.
func (x *index) find(words string) (found uint64) {
	if x.nodes == nil {
		return 0
	}
	found = x.nodes[0].ends
	for from := range len(words) {
		for i, at := from, uint16(0); i < len(words); i++ {
			if at = x.nodes[at].next[words[i]%32]; at == 0 {
				break
			}
			found |= x.nodes[at].ends
		}
	}
	return found
}
