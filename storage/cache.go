package storage

import (
	"container/list"
	"sync"
)

// cache holds what is known of those who wrote last, up to a size. So it stays as small for
// a million silent persons as for none.
type cache[K comparable, V any] struct {
	most int

	mu    sync.Mutex
	at    map[K]*list.Element
	order list.List // of entries, the one used last in front
	held  int
}

type entry[K comparable, V any] struct {
	id    K
	value V
	size  int
}

// get is the one of id, loaded where it is not there; its size is one. It holds the lock
// meanwhile, so that a key cannot be put back by somebody who read it just before it was
// destroyed.
func (c *cache[K, V]) get(id K, load func() (V, error)) (V, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if at := c.at[id]; at != nil {
		c.order.MoveToFront(at)
		return at.Value.(*entry[K, V]).value, nil
	}
	value, err := load()
	if err == nil {
		c.put(&entry[K, V]{id, value, 1})
	}
	return value, err
}

// take takes out the one of id, if it is there.
func (c *cache[K, V]) take(id K) (value V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	at := c.at[id]
	if at == nil {
		return value, false
	}
	return c.remove(at).value, true
}

// give puts in one that is not there.
func (c *cache[K, V]) give(id K, value V, size int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.put(&entry[K, V]{id, value, size})
}

func (c *cache[K, V]) put(e *entry[K, V]) {
	if c.at == nil {
		c.at = map[K]*list.Element{}
	}
	c.at[e.id] = c.order.PushFront(e)
	c.held += e.size
	for c.held > c.most {
		c.remove(c.order.Back())
	}
}

func (c *cache[K, V]) remove(at *list.Element) *entry[K, V] {
	e := c.order.Remove(at).(*entry[K, V])
	delete(c.at, e.id)
	c.held -= e.size
	return e
}

func (c *cache[K, V]) drop(ids ...K) {
	for _, id := range ids {
		c.take(id)
	}
}
