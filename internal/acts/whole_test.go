package acts_test

import (
	"testing"
	"time"

	"concerta/internal/acts"
	"concerta/internal/process"
	"concerta/internal/richtext"
)

// whole is a process with something in every part: three bodies, two citizens,
// adhesions, attendance, proposals, pacts, a memorandum and minutes.
func whole(t *testing.T) *process.Process {
	t.Helper()
	p := small(
		process.Entry{Meeting: &process.Meeting{
			ID: "apertura", Date: date(time.November, 6), Start: hour(15, 30), End: hour(18, 0), Label: "prima sessione",
			Place: process.Place{Printed: "Auditorium comunale – Prova"}, Open: true, Tables: []int{1, 2},
			Agenda: []process.AgendaItem{
				{Title: "Presentazione del percorso", Speakers: []string{"Ada Neri"}},
				{Title: "Apertura dei tavoli"},
			},
			Effects: []process.Effect{process.AttendanceIsAdhesion},
		}},
		process.Entry{Meeting: &process.Meeting{ID: "chiusura", Date: date(time.November, 18), Start: hour(9, 0)}},
	)
	p.Office.Addresses, p.Office.PEC, p.Office.TaxCode = []string{"via Roma 1, Prova"}, "consorzio@pec.example.org", "80000000001"
	p.Tables = []process.ThematicTable{{Number: 1, Name: "Infanzia"}, {Number: 2, Name: "Anziani"}}
	p.Deadline = &process.Deadline{Date: date(time.November, 5), Hour: hour(12, 0), Channels: []process.Channel{{Kind: process.ByPEC, Address: "consorzio@pec.example.org"}}}
	p.Responsible = &process.Person{Name: "Ada Neri", Role: "direttrice"}
	p.Privacy = &process.Privacy{Controller: "Consorzio di Prova"}
	p.Organizations = []process.Organization{
		{
			ID: "aurora", Name: "Associazione Aurora ESEMPIO", Kind: process.SocialPromotion, TaxCode: "90000000001", RUNTS: "12345",
			Seat: "via Verdi 2, Prova", Email: "aurora@example.org", Phone: "000 1", Towns: []string{"Prova", "Esempio"},
			Representative: process.Representative{Name: "Eva Rossi", Role: "Presidente", Gender: process.Feminine},
			Delegates:      []process.Representative{{Name: "Ugo Blu", Email: "ugo@example.org"}},
		},
		{ID: "liceo", Name: "Liceo ESEMPIO", Kind: process.School, Representative: process.Representative{Name: "Ivo Bianchi", Role: "Dirigente scolastico", Gender: process.Masculine}},
		{ID: "sindacato", Name: "Sindacato ESEMPIO", Kind: process.TradeUnion, Representative: process.Representative{Name: "Pia Verdi", Role: "Segretaria provinciale", Gender: process.Feminine}},
	}
	p.Citizens = []process.Citizen{{ID: "gino", Name: "Gino Viola"}, {ID: "lia", Name: "Lia Gialli", Gender: process.Feminine}}
	p.Adhesions = []process.Adhesion{{By: "aurora", Source: process.FromForm, Tables: []int{2}, Delegate: "Ugo Blu", Proposal: "Un centro diurno."}}
	p.Attendances = []process.Attendance{
		{Meeting: "apertura", Chair: "Ada Neri", Opened: hour(15, 40), Closed: hour(18, 10), Present: []process.Presence{
			{Name: "Blu Ugo", By: "aurora", Quality: process.AsDelegate, Status: process.Present, For: "Eva Rossi"},
			{Name: "Bianchi Ivo", By: "liceo", Quality: process.AsRepresentative, Status: process.Late, In: hour(16, 0)},
			{Name: "Viola Gino", By: "gino", Quality: process.AsCitizen, Status: process.Left, Out: hour(17, 0)},
			{Name: "Verdi Pia", By: "sindacato", Quality: process.AsRepresentative, Status: process.Excused},
			{Name: "Grigi Leo", Body: "Parrocchia ESEMPIO", Quality: process.AsAuditor, Status: process.Absent},
		}},
		{Meeting: "apertura", Table: 2, Present: []process.Presence{{Name: "Blu Ugo", By: "aurora", Quality: process.AsDelegate, Status: process.Online}}},
	}
	p.Proposals = []process.Proposal{
		{ID: "diurno", Table: 2, Meeting: "apertura", By: "aurora", Title: "Centro diurno", Text: rich(t, "Un centro per **anziani soli**.")},
		{ID: "nido", Table: 1, Meeting: "apertura", By: "gino", Title: "Nido serale"},
		{ID: "altra", Table: 1, Meeting: "chiusura", Title: "Di un altro giorno"},
	}
	p.Steering = []process.SteeringMember{{Name: "Ugo Blu", Organization: "aurora", Table: 2}}
	p.Pacts = &process.Pacts{
		Date: date(time.November, 18), Place: "Prova", From: date(time.December, 1), To: process.Date{Year: 2028, Month: time.November, Day: 30},
		Parties: []process.PactParty{
			{Organization: "aurora", Tables: []int{2}, Signatory: process.Representative{Name: "Eva Rossi", Role: "Presidente", Gender: process.Feminine}, Power: "statuto, art. 12", Delegate: "Ugo Blu"},
			{Organization: "liceo", Tables: []int{1, 2}},
		},
	}
	p.Memorandum = &process.Memorandum{
		Title: "Strumenti e metodi per l’attuazione partecipata", Date: date(time.November, 11), Place: "Prova", Resolution: "deliberazione ESEMPIO n. 1/2025",
		Premises: []richtext.Text{rich(t, "le parti riconoscono il valore del confronto;")},
		Articles: []process.Article{{Title: "Oggetto", Text: rich(t, "Il Protocollo regola il confronto.")}, {Text: rich(t, "Le parti si incontrano:\n\n- ogni sei mesi;\n- su richiesta.")}},
		Parties: []process.MemorandumParty{
			{Signatory: process.Representative{Name: "Ada Neri", Role: "Direttrice", Gender: process.Feminine}, Mode: process.Digital},
			{Organization: "sindacato", Signatory: process.Representative{Name: "Pia Verdi", Role: "Segretaria provinciale"}, Delegation: "delega del 3 novembre 2025", Mode: process.Digital, Reservation: "Sull’art. 2 resta la richiesta di incontri trimestrali."},
			{Name: "Unione ESEMPIO", Signatory: process.Representative{Name: "Teo Neri"}, Mode: process.Digital, Later: true},
		},
	}
	p.Minutes = []process.Minutes{{
		Meeting: "apertura", Number: "3", Opened: hour(15, 40), Closed: hour(18, 10), Call: "con l’avviso pubblico",
		Chair:     process.Representative{Name: "Ada Neri", Role: "Direttrice", Gender: process.Feminine},
		Secretary: process.Representative{Name: "Leo Rosa", Role: "Segretario", Gender: process.Masculine},
		Previous:  "Il verbale della riunione precedente è approvato senza osservazioni.",
		Items: []process.MinutesItem{
			{Title: "Presentazione del percorso", Speakers: []string{"Ada Neri", "Viola Gino"}, Summary: rich(t, "Si presenta il percorso.\n\nSegue il dibattito."), Outcome: process.Noted},
			{Title: "Apertura dei tavoli", Outcome: process.Proposed, Proposal: "diurno", Action: "scrivere il progetto", ByWhen: date(time.December, 1)},
		},
		Movements: []process.Movement{{Name: "Bianchi Ivo", At: hour(16, 0), In: true}, {Name: "Viola Gino", At: hour(17, 0)}},
		Annexes:   []string{"registro delle presenze"},
	}}
	return p
}

// jobOf is the job of a kind for somebody or something.
func jobOf(t *testing.T, p *process.Process, k acts.Kind, forWhom string) acts.Job {
	t.Helper()
	jobs, err := acts.Jobs(p, k)
	if err != nil {
		t.Fatal(err)
	}
	for _, j := range jobs {
		if j.For == forWhom {
			return j
		}
	}
	t.Fatalf("no %s for %q among %v", k, forWhom, jobs)
	return acts.Job{}
}
