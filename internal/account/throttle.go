package account

import (
	"crypto/sha256"
	"net/netip"
	"sync"
	"time"
)

// How often a sign-in may fail before the next must wait. Offices have one address
// for many people.
const (
	freePerAccount = 5
	freePerAddress = 20
	firstWait      = 30 * time.Second // doubles at each further try
	longestWait    = 15 * time.Minute // nobody is kept out for ever
	forgetAfter    = time.Hour        // without a try
)

// maxTracked is how many accounts, and how many addresses, are kept in mind.
const maxTracked = 10_000

// Throttle slows down who guesses passwords, by the account that is tried and by the
// address that tries. It is safe for concurrent use.
type Throttle struct {
	mu        sync.Mutex
	accounts  counters
	addresses counters
}

// NewThrottle is a throttle that has seen nothing.
func NewThrottle() *Throttle {
	return &Throttle{
		accounts:  counters{free: freePerAccount, most: maxTracked, by: map[key]*counter{}},
		addresses: counters{free: freePerAddress, most: maxTracked, by: map[key]*counter{}},
	}
}

// Try counts a try to sign in as account from address, and gives 0; or counts
// nothing and says how long to wait. A try counts before its outcome is known, for
// many at once must not all pass.
func (t *Throttle) Try(now time.Time, account string, address netip.Addr) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	a, b := t.accounts.at(now, accountKey(account)), t.addresses.at(now, addressKey(address))
	if wait := max(t.accounts.wait(now, a), t.addresses.wait(now, b)); wait > 0 {
		return wait
	}
	a.count(now)
	b.count(now)
	return 0
}

// Succeeded forgets the tries of an account that was signed in to, and takes that
// try off its address. The others of the address stay: an account of one's own must
// not help to guess those of others.
func (t *Throttle) Succeeded(account string, address netip.Addr) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.accounts.by, accountKey(account))
	if b := t.addresses.by[addressKey(address)]; b != nil && b.tries > 0 {
		b.tries--
	}
}

// key is a digest, so that a long name takes no more memory than a short one.
type key [sha256.Size]byte

func accountKey(account string) key { return sha256.Sum256([]byte(fold(account))) }

// addressKey takes the addresses of one IPv6 network as one: whoever has one has
// all of them.
func addressKey(a netip.Addr) key {
	a = a.Unmap().WithZone("")
	bits := 32
	if a.Is6() {
		bits = 64
	}
	p, err := a.Prefix(bits)
	if err != nil {
		return sha256.Sum256(nil) // no address: all such together
	}
	return sha256.Sum256([]byte(p.String()))
}

// counters are the tries by account, or by address.
type counters struct {
	free int // tries that need not wait
	most int // kept in mind
	by   map[key]*counter
}

type counter struct {
	tries int
	last  time.Time
}

func (c *counter) count(now time.Time) { c.tries, c.last = c.tries+1, now }

// at is the counter of k, made when there is none.
func (cs *counters) at(now time.Time, k key) *counter {
	c := cs.by[k]
	if c != nil && now.Sub(c.last) >= forgetAfter {
		c.tries = 0
	}
	if c == nil {
		cs.makeRoom(now)
		c = &counter{last: now}
		cs.by[k] = c
	}
	return c
}

// wait is how long until the next try.
func (cs *counters) wait(now time.Time, c *counter) time.Duration {
	if c.tries < cs.free {
		return 0
	}
	wait := longestWait
	if over := c.tries - cs.free; over < 5 {
		wait = firstWait << over
	}
	return max(0, c.last.Add(wait).Sub(now))
}

// makeRoom drops what is to be forgotten when there are too many and, if that is not
// enough, the one with the fewest tries, the oldest of them: it is not by trying
// many other names that somebody gets free tries again.
func (cs *counters) makeRoom(now time.Time) {
	if len(cs.by) < cs.most {
		return
	}
	var least key
	var found *counter
	for k, c := range cs.by {
		if now.Sub(c.last) >= forgetAfter {
			delete(cs.by, k)
			continue
		}
		if found == nil || c.tries < found.tries || c.tries == found.tries && c.last.Before(found.last) {
			least, found = k, c
		}
	}
	if len(cs.by) >= cs.most {
		delete(cs.by, least)
	}
}
