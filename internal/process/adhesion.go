package process

// Adhesion is how a body or a citizen came to take part. One body, one adhesion.
type Adhesion struct {
	By        string         // id of an Organization or of a Citizen
	Source    AdhesionSource // form, attendance, expression of interest
	Received  Moment         // Europe/Rome; unset for an adhesion by attendance
	Channel   ChannelKind    // how it came
	Protocol  ProtocolNumber // the municipality's own
	Tables    []int          // chosen
	Delegate  string         // name of who will come
	Proposal  string         // written on the form
	LateTaken *LateDecision  // what was decided on a late one; nil: not yet
}

// AdhesionSource is what an adhesion comes from.
type AdhesionSource string

// The sources of adhesions.
const (
	FromForm       AdhesionSource = "scheda"
	FromAttendance AdhesionSource = "presenza"
	FromExpression AdhesionSource = "manifestazione"
)

// LateDecision is what the office decided on an adhesion that came late.
type LateDecision struct {
	Admitted bool
	Reason   string
}

// Moment is a day and an hour in Europe/Rome.
type Moment struct {
	Date Date
	Hour TimeOfDay
}

// Attendance is who came to a meeting, or to one table of it.
type Attendance struct {
	Meeting string // id
	Table   int    // 0: the whole meeting
	Present []Presence
	Chair   string // name as typed
	Opened  TimeOfDay
	Closed  TimeOfDay
}

// Presence is one line of an attendance register.
type Presence struct {
	Name    string // cognome e nome, as on the register
	By      string // id of the organization or citizen; empty: nobody known yet
	Body    string // name of the body as written, when By is empty
	Quality Quality
	Status  PresenceStatus
	For     string // whom a delegate stands for
	In, Out TimeOfDay
	Tables  []int  // chosen while signing, where attendance counts as adhesion
	Contact string // to reach a walk-in; empty leaves the adhesion incomplete
}

// Quality is in which quality a person attends.
type Quality string

// The qualities.
const (
	AsRepresentative Quality = "rappresentante"
	AsDelegate       Quality = "delegato"
	AsAuditor        Quality = "uditore" // does not adhere
	AsCitizen        Quality = "cittadino"
)

// PresenceStatus is what was recorded of a person.
type PresenceStatus string

// The statuses.
const (
	Present PresenceStatus = "presente"
	Absent  PresenceStatus = "assente"
	Excused PresenceStatus = "giustificato"
	Late    PresenceStatus = "in-ritardo"
	Left    PresenceStatus = "uscito"
	Online  PresenceStatus = "da-remoto"
)

// Attended tells whether the person was there for any part of the meeting.
func (s PresenceStatus) Attended() bool { return s != Absent && s != Excused }
