package storage

// clear lets go of everything, as if nobody had written of late.
func (c *cache[K, V]) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.order.Init()
	c.at, c.held = nil, 0
}
