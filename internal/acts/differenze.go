package acts

import (
	"cmp"
	"slices"
	"strings"

	"concerta/internal/process"
	"concerta/internal/richtext"
)

// Differenza is one thing that two views of an act say in two ways, in
// Italian. Prima is empty for what was not there, Dopo for what is there no
// more.
type Differenza struct {
	Dove  string `json:"dove"` // "prima sessione del 6 novembre 2013, ora"
	Prima string `json:"prima,omitempty"`
	Dopo  string `json:"dopo,omitempty"`
}

// Words for what is said to be still unknown.
const (
	dateToCome  = "data da comunicare"
	hourToCome  = "orario da comunicare"
	placeToCome = "luogo da comunicare"
)

// whereDeadline is the place of a difference of the deadline.
const whereDeadline = "scadenza per le adesioni"

// Differences are what a notice says otherwise than an earlier one, in the order
// of the notice. Its own date is not among them. A text that differs only by
// a date, an hour or a place that it repeats from elsewhere is not either: the
// change is said once, where it was made.
func Differences(earlier, later NoticeView) []Differenza {
	d := &differ{}
	// What texts may repeat comes first; what they say with it after.
	calendar := d.part(func() { d.calendar(earlier, later) })
	tables := d.part(func() { d.tables(earlier.Tavoli, later.Tavoli) })
	deadline := d.part(func() { d.deadline(earlier.Scadenza, later.Scadenza) })
	head := d.part(func() {
		d.word("tipo di atto", earlier.Tipo, later.Tipo)
		d.word("oggetto", earlier.Titolo, later.Titolo)
		d.texts("premesse", earlier.Premesse, later.Premesse)
		d.word("chi annuncia", earlier.Annuncio.Soggetto, later.Annuncio.Soggetto)
		d.word("verbo dell’annuncio", earlier.Annuncio.Verbo, later.Annuncio.Verbo)
		d.word("annuncio", earlier.Annuncio.Oggetto, later.Annuncio.Oggetto)
		d.word("frase prima del calendario", earlier.Annuncio.Seguito, later.Annuncio.Seguito)
	})
	texts := d.part(func() { d.calendarTexts(earlier, later) })
	tail := d.part(func() {
		d.texts("chiusura", earlier.Chiusura, later.Chiusura)
		d.word("responsabile del procedimento", personWords(earlier.Responsabile), personWords(later.Responsabile))
		d.privacy(earlier.Privacy, later.Privacy)
		d.word("pubblicazione", earlier.Pubblicazione, later.Pubblicazione)
		d.word("ricorsi", earlier.Ricorsi, later.Ricorsi)
		d.office(earlier.Ente, later.Ente)
		d.signatories(earlier.Firmatari, later.Firmatari)
	})
	return slices.Concat(head, calendar, texts, tables, deadline, tail)
}

// differ gathers differences, and the pairs of words that texts may repeat.
type differ struct {
	list     []Differenza
	repeated []pair
}

// pair is a value before and after.
type pair struct{ before, after string }

// part gives what f finds.
func (d *differ) part(f func()) []Differenza {
	d.list = nil
	f()
	return d.list
}

// word notes a value that changed.
func (d *differ) word(where, before, after string) {
	if oneLine(before) != oneLine(after) {
		d.list = append(d.list, Differenza{where, oneLine(before), oneLine(after)})
	}
}

// said notes a value that texts may repeat.
func (d *differ) said(where, before, after string) {
	d.word(where, before, after)
	d.repeats(before, after)
}

// repeats remembers that texts may say after where they said before, with the
// article that goes with each. Notices were made in which it did not agree: that it
// now does is no change.
func (d *differ) repeats(before, after string) {
	if before == "" || after == "" {
		return
	}
	if before != after {
		d.repeated = append(d.repeated, pair{before, after})
	}
	for _, word := range []string{"il ", "Il ", "del ", "Del ", "dal ", "Dal ", "al ", "Al ", "nel ", "Nel ", "sul ", "Sul "} {
		a, b := richtext.Joined(word, before), richtext.Joined(word, after)
		if a != word+before || b != word+after {
			d.repeated = append(d.repeated, pair{a, b}, pair{word + before, b})
		}
	}
}

// text notes a text that changed by more than what it repeats.
func (d *differ) text(where string, before, after richtext.Text) {
	a, b := oneLine(before.Plain()), oneLine(after.Plain())
	if a != b && !onlyRepeats(a, b, d.repeated) {
		d.word(where, a, b)
	}
}

// texts compares two lists of texts: those that are the same in both, in order,
// are skipped; the others are told in pairs.
func (d *differ) texts(where string, before, after []richtext.Text) {
	same := func(a, b richtext.Text) bool {
		x, y := oneLine(a.Plain()), oneLine(b.Plain())
		return x == y || onlyRepeats(x, y, d.repeated)
	}
	for _, p := range aligned(before, after, same) {
		d.text(where, p.before, p.after)
	}
}

func (d *differ) tables(before, after []Tavolo) {
	find := func(list []Tavolo, number int) string {
		for _, t := range list {
			if t.Numero == number {
				return t.Nome
			}
		}
		return ""
	}
	for _, t := range both(before, after, func(t Tavolo) int { return t.Numero }) {
		d.said(tableName(Tavolo{Numero: t}), find(before, t), find(after, t))
	}
}

func (d *differ) deadline(before, after *Scadenza) {
	a, b := cmp.Or(before, &Scadenza{}), cmp.Or(after, &Scadenza{})
	d.said(whereDeadline, deadlineSentence(a), deadlineSentence(b))
	d.repeats(italianDate(a.Data), italianDate(b.Data))
	d.repeats(a.Ora, b.Ora)
	d.word("modi per aderire", channels(a), channels(b))
}

func deadlineSentence(s *Scadenza) string {
	if s.Data == "" {
		return ""
	}
	return "ore " + s.Ora + " " + dateOf(s.Data).With("del")
}

func channels(s *Scadenza) string {
	words := make([]string, 0, len(s.Canali))
	for _, c := range s.Canali {
		w := channelWords(c.Tipo) + ": " + c.Indirizzo
		if c.Nota != "" {
			w += " (" + c.Nota + ")"
		}
		words = append(words, w)
	}
	return strings.Join(words, "; ")
}

func personWords(p *Persona) string {
	if p == nil {
		return ""
	}
	return joined(", ", p.Nome, p.Ruolo, p.Telefono, p.Email)
}

func (d *differ) privacy(before, after *Privacy) {
	a, b := cmp.Or(before, &Privacy{}), cmp.Or(after, &Privacy{})
	d.word("titolare del trattamento dei dati", a.Titolare, b.Titolare)
	d.word("responsabile della protezione dei dati", a.Responsabile, b.Responsabile)
	d.word("base giuridica del trattamento dei dati", a.Base, b.Base)
	d.word("conservazione dei dati", a.Conservazione, b.Conservazione)
	d.text("informativa sui dati personali", a.Testo, b.Testo)
}

func (d *differ) office(a, b Ente) {
	d.word("denominazione dell’ente", a.Nome, b.Nome)
	d.word("testata", joined("; ", slices.Concat(a.Righe, a.Sotto)...), joined("; ", slices.Concat(b.Righe, b.Sotto)...))
	d.word("contatti dell’ente", joined("; ", a.Contatti...), joined("; ", b.Contatti...))
}

func (d *differ) signatories(before, after []Firmatario) {
	words := func(list []Firmatario) string {
		var all []string
		for _, f := range list {
			instead := ""
			if f.Modo == string(process.Substituted) {
				instead = "firma sostituita dal nome a stampa"
			}
			all = append(all, joined(" – ", f.Ufficio, f.Nome, instead))
		}
		return strings.Join(all, "; ")
	}
	d.word("firmatari", words(before), words(after))
}

// joined are the words that are there.
func joined(sep string, words ...string) string {
	return strings.Join(slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == "" }), sep)
}
