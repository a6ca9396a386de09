package bundle

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"concerta/internal/archive/ledger"
)

// caseFile is a case file as its entries tell it.
type caseFile struct {
	process  string
	zone     *time.Location
	office   string
	entries  int
	acts     []*ledger.Act // and documents, as they came
	place    map[string]int
	moments  map[int64]time.Time   // of entries
	accepted map[string][]string   // of acts: what signed files were taken in with, and why
	versions map[int]ledger.Digest // of the process, from which acts were made
	numbers  map[series]given      // the last one of each
	at       time.Time
}

type series struct {
	register string
	year     int
}

// given is a number and the entry that gave it.
type given struct {
	number int
	seq    int64
}

// after says why a number cannot come after another of its series; nothing when it
// can. A package lacks the numbers given to other processes in between, but each
// of them took an entry.
func (g given) after(last given) string {
	switch {
	case g.number <= last.number:
		return fmt.Sprintf("non viene dopo il %07d già dato", last.number)
	case int64(g.number-last.number) > g.seq-last.seq:
		return "è più avanti di quante registrazioni ci sono state"
	}
	return ""
}

// mostOfAct is how many files an act may have: each step copies their list.
const mostOfAct = 5000

func newCaseFile(process string, zone *time.Location) *caseFile {
	return &caseFile{
		process: process, zone: zone, place: map[string]int{}, moments: map[int64]time.Time{}, accepted: map[string][]string{},
		versions: map[int]ledger.Digest{}, numbers: map[series]given{},
	}
}

// belongs tells whether an entry is part of the case file of a process: those on
// its acts, and those on the register itself that its numbers depend on.
func belongs(e *ledger.Entry, process string) bool {
	if e.Process != "" {
		return e.Process == process
	}
	return e.What == ledger.Opened || e.What == ledger.Restarted
}

// add follows the next entry, and says in words for the user what is wrong with
// it.
func (c *caseFile) add(e *ledger.Entry) []string {
	var wrong []string
	c.entries++
	c.moments[e.Seq] = e.At
	if e.At.Before(c.at) {
		wrong = append(wrong, "è datata prima di quella che la precede")
	}
	c.at = e.At
	body, err := e.Said()
	if err != nil {
		return append(wrong, "non dice ciò che una registrazione del suo tipo deve dire")
	}
	switch b := body.(type) {
	case ledger.OpenedBody:
		if e.Seq != 1 {
			wrong = append(wrong, "apre il registro una seconda volta")
		}
		c.office = b.Office
		return wrong
	case ledger.RestartedBody:
		s := series{b.Register, b.Year}
		c.numbers[s] = given{max(c.numbers[s].number, b.Number), e.Seq}
		return wrong
	case ledger.IssuedBody:
		wrong = append(wrong, c.issued(e, &b)...)
	case ledger.SignedBody:
		if len(b.Changes) > 0 {
			c.accepted[e.Act] = append(c.accepted[e.Act], strings.Join(b.Changes, "; ")+". Motivo: "+b.Reason)
		}
	}
	return append(wrong, c.step(e)...)
}

func (c *caseFile) issued(e *ledger.Entry, b *ledger.IssuedBody) []string {
	wrong := b.Agrees(e.Files)
	if known, ok := c.versions[b.ProcessVersion]; ok && known != b.ProcessDigest {
		wrong = append(wrong, fmt.Sprintf("dice un’altra impronta della versione %d del procedimento", b.ProcessVersion))
	}
	c.versions[b.ProcessVersion] = b.ProcessDigest
	if b.Number == 0 {
		return wrong
	}
	s := series{b.Register, b.Year}
	if why := (given{b.Number, e.Seq}).after(c.numbers[s]); why != "" {
		wrong = append(wrong, fmt.Sprintf("dà il numero %s, che %s", b.NumberWords(), why))
	}
	if !ofYear(b.Date, b.Year) {
		wrong = append(wrong, fmt.Sprintf("dà il numero %s a un atto del %s", b.NumberWords(), b.Date))
	}
	c.numbers[s] = given{b.Number, e.Seq}
	return wrong
}

func ofYear(date string, year int) bool {
	t, err := time.Parse(time.DateOnly, date)
	return err == nil && t.Year() == year
}

func (c *caseFile) step(e *ledger.Entry) []string {
	i, known := c.place[e.Act]
	var before *ledger.Act
	if known {
		before = c.acts[i]
	}
	if known && len(before.Files)+len(e.Files) > mostOfAct {
		return []string{"dà all’atto più file di quanti ne può avere"}
	}
	after, err := ledger.Step(before, e)
	if err != nil {
		return []string{"non può stare qui: " + ledger.Reason(err)}
	}
	if known {
		c.acts[i] = after
		return nil
	}
	c.place[e.Act] = len(c.acts)
	c.acts = append(c.acts, after)
	return nil
}

// versionNumbers are those of the versions from which acts were made.
func (c *caseFile) versionNumbers() []int {
	var list []int
	for n := range c.versions {
		list = append(list, n)
	}
	slices.Sort(list)
	return list
}
