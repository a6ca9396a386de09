package archive

import (
	"slices"
	"sync"

	"concerta/internal/archive/ledger"
)

// staleness remembers which acts no longer agree with the data. That follows from the
// data and the register alone, and the page that everybody begins with asks for it.
type staleness struct {
	mu   sync.Mutex
	kept map[string]compared // by the key of the process
}

type compared struct {
	digest ledger.Digest // of the data
	head   ledger.Head   // of the register
	list   []Stale
}

// mostCompared is how many processes are kept in mind; an office has fewer.
const mostCompared = 50

func (s *staleness) of(key string, d ledger.Digest, h ledger.Head) ([]Stale, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, known := s.kept[key]
	if !known || c.digest != d || c.head != h {
		return nil, false
	}
	return slices.Clone(c.list), true
}

func (s *staleness) keep(key string, d ledger.Digest, h ledger.Head, list []Stale) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept == nil || len(s.kept) >= mostCompared {
		s.kept = map[string]compared{}
	}
	s.kept[key] = compared{d, h, slices.Clone(list)}
}
