package desk

import (
	"crypto/sha256"
	"sync"

	"concerta/internal/produce"
	"concerta/internal/store"
)

// Memo remembers the last processes that were read, so that who records line after
// line does not wait each time for the whole file to be read twice. What it gives is
// shared: nobody changes what a review holds. It is safe for concurrent use.
type Memo struct {
	mu   sync.Mutex
	last []remembered // the newest first
}

type remembered struct {
	digest [sha256.Size]byte
	key    string
	review produce.Review
}

// mostRemembered is how many versions are remembered: those of a few processes that
// several people work on.
const mostRemembered = 8

// read gives the review of a version, as produce.Read does. A nil Memo remembers
// nothing.
func (m *Memo) read(p *store.Process) *produce.Review {
	if m == nil {
		return produce.Read(produce.Stored(p))
	}
	digest := p.Draft.Digest()
	review, known := m.find(p.Key, digest)
	if !known {
		review = *produce.Read(produce.Stored(p))
		m.keep(remembered{digest, p.Key, review})
	}
	review.Version, review.Saved = p.Version, p.SavedAt
	return &review
}

func (m *Memo) find(key string, digest [sha256.Size]byte) (produce.Review, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, r := range m.last {
		if r.key == key && r.digest == digest {
			return r.review, true
		}
	}
	return produce.Review{}, false
}

func (m *Memo) keep(r remembered) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.last = append([]remembered{r}, m.last[:min(len(m.last), mostRemembered-1)]...)
}
