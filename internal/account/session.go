package account

import "time"

// How long a session lasts: without being used, and at most.
const (
	IdleLife    = 30 * time.Minute
	SessionLife = 12 * time.Hour
)

// seenEvery is how often it is noted that a session is used: not at each request,
// for every note is a write to the disk.
const seenEvery = time.Minute

// Session is the times of a session.
type Session struct {
	Began time.Time
	Seen  time.Time // last use that was noted
}

// Alive tells whether the session still counts. One from the future does not: the
// clock was set back, and nobody can say how old it is.
func (s Session) Alive(now time.Time) bool {
	idle, age := now.Sub(s.Seen), now.Sub(s.Began)
	return idle < IdleLife && age < SessionLife && age >= 0 && s.Seen.Sub(now) < seenEvery
}

// ToNote tells whether it is time to note that the session is used.
func (s Session) ToNote(now time.Time) bool { return now.Sub(s.Seen) >= seenEvery }
