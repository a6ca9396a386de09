package ledger

import (
	"fmt"
	"slices"
)

// Step is the act after an entry on it; a is nil before the entry that brings
// it. A step that the state of the act does not allow is an error of kind
// ErrStep, or ErrAlready when it was taken before.
func Step(a *Act, e *Entry) (*Act, error) {
	body, err := e.Said()
	if err != nil {
		return nil, err
	}
	if a == nil {
		return begin(e, body)
	}
	next := *a
	next.Files = slices.Clone(a.Files)
	next.addFiles(e)
	if a.Annulment != nil {
		return nil, step(a, "è annullato")
	}
	switch b := body.(type) {
	case SignedBody:
		if len(a.Signers) == 0 {
			return nil, step(a, "non si firma")
		}
		next.Signatures, next.Recognised = b.Signatures, b.Recognised
	case AttestedBody:
		if len(a.Signers) == 0 {
			return nil, step(a, "non si firma")
		}
		next.Attestation = &b
	case ProtocolBody:
		if a.Protocol != nil {
			return nil, already(a, "ha già il numero di protocollo "+a.Protocol.Number)
		}
		next.Protocol = &b
	case PublishedBody:
		if err := mayPublish(a); err != nil {
			return nil, err
		}
		next.Publication = &b
	case ReportedBody:
		if a.Publication == nil {
			return nil, step(a, "non risulta pubblicato")
		}
		if a.Report != nil {
			return nil, already(a, "ha già il referto di pubblicazione")
		}
		next.Report = &b
	case AnnulledBody:
		if s := a.State(); b.By == "" && (s == StateSigned || s == StatePartly || s == StatePublished) {
			return nil, step(a, "è "+a.StateWords()+": per annullarlo serve il numero dell’atto che lo annulla o lo revoca")
		}
		next.Annulment = &b
	default:
		return nil, broken(e, fmt.Sprintf("è di tipo «%s» e non può seguirne altre sull’atto %s", e.What, e.Act), nil)
	}
	return &next, nil
}

// mayPublish tells whether everybody has signed who must before publication.
func mayPublish(a *Act) error {
	if a.Publication != nil {
		return already(a, "risulta già pubblicato, con il numero "+a.Publication.Albo)
	}
	for _, s := range a.Missing() {
		if !s.Later {
			return step(a, "non è ancora firmato da "+s.Name)
		}
	}
	return nil
}

func begin(e *Entry, body Body) (*Act, error) {
	a := &Act{ID: e.Act, Process: e.Process, At: e.At.UTC(), Operator: e.Operator}
	switch b := body.(type) {
	case IssuedBody:
		a.IssuedBody = b
	case FiledBody:
		a.IssuedBody = IssuedBody{Kind: KindDocument, Title: b.Title, For: b.About, Date: b.Date}
	case UnmatchedBody:
		a.IssuedBody = IssuedBody{Kind: KindUnmatched, Title: "File non corrispondente", Reason: b.Reason}
		a.Signatures = b.Signatures
	default:
		return nil, broken(e, fmt.Sprintf("è di tipo «%s», ma l’atto %s non è mai stato emesso", e.What, e.Act), nil)
	}
	a.addFiles(e)
	return a, nil
}

func (a *Act) addFiles(e *Entry) {
	for _, f := range e.Files {
		a.Files = append(a.Files, StoredFile{f, e.Seq})
	}
	a.Last = e.Seq
}

// StepError is a step refused, in words for the user.
type StepError struct {
	Kind error // ErrStep or ErrAlready
	Act  *Act
	Why  string // "è annullato"
}

func (e *StepError) Error() string { return "l’atto " + e.Act.ID + " " + e.Why }

// Unwrap gives the kind.
func (e *StepError) Unwrap() error { return e.Kind }

func step(a *Act, why string) error    { return &StepError{ErrStep, a, why} }
func already(a *Act, why string) error { return &StepError{ErrAlready, a, why} }
