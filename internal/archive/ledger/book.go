package ledger

import (
	"cmp"
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
		if missing := e.Seq - b.Head.Seq - 1; missing > 0 {
			wrong("mancano %d registrazioni prima della n. %d", missing, e.Seq)
		} else {
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
			return []error{fmt.Errorf("%w: la registrazione n. %d apre il registro una seconda volta", ErrBroken, e.Seq)}
		}
		b.Office = x.Office
		return nil
	case RestartedBody:
		s := series{x.Register, x.Year}
		b.last[s] = max(b.last[s], x.Number)
		return nil
	}
	var errs []error
	if x, ok := body.(IssuedBody); ok && x.Number > 0 {
		s := series{x.Register, x.Year}
		if want := b.last[s] + 1; x.Number != want {
			errs = append(errs, fmt.Errorf("%w: la registrazione n. %d dà il numero %s, e doveva dare il %07d/%d", ErrBroken, e.Seq, x.NumberWords(), want, x.Year))
		}
		b.last[s] = max(b.last[s], x.Number)
	}
	before := b.Acts[e.Act]
	if _, fresh := body.(IssuedBody); fresh && before != nil {
		return append(errs, fmt.Errorf("%w: la registrazione n. %d emette di nuovo l’atto %s", ErrBroken, e.Seq, e.Act))
	}
	after, err := Step(before, e)
	if err != nil {
		return append(errs, fmt.Errorf("%w: registrazione n. %d: %w", ErrBroken, e.Seq, err))
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

// Reason is what is wrong with a chain in words for the user, without the name of
// the kind.
func Reason(err error) string {
	return strings.TrimPrefix(err.Error(), ErrBroken.Error()+": ")
}
