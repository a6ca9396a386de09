package acts

import (
	"slices"
	"strconv"
	"strings"

	"concerta/internal/process"
	"concerta/internal/richtext"
)

// placed is an entry of the calendar and the phase it is in.
type placed struct {
	Voce
	phase string
	key   string // the same in two views for the same thing
}

// calendarOf are the entries of a view in order.
func calendarOf(v NoticeView) []placed {
	var list []placed
	seen := map[string]int{}
	for _, f := range v.Fasi {
		for _, e := range f.Voci {
			p := placed{Voce: e, phase: phaseName(f)}
			switch {
			case e.Incontro != nil && e.Incontro.ID != "":
				p.key = "incontro " + e.Incontro.ID
			case e.Incontro != nil:
				p.key = "incontro senza id " + e.Incontro.Etichetta
			case e.Periodo != nil:
				p.key = "periodo " + p.phase + " " + e.Periodo.Titolo
			default:
				p.key = "testo " + p.phase
			}
			// Several of one key are told apart by their order.
			seen[p.key]++
			p.key += " " + strconv.Itoa(seen[p.key])
			list = append(list, p)
		}
	}
	return list
}

// keyedPhase is a phase and what is the same in two views for the same phase.
type keyedPhase struct {
	Fase
	key string
}

// keyedPhases are the phases with their keys: several of one name are told apart
// by their order.
func keyedPhases(list []Fase) []keyedPhase {
	seen := map[string]int{}
	out := make([]keyedPhase, 0, len(list))
	for _, f := range list {
		name := phaseName(f)
		seen[name]++
		out = append(out, keyedPhase{f, name + " " + strconv.Itoa(seen[name])})
	}
	return out
}

func phaseOf(list []keyedPhase, key string) *Fase {
	i := slices.IndexFunc(list, func(f keyedPhase) bool { return f.key == key })
	if i < 0 {
		return nil
	}
	return &list[i].Fase
}

func phaseName(f Fase) string {
	if f.Numero > 0 {
		return "Fase " + strconv.Itoa(f.Numero)
	}
	return f.Titolo
}

// eachEntry goes through the entries of both views; one of the two is nil when
// the entry is only in the other.
func eachEntry(earlier, later NoticeView, visit func(before, after *placed)) {
	a, b := calendarOf(earlier), calendarOf(later)
	for _, key := range both(a, b, func(p placed) string { return p.key }) {
		find := func(list []placed) *placed {
			i := slices.IndexFunc(list, func(p placed) bool { return p.key == key })
			if i < 0 {
				return nil
			}
			return &list[i]
		}
		visit(find(a), find(b))
	}
}

// calendar compares phases, meetings and spans, but for their texts.
func (d *differ) calendar(earlier, later NoticeView) {
	d.phases(earlier.Fasi, later.Fasi)
	eachEntry(earlier, later, func(before, after *placed) {
		switch {
		case before == nil:
			d.word(entryKind(after.Voce), "", entryWords(after.Voce))
		case after == nil:
			d.word(entryKind(before.Voce), entryWords(before.Voce), "")
		case before.Incontro != nil && after.Incontro != nil:
			d.meeting(before, after)
		case before.Periodo != nil && after.Periodo != nil:
			where := "periodo " + spanWords(before.Periodo)
			d.said(where+", date", spanWords(before.Periodo), spanWords(after.Periodo))
			d.word(where+", titolo", before.Periodo.Titolo, after.Periodo.Titolo)
		}
	})
}

// calendarTexts compares the texts of what is in both views.
func (d *differ) calendarTexts(earlier, later NoticeView) {
	phases := keyedPhases(earlier.Fasi)
	for _, f := range keyedPhases(later.Fasi) {
		if e := phaseOf(phases, f.key); e != nil {
			d.text(joined(", ", phaseName(f.Fase), "testo"), e.Testo, f.Testo)
		}
	}
	eachEntry(earlier, later, func(before, after *placed) {
		switch {
		case before == nil || after == nil:
		case before.Incontro != nil && after.Incontro != nil:
			d.text(entryName(before.Incontro)+", testo", before.Incontro.Contenuto, after.Incontro.Contenuto)
		case before.Periodo != nil && after.Periodo != nil:
			d.text("periodo "+spanWords(before.Periodo)+", testo", before.Periodo.Contenuto, after.Periodo.Contenuto)
		case before.Testo != nil && after.Testo != nil:
			d.text(joined(", ", before.phase, "testo"), *before.Testo, *after.Testo)
		}
	})
}

// phases compares the titles; entries are compared wherever they are. A phase
// that is in one view only is said with its text.
func (d *differ) phases(earlier, later []Fase) {
	before, after := keyedPhases(earlier), keyedPhases(later)
	for _, key := range both(before, after, func(f keyedPhase) string { return f.key }) {
		a, b := phaseOf(before, key), phaseOf(after, key)
		switch {
		case a == nil:
			d.word(wherePhase(b), "", wholePhase(b))
		case b == nil:
			d.word(wherePhase(a), wholePhase(a), "")
		default:
			d.word(wherePhase(a), a.Titolo, b.Titolo)
		}
	}
}

func wherePhase(f *Fase) string {
	if f.Numero > 0 {
		return phaseName(*f)
	}
	return "fase"
}

func wholePhase(f *Fase) string { return joined(": ", f.Titolo, oneLine(f.Testo.Plain())) }

func (d *differ) meeting(old, current *placed) {
	before, after := old.Incontro, current.Incontro
	where := entryName(before)
	d.word(where+", denominazione", before.Etichetta, after.Etichetta)
	d.said(where+", data", dateWords(before.Data), dateWords(after.Data))
	d.repeats(italianDate(before.Data), italianDate(after.Data))
	d.said(where+", ora", orToCome(before.Ora, hourToCome), orToCome(after.Ora, hourToCome))
	d.repeats(dateAndHour(before), dateAndHour(after))
	d.word(where+", ora di chiusura", before.Fine, after.Fine)
	d.said(where+", luogo", orToCome(before.Luogo, placeToCome), orToCome(after.Luogo, placeToCome))
	d.word(where+", modo di partecipazione", modeWords(before.Modo), modeWords(after.Modo))
	d.word(where+", collegamento", before.Collegamento, after.Collegamento)
	d.word(where+", invitati", strings.Join(before.Invitati, ", "), strings.Join(after.Invitati, ", "))
	d.word(where+", apertura al pubblico", openWords(before.Aperto), openWords(after.Aperto))
	d.word(where+", ordine del giorno", agendaWords(before), agendaWords(after))
	d.word(where+", tavoli", tableNumbers(before), tableNumbers(after))
	d.word(where+", effetti", effectWords(before), effectWords(after))
	if old.phase != current.phase {
		d.word(where+", fase", old.phase, current.phase)
	}
}

// entryName is "prima sessione del 6 novembre 2013", as the earlier view has it.
func entryName(i *Incontro) string {
	return meetingName(&process.Meeting{Label: i.Etichetta, Date: dateOf(i.Data), Start: hourOf(i.Ora)})
}

// entryKind says what an entry that was added or taken away is.
func entryKind(v Voce) string {
	switch {
	case v.Incontro != nil:
		return entryName(v.Incontro)
	case v.Periodo != nil:
		return "periodo " + spanWords(v.Periodo)
	}
	return "testo del calendario"
}

// entryWords is an entry in one sentence.
func entryWords(v Voce) string {
	switch {
	case v.Incontro != nil:
		i := v.Incontro
		return joined(", ", dateAndHour(i), i.Luogo, oneLine(i.Contenuto.Plain()))
	case v.Periodo != nil:
		return joined(", ", spanWords(v.Periodo), v.Periodo.Titolo, oneLine(v.Periodo.Contenuto.Plain()))
	case v.Testo != nil:
		return oneLine(v.Testo.Plain())
	}
	return ""
}

func spanWords(p *Periodo) string {
	if p.Stampa != "" {
		return p.Stampa
	}
	from := dateOf(p.Dal)
	if p.Al == "" {
		return from.With("dal")
	}
	return from.Italian() + " – " + dateOf(p.Al).Italian()
}

func agendaWords(i *Incontro) string {
	var points []string
	for _, p := range i.OrdineDelGiorno {
		hour := ""
		if p.Ora != "" {
			hour = "ore " + p.Ora
		}
		points = append(points, joined(" – ", hour, p.Titolo, strings.Join(p.Relatori, ", ")))
	}
	return strings.Join(points, "; ")
}

func tableNumbers(i *Incontro) string {
	var names []string
	for _, t := range i.Tavoli {
		names = append(names, strconv.Itoa(t.Numero))
	}
	return joined(", ", append(names, i.TavoloProprio)...)
}

func effectWords(i *Incontro) string {
	var words []string
	if i.ValeAdesione {
		words = append(words, "la presenza vale come adesione")
	}
	if i.FirmaPatti {
		words = append(words, "si sottoscrivono i patti di partecipazione")
	}
	if i.FirmaProtocollo {
		words = append(words, "si sottoscrive il protocollo d’intesa")
	}
	return strings.Join(words, "; ")
}

func openWords(open bool) string {
	if open {
		return "aperto a tutti gli interessati"
	}
	return "riservato agli invitati"
}

func modeWords(mode string) string {
	switch process.Mode(mode) {
	case process.Remote:
		return "a distanza"
	case process.Mixed:
		return "in presenza e a distanza"
	case process.InPerson:
		return "in presenza"
	}
	return mode
}

func channelWords(kind string) string {
	switch process.ChannelKind(kind) {
	case process.ByPEC:
		return "PEC"
	case process.ByEmail:
		return "e-mail"
	case process.ByCounter:
		return "a mano"
	case process.ByPortal:
		return "portale"
	case process.ByPost:
		return "posta"
	case process.ByPhone:
		return "telefono"
	}
	return kind
}

func orToCome(value, otherwise string) string {
	if value == "" {
		return otherwise
	}
	return value
}

// dateAndHour is "mercoledì 6 novembre 2013, ore 15.30", as references say it.
func dateAndHour(i *Incontro) string {
	return meetingWords(&process.Meeting{Date: dateOf(i.Data), Start: hourOf(i.Ora)}, richtext.Whole)
}

func dateWords(iso string) string {
	if iso == "" {
		return dateToCome
	}
	d := dateOf(iso)
	return process.WeekdayName(d.Weekday()) + " " + d.Italian()
}

func italianDate(iso string) string { return dateOf(iso).Italian() }

// dateOf reads a date of a view. One that cannot be read is unset: views are made
// by this program only.
func dateOf(iso string) process.Date {
	d, err := process.ParseDate(iso)
	if err != nil {
		return process.Date{}
	}
	return d
}

func hourOf(s string) process.TimeOfDay {
	h, err := process.ParseTimeOfDay(s)
	if err != nil {
		return process.TimeOfDay{}
	}
	return h
}
