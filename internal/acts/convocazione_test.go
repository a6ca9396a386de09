package acts_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"concerta/internal/acts"
	"concerta/internal/process"
)

func TestInvitation_OneForEachCategoryOfGuests(t *testing.T) {
	p := small(
		meeting(process.Meeting{ID: "tutti", Open: true}),
		meeting(process.Meeting{ID: "uno", Invited: []string{"scuole"}}),
		meeting(process.Meeting{ID: "due", Date: date(time.March, 10), Invited: []string{"organizzazioni sindacali", "Sindaci dei Comuni"}}),
	)
	jobs, err := acts.Jobs(p, acts.Invitation)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, j := range jobs {
		d := actOf(t, p, j, acts.Options{})
		words := wordsOf(t, d)
		_, to, _ := strings.Cut(words, "Destinatari: ")
		to, _, _ = strings.Cut(to, ".")
		name, _, _ := strings.Cut(d.Running.Foot, " ·")
		got = append(got, j.Slug+" | "+name+" | "+to)
	}
	want := []string{
		"tutti | prova/convocazione/tutti | tutti gli interessati",
		"uno | prova/convocazione/uno | scuole",
		"due-organizzazioni-sindacali | prova/convocazione/due/1 | organizzazioni sindacali",
		"due-sindaci-dei-comuni | prova/convocazione/due/2 | Sindaci dei Comuni",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if title := jobs[3].Title; title != "Convocazione – incontro del 10 marzo 2025 – Sindaci dei Comuni" {
		t.Errorf("title %q", title)
	}
}

func TestInvitation_FileNameIsTheCategoryWithoutAccents(t *testing.T) {
	categories := []string{
		"Comunità e città", "sindaci dell'Ambito (anche delegati)", "../..", strings.Repeat("x", 60),
		"organizzazioni sindacali maggiormente rappresentative", "scuole", "Scuole",
	}
	p := small(meeting(process.Meeting{ID: "due", Invited: categories}))
	jobs, err := acts.Jobs(p, acts.Invitation)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, j := range jobs {
		got = append(got, j.Slug)
	}
	want := []string{
		"due-comunita-e-citta", "due-sindaci-dell-ambito-anche-delegati", "due-3", "due-" + strings.Repeat("x", 40),
		"due-organizzazioni-sindacali-maggiormente", "due-scuole", "due-scuole", // the second file gets a number
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestInvitation_SaysWhenWhereWhatAndHowToReply(t *testing.T) {
	p := whole(t)
	p.Office.Email, p.Office.Phone = "ufficio@example.org", "000 2"
	words := wordsOf(t, actOf(t, p, jobOf(t, p, acts.Invitation, "apertura"), acts.Options{}))
	for _, want := range []string{
		"Oggetto: prima sessione del 6 novembre 2025.",
		"Giorno: giovedì 6 novembre 2025", "Ora: dalle ore 15.30 alle ore 18.00", "Luogo: Auditorium comunale – Prova",
		"Presentazione del percorso – interviene Ada Neri;", "vale come adesione",
		"delegato a partecipare, all'indirizzo PEC consorzio@pec.example.org o all'indirizzo di posta elettronica ufficio@example.org o al numero di telefono 000 2.",
	} {
		if !strings.Contains(words, want) {
			t.Errorf("no %q in %s", want, words)
		}
	}
}

func TestInvitation_SaysWhatIsNotKnownYet(t *testing.T) {
	p := small(meeting(process.Meeting{ID: "poi"}), meeting(process.Meeting{ID: "remoto", Mode: process.Remote, Link: "https://incontri.example.org/1"}))
	words := wordsOf(t, actOf(t, p, jobOf(t, p, acts.Invitation, "poi"), acts.Options{}))
	for _, want := range []string{"incontro in data da comunicare", "Giorno: da comunicare", "Ora: da comunicare", "Luogo: da comunicare"} {
		if !strings.Contains(words, want) {
			t.Errorf("no %q in %s", want, words)
		}
	}
	if strings.Contains(words, "confermare") {
		t.Error("an office without addresses asks for replies")
	}
	if words := wordsOf(t, actOf(t, p, jobOf(t, p, acts.Invitation, "remoto"), acts.Options{})); !strings.Contains(words, "Luogo: a distanza") || !strings.Contains(words, "https://incontri.example.org/1") {
		t.Error(words)
	}
}

func TestInvitation_OfNobodyIsAnError(t *testing.T) {
	for _, c := range []struct{ meeting, category string }{{"mai", ""}, {"apertura", "marziani"}} {
		if _, err := acts.NewInvitationView(whole(t), c.meeting, c.category); !errors.Is(err, acts.ErrNoAct) {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

// TestInvitation_DoesNotPointAtTheNotice: what the office wrote for the notice on
// adhering by attendance leads nowhere in another act.
func TestInvitation_DoesNotPointAtTheNotice(t *testing.T) {
	p := whole(t)
	m := p.Meeting("apertura")
	const words = "- Si presenta il percorso.\n\n  La presenza vale **adesione**, per chi non la invia nei modi descritti in calce al\n  presente avviso.\n\n- Si aprono i tavoli."
	m.Content = rich(t, words)
	j := jobOf(t, p, acts.Invitation, "apertura")
	got := wordsOf(t, actOf(t, p, j, acts.Options{}))
	saying(t, got, []string{"- Si presenta il percorso.", "- Si aprono i tavoli.", "La partecipazione all'incontro vale come adesione, per chi non l'ha già inviata."}, []string{"presente avviso", "in calce"})
	saying(t, wordsOf(t, actOf(t, p, acts.Job{Kind: acts.Notice}, acts.Options{})), []string{"in calce al presente avviso"}, nil)
	saying(t, wordsOf(t, actOf(t, p, jobOf(t, p, acts.Register, "apertura"), acts.Options{})), []string{"in calce al presente avviso"}, nil)

	p.Minutes = nil
	saying(t, wordsOf(t, minutes(t, p, "apertura")), []string{"- Si presenta il percorso."}, []string{"presente avviso"})

	// A sentence that stands by itself is the office's own and stays.
	m.Content = rich(t, "La presenza vale **adesione**.\n\nSi aprono i tavoli.")
	got = wordsOf(t, actOf(t, p, j, acts.Options{}))
	saying(t, got, []string{"La presenza vale adesione. Si aprono i tavoli."}, []string{"vale come adesione"})
}
