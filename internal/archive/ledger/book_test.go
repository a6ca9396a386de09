package ledger_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"concerta/internal/archive/ledger"
)

// register is a register that a test writes.
type register struct {
	t    *testing.T
	head ledger.Head
	at   time.Time
	list []*ledger.Entry
}

func newRegister(t *testing.T) *register {
	t.Helper()
	r := &register{t: t, at: morning()}
	r.add("", ledger.OpenedBody{Office: "UFFICIO"})
	return r
}

// add writes an entry as the program does.
func (r *register) add(act string, b ledger.Body) {
	r.t.Helper()
	r.at = r.at.Add(time.Minute)
	e := &ledger.Entry{At: r.at, Operator: "Anna", Act: act}
	if act != "" {
		e.Process = "p"
	}
	if err := e.Say(b); err != nil {
		r.t.Fatal(err)
	}
	e.Follow(r.head)
	r.head = ledger.Head{Seq: e.Seq, Digest: e.Digest}
	r.list = append(r.list, e)
}

// rewrite makes the chain hold again after a change: what is wrong besides is left.
func (r *register) rewrite() {
	var head ledger.Head
	for _, e := range r.list {
		e.Follow(head)
		head = ledger.Head{Seq: e.Seq, Digest: e.Digest}
	}
}

func (r *register) read() (*ledger.Book, []string) {
	r.t.Helper()
	b := ledger.NewBook()
	var wrong []string
	for _, e := range r.list {
		for _, err := range b.Add(e) {
			if !errors.Is(err, ledger.ErrBroken) {
				r.t.Errorf("%v is not of kind ErrBroken", err)
			}
			wrong = append(wrong, ledger.Reason(err))
		}
	}
	return b, wrong
}

func issued(number int) ledger.IssuedBody {
	return ledger.IssuedBody{Kind: "avviso", Task: "avviso", Date: "2013-10-30", Register: "Repertorio", Year: 2013, Number: number}
}

func TestBook_FollowsARegisterInOrder(t *testing.T) {
	r := newRegister(t)
	r.add("p.avviso.1", issued(1))
	r.add("p.scheda.1", ledger.IssuedBody{Kind: "scheda", Task: "scheda"})
	r.add("p.avviso.1", ledger.ProtocolBody{Number: "77"})
	r.add("p.avviso.2", issued(2))
	b, wrong := r.read()
	if len(wrong) > 0 {
		t.Errorf("wrong: %q", wrong)
	}
	if b.Head != r.head || b.Office != "UFFICIO" || len(b.Acts) != 3 || b.Last("Repertorio", 2013) != 2 || b.Last("Repertorio", 2014) != 0 {
		t.Errorf("got %+v", b)
	}
	if p := b.Acts["p.avviso.1"].Protocol; p == nil || p.Number != "77" {
		t.Errorf("protocol %v", p)
	}
}

func TestBook_NumbersBeginAgainEachYearAndFollowARestart(t *testing.T) {
	r := newRegister(t)
	next := issued(1)
	next.Year = 2014
	r.add("a", issued(1))
	r.add("b", next)
	r.add("", ledger.RestartedBody{Register: "Repertorio", Year: 2013, Number: 9})
	r.add("c", issued(10))
	r.add("", ledger.RestartedBody{Register: "Repertorio", Year: 2013, Number: 3}) // numbers never go back
	r.add("d", issued(11))
	if b, wrong := r.read(); len(wrong) > 0 || b.Last("Repertorio", 2013) != 11 || b.Last("Repertorio", 2014) != 1 {
		t.Errorf("wrong: %q, last %d", wrong, b.Last("Repertorio", 2013))
	}
}

func TestBook_NamesWhatIsWrong(t *testing.T) {
	for name, c := range map[string]struct {
		tamper func(*register)
		want   []string // in order, and nothing else
	}{
		"an entry taken away": {
			func(r *register) { r.list = slices.Delete(r.list, 2, 3) },
			[]string{"manca una registrazione prima della n. 4", "dà il numero 0000003/2013, e doveva dare il 0000002/2013"},
		},
		"two entries swapped": {
			func(r *register) { r.list[2], r.list[3] = r.list[3], r.list[2] },
			[]string{
				"manca una registrazione prima della n. 4", "dà il numero 0000003/2013", "la registrazione n. 3 è fuori posto",
				"n. 3 è datata prima", "n. 3 dà il numero 0000002/2013", "manca una registrazione prima della n. 5",
			},
		},
		"two entries that take each other's place": {
			func(r *register) { r.list[2].Seq, r.list[3].Seq = 4, 3; r.list[2], r.list[3] = r.list[3], r.list[2] },
			[]string{
				"n. 3 non segue", "n. 3 è stata modificata", "n. 3 dà il numero 0000003/2013", "n. 4 non segue", "n. 4 è stata modificata",
				"n. 4 è datata prima", "n. 4 dà il numero 0000002/2013", "n. 5 non segue",
			},
		},
		"a field changed": {
			func(r *register) { r.list[2].Operator = "Altri" },
			[]string{"la registrazione n. 3 è stata modificata"},
		},
		"a field changed and its digest computed again": {
			func(r *register) { r.list[2].Operator = "Altri"; r.list[2].Digest = r.list[2].Sum() },
			[]string{"la registrazione n. 4 non segue quella che la precede"},
		},
		"an entry twice": {
			func(r *register) { r.list = slices.Insert(r.list, 3, r.list[2]) },
			[]string{"n. 3 è fuori posto", "n. 3 dà il numero 0000002/2013", "emette di nuovo l’atto b"},
		},
		"a number twice": {
			func(r *register) { r.say(3, issued(2)); r.rewrite() },
			[]string{"n. 4 dà il numero 0000002/2013, e doveva dare il 0000003/2013"},
		},
		"a number left out": {
			func(r *register) { r.say(3, issued(5)); r.rewrite() },
			[]string{"n. 4 dà il numero 0000005/2013, e doveva dare il 0000003/2013"},
		},
		"the clock goes back": {
			func(r *register) { r.list[3].At = r.list[2].At.Add(-time.Microsecond); r.rewrite() },
			[]string{"la registrazione n. 4 è datata prima di quella che la precede"},
		},
		"an act issued twice": {
			func(r *register) { r.list[3].Act = "b"; r.rewrite() },
			[]string{"la registrazione n. 4 emette di nuovo l’atto b", "la registrazione n. 5 è di tipo «protocollo», ma l’atto c non è mai stato emesso"},
		},
		"a register opened twice": {
			func(r *register) { r.add("", ledger.OpenedBody{Office: "ALTRI"}) },
			[]string{"la registrazione n. 6 apre il registro una seconda volta"},
		},
		"a step that the state refuses": {
			func(r *register) { r.add("c", ledger.ProtocolBody{Number: "78"}) },
			[]string{"la registrazione n. 6 non poteva esserci: l’atto c ha già il numero di protocollo 77"},
		},
		"the beginning taken away": {
			func(r *register) { r.list = r.list[1:] },
			[]string{"manca una registrazione prima della n. 2"},
		},
		"another beginning": {
			func(r *register) { r.list[0].Prev[0] = 1; r.list[0].Digest = r.list[0].Sum() },
			[]string{"la registrazione n. 1 non segue", "la registrazione n. 2 non segue"},
		},
		"no beginning at all": {
			func(r *register) { r.list = r.list[1:]; r.rewrite() },
			[]string{"la registrazione n. 1 non apre il registro"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRegister(t)
			r.add("a", issued(1))
			r.add("b", issued(2))
			r.add("c", issued(3))
			r.add("c", ledger.ProtocolBody{Number: "77"})
			c.tamper(r)
			_, wrong := r.read()
			if len(wrong) != len(c.want) {
				t.Fatalf("got %d:\n%s\nwant %d:\n%s", len(wrong), strings.Join(wrong, "\n"), len(c.want), strings.Join(c.want, "\n"))
			}
			for i, want := range c.want {
				if !strings.Contains(wrong[i], want) {
					t.Errorf("got %q, want %q", wrong[i], want)
				}
			}
		})
	}
}

// say gives an entry another body.
func (r *register) say(i int, b ledger.Body) {
	r.t.Helper()
	if err := r.list[i].Say(b); err != nil {
		r.t.Fatal(err)
	}
}

// A book goes on after what is wrong: one reading tells all of it.
func TestBook_GoesOnAfterWhatIsWrong(t *testing.T) {
	r := newRegister(t)
	r.add("a", issued(1))
	r.add("b", issued(2))
	r.list[1].Operator, r.list[2].Operator = "x", "y"
	_, wrong := r.read()
	if len(wrong) != 2 {
		t.Errorf("got %q", wrong)
	}
}
