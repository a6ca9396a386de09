// Package intake is how bodies, adhesions and attendance come into a process, one at
// a time and from several desks at once: who is meant by a few letters, what a line
// changes, and how the last change is taken back. It computes only; each change is
// made on a copy, on the newest version, and finds what it changes by what it is,
// never by its place in a list.
package intake

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"concerta/internal/process"
)

// The kinds of refusal.
var (
	ErrGone    = errors.New("intake: what was to be changed is not there any more")
	ErrChanged = errors.New("intake: somebody else has changed it meanwhile")
	ErrTwice   = errors.New("intake: it is there already")
	ErrInUse   = errors.New("intake: others refer to it")
)

// Copy is a process of which bodies, citizens, adhesions, attendance and proposals
// may be changed without changing p.
func Copy(p *process.Process) *process.Process {
	c := *p
	c.Organizations = slices.Clone(p.Organizations)
	c.Citizens = slices.Clone(p.Citizens)
	c.Adhesions = slices.Clone(p.Adhesions)
	c.Proposals = slices.Clone(p.Proposals)
	c.Attendances = slices.Clone(p.Attendances)
	for i := range c.Attendances {
		c.Attendances[i].Present = slices.Clone(c.Attendances[i].Present)
	}
	return &c
}

// Seen is a digest of what somebody has before the eyes while changing it.
func Seen(what any) string {
	text, err := json.Marshal(what)
	if err != nil {
		text = fmt.Append(nil, what) // no type of process gets here
	}
	return short(text)
}

func short(b []byte) string {
	const bytes = 10
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:bytes])
}

// unchanged refuses what is not as it was seen; "" has seen nothing.
func unchanged(now any, seen string) error {
	if seen != "" && Seen(now) != seen {
		return ErrChanged
	}
	return nil
}
