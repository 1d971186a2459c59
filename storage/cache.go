package storage

import "sync"

// cache holds what is known of those who wrote lately. It has two halves: whoever is
// used moves to the young one, and once that is full the old one is let go. So it
// stays as small for a million silent persons as for none.
type cache[K comparable, V any] struct {
	half int // what one half may hold

	mu         sync.Mutex
	young, old map[K]entry[V]
	held       int // by the young half
}

type entry[V any] struct {
	value V
	size  int
}

// get is the one of id, loaded where it is not there. It holds the lock meanwhile, so that
// a key cannot be put back by somebody who read it just before it was destroyed.
func (c *cache[K, V]) get(id K, load func() (V, error)) (V, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.young[id]; ok {
		return e.value, nil
	}
	e, ok := c.old[id]
	if !ok {
		var err error
		if e.value, err = load(); err != nil {
			return e.value, err
		}
		e.size = 1
	}
	c.put(id, e)
	return e.value, nil
}

// take takes out the one of id, if it is there.
func (c *cache[K, V]) take(id K) (V, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.young[id]
	if ok {
		c.held -= e.size
	} else {
		e, ok = c.old[id]
	}
	delete(c.young, id)
	delete(c.old, id)
	return e.value, ok
}

// give puts one back that was taken, or a new one.
func (c *cache[K, V]) give(id K, value V, size int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.put(id, entry[V]{value, size})
}

func (c *cache[K, V]) put(id K, e entry[V]) {
	if c.young == nil || c.held >= c.half {
		c.young, c.old, c.held = map[K]entry[V]{}, c.young, 0
	}
	c.young[id] = e
	c.held += e.size
}

func (c *cache[K, V]) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.young, c.old, c.held = nil, nil, 0
}

func (c *cache[K, V]) drop(ids ...K) {
	for _, id := range ids {
		c.take(id)
	}
}
