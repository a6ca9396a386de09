package process

import "concerta/internal/richtext"

// Proposal is what a table proposes.
type Proposal struct {
	ID      string
	Table   int
	Meeting string // id of the meeting it was made at; may be empty
	By      string // id of who made it; empty: the table
	Title   string
	Text    richtext.Text
	Outcome ProposalOutcome
	Reason  string // of the outcome
}

// ProposalOutcome is what became of a proposal.
type ProposalOutcome string

// The outcomes. The empty one says that it is still to be judged.
const (
	ToBeJudged      ProposalOutcome = ""
	Accepted        ProposalOutcome = "accolta"
	PartlyAccepted  ProposalOutcome = "accolta-in-parte"
	NotAccepted     ProposalOutcome = "non-accolta"
	ReferredFurther ProposalOutcome = "rinviata"
)

// Pacts are what all participation pacts of a process share, and whom they are
// made with.
type Pacts struct {
	Single     bool // one text with many signatories; otherwise one each
	Date       Date
	Place      string
	From, To   Date // duration
	Premises   []richtext.Text
	Principles []richtext.Text // added to those of the template
	Office     []richtext.Text // commitments of the office
	Body       []richtext.Text // commitments of the body
	Rules      []richtext.Text // working rules
	Parties    []PactParty

	Signatories []string // ids of who signs for the office, in order; empty: all of the process
}

// PactSignatories are who signs the pacts for the office, in order: those that the
// pacts name, or else all.
func (p *Process) PactSignatories() []Signatory {
	if p.Pacts == nil || len(p.Pacts.Signatories) == 0 {
		return p.Signatories
	}
	var list []Signatory
	for _, id := range p.Pacts.Signatories {
		for _, s := range p.Signatories {
			if s.ID == id {
				list = append(list, s)
			}
		}
	}
	return list
}

// PactParty is one body that signs a pact.
type PactParty struct {
	Organization string // id
	Tables       []int
	Signatory    Representative
	Power        string // act that gives the signatory power, "statuto, art. 12"
	Delegate     string // who sits at the tables
	Mode         SignMode
}

// Memorandum is the Protocollo d'Intesa with the trade unions.
type Memorandum struct {
	Title      string
	Date       Date
	Place      string
	Meeting    string // id of the meeting it is signed at
	Resolution string // the act that approves it
	Premises   []richtext.Text
	Articles   []Article
	Parties    []MemorandumParty
}

// Article is one article of a memorandum.
type Article struct {
	Title string
	Text  richtext.Text
}

// MemorandumParty signs a memorandum: the office (no Organization) or a union.
type MemorandumParty struct {
	Organization string // id; empty: Name says who
	Name         string
	Signatory    Representative
	Delegation   string // the act that gives the power to sign
	Mode         SignMode
	Later        bool   // will sign later
	Reservation  string // signed with this reservation, annexed
}

// Minutes are what was said and decided at a meeting; who came is in its
// attendance.
type Minutes struct {
	Meeting   string // id
	Number    string // the office's own count, if any
	Opened    TimeOfDay
	Closed    TimeOfDay
	Call      string // how and when the meeting was called
	Chair     Representative
	Secretary Representative // verbalizzante
	Previous  string         // approval of the previous minutes, as printed
	Items     []MinutesItem
	Movements []Movement
	Annexes   []string
}

// MinutesItem is what happened on one point of the agenda.
type MinutesItem struct {
	Title    string
	Speakers []string // names as on the register
	Summary  richtext.Text
	Outcome  MinutesOutcome
	Proposal string // id, when the outcome is a proposal
	Action   string // what is to be done
	ByWhen   Date
}

// MinutesOutcome is how a point of the agenda ended.
type MinutesOutcome string

// The outcomes of a point.
const (
	NoOutcome MinutesOutcome = ""
	Noted     MinutesOutcome = "preso-atto"
	Shared    MinutesOutcome = "condiviso"
	Proposed  MinutesOutcome = "proposta"
	Deferred  MinutesOutcome = "rinvio"
	Approved  MinutesOutcome = "approvato"
	Dissent   MinutesOutcome = "dissenso"
)

// Movement is somebody who came late or left early.
type Movement struct {
	Name string
	At   TimeOfDay
	In   bool // came; otherwise left
}

// FormOptions are what the adhesion form of a process asks besides the usual.
type FormOptions struct {
	Declarations []richtext.Text // under D.P.R. 445/2000; none by default
	IdentityCopy bool            // a copy of an identity document is asked for
	BirthData    bool            // asked only where a declaration needs it
	Instructions []richtext.Text
}

// RegisterOptions are how attendance registers are printed.
type RegisterOptions struct {
	BlankPercent int  // blank rows as a share of the adherents; 0 means 30
	BlankLeast   int  // at least so many; 0 means 8
	ExitColumn   bool // a second cell to sign when leaving
	ShortForms   int  // short adhesion forms to print where attendance is adhesion; 0: none
}
