package intake

import (
	"fmt"
	"slices"

	"concerta/internal/process"
)

// Adhesion is that of a body or a citizen; nil when there is none.
func Adhesion(p *process.Process, by string) *process.Adhesion {
	for i := range p.Adhesions {
		if p.Adhesions[i].By == by {
			return &p.Adhesions[i]
		}
	}
	return nil
}

// Adhere adds an adhesion: one body, one adhesion, so a second is ErrTwice.
func Adhere(p *process.Process, a process.Adhesion) error {
	if Adhesion(p, a.By) != nil {
		return fmt.Errorf("adhesion of %s: %w", a.By, ErrTwice)
	}
	p.Adhesions = append(p.Adhesions, a)
	return nil
}

// SetAdhesion puts an adhesion in the place of that of the same body, which must be
// as it was seen. What was decided on a late one stays.
func SetAdhesion(p *process.Process, a process.Adhesion, seen string) error {
	now := Adhesion(p, a.By)
	if now == nil {
		return fmt.Errorf("adhesion of %s: %w", a.By, ErrGone)
	}
	if err := unchanged(*now, seen); err != nil {
		return err
	}
	a.LateTaken = now.LateTaken
	if !p.Late(&a) {
		a.LateTaken = nil // there is nothing to decide on one that came in time
	}
	*now = a
	return nil
}

// RemoveAdhesion takes an adhesion away, as it was seen.
func RemoveAdhesion(p *process.Process, by, seen string) error {
	now := Adhesion(p, by)
	if now == nil {
		return fmt.Errorf("adhesion of %s: %w", by, ErrGone)
	}
	if err := unchanged(*now, seen); err != nil {
		return err
	}
	p.Adhesions = slices.DeleteFunc(p.Adhesions, func(a process.Adhesion) bool { return a.By == by })
	return nil
}

// Decide decides on late adhesions, the same for all of them. Each must be as it was
// seen: seen gives the digest of each by the id of who adhered.
func Decide(p *process.Process, seen map[string]string, d process.LateDecision) error {
	for by, as := range seen {
		a := Adhesion(p, by)
		switch {
		case a == nil:
			return fmt.Errorf("adhesion of %s: %w", by, ErrGone)
		case Seen(*a) != as, !p.Late(a):
			return fmt.Errorf("adhesion of %s: %w", by, ErrChanged)
		}
		taken := d
		a.LateTaken = &taken
	}
	return nil
}

// Counters are the numbers of adhesions.
type Counters struct {
	Received     int // forms and expressions of interest
	InTime       int // of them
	Late         int // of them
	ToDecide     int // of the late ones, still to be decided
	ByAttendance int // adherents by presence
	ToComplete   int // of them, without a contact
}

// Count counts adherents.
func Count(list []process.Adherent) Counters {
	var c Counters
	for _, a := range list {
		if a.Adhesion != nil {
			c.Received++
			if a.Late {
				c.Late++
			} else {
				c.InTime++
			}
		}
		if a.Basis == process.FromAttendance {
			c.ByAttendance++
		}
		switch a.Status {
		case process.Undecided:
			c.ToDecide++
		case process.Incomplete:
			c.ToComplete++
		case process.Admitted, process.Refused:
		}
	}
	return c
}
