package process

// Totals are the numbers of people of an attendance register.
type Totals struct {
	Attended int // there for any part of the meeting, in the room or online
	Online   int // of them, from remote
	Late     int // of them, came late
	Left     int // of them, left early
	Absent   int
	Excused  int

	Bodies   int // bodies that somebody attended for, each once
	Citizens int // of Attended
	Auditors int // of Attended
}

// Totals counts the people of a register.
func (a *Attendance) Totals() Totals {
	var t Totals
	bodies := map[string]bool{}
	for _, x := range a.Present {
		switch x.Status {
		case Absent:
			t.Absent++
		case Excused:
			t.Excused++
		case Online:
			t.Online++
		case Late:
			t.Late++
		case Left:
			t.Left++
		case Present:
		}
		if !x.Status.Attended() {
			continue
		}
		t.Attended++
		switch x.Quality {
		case AsCitizen:
			t.Citizens++
			continue
		case AsAuditor:
			t.Auditors++
		case AsRepresentative, AsDelegate:
		}
		if body := x.body(); body != "" && !bodies[body] {
			bodies[body] = true
			t.Bodies++
		}
	}
	return t
}

// body tells apart the bodies that people attend for.
func (x Presence) body() string {
	if x.By != "" {
		return "id " + x.By
	}
	return nameKey(x.Body)
}

// Identity is the same for two lines that are of one person for one body: a register
// has each once, however the name was typed.
func (x Presence) Identity() string { return nameKey(x.Name) + "\n" + x.body() }

// Attendance is that of a meeting, or of one of its tables; nil when none was
// recorded.
func (p *Process) Attendance(meeting string, table int) *Attendance {
	for i := range p.Attendances {
		if a := &p.Attendances[i]; a.Meeting == meeting && a.Table == table {
			return a
		}
	}
	return nil
}
