package ledger

import "fmt"

// Fault is one thing that a verification found wrong.
type Fault struct {
	Where string `json:"where"` // "registrazione n. 12", the id of an act, a file
	What  string `json:"what"`
}

// Verification is what came of verifying an archive, or an exported package.
type Verification struct {
	Entries int     `json:"entries"`
	Acts    int     `json:"acts"` // and documents
	Files   int     `json:"files"`
	Bytes   int64   `json:"bytes"`
	Head    Head    `json:"head"`
	Orphans int     `json:"orphans"` // contents that no entry speaks of; harmless
	Faults  []Fault `json:"faults"`
	Notes   []Fault `json:"notes,omitempty"` // what could not be verified, and is not wrong for that
	Derived int     `json:"-"`               // how many of the faults are of what can be made again from the register
}

// Good tells whether nothing is wrong.
func (v *Verification) Good() bool { return len(v.Faults) == 0 }

// Wrong adds a fault.
func (v *Verification) Wrong(where, format string, args ...any) {
	v.Faults = append(v.Faults, Fault{where, fmt.Sprintf(format, args...)})
}

// OnlyDerived tells whether nothing is wrong but what can be made again.
func (v *Verification) OnlyDerived() bool { return !v.Good() && v.Derived == len(v.Faults) }

// EntryName is what a verification calls an entry.
func EntryName(seq int64) string { return fmt.Sprintf("registrazione n. %d", seq) }

// Agrees gives what an entry of an issued act says in two places and not in the
// same way, in words for the user.
func (b *IssuedBody) Agrees(files []File) []string {
	var wrong []string
	for _, f := range files {
		if f.Role == View && f.Digest != b.View {
			wrong = append(wrong, "l’impronta dei dati dell’atto non è quella del file dei dati")
		}
		if f.Role == Wording && f.Digest.String() != b.WordingDigest {
			wrong = append(wrong, "l’impronta del modello dell’atto non è quella del file del modello")
		}
	}
	return wrong
}
