package acts_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"concerta/internal/acts"
	"concerta/internal/process"
	"concerta/internal/richtext"
)

// differences are those between two whole processes, one changed.
func differences(t *testing.T, old, p *process.Process) []acts.Differenza {
	t.Helper()
	return acts.Differences(noticeOf(t, old), noticeOf(t, p))
}

func noticeOf(t *testing.T, p *process.Process) acts.NoticeView {
	t.Helper()
	v, err := acts.NewNoticeView(p)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestDifferences_SayInWordsWhatChanged(t *testing.T) {
	const first, last = "prima sessione del 6 novembre 2025", "incontro del 18 novembre 2025, ore 9.00"
	type d = acts.Differenza
	for name, c := range map[string]struct {
		change func(*process.Process)
		want   []d
	}{
		"nothing":        {func(*process.Process) {}, nil},
		"date of notice": {func(p *process.Process) { p.Notice.Date = date(time.April, 1) }, nil},
		"hour":           {func(p *process.Process) { p.Entries[0].Meeting.Start = hour(16, 0) }, []d{{first + ", ora", "15.30", "16.00"}}},
		"hour to come":   {func(p *process.Process) { p.Entries[0].Meeting.Start = process.TimeOfDay{} }, []d{{first + ", ora", "15.30", "orario da comunicare"}}},
		"end":            {func(p *process.Process) { p.Entries[0].Meeting.End = hour(19, 0) }, []d{{first + ", ora di chiusura", "18.00", "19.00"}}},
		"date":           {func(p *process.Process) { p.Entries[0].Meeting.Date = date(time.November, 7) }, []d{{first + ", data", "giovedì 6 novembre 2025", "venerdì 7 novembre 2025"}}},
		"date to come":   {func(p *process.Process) { p.Entries[1].Meeting.Date = process.Date{} }, []d{{last + ", data", "martedì 18 novembre 2025", "data da comunicare"}}},
		"place":          {func(p *process.Process) { p.Entries[0].Meeting.Place.Printed = "Biblioteca" }, []d{{first + ", luogo", "Auditorium comunale – Prova", "Biblioteca"}}},
		"place known":    {func(p *process.Process) { p.Entries[1].Meeting.Place.Printed = "Biblioteca" }, []d{{last + ", luogo", "luogo da comunicare", "Biblioteca"}}},
		"mode and link": {func(p *process.Process) {
			p.Entries[1].Meeting.Mode, p.Entries[1].Meeting.Link = process.Mixed, "https://example.org"
		}, []d{{last + ", modo di partecipazione", "in presenza", "in presenza e a distanza"}, {last + ", collegamento", "", "https://example.org"}}},
		"label":   {func(p *process.Process) { p.Entries[0].Meeting.Label = "apertura" }, []d{{first + ", denominazione", "prima sessione", "apertura"}}},
		"invited": {func(p *process.Process) { p.Entries[0].Meeting.Invited = []string{"scuole", "ASL"} }, []d{{first + ", invitati", "", "scuole, ASL"}}},
		"open":    {func(p *process.Process) { p.Entries[0].Meeting.Open = false }, []d{{first + ", apertura al pubblico", "aperto a tutti gli interessati", "riservato agli invitati"}}},
		"agenda": {func(p *process.Process) {
			p.Entries[0].Meeting.Agenda = []process.AgendaItem{{Start: hour(15, 45), Title: "Saluti", Speakers: []string{"Ada Neri"}}}
		}, []d{{first + ", ordine del giorno", "Presentazione del percorso – Ada Neri; Apertura dei tavoli", "ore 15.45 – Saluti – Ada Neri"}}},
		"tables addressed": {func(p *process.Process) { p.Entries[0].Meeting.Tables = []int{1} }, []d{{first + ", tavoli", "1, 2", "1"}}},
		"effects": {func(p *process.Process) {
			p.Entries[0].Meeting.Effects = []process.Effect{process.PactsSigned, process.MemorandumSigned}
		}, []d{{first + ", effetti", "la presenza vale come adesione", "si sottoscrivono i patti di partecipazione; si sottoscrive il protocollo d’intesa"}}},
		"text":               {func(p *process.Process) { p.Entries[0].Meeting.Content = rich(t, "Si parla di **tutto**.") }, []d{{first + ", testo", "", "Si parla di tutto."}}},
		"meeting taken away": {func(p *process.Process) { p.Entries = p.Entries[:1] }, []d{{last, "martedì 18 novembre 2025, ore 9.00", ""}}},
		"meeting added": {func(p *process.Process) {
			p.Entries = append(p.Entries, meeting(process.Meeting{ID: "nuovo", Label: "terza sessione", Date: date(time.November, 11), Start: hour(9, 0), Place: process.Place{Printed: "Sala"}}))
		}, []d{{"terza sessione dell’11 novembre 2025", "", "martedì 11 novembre 2025, ore 9.00, Sala"}}},
		"deadline":     {func(p *process.Process) { p.Deadline.Hour = hour(18, 0) }, []d{{"scadenza per le adesioni", "ore 12.00 del 5 novembre 2025", "ore 18.00 del 5 novembre 2025"}}},
		"deadline set": {func(p *process.Process) { p.Deadline = nil }, []d{{"scadenza per le adesioni", "ore 12.00 del 5 novembre 2025", ""}, {"modi per aderire", "PEC: consorzio@pec.example.org", ""}}},
		"channels": {func(p *process.Process) {
			p.Deadline.Channels = []process.Channel{{Kind: process.ByCounter, Address: "via Roma 1", Note: "al mattino"}}
		}, []d{{"modi per aderire", "PEC: consorzio@pec.example.org", "a mano: via Roma 1 (al mattino)"}}},
		"table renamed":    {func(p *process.Process) { p.Tables[1].Name = "Terza età" }, []d{{"Tavolo 2", "Anziani", "Terza età"}}},
		"table added":      {func(p *process.Process) { p.Tables = append(p.Tables, process.ThematicTable{Number: 3, Name: "Casa"}) }, []d{{"Tavolo 3", "", "Casa"}}},
		"title":            {func(p *process.Process) { p.Notice.Title = "Coprogrammazione" }, []d{{"oggetto", "Coprogettazione", "Coprogrammazione"}}},
		"kind":             {func(p *process.Process) { p.Notice.Kind = "BANDO" }, []d{{"tipo di atto", "AVVISO", "BANDO"}}},
		"announcement":     {func(p *process.Process) { p.Notice.Announcement.Verb = "INVITA" }, []d{{"verbo dell’annuncio", "", "INVITA"}}},
		"responsible":      {func(p *process.Process) { p.Responsible = &process.Person{Name: "Ugo Blu"} }, []d{{"responsabile del procedimento", "Ada Neri, direttrice", "Ugo Blu"}}},
		"data protection":  {func(p *process.Process) { p.Privacy.DPO = "dpo@example.org" }, []d{{"responsabile della protezione dei dati", "", "dpo@example.org"}}},
		"signatories":      {func(p *process.Process) { p.Signatories[0].Name = "Ugo Blu" }, []d{{"firmatari", "Il Direttore – Ada Neri", "Il Direttore – Ugo Blu"}}},
		"office":           {func(p *process.Process) { p.Office.Letterhead.Contacts = []string{"tel. 1"} }, []d{{"contatti dell’ente", "", "tel. 1"}}},
		"publication":      {func(p *process.Process) { p.Publication = "All'albo." }, []d{{"pubblicazione", "", "All'albo."}}},
		"spaces only":      {func(p *process.Process) { p.Notice.Title = " Coprogettazione\n" }, nil},
		"what comes after": {func(p *process.Process) { p.Adhesions, p.Minutes, p.Pacts = nil, nil, nil }, nil},
	} {
		t.Run(name, func(t *testing.T) {
			p := whole(t)
			c.change(p)
			if diff := cmp.Diff(c.want, differences(t, whole(t), p)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDifferences_OfTextsAreToldInPairs(t *testing.T) {
	texts := func(list ...string) []richtext.Text {
		var out []richtext.Text
		for _, s := range list {
			out = append(out, rich(t, s))
		}
		return out
	}
	for _, c := range []struct {
		before, after []richtext.Text
		want          []acts.Differenza
	}{
		{texts("a", "b", "c"), texts("a", "x", "c"), []acts.Differenza{{"premesse", "b", "x"}}},
		{texts("a", "c"), texts("a", "b", "c"), []acts.Differenza{{"premesse", "", "b"}}},
		{texts("a", "b", "c"), texts("b", "c"), []acts.Differenza{{"premesse", "a", ""}}},
		{texts("a", "b"), texts("b", "a"), []acts.Differenza{{"premesse", "a", ""}, {"premesse", "", "a"}}},
		{texts(), texts("a"), []acts.Differenza{{"premesse", "", "a"}}},
	} {
		old, p := whole(t), whole(t)
		old.Notice.Premises, p.Notice.Premises = c.before, c.after
		if diff := cmp.Diff(c.want, differences(t, old, p)); diff != "" {
			t.Error(diff)
		}
	}
}

func TestDifferences_OfAMeetingAreNotToldAgainInTexts(t *testing.T) {
	closing := []richtext.Text{rich(t, "Ci si vede {incontro:apertura} ({incontro:apertura.data}, {incontro:apertura.ora}) in {incontro:apertura.luogo}; tavoli: {tavoli}.")}
	old, p := whole(t), whole(t)
	old.Notice.Closing, p.Notice.Closing = closing, closing
	m := p.Entries[0].Meeting
	m.Date, m.Start, m.Place.Printed = date(time.November, 8), hour(16, 0), "Biblioteca"
	p.Tables[0].Name = "Bambini"
	if got := differences(t, old, p); len(got) != 4 {
		t.Errorf("differences %+v", got)
	}
	p.Notice.Closing = []richtext.Text{rich(t, "Ci si vede {incontro:apertura} in {incontro:apertura.luogo}.")}
	got := differences(t, old, p)
	if len(got) != 5 || got[4].Dove != "chiusura" {
		t.Errorf("a text that changed by more than it repeats is told: %+v", got)
	}
}

func TestDifferences_OfAMeetingAreNotToldAgainInTheTextOfAnother(t *testing.T) {
	old, p := whole(t), whole(t)
	for _, x := range []*process.Process{old, p} {
		x.Entries[1].Meeting.Content = rich(t, "Segue l'incontro di {incontro:apertura}.")
	}
	p.Entries[0].Meeting.Start = hour(16, 0)
	if got := differences(t, old, p); len(got) != 1 || got[0].Dopo != "16.00" {
		t.Errorf("differences %+v", got)
	}
}

func TestDifferences_OfPhasesAndSpans(t *testing.T) {
	with := func(phases ...process.Phase) *process.Process {
		p := small()
		p.Phases = phases
		return p
	}
	span := func(from process.Date, title string) process.Entry {
		return process.Entry{Span: &process.Span{From: from, To: date(time.December, 1), Title: title}}
	}
	mark := meeting(process.Meeting{ID: "m", Date: date(time.May, 5)})
	text := func(s string) process.Entry { x := rich(t, s); return process.Entry{Text: &x} }
	for name, c := range map[string]struct {
		old, now *process.Process
		want     []acts.Differenza
	}{
		"title":      {with(process.Phase{Number: 1, Title: "A"}), with(process.Phase{Number: 1, Title: "B"}), []acts.Differenza{{"Fase 1", "A", "B"}}},
		"text":       {with(process.Phase{Number: 1, Title: "A", Text: rich(t, "x")}), with(process.Phase{Number: 1, Title: "A", Text: rich(t, "y")}), []acts.Differenza{{"Fase 1, testo", "x", "y"}}},
		"same title": {with(process.Phase{Title: "A", Text: rich(t, "x")}, process.Phase{Title: "A", Text: rich(t, "y")}), with(process.Phase{Title: "A", Text: rich(t, "x")}, process.Phase{Title: "A", Text: rich(t, "z")}), []acts.Differenza{{"A, testo", "y", "z"}}},
		"added":      {with(), with(process.Phase{Title: "A", Text: rich(t, "x")}), []acts.Differenza{{"fase", "", "A: x"}}},
		"span":       {with(process.Phase{Number: 1, Entries: []process.Entry{span(date(time.May, 1), "STESURA")}}), with(process.Phase{Number: 1, Entries: []process.Entry{span(date(time.May, 2), "STESURA")}}), []acts.Differenza{{"periodo 1° maggio 2025 – 1° dicembre 2025, date", "1° maggio 2025 – 1° dicembre 2025", "2 maggio 2025 – 1° dicembre 2025"}}},
		"span added": {with(process.Phase{Number: 1}), with(process.Phase{Number: 1, Entries: []process.Entry{span(date(time.May, 1), "STESURA")}}), []acts.Differenza{{"periodo 1° maggio 2025 – 1° dicembre 2025", "", "1° maggio 2025 – 1° dicembre 2025, STESURA"}}},
		"meeting in another phase": {
			with(process.Phase{Number: 1, Entries: []process.Entry{mark}}, process.Phase{Number: 2}), with(process.Phase{Number: 1}, process.Phase{Number: 2, Entries: []process.Entry{mark}}),
			[]acts.Differenza{{"incontro del 5 maggio 2025, fase", "Fase 1", "Fase 2"}},
		},
		"text of the calendar": {with(process.Phase{Number: 1, Entries: []process.Entry{text("x")}}), with(process.Phase{Number: 1, Entries: []process.Entry{text("y")}}), []acts.Differenza{{"Fase 1, testo", "x", "y"}}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, differences(t, c.old, c.now)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDifferences_OfViewsFrozenAsJSON(t *testing.T) {
	v, err := acts.NewNoticeView(whole(t))
	if err != nil {
		t.Fatal(err)
	}
	frozen, err := v.JSON()
	if err != nil {
		t.Fatal(err)
	}
	var back acts.NoticeView
	if err := json.Unmarshal(frozen, &back); err != nil {
		t.Fatal(err)
	}
	p := whole(t)
	p.Entries[0], p.Entries[1] = p.Entries[1], p.Entries[0]
	p.Entries[1].Meeting.Start = hour(16, 0)
	now, err := acts.NewNoticeView(p)
	if err != nil {
		t.Fatal(err)
	}
	got := acts.Differences(back, now)
	if len(got) != 1 || got[0].Dopo != "16.00" {
		t.Errorf("differences %+v", got)
	}
}

func TestDifferences_OfLongTextsAreFound(t *testing.T) {
	old, p := whole(t), whole(t)
	long := strings.Repeat("parola 15.30 e 6 novembre 2025 ", 300)
	old.Notice.Closing, p.Notice.Closing = []richtext.Text{rich(t, long+"x")}, []richtext.Text{rich(t, long+"y")}
	p.Entries[0].Meeting.Start = hour(16, 0)
	if got := differences(t, old, p); len(got) != 2 {
		t.Errorf("%d differences", len(got))
	}
}
