package richtext

import (
	"fmt"
	"strconv"
	"strings"
)

// Ref is what a reference asks for.
type Ref struct {
	Kind   RefKind
	ID     string  // of a meeting or phase
	Number int     // of a table
	Part   RefPart // empty: the whole
	Pos    Pos     // where it stands in the source
}

// RefKind says what kind of thing a reference looks up.
type RefKind string

// The kinds of references.
const (
	RefMeeting  RefKind = "incontro"
	RefPhase    RefKind = "fase"
	RefDeadline RefKind = "scadenza"
	RefTables   RefKind = "tavoli"
	RefTable    RefKind = "tavolo"
)

// RefPart says which part of it.
type RefPart string

// The parts of a meeting or of the deadline.
const (
	Whole     RefPart = ""
	PartDate  RefPart = "data"
	PartHour  RefPart = "ora"
	PartPlace RefPart = "luogo"
)

const refForms = "{incontro:ID}, {incontro:ID.data}, {incontro:ID.ora}, {incontro:ID.luogo}, {fase:ID}, " +
	"{scadenza}, {scadenza.data}, {scadenza.ora}, {tavoli}, {tavolo:N}"

// ParseRef reads the inside of a reference, "incontro:plenaria.data". The error
// is in Italian and says what is not a reference.
func ParseRef(name string) (Ref, error) {
	head, part, hasPart := strings.Cut(name, ".")
	kind, id, hasID := strings.Cut(head, ":")
	ref := Ref{Kind: RefKind(kind), ID: id, Part: RefPart(part)}
	wrong := fmt.Errorf("«{%s}» non è un rinvio", name)
	if hasID && !IsID(id) || hasPart && part == "" {
		return Ref{}, wrong
	}
	var parts []RefPart
	needsID := true
	switch ref.Kind {
	case RefMeeting:
		parts = []RefPart{PartDate, PartHour, PartPlace}
	case RefPhase:
	case RefTable:
		n, err := strconv.Atoi(id)
		if hasID && (err != nil || n < 1 || strconv.Itoa(n) != id) {
			return Ref{}, fmt.Errorf("«{%s}» non dice il numero di un tavolo", name)
		}
		ref.ID, ref.Number = "", n
	case RefDeadline:
		needsID, parts = false, []RefPart{PartDate, PartHour}
	case RefTables:
		needsID = false
	default:
		return Ref{}, wrong
	}
	if hasID != needsID {
		return Ref{}, wrong
	}
	for _, p := range parts {
		if p == ref.Part {
			return ref, nil
		}
	}
	if ref.Part != Whole {
		return Ref{}, fmt.Errorf("«{%s}» chiede «%s», che %s non ha", name, part, kind)
	}
	return ref, nil
}

// IsID tells whether s may name a meeting, a phase, a place: letters a-z,
// digits and hyphens, no hyphen at either end, at most 60.
func IsID(s string) bool {
	if s == "" || len(s) > 60 || s[0] == '-' || s[len(s)-1] == '-' {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return true
}

// References are the references of t in the order they stand.
func (t Text) References() []Ref {
	var refs []Ref
	t.eachInline(func(x Inline) {
		if x.Kind != Reference {
			return
		}
		if ref, err := ParseRef(x.Text); err == nil {
			ref.Pos = x.Pos
			refs = append(refs, ref)
		}
	})
	return refs
}

// String is the reference as written between braces.
func (r Ref) String() string {
	s := string(r.Kind)
	switch {
	case r.Kind == RefTable:
		s += ":" + strconv.Itoa(r.Number)
	case r.ID != "":
		s += ":" + r.ID
	}
	if r.Part != Whole {
		s += "." + string(r.Part)
	}
	return s
}
