package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"concerta/internal/acts"
	"concerta/internal/fault"
	"concerta/internal/process"
	"concerta/internal/produce"
)

// selection says which acts of a process a command is about.
type selection struct {
	Act   string `name:"act" placeholder:"ATTO" help:"Atto da fare: ${acts} (avviso)."`
	For   string `name:"for" placeholder:"ID" help:"Solo l’atto di un soggetto o di un incontro; senza, quelli di tutti. La scheda senza --for è in bianco."`
	All   bool   `name:"all" help:"Fa tutti gli atti, o tutti quelli di --act."`
	Since string `name:"since" placeholder:"FILE" help:"Con rettifica: il file del procedimento com’era quando l’avviso è stato pubblicato."`
	Day   string `name:"day" placeholder:"AAAA-MM-GG" help:"Con registro: tutti i registri di quel giorno, in un solo PDF da stampare."`
}

// kind is the kind of act asked for.
func (s *selection) kind() acts.Kind {
	switch {
	case s.Act != "":
		return acts.Kind(s.Act)
	case s.Day != "":
		return acts.Register
	case s.Since != "":
		return acts.Correction
	}
	return acts.Notice
}

// kinds are the kinds of act asked for, in the order of the journey.
func (s *selection) kinds() []acts.Kind {
	if s.All && s.Act == "" {
		return acts.Kinds()
	}
	return []acts.Kind{s.kind()}
}

// known tells whether there is the act asked for: if not, nothing is said of what
// would go with it.
func (s *selection) known() bool { return slices.Contains(acts.Kinds(), s.kind()) }

// check finds what does not go together.
func (s *selection) check() error {
	var m misuses
	m.when(!s.known(), "l’atto «"+s.Act+"» non esiste", "gli atti sono: "+kindNames())
	m.when(s.For != "" && s.All, "c’è sia --for sia --all", "indicare l’uno o l’altro")
	m.when(s.Day != "" && s.known() && s.kind() != acts.Register,
		"--day è dei registri delle presenze, non di «"+s.Act+"»", "togliere --day, oppure indicare --act registro")
	m.when(s.Day != "" && (s.For != "" || s.All), "--day prende già tutti i registri del giorno", "togliere --for e --all, oppure --day")
	_, day := s.day()
	return errors.Join(m.err(), s.checkSince(), day)
}

// checkSince finds whether a correction has an original, and nothing else has.
func (s *selection) checkSince() error {
	var m misuses
	asked := s.kind() == acts.Correction
	m.when(asked && s.Since == "", "manca l’avviso da rettificare",
		"aggiungere --since FILE, con il file del procedimento com’era quando l’avviso è stato pubblicato")
	m.when(asked && (s.For != "" || s.All), "la rettifica è una sola", "togliere --for e --all")
	m.when(!asked && s.known() && s.Since != "", "--since è della rettifica, non di «"+s.Act+"»", "togliere --since, oppure indicare --act rettifica")
	return m.err()
}

// kindNames lists the acts there are.
func kindNames() string {
	var names []string
	for _, k := range acts.Kinds() {
		names = append(names, string(k))
	}
	return strings.Join(names, ", ")
}

// day is the day of --day; zero when it is not given.
func (s *selection) day() (process.Date, error) {
	if s.Day == "" {
		return process.Date{}, nil
	}
	return civilDay("--day", s.Day)
}

// civilDay is the day given with a flag.
func civilDay(flag, value string) (process.Date, error) {
	t, err := time.Parse(time.DateOnly, value)
	if err != nil {
		return process.Date{}, badUsage("il giorno «"+value+"» non esiste o non è scritto come anno-mese-giorno, in "+flag, "scriverlo come 2013-11-07")
	}
	d, _ := process.NewDate(t.Year(), t.Month(), t.Day())
	return d, nil
}

// tasks are the acts asked for that p has. None is an error of kind errNotFound.
func (s *selection) tasks(p *process.Process) ([]produce.Task, error) {
	day, err := s.day()
	if err != nil {
		return nil, err
	}
	every, err := produce.Tasks(p, s.kinds()...)
	if err != nil {
		return nil, err
	}
	if len(every) == 0 {
		return nil, &fault.Error{
			Kind:   errNotFound,
			What:   fmt.Sprintf("il procedimento «%s» non ha atti di tipo «%s»", p.Key, s.kind()),
			Repair: "aggiungere al file del procedimento i dati da cui l’atto si fa, oppure indicare un altro atto",
		}
	}
	var list []produce.Task
	for _, t := range every {
		if s.takes(t, day) {
			list = append(list, t)
		}
	}
	if len(list) == 0 {
		return nil, s.nothing(every)
	}
	return list, nil
}

func (s *selection) takes(t produce.Task, day process.Date) bool {
	switch {
	case s.Day != "":
		return t.Date == day
	case s.For != "":
		return t.For == s.For
	case t.Kind == acts.AdhesionForm && !s.All:
		return t.For == "" // the blank one
	}
	return true
}

// nothing says which acts there are, when none of them was meant.
func (s *selection) nothing(every []produce.Task) error {
	if s.Day != "" {
		return &fault.Error{
			Kind:   errNotFound,
			What:   "il " + s.Day + " non c’è nessun registro",
			Repair: listed(every, "giorni con un registro", func(t produce.Task) string { return t.Date.String() }),
		}
	}
	return &fault.Error{
		Kind:   errNotFound,
		What:   fmt.Sprintf("nessun atto di tipo «%s» è per «%s»", s.kind(), s.For),
		Repair: listed(every, "ci sono quelli per", func(t produce.Task) string { return t.For }),
	}
}

// mostListed is how many things an advice lists at most.
const mostListed = 20

// listed lists in words, each once, what name gives for the tasks.
func listed(tasks []produce.Task, words string, name func(produce.Task) string) string {
	var names []string
	for _, t := range tasks {
		if n := name(t); n != "" && !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	switch more := len(names) - mostListed; {
	case len(names) == 0:
		return "di questo atto ce n’è uno solo: togliere --for"
	case more > 0:
		return fmt.Sprintf("%s: %s e altri %d", words, strings.Join(names[:mostListed], ", "), more)
	}
	return words + ": " + strings.Join(names, ", ")
}
