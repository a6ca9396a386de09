package acts_test

import (
	"strings"
	"testing"
	"time"

	"concerta/internal/process"
	"concerta/internal/richtext"
)

// small is a process of another shape than Casarano's: no phases, no sentence
// before the calendar, meetings of every sort.
func small(entries ...process.Entry) *process.Process {
	return &process.Process{
		Key: "prova", Title: "Prova",
		Office:      process.Office{Name: "Consorzio di Prova"},
		Notice:      process.Notice{Title: "Coprogettazione", Place: "Prova", Date: date(time.March, 1)},
		Entries:     entries,
		Signatories: []process.Signatory{{ID: "direttore", Office: "Il Direttore", Name: "Ada Neri"}},
	}
}

func date(m time.Month, d int) process.Date { return process.Date{Year: 2025, Month: m, Day: d} }

func hour(h, m int) process.TimeOfDay { return process.TimeOfDay{Set: true, Hour: h, Minute: m} }

func rich(t *testing.T, s string) richtext.Text {
	t.Helper()
	text, problems := richtext.Parse(s)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return text
}

func TestNotice_WordsOfEveryShapeOfProcess(t *testing.T) {
	meeting := func(m process.Meeting) process.Entry { return process.Entry{Meeting: &m} }
	span := func(s process.Span) process.Entry { return process.Entry{Span: &s} }
	for _, c := range []struct {
		name string
		make func() *process.Process
		want []string
		not  []string
	}{
		{
			"a range of hours", func() *process.Process {
				return small(meeting(process.Meeting{Date: date(time.March, 10), Start: hour(9, 30), End: hour(12, 30), Place: process.Place{Printed: "Sala civica"}}))
			},
			[]string{"Lunedì 10 marzo 2025 dalle ore 9.30 alle ore 12.30 – Sala civica\n"},
			nil,
		},
		{
			"a date to be announced", func() *process.Process { return small(meeting(process.Meeting{Label: "ultima sessione"})) },
			[]string{"Data da comunicare (ultima sessione)\n"},
			nil,
		},
		{
			"a remote meeting", func() *process.Process {
				return small(meeting(process.Meeting{Date: date(time.March, 10), Start: hour(9, 0), Mode: process.Remote, Link: "https://incontri.example.org/1"}))
			},
			[]string{"Lunedì 10 marzo 2025 ore 9.00 – a distanza\nCi si collega da: https://incontri.example.org/1\n"},
			nil,
		},
		{
			"a mixed meeting", func() *process.Process {
				return small(meeting(process.Meeting{Date: date(time.March, 10), Place: process.Place{Printed: "Sala"}, Mode: process.Mixed}))
			},
			[]string{"Lunedì 10 marzo 2025 – Sala – in presenza e a distanza\n"},
			nil,
		},
		{
			"a timed agenda with speakers", func() *process.Process {
				return small(meeting(process.Meeting{Date: date(time.March, 10), Agenda: []process.AgendaItem{
					{Start: hour(9, 30), Title: "Apertura", Speakers: []string{"Ada Neri"}},
					{Title: "Dibattito", Speakers: []string{"Ada Neri", "Ugo Blu", "Eva Rossi"}},
				}}))
			},
			[]string{"Ordine del giorno:\n- ore 9.30 – Apertura – interviene Ada Neri; - Dibattito – intervengono Ada Neri, Ugo Blu ed Eva Rossi.\n"},
			nil,
		},
		{
			"a meeting without a text says what is known", func() *process.Process {
				p := small(meeting(process.Meeting{
					Date: date(time.March, 10), Invited: []string{"sindacati", "scuole"}, Tables: []int{2}, Open: true,
					Effects: []process.Effect{process.AttendanceIsAdhesion, process.PactsSigned, process.MemorandumSigned},
				}))
				p.Tables = []process.ThematicTable{{Number: 1, Name: "Infanzia"}, {Number: 2, Name: "Anziani"}}
				return p
			},
			[]string{
				"Sono invitati: sindacati e scuole.\n", "L'incontro è aperto a tutti gli interessati.\n", "Tavolo tematico: Anziani.\n",
				"La partecipazione all'incontro vale come adesione", "si sottoscrivono i Patti di partecipazione", "si sottoscrive il Protocollo d'intesa",
				"Tavoli tematici\n- Tavolo 1: Infanzia; - Tavolo 2: Anziani.\n",
			},
			nil,
		},
		{
			"a meeting with a text of its own says nothing twice", func() *process.Process {
				p := small(meeting(process.Meeting{
					Date: date(time.March, 10), Invited: []string{"Sindacati"}, Open: true, OwnTable: "Lavoro",
					Effects: []process.Effect{process.AttendanceIsAdhesion},
					Content: rich(t, "Incontro con i sindacati sul lavoro: chi interviene dà la sua **adesione**."),
				}))
				return p
			},
			[]string{"Lunedì 10 marzo 2025:\nIncontro con i sindacati sul lavoro: chi interviene dà la sua adesione.\n"},
			[]string{"Sono invitati", "aperto a tutti", "Tavolo tematico", "vale come adesione"},
		},
		{
			"what the text of a meeting forgets is said after it", func() *process.Process {
				return small(meeting(process.Meeting{Date: date(time.March, 10), Invited: []string{"scuole", "sindacati"}, OwnTable: "Minori", Content: rich(t, "Si parla di scuole.")}))
			},
			[]string{"Si parla di scuole.\nSono invitati: scuole e sindacati.\nTavolo tematico: Minori.\n"},
			nil,
		},
		{
			"spans", func() *process.Process {
				return small(
					span(process.Span{From: date(time.March, 8), To: date(time.April, 1), Content: rich(t, "stesura")}),
					span(process.Span{From: date(time.October, 20), Title: "Raccolta", Content: rich(t, "- uno\n- due")}),
				)
			},
			[]string{"Dall’8 marzo al 1° aprile 2025 – stesura\n", "Dal 20 ottobre 2025 Raccolta\n- uno - due\n"},
			nil,
		},
		{
			"a deadline with channels", func() *process.Process {
				p := small()
				p.Deadline = &process.Deadline{Date: date(time.March, 11), Channels: []process.Channel{
					{Kind: process.ByPEC, Address: "prova@pec.example.org"},
					{Kind: process.ByCounter, Address: "Ufficio protocollo, via Roma 1", Note: "dal lunedì al venerdì"},
				}}
				return p
			},
			[]string{
				"Come aderire\nLe adesioni devono pervenire entro e non oltre le ore 23.59 dell’11 marzo 2025, in uno dei modi seguenti:\n",
				"- con posta elettronica certificata (PEC), all'indirizzo prova@pec.example.org; - a mano, presso Ufficio protocollo, via Roma 1 (dal lunedì al venerdì).\n",
			},
			nil,
		},
		{
			"a deadline that the office's text says", func() *process.Process {
				p := small()
				p.Deadline = &process.Deadline{Date: date(time.March, 11), Hour: hour(12, 0)}
				p.Notice.Closing = []richtext.Text{rich(t, "Si aderisce entro le {scadenza}.")}
				return p
			},
			[]string{"Si aderisce entro le ore 12.00 dell’11 marzo 2025.\n"},
			[]string{"Come aderire"},
		},
		{
			"a deadline said, its channels not", func() *process.Process {
				p := small()
				p.Deadline = &process.Deadline{Date: date(time.March, 11), Channels: []process.Channel{{Kind: process.ByEmail, Address: "a@example.org"}, {Kind: process.ByPortal, Address: "https://example.org"}}}
				p.Notice.Closing = []richtext.Text{rich(t, "Si aderisce entro le {scadenza}, scrivendo a a@example.org.")}
				return p
			},
			[]string{"Come aderire\nSi aderisce in uno dei modi seguenti:\n- con posta elettronica, all'indirizzo a@example.org; - dal portale https://example.org.\n"},
			nil,
		},
		{
			"a responsible officer, privacy, publication", func() *process.Process {
				p := small()
				p.Responsible = &process.Person{Name: "Ada Neri", Role: "istruttrice", Gender: process.Feminine, Phone: "0833 1"}
				p.Privacy = &process.Privacy{Controller: "il Comune di Prova", Retention: "per cinque anni"}
				p.Publication, p.Remedies = "Pubblicato all'albo.", "Ricorso al TAR."
				return p
			},
			[]string{
				"Responsabile del procedimento, ai sensi degli articoli 4, 5 e 6 della L. 241/1990: Ada Neri, istruttrice, tel. 0833 1.\n",
				"Titolare del trattamento: il Comune di Prova. Base giuridica: esecuzione di un compito di interesse pubblico (art. 6, par. 1, lett. e, GDPR); per i dati da cui possono risultare l'appartenenza sindacale, le convinzioni religiose o la salute, motivi di interesse pubblico rilevante (art. 9, par. 2, lett. g, GDPR e art. 2-sexies del D.Lgs. 196/2003). Conservazione dei dati: per cinque anni. Gli interessati",
				"Pubblicazione e ricorsi\nPubblicato all'albo.\nRicorso al TAR.\n",
			},
			nil,
		},
		{
			"a basis of the office's own", func() *process.Process {
				p := small()
				p.Privacy = &process.Privacy{Basis: "consenso"}
				return p
			},
			[]string{"Base giuridica: consenso. Gli interessati"},
			[]string{"art. 6, par. 1", "art. 9"},
		},
		{
			"no date yet", func() *process.Process {
				p := small()
				p.Notice.Date = process.Date{}
				return p
			},
			[]string{"Prova, data _______________\n"},
			nil,
		},
		{
			"phases without numbers and without entries", func() *process.Process {
				p := small()
				p.Phases = []process.Phase{{ID: "ascolto", Title: "Ascolto"}, {ID: "sintesi", Number: 2}}
				p.Notice.Closing = []richtext.Text{rich(t, "Dopo la {fase:ascolto} e la {fase:sintesi}.")}
				return p
			},
			[]string{"Ascolto\nFase 2\n", "Dopo la fase «Ascolto» e la Fase 2.\n"},
			nil,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := plain(t, c.make()) + "\n"
			for _, w := range c.want {
				if !strings.Contains(got, w) {
					t.Errorf("no %q in:\n%s", w, got)
				}
			}
			for _, w := range c.not {
				if strings.Contains(got, w) {
					t.Errorf("%q in:\n%s", w, got)
				}
			}
		})
	}
}

func TestNotice_ReferencesReadWellWhateverTheMeeting(t *testing.T) {
	p := small(process.Entry{Meeting: &process.Meeting{ID: "casa", Date: date(time.April, 8), Start: hour(9, 0), Mode: process.Remote}})
	p.Notice.Closing = []richtext.Text{rich(t, "Del {incontro:casa.data} ({incontro:casa.luogo}), entro il {incontro:casa.data}; {incontro:casa}.")}
	const want = "Dell’8 aprile 2025 (a distanza), entro l’8 aprile 2025; martedì 8 aprile 2025, ore 9.00."
	if got := plain(t, p); !strings.Contains(got, want) {
		t.Errorf("want %q in\n%s", want, got)
	}
}

func TestNotice_EmptyProcessIsSound(t *testing.T) {
	p := small()
	p.Signatories = nil
	if got := plain(t, p); !strings.HasPrefix(got, "Consorzio di Prova\nAVVISO ======\nCoprogettazione\n") {
		t.Errorf("%s", got)
	}
}
