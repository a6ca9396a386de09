package ledger

import (
	"fmt"
	"slices"
	"strconv"
	"time"
)

// Act is an issued act, or a document of the case file, after all that was
// written of it.
type Act struct {
	ID       string    `json:"id"` // "casarano-2013.avviso.1"
	Process  string    `json:"process"`
	At       time.Time `json:"at"`       // of issue, UTC
	Operator string    `json:"operator"` // who issued it
	IssuedBody

	Files       []StoredFile   `json:"files"`
	Signatures  []Signature    `json:"signatures,omitempty"` // of the newest signed file
	Recognised  bool           `json:"recognised,omitempty"` // they tell for whom they count
	Attestation *AttestedBody  `json:"attestation,omitempty"`
	Protocol    *ProtocolBody  `json:"protocol,omitempty"`
	Publication *PublishedBody `json:"publication,omitempty"`
	Report      *ReportedBody  `json:"report,omitempty"`
	Annulment   *AnnulledBody  `json:"annulment,omitempty"`
	Last        int64          `json:"last"` // seq of the newest entry on it
}

// StoredFile is a file and the entry that brought it.
type StoredFile struct {
	File
	Seq int64 `json:"seq"`
}

// The kinds of what is in the register without being an act of the office.
const (
	KindDocument  = "documento"          // made elsewhere
	KindUnmatched = "non-corrispondente" // came back signed and matches nothing
)

// State is how far an act has come.
type State string

// The states of acts.
const (
	StateIssued    State = "emesso"
	StatePartly    State = "firmato in parte"
	StateSigned    State = "firmato"
	StatePublished State = "pubblicato"
	StateAnnulled  State = "annullato"
	StateKept      State = "acquisito" // a document made elsewhere
)

// IsAct tells whether this is an act of the office.
func (a *Act) IsAct() bool { return a.Kind != KindDocument && a.Kind != KindUnmatched }

// State is how far the act has come.
func (a *Act) State() State {
	switch {
	case a.Annulment != nil:
		return StateAnnulled
	case !a.IsAct():
		return StateKept
	case a.Publication != nil:
		return StatePublished
	case len(a.Signers) == 0:
		return StateIssued
	}
	switch n := a.SignedCount(); {
	case n == 0:
		return StateIssued
	case n < len(a.Signers):
		return StatePartly
	}
	return StateSigned
}

// StateWords says the state in full, "firmato in parte (1 di 2)".
func (a *Act) StateWords() string {
	switch s := a.State(); {
	case s == StatePartly:
		return fmt.Sprintf("%s (%d di %d)", s, a.SignedCount(), len(a.Signers))
	case s == StateIssued && len(a.Signers) > 0:
		return "emesso, in attesa di firma"
	default:
		return string(s)
	}
}

// SignedCount is how many have signed: on attested paper all have.
func (a *Act) SignedCount() int { return len(a.Signers) - len(a.unsigned()) }

// Missing are those who have not signed yet.
func (a *Act) Missing() []Signer {
	if a.Annulment != nil {
		return nil
	}
	return a.unsigned()
}

// NumberWords is "0000012/2013"; empty for an act without a number.
func (a *IssuedBody) NumberWords() string {
	if a.Number == 0 {
		return ""
	}
	return fmt.Sprintf("%07d/%d", a.Number, a.Year)
}

// File is the newest file of a role.
func (a *Act) File(r Role) (StoredFile, bool) {
	for _, f := range slices.Backward(a.Files) {
		if f.Role == r {
			return f, true
		}
	}
	return StoredFile{}, false
}

// NewActID names the n-th issue of an act of a process.
func NewActID(process, task string, n int) string {
	return process + "." + task + "." + strconv.Itoa(n)
}

// IssueYear is the year of the day of issue; that of registration for a document
// without a day.
func (a *Act) IssueYear() int {
	if len(a.Date) >= 4 {
		if y, err := strconv.Atoi(a.Date[:4]); err == nil {
			return y
		}
	}
	return a.At.Year()
}
