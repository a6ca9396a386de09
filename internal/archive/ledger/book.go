package ledger

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Book is a register read from its first entry on.
type Book struct {
	Head   Head
	Office string
	Acts   map[string]*Act
	last   map[series]int
	at     time.Time
}

// series is what numbers are given in: one sequence for a register and a
// calendar year of Europe/Rome.
type series struct {
	register string
	year     int
}

// NewBook is a register with nothing in it yet.
func NewBook() *Book {
	return &Book{Acts: map[string]*Act{}, last: map[series]int{}}
}

// Add reads the next entry. What is wrong with it is an error of kind ErrBroken;
// the book then goes on after it, so that everything that is wrong can be found
// in one reading.
func (b *Book) Add(e *Entry) []error {
	var errs []error
	wrong := func(format string, args ...any) {
		errs = append(errs, fmt.Errorf("%w: "+format, append([]any{ErrBroken}, args...)...))
	}
	if e.Seq != b.Head.Seq+1 {
		switch missing := e.Seq - b.Head.Seq - 1; {
		case missing == 1:
			wrong("manca una registrazione prima della n. %d", e.Seq)
		case missing > 1:
			wrong("mancano %d registrazioni prima della n. %d", missing, e.Seq)
		default:
			wrong("la registrazione n. %d è fuori posto", e.Seq)
		}
	} else if e.Prev != b.Head.Digest {
		wrong("la registrazione n. %d non segue quella che la precede", e.Seq)
	}
	if e.Sum() != e.Digest {
		wrong("la registrazione n. %d è stata modificata", e.Seq)
	}
	if e.At.Before(b.at) {
		wrong("la registrazione n. %d è datata prima di quella che la precede", e.Seq)
	}
	b.Head, b.at = Head{e.Seq, e.Digest}, e.At
	return append(errs, b.follow(e)...)
}

// follow applies what the entry says.
func (b *Book) follow(e *Entry) []error {
	body, err := e.Said()
	if err != nil {
		return []error{err}
	}
	switch x := body.(type) {
	case OpenedBody:
		if e.Seq != 1 {
			return []error{broken(e, "apre il registro una seconda volta", nil)}
		}
		b.Office = x.Office
		return nil
	case RestartedBody:
		s := series{x.Register, x.Year}
		b.last[s] = max(b.last[s], x.Number)
		return nil
	}
	var errs []error
	if e.Seq == 1 {
		errs = append(errs, broken(e, "non apre il registro", nil))
	}
	if x, ok := body.(IssuedBody); ok && x.Number > 0 {
		s := series{x.Register, x.Year}
		if want := b.last[s] + 1; x.Number != want {
			errs = append(errs, broken(e, fmt.Sprintf("dà il numero %s, e doveva dare il %07d/%d", x.NumberWords(), want, x.Year), nil))
		}
		b.last[s] = max(b.last[s], x.Number)
	}
	before := b.Acts[e.Act]
	if _, fresh := body.(IssuedBody); fresh && before != nil {
		return append(errs, broken(e, "emette di nuovo l’atto "+e.Act, nil))
	}
	after, err := Step(before, e)
	if err != nil {
		if !errors.Is(err, ErrBroken) {
			err = broken(e, "non poteva esserci: "+err.Error(), err)
		}
		return append(errs, err)
	}
	b.Acts[e.Act] = after
	return errs
}

// Last is the last number given in a register and year.
func (b *Book) Last(register string, year int) int { return b.last[series{register, year}] }

// Series is the last number given in one register and year.
type Series struct {
	Register string
	Year     int
	Number   int
}

// Series are all of them, the latest year first.
func (b *Book) Series() []Series {
	list := make([]Series, 0, len(b.last))
	for s, n := range b.last {
		list = append(list, Series{s.register, s.year, n})
	}
	slices.SortFunc(list, func(x, y Series) int {
		return cmp.Or(cmp.Compare(y.Year, x.Year), cmp.Compare(x.Register, y.Register))
	})
	return list
}

// brokenError is what is wrong with an entry, in words for the user.
type brokenError struct {
	seq   int64
	why   string // "è stata modificata"
	cause error
}

func (e *brokenError) Error() string {
	return fmt.Sprintf("%v: la registrazione n. %d %s", ErrBroken, e.seq, e.why)
}

// Unwrap gives the kind, and what was found.
func (e *brokenError) Unwrap() []error {
	if e.cause == nil {
		return []error{ErrBroken}
	}
	return []error{ErrBroken, e.cause}
}

func broken(e *Entry, why string, cause error) error { return &brokenError{e.Seq, why, cause} }

// Reason is what is wrong with a chain in words for the user, without the name of
// the kind.
func Reason(err error) string {
	return strings.TrimPrefix(err.Error(), ErrBroken.Error()+": ")
}
