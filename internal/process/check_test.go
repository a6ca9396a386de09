package process_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"concerta/internal/process"
	"concerta/internal/richtext"
)

// good is a process in which there is nothing to find: a notice of Monday 7
// September 2026, a plenary meeting, a table, a stretch of drafting.
func good() *process.Process {
	return &process.Process{
		Key: "prova", Title: "Prova", Lang: "it-IT",
		Office: process.Office{Name: "Comune ESEMPIO"},
		Notice: process.Notice{
			Kind: "AVVISO", Title: "«Prova»", Place: "Borgo ESEMPIO", Date: day(2026, 9, 7),
			Premises:     []richtext.Text{richtext.Words("Vista la legge 8 novembre 2000, n. 328;")},
			Announcement: process.Announcement{Subject: "IL COMUNE", Verb: "COMUNICA", Object: "l'avvio"},
		},
		Phases: []process.Phase{{ID: "ascolto", Number: 1, Title: "Ascolto", Entries: []process.Entry{
			{Meeting: &process.Meeting{
				ID: "plenaria", Date: day(2026, 9, 21), Weekday: "Lunedi", Start: at(9, 0), End: at(11, 0),
				Place: process.Place{ID: "sala", Printed: "Sala ESEMPIO"}, Mode: process.InPerson, Open: true,
				Agenda: []process.AgendaItem{{Start: at(9, 0), Title: "Saluti"}, {Title: "Lavori"}, {Start: at(10, 0), Title: "Fine"}},
			}},
			{Meeting: &process.Meeting{
				ID: "tavolo", Date: day(2026, 9, 21), Start: at(11, 0), End: at(13, 0),
				Place: process.Place{ID: "sala", Printed: "La stessa sala"}, Mode: process.InPerson, Tables: []int{1},
			}},
			{Span: &process.Span{ID: "stesura", From: day(2026, 9, 22), To: day(2026, 9, 30), Printed: "Dal 22 al 30 settembre"}},
		}}},
		Tables:      []process.ThematicTable{{Number: 1, Name: "Casa"}},
		Deadline:    &process.Deadline{Date: day(2026, 9, 18), Hour: at(12, 0), Channels: []process.Channel{{Kind: process.ByPEC, Address: "a@pec.example"}}},
		Signatories: []process.Signatory{{ID: "sindaca", Office: "La sindaca", Name: "Anna ESEMPIO", Mode: process.Digital}},
		Responsible: &process.Person{Name: "Bruno ESEMPIO"},
		Privacy:     &process.Privacy{Controller: "Comune ESEMPIO"},
		LegalBases:  []process.LegalBasis{{Cite: "L. 328/2000", Date: day(2000, 11, 8)}},
		Holidays:    []process.Holiday{{Name: "Patrono", Day: 24, Month: 9}},
	}
}

func day(y, m, d int) process.Date { return process.Date{Year: y, Month: time.Month(m), Day: d} }

func at(h, m int) process.TimeOfDay { return process.TimeOfDay{Set: true, Hour: h, Minute: m} }

func rich(t *testing.T, src string) richtext.Text {
	t.Helper()
	text, problems := richtext.Parse(src)
	if len(problems) > 0 {
		t.Fatalf("%q: %v", src, problems)
	}
	return text
}

const (
	plenary = "fasi[0].voci[0].incontro"
	table   = "fasi[0].voci[1].incontro"
	span    = "fasi[0].voci[2].periodo"
)

// A finding as "severity rule path".
func finding(severity process.Severity, rule, path string) string {
	return string(severity) + " " + rule + " " + path
}

func TestCheck(t *testing.T) {
	type (
		P = process.Process
		M = process.Meeting
	)
	first := func(p *P) *M { return p.Phases[0].Entries[0].Meeting }
	second := func(p *P) *M { return p.Phases[0].Entries[1].Meeting }
	stretch := func(p *P) *process.Span { return p.Phases[0].Entries[2].Span }
	e, c, w := process.Error, process.Confirm, process.Warning
	cases := []struct {
		rule   string
		change func(*P)
		want   []string
	}{
		{"a good process has none", func(*P) {}, nil},

		{"a weekday that is not that date's is an error", func(p *P) { first(p).Weekday = "martedì" }, []string{finding(e, "giorno-sbagliato", plenary+".giorno")}},
		{"a weekday without a date is not judged", func(p *P) { second(p).Weekday, second(p).Date = "martedì", process.Date{} }, []string{finding(w, "incontro-senza-data", table+".data")}},

		{"a deadline after the first open meeting needs confirmation", func(p *P) { p.Deadline.Date = day(2026, 9, 22) }, []string{finding(c, "scadenza-dopo-incontro", "scadenza.data")}},
		{"a deadline at the very start of it does not", func(p *P) { p.Deadline.Date, p.Deadline.Hour = day(2026, 9, 21), at(9, 0) }, nil},
		{"a minute later it does", func(p *P) { p.Deadline.Date, p.Deadline.Hour = day(2026, 9, 21), at(9, 1) }, []string{finding(c, "scadenza-dopo-incontro", "scadenza.data")}},
		{
			"without an hour the deadline is 23.59",
			func(p *P) { p.Deadline.Date, p.Deadline.Hour = day(2026, 9, 21), process.TimeOfDay{} },
			[]string{finding(c, "scadenza-dopo-incontro", "scadenza.data"), finding(c, "scadenza-senza-ora", "scadenza.ora")},
		},
		{"meetings that are not open do not count", func(p *P) { p.Deadline.Date = day(2026, 9, 22); first(p).Open = false }, nil},
		{"a deadline without an hour needs confirmation", func(p *P) { p.Deadline.Hour = process.TimeOfDay{} }, []string{finding(c, "scadenza-senza-ora", "scadenza.ora")}},
		{"a deadline without channels", func(p *P) { p.Deadline.Channels = nil }, []string{finding(w, "scadenza-senza-canali", "scadenza.canali")}},
		{"a deadline on a Sunday needs confirmation", func(p *P) { p.Deadline.Date = day(2026, 9, 20) }, []string{finding(c, "scadenza-festiva", "scadenza.data")}},
		{"a deadline before the notice", func(p *P) { p.Deadline.Date = day(2026, 9, 4) }, []string{finding(w, "scadenza-prima-dell-avviso", "scadenza.data")}},
		{"no deadline is fine", func(p *P) { p.Deadline = nil }, nil},

		{"two meetings in one room at one time need confirmation", func(p *P) { second(p).Start = at(10, 59) }, []string{finding(c, "incontri-sovrapposti", table+".luogo")}},
		{"without an end hour a later start does not clash", func(p *P) { first(p).End = process.TimeOfDay{}; second(p).Start = at(10, 0) }, nil},
		{"without an end hour equal starts do", func(p *P) {
			first(p).End, second(p).End = process.TimeOfDay{}, process.TimeOfDay{}
			second(p).Start = at(9, 0)
		}, []string{finding(c, "incontri-sovrapposti", table+".luogo")}},
		{"another room does not clash", func(p *P) { second(p).Start = at(10, 0); second(p).Place.ID = "altra" }, nil},
		{"another day does not clash", func(p *P) { second(p).Start = at(10, 0); second(p).Date = day(2026, 9, 22) }, nil},
		{"rooms without id are told by their words", func(p *P) {
			second(p).Start = at(10, 0)
			first(p).Place, second(p).Place = process.Place{Printed: "Sala ESEMPIO - Borgo"}, process.Place{Printed: "sala Esempio, Borgo"}
		}, []string{finding(c, "incontri-sovrapposti", table+".luogo")}},

		{"a meeting without an hour", func(p *P) { second(p).Start, second(p).End = process.TimeOfDay{}, process.TimeOfDay{} }, []string{finding(w, "incontro-senza-ora", table+".ora")}},
		{"a meeting to be announced", func(p *P) { second(p).Date = process.Date{} }, []string{finding(w, "incontro-senza-data", table+".data")}},
		{"a meeting that ends before it starts is an error", func(p *P) { second(p).End = at(11, 0) }, []string{finding(e, "fine-prima-dell-inizio", table+".fine")}},
		{"a meeting on a local holiday needs confirmation", func(p *P) { second(p).Date = day(2026, 9, 24) }, []string{finding(c, "incontro-festivo", table+".data")}},
		{"meetings out of order", func(p *P) { second(p).Date = day(2026, 9, 18) }, []string{finding(w, "incontri-non-in-ordine", table+".data")}},
		{"a meeting before the notice", func(p *P) { first(p).Date, first(p).Weekday, first(p).Open = day(2026, 9, 4), "", false }, []string{finding(w, "incontro-prima-dell-avviso", plenary+".data")}},
		{"a meeting nowhere", func(p *P) { second(p).Place = process.Place{} }, []string{finding(w, "incontro-senza-luogo", table+".luogo")}},
		{"a remote meeting without an address", func(p *P) { second(p).Mode = process.Remote }, []string{finding(w, "incontro-senza-collegamento", table+".collegamento")}},
		{"remote meetings do not clash", func(p *P) {
			second(p).Start, second(p).Mode, second(p).Link = at(10, 0), process.Remote, "https://a.example"
		}, nil},
		{"an address for a meeting in person", func(p *P) { second(p).Link = "https://a.example" }, []string{finding(w, "incontro-senza-collegamento", table+".modalita")}},
		{"a point of the agenda after a later one", func(p *P) { first(p).Agenda[0].Start = at(10, 30) }, []string{finding(w, "ordine-del-giorno-non-in-ordine", plenary+".ordine-del-giorno[2].ora")}},
		{"a point of the agenda before the meeting", func(p *P) { first(p).Agenda[0].Start = at(8, 59) }, []string{finding(w, "ordine-del-giorno-fuori-orario", plenary+".ordine-del-giorno[0].ora")}},
		{"a point of the agenda after the meeting", func(p *P) { first(p).Agenda[2].Start = at(11, 1) }, []string{finding(w, "ordine-del-giorno-fuori-orario", plenary+".ordine-del-giorno[2].ora")}},

		{"a span that ends before it starts is an error", func(p *P) { stretch(p).To, stretch(p).Printed = day(2026, 9, 21), "" }, []string{finding(e, "periodo-rovesciato", span+".al")}},
		{"a span without an end is fine", func(p *P) { stretch(p).To, stretch(p).Printed = process.Date{}, "Dal 22 settembre" }, nil},
		{"printed dates of another day are an error", func(p *P) { stretch(p).Printed = "Dal 22 al 29 settembre" }, []string{finding(e, "periodo-stampato", span+".stampa")}},
		{"printed dates of another month are an error", func(p *P) { stretch(p).Printed = "Dal 22 settembre al 30 ottobre" }, []string{finding(e, "periodo-stampato", span+".stampa")}},
		{"printed dates of another year are an error", func(p *P) { stretch(p).Printed = "Dal 22/09/2026 al 30/09/2027" }, []string{finding(e, "periodo-stampato", span+".stampa")}},
		{"printed words without dates are fine", func(p *P) { stretch(p).Printed = "Entro la fine del mese" }, nil},
		{"one printed date of two is fine", func(p *P) { stretch(p).Printed = "Entro il 30 settembre" }, nil},

		{"nobody responsible", func(p *P) { p.Responsible = nil }, []string{finding(w, "responsabile-mancante", "responsabile")}},
		{"no privacy notice", func(p *P) { p.Privacy = nil }, []string{finding(w, "privacy-mancante", "privacy")}},
		{"nobody signs: an error", func(p *P) { p.Signatories = nil }, []string{finding(e, "firmatario-mancante", "firmatari")}},
		{"mixed ways to sign need confirmation", func(p *P) {
			p.Signatories = append(p.Signatories, process.Signatory{ID: "altro", Mode: process.ByHand})
		}, []string{finding(c, "firme-miste", "firmatari[1].firma")}},
		{"a printed name beside a signature needs confirmation", func(p *P) {
			p.Signatories = append(p.Signatories, process.Signatory{ID: "altro", Mode: process.Substituted})
		}, []string{finding(c, "firme-miste", "firmatari[1].firma")}},
		{"printed names alone need none", func(p *P) { p.Signatories[0].Mode = process.Substituted }, nil},
		{"a phase with only a title", func(p *P) { p.Phases = append(p.Phases, process.Phase{Title: "Poi"}) }, []string{finding(w, "fase-vuota", "fasi[1].titolo")}},
		{"a phase with text only is fine", func(p *P) {
			p.Phases = append(p.Phases, process.Phase{Title: "Poi", Text: richtext.Words("Si vedrà.")})
		}, nil},
		{"no meetings", func(p *P) { p.Phases = nil }, []string{finding(w, "nessun-incontro", "fasi")}},
		{"a law later than the notice", func(p *P) { p.LegalBases[0].Date = day(2026, 9, 8) }, []string{finding(w, "norma-successiva", "riferimenti[0].data")}},
		{"no law is later than a notice without a date", func(p *P) { p.Notice.Date = process.Date{} }, []string{finding(w, "avviso-senza-data", "avviso.data")}},
		{"a notice without a title is an error", func(p *P) { p.Notice.Title = "" }, []string{finding(e, "avviso-senza-titolo", "avviso.titolo")}},
		{"a notice without premises", func(p *P) { p.Notice.Premises = nil }, []string{finding(w, "avviso-senza-premesse", "avviso.premesse")}},
		{"a notice without an announcement", func(p *P) { p.Notice.Announcement = process.Announcement{} }, []string{finding(w, "avviso-senza-annuncio", "avviso.annuncio")}},
		{"a notice without a place", func(p *P) { p.Notice.Place = "" }, []string{finding(w, "avviso-senza-luogo", "avviso.luogo")}},
	}
	for _, x := range cases {
		t.Run(x.rule, func(t *testing.T) {
			p := good()
			x.change(p)
			findings := process.Check(p)
			for _, f := range findings {
				if f.What == "" || f.Why == "" || f.Repair == "" {
					t.Errorf("%s does not say what, why and how to repair", f.Rule)
				}
			}
			if diff := cmp.Diff(x.want, keys(findings)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func keys(findings []process.Finding) []string {
	var out []string
	for _, f := range findings {
		out = append(out, finding(f.Severity, f.Rule, f.Path))
	}
	return out
}

func TestIntegrity_WantsOneNameForEachThing(t *testing.T) {
	if findings := process.Integrity(good()); len(findings) > 0 {
		t.Errorf("a good process: %v", keys(findings))
	}
	p := good()
	p.Phases = append(p.Phases, process.Phase{ID: "ascolto", Number: 1}, process.Phase{}, process.Phase{})
	p.Phases[0].Entries[2].Span.ID = "tavolo"
	p.Tables = append(p.Tables, process.ThematicTable{Number: 1})
	p.Signatories = append(p.Signatories, p.Signatories[0])
	p.Phases[0].Text = rich(t, "{incontro:tavolo} {incontro:stesura} {fase:poi} {tavolo:2}")
	p.Phases[0].Entries[1].Meeting.Tables = []int{1, 2}
	p.Entries = []process.Entry{{Span: &process.Span{}}, {Span: &process.Span{}}}
	e := process.Error
	want := []string{
		finding(e, "fasi-e-voci", "voci"),
		finding(e, "id-doppio", "fasi[0].voci[2].periodo.id"),
		finding(e, "id-doppio", "fasi[1].id"),
		finding(e, "id-doppio", "firmatari[1].id"),
		finding(e, "numero-doppio", "fasi[1].numero"),
		finding(e, "numero-doppio", "tavoli[1].numero"),
		finding(e, "rinvio-sconosciuto", "fasi[0].testo"),
		finding(e, "rinvio-sconosciuto", "fasi[0].testo"),
		finding(e, "rinvio-sconosciuto", "fasi[0].testo"),
		finding(e, "tavolo-sconosciuto", "fasi[0].voci[1].incontro.tavoli[1]"),
	}
	if diff := cmp.Diff(want, keys(process.Integrity(p))); diff != "" {
		t.Error(diff)
	}
}

func TestCheck_TypedDatesAndHoursShouldBeReferences(t *testing.T) {
	cases := []struct {
		text, rule string
		column     int
		repair     string
	}{
		{"fino al 21 settembre 2026", "data-scritta-nel-testo", 6, "{incontro:plenaria.data}"},
		{"il 21 settembre", "data-scritta-nel-testo", 4, "{incontro:plenaria.data}"},
		{"il 21/9/2026", "data-scritta-nel-testo", 4, "{incontro:plenaria.data}"},
		{"entro il 18 settembre", "data-scritta-nel-testo", 10, "{scadenza.data}"},
		{"il 1° ottobre 2026", "data-scritta-nel-testo", 4, "rimasta indietro"},
		{"lunedì 21 settembre", "data-scritta-nel-testo", 1, "{incontro:plenaria.data}"},
		{"è alle ore 9.00 in punto", "ora-scritta-nel-testo", 8, "{incontro:plenaria.ora}"},
		{"entro le ore 12", "ora-scritta-nel-testo", 10, "{scadenza.ora}"},
		{"martedì 8 settembre 2020", "", 0, ""},
		{"lunedì 22 settembre 2026", "giorno-sbagliato", 1, "sbagliata la data"},
		{"nel settembre 2026, 21 persone", "", 0, ""},
		{"la legge 8 novembre 2000, n. 328", "", 0, ""},
		{"il 25 settembre 2026, durante la stesura", "", 0, ""},
		{"aperto dalle 15.00 alle 17.00, ore 8.15", "", 0, ""},
	}
	for _, c := range cases {
		t.Run(c.text, func(t *testing.T) {
			p := good()
			p.Phases[0].Entries[0].Meeting.Content = rich(t, "Prima riga\n"+c.text)
			if c.rule == "" {
				for _, f := range process.Check(p) {
					t.Errorf("got %s: %s", f.Rule, f.What)
				}
				return
			}
			for _, f := range process.Check(p) {
				if f.Rule == c.rule && f.Path == plenary+".testo" && f.At.Line == 2 && strings.Contains(f.What+f.Why+f.Repair, c.repair) {
					if f.At.Column != c.column {
						t.Errorf("column %d, want %d", f.At.Column, c.column)
					}
					return
				}
			}
			t.Errorf("want %s, got %v", c.rule, process.Check(p))
		})
	}
}

func TestCheck_ReferencesToWhatIsToBeAnnounced(t *testing.T) {
	for text, want := range map[string]string{
		"il {incontro:poi.data}":    "rinvio-senza-data",
		"{incontro:poi}, vediamoci": "rinvio-senza-data",
		"alle {incontro:poi.ora}":   "rinvio-senza-ora",
		"in {incontro:poi.luogo}":   "",
		"il {incontro:tavolo.data}": "",
	} {
		p := good()
		p.Phases[0].Entries = append(p.Phases[0].Entries, process.Entry{Meeting: &process.Meeting{ID: "poi", Place: process.Place{Printed: "Sala"}}})
		p.Notice.Closing = []richtext.Text{rich(t, "Prima riga\n"+text)}
		var got []string
		for _, f := range process.Check(p) {
			if f.Path == "avviso.chiusura[0]" {
				got = append(got, f.Rule)
				if f.Severity != process.Confirm || f.At.Line != 2 || f.Repair == "" {
					t.Errorf("%s: %+v", text, f)
				}
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: got %v, want %q", text, got, want)
		}
	}
}

func TestCheck_ArticleAgreesWithTheDay(t *testing.T) {
	p := good()
	p.Notice.Date = day(2026, 9, 11)
	p.Phases[0].Entries[0].Meeting.Date, p.Phases[0].Entries[0].Meeting.Weekday = day(2026, 9, 8), "lunedì"
	p.Deadline.Date = day(2026, 9, 8)
	p.Phases[0].Entries[2].Span = &process.Span{From: day(2026, 11, 11), To: day(2026, 11, 8)}
	var all strings.Builder
	for _, f := range process.Check(p) {
		all.WriteString(f.What + "\n")
	}
	for _, want := range []string{
		"L’8 settembre 2026 non è lunedì", "L'incontro dell’8 settembre 2026 viene prima dell'avviso dell’11 settembre 2026.",
		"primo incontro aperto, dell’8 settembre 2026 ore 9.00.", "Il periodo finisce l’8 novembre 2026 e comincia l’11 novembre 2026.",
	} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("missing %q in\n%s", want, all.String())
		}
	}
}

func TestCheck_IsTheSameWhateverTheOrder(t *testing.T) {
	findings := process.Check(&process.Process{Signatories: []process.Signatory{{Mode: process.ByHand}, {Mode: process.Digital}}})
	if len(findings) < 5 {
		t.Fatalf("only %d findings", len(findings))
	}
	turned := slices.Clone(findings)
	slices.Reverse(turned)
	process.SortFindings(turned)
	if diff := cmp.Diff(findings, turned); diff != "" {
		t.Error(diff)
	}
	if worst := findings[0].Severity; worst != process.Error {
		t.Errorf("the first is %s", worst)
	}
}
