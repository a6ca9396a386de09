package produce

import (
	"crypto/sha256"
	"slices"
	"sync"

	"concerta/internal/store"
)

// keptReviews is how many contents of process files are kept as they were read: an
// office works on a few processes at a time, and each of Casarano's size takes some
// megabytes.
const keptReviews = 12

// Reviews remembers what process files say: reading one costs more than all else
// that a page needs. What it gives is shared, so that nobody may change it; whoever
// wants to reads the file by himself. The nil Reviews remembers nothing. It is safe
// for concurrent use.
type Reviews struct {
	Prints func(rune) bool // as in Source

	mu   sync.Mutex
	kept []*keptReview // the last asked for comes last
}

// keptReview is found by what was read, which never changes; the key is what
// findings call the file.
type keptReview struct {
	key    string
	digest [sha256.Size]byte

	once   sync.Once
	review *Review
}

// Of is the review of a version of a process; p.Digest must be that of its content.
func (r *Reviews) Of(p *store.Process) *Review {
	if r == nil || p.Digest == ([sha256.Size]byte{}) { // without a digest it could be any content
		return r.read(p)
	}
	k := r.find(p)
	k.once.Do(func() { k.review = r.read(p) }) // many ask for a new version at once
	if k.review == nil {
		return r.read(p) // reading panicked once; it does so for whoever asks
	}
	review := *k.review
	review.Findings, review.Besides = slices.Clip(review.Findings), slices.Clip(review.Besides)
	review.Version, review.Saved = p.Version, p.SavedAt
	return &review
}

func (r *Reviews) read(p *store.Process) *Review {
	src := Stored(p)
	if r != nil {
		src.Prints = r.Prints
	}
	return Read(src)
}

// find gives the place for a review, and forgets the one not asked for the longest.
func (r *Reviews) find(p *store.Process) *keptReview {
	r.mu.Lock()
	defer r.mu.Unlock()
	at := slices.IndexFunc(r.kept, func(k *keptReview) bool { return k.digest == p.Digest && k.key == p.Key })
	k := &keptReview{key: p.Key, digest: p.Digest}
	switch {
	case at >= 0:
		k = r.kept[at]
		r.kept = slices.Delete(r.kept, at, at+1)
	case len(r.kept) == keptReviews:
		r.kept = slices.Delete(r.kept, 0, 1)
	}
	r.kept = append(r.kept, k)
	return k
}
