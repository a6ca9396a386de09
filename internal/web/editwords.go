package web

import (
	"cmp"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"concerta/internal/desk"
	"concerta/internal/process"
	"concerta/internal/processfile"
)

// itemTitle is what an item is called: "Incontro: prima sessione, mercoledì 6
// novembre 2013".
func itemTitle(t *processfile.Tree, place desk.Place) string {
	name := place.Section.Title
	if place.New() && !t.Has(place.Base) {
		switch place.Section.Name {
		case "fase", "proposta":
			return "Nuova " + strings.ToLower(name)
		}
		return "Nuovo " + strings.ToLower(name)
	}
	say := func(key string) string { return t.Value(place.Base + "." + key) }
	switch place.Section.Name {
	case "incontro":
		return name + ": " + strings.Join(nonEmpty(cmp.Or(say("etichetta"), say("tipo")), dayWords(say("data"))), ", ")
	case "verbale":
		return name + ": " + minutesOf(t, say("incontro"))
	case "periodo":
		return name + ": " + strings.Join(nonEmpty(say("titolo"), cmp.Or(say("stampa"), dayWords(say("dal")))), ", ")
	case "fase":
		if n := say("numero"); n != "" {
			name += " " + n
		}
		return name + ": " + say("titolo")
	case "proposta":
		return name + ": " + say("titolo")
	}
	return name
}

// minutesOf is the meeting with an id, as minutes of it are called.
func minutesOf(t *processfile.Tree, id string) string {
	section, ok := desk.SectionNamed("incontro")
	if !ok {
		return id
	}
	place, ok := section.Place(t, id, "")
	if !ok {
		return id
	}
	_, words, _ := strings.Cut(itemTitle(t, place), ": ")
	return words
}

func nonEmpty(words ...string) []string {
	var list []string
	for _, w := range words {
		if w != "" {
			list = append(list, w)
		}
	}
	return list
}

// dayWords is a date as a page says it; as typed when it is none.
func dayWords(s string) string {
	d, err := process.ParseDate(s)
	if err != nil {
		return s
	}
	return weekday(d) + " " + d.Italian()
}

// mention is how texts refer to an item, so that its date follows when it moves.
func mention(place desk.Place, o *desk.Open) string {
	switch place.Section.Name {
	case "incontro":
		if place.Key != "" {
			return "{incontro:" + place.Key + ".data}"
		}
	case "fase":
		if id := o.Tree.Value(place.Base + ".id"); id != "" {
			return "{fase:" + id + "}"
		}
	}
	return ""
}

// mentionable is what texts may refer to, and what is printed in its place.
func mentionable(p *process.Process) []definition {
	var list []definition
	add := func(term, words string) {
		list = append(list, definition{Term: term, cell: cell{Words: words}})
	}
	if p.Deadline != nil {
		add("{scadenza}", deadline(p.Deadline))
	}
	if len(p.Tables) > 0 {
		add("{tavoli}", "l’elenco dei tavoli")
		add("{tavolo:"+strconv.Itoa(p.Tables[0].Number)+"}", p.Tables[0].Name)
	}
	for _, ph := range p.Phases {
		if ph.ID != "" {
			add("{fase:"+ph.ID+"}", phaseTitle(ph))
		}
	}
	for _, m := range p.Meetings() {
		add("{incontro:"+m.ID+".data}", meetingEvent(m).When)
	}
	return list
}

// phaseChoice is the phase that an entry of the calendar is in; nil where there is
// nothing to choose.
func phaseChoice(o *desk.Open, e editing, place desk.Place) *field {
	if !inCalendar(e.section) || len(o.Review.Process.Phases) == 0 {
		return nil
	}
	f := &field{Kind: "select", Name: phaseField, Label: "Fase", Hint: "Sotto quale fase si stampa.", Value: place.In}
	for i, ph := range o.Review.Process.Phases {
		f.Options = append(f.Options, option{Value: desk.KeyOf(o.Tree, fmt.Sprintf("fasi[%d]", i), "id"), Words: phaseTitle(ph)})
	}
	return f
}

func inCalendar(s *desk.Section) bool {
	return s.Name == "incontro" || s.Name == "periodo" || s.Name == "testo"
}

// related are pages that go with a section.
func related(e editing, o *desk.Open) []navLink {
	link := func(words, section string) navLink {
		return navLink{Words: words, Link: sectionPath(e.key, section, "")}
	}
	switch e.section.Name {
	case "ente":
		return []navLink{{Words: "Stemma della carta intestata", Link: processPath(e.key) + "/stemma"}}
	case "avviso":
		return []navLink{link("Annuncio", "annuncio"), link("Calendario", "calendario")}
	case "annuncio":
		return []navLink{link("Testo dell’avviso", "avviso")}
	case "patti":
		return []navLink{link("Chi firma i patti", "parti-dei-patti")}
	case "parti-dei-patti":
		return []navLink{link("Testo dei patti", "patti")}
	case "intesa":
		return []navLink{link("Articoli", "articoli"), link("Chi firma", "parti-dell-intesa")}
	case "articoli", "parti-dell-intesa":
		return []navLink{link("Titolo, data e premesse", "intesa")}
	case "incontro":
		return meetingLinks(e, o)
	}
	return nil
}

func meetingLinks(e editing, o *desk.Open) []navLink {
	if e.item == "" {
		return nil
	}
	q := "?" + url.Values{"incontro": {e.item}}.Encode()
	list := []navLink{{Words: "Sposta l’incontro", Link: processPath(e.key) + "/sposta" + q}}
	for _, m := range o.Review.Process.Minutes {
		if m.Meeting == e.item {
			return append(list, navLink{Words: "Verbale", Link: sectionPath(e.key, "verbale", e.item)})
		}
	}
	return append(list, navLink{Words: "Comincia il verbale", Link: processPath(e.key) + "/verbale" + q})
}

// backFrom is the page that leads to a section.
func backFrom(e editing) string {
	switch e.section.Name {
	case "fase", "incontro", "periodo", "testo":
		return sectionPath(e.key, "calendario", "")
	case "proposta":
		return sectionPath(e.key, "proposte", "")
	case "verbale":
		return sectionPath(e.key, "verbali", "")
	}
	return processPath(e.key) + "/modifica"
}

// editCrumbs is the way to a section.
func editCrumbs(p *process.Process, e editing) []navLink {
	list := []navLink{{Words: "Procedimenti", Link: "/?tutti=1"}, {Words: opening(p.Title), Link: processPath(e.key)}, {Words: "Dati", Link: processPath(e.key) + "/modifica"}}
	if back := backFrom(e); back != processPath(e.key)+"/modifica" {
		words := "Calendario"
		switch e.section.Name {
		case "proposta":
			words = "Proposte"
		case "verbale":
			words = "Verbali"
		}
		list = append(list, navLink{Words: words, Link: back})
	}
	return list
}

// itemOf reads which item of a list a button moves: "voce.punti 3".
func itemOf(value string) (list string, i int, ok bool) {
	list, digits, ok := strings.Cut(value, " ")
	i, err := strconv.Atoi(digits)
	return list, i, ok && err == nil
}

// difference is a value that is one thing in the process and another as typed.
type difference struct {
	Name  string
	Label string
	Now   string
	Typed string
}

// differencesOf compares a section as it is now with what was typed.
func differencesOf(now, typed []processfile.Part) []difference {
	var list []difference
	at := map[string]int{}
	note := func(parts []processfile.Part, put func(*difference, string)) {
		eachValue(parts, "", func(path, label, value string) {
			i, known := at[path]
			if !known {
				i = len(list)
				at[path] = i
				list = append(list, difference{Name: path, Label: label})
			}
			put(&list[i], value)
		})
	}
	note(typed, func(d *difference, v string) { d.Typed = v })
	note(now, func(d *difference, v string) { d.Now = v })
	var out []difference
	for _, d := range list {
		if d.Now != d.Typed {
			out = append(out, d)
		}
	}
	return out
}

// eachValue visits what is filled in, with the words that say what it is.
func eachValue(parts []processfile.Part, above string, do func(path, label, value string)) {
	for _, p := range parts {
		label := above + labelOf(p)
		if strings.HasSuffix(p.Path, "]") {
			label = above + fmt.Sprintf("n. %s", p.Path[strings.LastIndexByte(p.Path, '[')+1:len(p.Path)-1])
			if n, err := strconv.Atoi(p.Path[strings.LastIndexByte(p.Path, '[')+1 : len(p.Path)-1]); err == nil {
				label = above + fmt.Sprintf("n. %d", n+1)
			}
		}
		switch {
		case len(p.Parts) > 0:
			eachValue(p.Parts, label+", ", do)
		case len(p.Values) > 0:
			do(p.Path, label, strings.Join(p.Values, "\n"))
		case p.Kind == processfile.YesNo && p.Value == "si": // as a form sends it
			do(p.Path, label, "sì")
		case p.Value != "":
			do(p.Path, label, p.Value)
		}
	}
}
