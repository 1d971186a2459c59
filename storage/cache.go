package storage

import (
	"sync"

	"samepage/bot"
)

// cacheHalf is how many vaults one half of the cache holds; a vault is about 1 KB.
const cacheHalf = 1024

// cache holds the vaults of those who wrote lately. It has two halves: whoever is
// used moves to the young one, and once that is full the old one is let go. So it
// stays as small for a million silent persons as for none.
type cache struct {
	mu         sync.Mutex
	young, old map[bot.PersonID]vault
}

// get holds the lock while it loads, so that a key cannot be put back by somebody who
// read it just before it was destroyed.
func (c *cache) get(id bot.PersonID, load func() (vault, error)) (vault, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if v, ok := c.young[id]; ok {
		return v, nil
	}
	v, ok := c.old[id]
	if !ok {
		var err error
		if v, err = load(); err != nil {
			return vault{}, err
		}
	}
	c.put(id, v)
	return v, nil
}

func (c *cache) put(id bot.PersonID, v vault) {
	if c.young == nil || len(c.young) >= cacheHalf {
		c.young, c.old = make(map[bot.PersonID]vault), c.young
	}
	c.young[id] = v
}

func (c *cache) drop(ids ...bot.PersonID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, id := range ids {
		delete(c.young, id)
		delete(c.old, id)
	}
}
