package archivetest

import (
	"crypto/sha256"
	"fmt"
	"sync"
	"time"
)

// Clock is a clock that goes when it is told to. It is safe for concurrent use.
type Clock struct {
	mu sync.Mutex
	at time.Time
}

// NewClock shows a moment.
func NewClock(at time.Time) *Clock { return &Clock{at: at} }

// Now is the moment that the clock shows.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

// Set makes the clock show a moment, also an earlier one.
func (c *Clock) Set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = at
}

// Add makes the clock go on by d, or back.
func (c *Clock) Add(d time.Duration) { c.Set(c.Now().Add(d)) }

// Chance gives bytes that look random and are the same for the same seed. It is
// safe for concurrent use.
type Chance struct {
	mu   sync.Mutex
	seed string
	n    int
	left []byte
}

// NewChance begins at seed.
func NewChance(seed string) *Chance { return &Chance{seed: seed} }

// Read implements [io.Reader] and never fails.
func (c *Chance) Read(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := range p {
		if len(c.left) == 0 {
			c.n++
			sum := sha256.Sum256(fmt.Appendf(nil, "%s/%d", c.seed, c.n))
			c.left = sum[:]
		}
		p[i], c.left = c.left[0], c.left[1:]
	}
	return len(p), nil
}
