// Package glance says where a process stands: what is done and what is missing of
// each meeting, and what there is to do, the most urgent thing first. It looks at
// the data, at the acts issued and at the day, and changes nothing.
package glance

import (
	"fmt"

	"concerta/internal/acts"
	"concerta/internal/archive/ledger"
	"concerta/internal/process"
)

// Now is what a process is looked at with.
type Now struct {
	Process *process.Process
	Today   process.Date
	Errors  int             // findings that keep acts from being made
	Acts    []*ledger.Act   // issued, of this process, in any order
	Stale   map[string]bool // ids of those that no longer agree with the data
}

// Kind says what a thing to do is about, so that a page can lead there.
type Kind string

// The kinds of things to do.
const (
	Repair     Kind = "correggere"  // errors of the data
	Correct    Kind = "rettificare" // the notice no longer agrees
	Reissue    Kind = "rifare"      // another act no longer agrees
	Issue      Kind = "emettere"
	Sign       Kind = "firmare" // a signed file is to come back
	Publish    Kind = "pubblicare"
	Decide     Kind = "decidere" // late adhesions
	Print      Kind = "stampare" // registers
	Attendance Kind = "presenze"
	Minutes    Kind = "verbale"
)

// Step is a thing to do.
type Step struct {
	Kind    Kind
	Words   string    // "Stampare i registri di oggi"
	Why     string    // one sentence
	Meeting string    // id; empty when it is about none
	Act     string    // id of an issued act; empty when it is about none
	Of      acts.Kind // of act to issue; empty when it is about none
}

// Glance is where a process stands.
type Glance struct {
	Steps    []Step            // the most urgent first
	Meetings map[string]Status // by id
}

// Status is where a meeting stands.
type Status struct {
	Past    bool
	Today   bool
	Done    []string // "registri emessi", "presenze registrate", "verbale emesso"
	Missing []string
	Stale   []string // issued acts that no longer agree, in words
}

// daysBefore is how long before a meeting its registers are worth printing.
const daysBefore = 7

// Look says where a process stands.
func Look(n Now) Glance {
	l := &looker{Now: n, g: Glance{Meetings: map[string]Status{}}, byTask: map[string]*ledger.Act{}}
	for _, a := range n.Acts {
		l.note(a)
	}
	l.errors()
	l.notice()
	l.late()
	for _, m := range n.Process.Meetings() {
		l.meeting(m)
	}
	l.unsigned()
	l.stale()
	l.after()
	return l.g
}

type looker struct {
	Now
	g      Glance
	byTask map[string]*ledger.Act // the newest, not annulled
}

// note keeps the newest act of each task.
func (l *looker) note(a *ledger.Act) {
	if !a.IsAct() || a.Annulment != nil {
		return
	}
	if known := l.byTask[a.Task]; known == nil || known.At.Before(a.At) {
		l.byTask[a.Task] = a
	}
}

func (l *looker) step(s Step) { l.g.Steps = append(l.g.Steps, s) }

func (l *looker) errors() {
	if l.Errors == 0 {
		return
	}
	words := "Correggere l’errore nei dati"
	if l.Errors > 1 {
		words = fmt.Sprintf("Correggere i %d errori nei dati", l.Errors)
	}
	l.step(Step{Kind: Repair, Words: words, Why: "Finché ci sono, nessun atto si può emettere."})
}

// notice follows the public notice to its publication.
func (l *looker) notice() {
	a := l.byTask[string(acts.Notice)]
	switch {
	case a == nil && l.Errors == 0:
		l.step(Step{Kind: Issue, Of: acts.Notice, Words: "Emettere l’avviso", Why: "È l’atto da cui tutto comincia: emesso, prende il numero di repertorio e non cambia più."})
	case a == nil:
	case l.Stale[a.ID]:
		l.step(Step{Kind: Correct, Of: acts.Correction, Act: a.ID, Words: "Emettere la rettifica dell’avviso", Why: "I dati non dicono più quello che dice l’avviso emesso."})
	case a.State() == ledger.StateSigned:
		l.step(Step{Kind: Publish, Act: a.ID, Words: "Registrare la pubblicazione dell’avviso", Why: "È firmato: all’albo si pubblica con il suo numero, qui si scrive quale."})
	}
}

// late asks for a decision on adhesions that came after the deadline.
func (l *looker) late() {
	n := 0
	for _, a := range l.Process.Adherents() {
		if a.Status == process.Undecided {
			n++
		}
	}
	if n == 0 {
		return
	}
	words := "Decidere sull’adesione arrivata tardi"
	if n > 1 {
		words = fmt.Sprintf("Decidere sulle %d adesioni arrivate tardi", n)
	}
	l.step(Step{Kind: Decide, Words: words, Why: "Chi è in ritardo è tenuto da parte finché non si decide, con un motivo."})
}

// unsigned waits for signed files.
func (l *looker) unsigned() {
	waiting := 0
	var one *ledger.Act
	for _, a := range l.Acts {
		if a.IsAct() && a.Number > 0 && len(a.Missing()) > 0 {
			waiting++
			one = a
		}
	}
	switch waiting {
	case 0:
	case 1:
		l.step(Step{Kind: Sign, Act: one.ID, Words: "Caricare firmato: " + one.Title, Why: "Finché non è firmato da tutti non è ancora un atto."})
	default:
		l.step(Step{Kind: Sign, Words: fmt.Sprintf("Caricare i file firmati di %d atti", waiting), Why: "Finché non sono firmati da tutti non sono ancora atti."})
	}
}

// stale names the other acts that no longer agree with the data.
func (l *looker) stale() {
	for _, a := range l.Acts {
		if l.Stale[a.ID] && acts.Kind(a.Kind) != acts.Notice {
			l.step(Step{Kind: Reissue, Act: a.ID, Words: "Guardare che cosa è cambiato: " + a.Title, Why: "Dopo l’emissione i dati sono cambiati."})
		}
	}
}

// after is what comes once the meetings are over.
func (l *looker) after() {
	last := process.Date{}
	for _, m := range l.Process.Meetings() {
		if last.Before(m.Date) {
			last = m.Date
		}
	}
	if last.IsZero() || !last.Before(l.Today) || l.Errors > 0 {
		return
	}
	for _, want := range []struct {
		kind  acts.Kind
		words string
		why   string
	}{
		{acts.ProposalSummary, "Emettere il prospetto delle proposte", "Dice a chi ha partecipato che cosa è stato di ogni proposta."},
		{acts.SteeringGroup, "Emettere la composizione della Cabina di regia", "Dice chi seguirà il piano."},
		{acts.Memorandum, "Emettere il protocollo d’intesa", "Gli incontri sono finiti: le parti possono firmarlo."},
		{acts.Pact, "Emettere i patti di partecipazione", "Gli incontri sono finiti: i soggetti possono firmarli."},
	} {
		jobs, err := acts.Jobs(l.Process, want.kind)
		if err != nil || len(jobs) == 0 || l.issued(want.kind) {
			continue
		}
		l.step(Step{Kind: Issue, Of: want.kind, Words: want.words, Why: want.why})
	}
}

func (l *looker) issued(k acts.Kind) bool {
	for _, a := range l.byTask {
		if a.Kind == string(k) {
			return true
		}
	}
	return false
}
