package acts_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"concerta/internal/acts"
	"concerta/internal/process"
	"concerta/internal/richtext"
)

// corrected makes the act that leads from a whole process to one changed.
func corrected(t *testing.T, change func(*process.Process)) string {
	t.Helper()
	p := whole(t)
	change(p)
	j, err := acts.CorrectionJob(p, acts.Original{View: noticeOf(t, whole(t)), Protocol: process.ProtocolNumber{Number: "12", Date: date(time.March, 8)}})
	if err != nil {
		t.Fatal(err)
	}
	return wordsOf(t, actOf(t, p, j, acts.Options{}))
}

func TestCorrection_CitesTheOriginalAndSaysOldAndNewOnly(t *testing.T) {
	saying(t, corrected(t, func(p *process.Process) { p.Entries[0].Meeting.Start = hour(16, 0) }), []string{
		"RETTIFICA", "Atto rettificato: Avviso «Coprogettazione» del 1° marzo 2025, prot. n. 12 dell’8 marzo 2025.", "All'atto è apportata la modifica seguente:",
		"Prima sessione del 6 novembre 2025, ora | 15.30 | 16.00", "Resta fermo tutto il resto. La presente rettifica è pubblicata", "data _______________",
	}, []string{"PROROGA", "luogo", "scadenza", "Infanzia"})
}

func TestCorrection_CitesWhatIsKnownOfTheOriginal(t *testing.T) {
	for rule, c := range map[string]struct {
		original acts.Original
		want     string
	}{
		"of the repertory, by its date":    {acts.Original{Repertory: acts.Repertory{Number: 12, Year: 2025, Date: date(time.March, 3)}}, ", rep. n. 0000012 del 3 marzo 2025."},
		"of the repertory, by its year":    {acts.Original{Repertory: acts.Repertory{Number: 12, Year: 2025}}, ", rep. n. 0000012/2025."},
		"a number of more than 7 digits":   {acts.Original{Repertory: acts.Repertory{Number: 12345678, Year: 2025, Date: date(time.March, 8)}}, ", rep. n. 12345678 dell’8 marzo 2025."},
		"of the repertory, with protocol":  {acts.Original{Repertory: acts.Repertory{Number: 1, Date: date(time.March, 3)}, Protocol: process.ProtocolNumber{Number: "9/A"}}, ", rep. n. 0000001 del 3 marzo 2025, prot. n. 9/A."},
		"issued by others":                 {acts.Original{External: acts.External{Number: "7", Date: date(time.March, 2), Authority: "Comune di Prova"}}, ", n. 7 del 2 marzo 2025 (Comune di Prova)."},
		"issued by others, number alone":   {acts.Original{External: acts.External{Number: "7"}}, ", n. 7."},
		"neither numbered nor registered":  {acts.Original{}, "."},
		"a number typed on several lines ": {acts.Original{External: acts.External{Number: " 7 \n bis"}}, ", n. 7 bis."},
	} {
		p := whole(t)
		p.Entries[0].Meeting.Start = hour(16, 0)
		c.original.View = noticeOf(t, whole(t))
		j, err := acts.CorrectionJob(p, c.original)
		if err != nil {
			t.Fatal(err)
		}
		got := wordsOf(t, actOf(t, p, j, acts.Options{}))
		if !strings.Contains(got, "Avviso «Coprogettazione» del 1° marzo 2025"+c.want+" All'atto") {
			t.Errorf("%s: no %q in %s", rule, c.want, got)
		}
	}
}

func TestCorrection_SaysWhyWhenThereIsAReason(t *testing.T) {
	said := func(reason string, change func(*process.Process)) string {
		p := whole(t)
		change(p)
		j, err := acts.CorrectionJob(p, acts.Original{View: noticeOf(t, whole(t)), Reason: reason})
		if err != nil {
			t.Fatal(err)
		}
		return wordsOf(t, actOf(t, p, j, acts.Options{}))
	}
	hours := func(p *process.Process) { p.Entries[0].Meeting.Start = hour(16, 0) }
	saying(t, said("", hours), nil, []string{"Motivo"})
	saying(t, said("sala non\ndisponibile", hours), []string{"Motivo della rettifica: sala non disponibile. All'atto"}, nil)
	saying(t, said("La sala *non* è libera.", hours), []string{"Motivo della rettifica: La sala *non* è libera. All'atto"}, nil)
	saying(t, said("più tempo agli enti", func(p *process.Process) { p.Deadline.Date = date(time.November, 8) }), []string{"Motivo della proroga: più tempo agli enti. Il termine"}, []string{"Motivo della rettifica"})
}

func TestCorrection_IsMadeFromAFrozenNotice(t *testing.T) {
	view, err := acts.ReadNoticeView(frozenOf(t, whole(t), acts.Job{Kind: acts.Notice}))
	if err != nil {
		t.Fatal(err)
	}
	p := whole(t)
	p.Deadline.Date = date(time.November, 8)
	j, err := acts.CorrectionJob(p, acts.Original{View: view})
	if err != nil {
		t.Fatal(err)
	}
	saying(t, wordsOf(t, actOf(t, p, j, acts.Options{})), []string{"PROROGA", "ore 12.00 del 5 novembre 2025 | ore 12.00 dell’8 novembre 2025"}, nil)
}

func TestCorrection_WithoutProtocolOfTheOriginal(t *testing.T) {
	p := whole(t)
	p.Notice.Place = ""
	p.Entries[0].Meeting.Start = hour(16, 0)
	j, err := acts.CorrectionJob(p, acts.Original{View: noticeOf(t, whole(t))})
	if err != nil {
		t.Fatal(err)
	}
	saying(t, wordsOf(t, actOf(t, p, j, acts.Options{})), []string{"del 1° marzo 2025. All'atto"}, []string{"prot."})
}

func TestCorrection_IsAnExtensionWhenOnlyTheDeadlineMovesLater(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*process.Process)
		kind   string
	}{
		"a later day":                 {func(p *process.Process) { p.Deadline.Date = date(time.November, 8) }, "PROROGA"},
		"a later hour":                {func(p *process.Process) { p.Deadline.Hour = hour(18, 0) }, "PROROGA"},
		"no hour any more":            {func(p *process.Process) { p.Deadline.Hour = process.TimeOfDay{} }, "PROROGA"},
		"a later day, earlier hour":   {func(p *process.Process) { p.Deadline.Date, p.Deadline.Hour = date(time.November, 6), hour(9, 0) }, "PROROGA"},
		"an earlier day":              {func(p *process.Process) { p.Deadline.Date = date(time.November, 4) }, "RETTIFICA"},
		"an earlier hour":             {func(p *process.Process) { p.Deadline.Hour = hour(11, 59) }, "RETTIFICA"},
		"another channel too":         {func(p *process.Process) { p.Deadline.Hour = hour(18, 0); p.Deadline.Channels = nil }, "RETTIFICA"},
		"a meeting moves as well":     {func(p *process.Process) { p.Deadline.Hour = hour(18, 0); p.Entries[1].Meeting.Start = hour(9, 30) }, "RETTIFICA"},
		"there is no deadline at all": {func(p *process.Process) { p.Deadline = nil }, "RETTIFICA"},
	} {
		t.Run(name, func(t *testing.T) {
			p := whole(t)
			c.change(p)
			v, err := acts.NewCorrectionView(p, acts.Original{View: noticeOf(t, whole(t))})
			if err != nil {
				t.Fatal(err)
			}
			if v.Tipo != c.kind {
				t.Errorf("%s for %+v", v.Tipo, v.Differenze)
			}
		})
	}
	saying(t, corrected(t, func(p *process.Process) { p.Deadline.Date = date(time.November, 8) }), []string{
		"Atto di cui è prorogato il termine: Avviso", "Il termine per aderire è prorogato:", "Scadenza per le adesioni | ore 12.00 del 5 novembre 2025 | ore 12.00 dell’8 novembre 2025", "La presente proroga è pubblicata",
	}, []string{"rettificat"})
}

func TestCorrection_ExtensionOfADeadlineThatTextsRepeat(t *testing.T) {
	closing := []richtext.Text{rich(t, "Entro e non oltre le {scadenza}, cioè il {scadenza.data} alle {scadenza.ora}.")}
	old, p := whole(t), whole(t)
	old.Notice.Closing, p.Notice.Closing = closing, closing
	p.Deadline.Date, p.Deadline.Hour = date(time.November, 11), hour(9, 0)
	v, err := acts.NewCorrectionView(p, acts.Original{View: noticeOf(t, old)})
	if err != nil || v.Tipo != "PROROGA" || len(v.Differenze) != 1 {
		t.Errorf("%s %+v, error %v", v.Tipo, v.Differenze, err)
	}
	// The article was printed as it was typed, once.
	old.Notice.Closing = []richtext.Text{rich(t, "Entro e non oltre le {scadenza}, cioè il 11 novembre 2025 alle {scadenza.ora}.")}
	old.Deadline.Date = p.Deadline.Date
	if v, err := acts.NewCorrectionView(p, acts.Original{View: noticeOf(t, old)}); err != nil || len(v.Differenze) != 1 {
		t.Errorf("%+v, error %v", v.Differenze, err)
	}
}

func TestCorrection_IsDatedOnlyWhenTheNoticeIsLaterThanTheOriginal(t *testing.T) {
	p := whole(t)
	p.Entries[0].Meeting.Start = hour(16, 0)
	p.Notice.Date = date(time.April, 2)
	j, err := acts.CorrectionJob(p, acts.Original{View: noticeOf(t, whole(t))})
	if err != nil {
		t.Fatal(err)
	}
	if j.Date != p.Notice.Date || j.Title != "Rettifica – Coprogettazione" {
		t.Errorf("job %+v", j)
	}
	saying(t, wordsOf(t, actOf(t, p, j, acts.Options{})), []string{"Prova, 2 aprile 2025"}, nil)
}

func TestCorrection_OfNothingIsRefused(t *testing.T) {
	if _, err := acts.CorrectionJob(whole(t), acts.Original{View: noticeOf(t, whole(t))}); !errors.Is(err, acts.ErrUnchanged) {
		t.Errorf("error %v", err)
	}
	other := whole(t)
	other.Key = "altro"
	if _, err := acts.CorrectionJob(whole(t), acts.Original{View: noticeOf(t, other)}); !errors.Is(err, acts.ErrOtherProcess) {
		t.Errorf("error %v", err)
	}
	if _, err := acts.NewMaker(loaded(t)).Make(whole(t), acts.Job{Kind: acts.Correction}, acts.Options{}); !errors.Is(err, acts.ErrNoAct) {
		t.Errorf("a correction of no original: error %v", err)
	}
	if jobs, err := acts.Jobs(whole(t), acts.Correction); err != nil || len(jobs) != 0 {
		t.Errorf("a process alone has corrections %v, error %v", jobs, err)
	}
}

func TestTemplates_OfTheseActsFitTheirViews(t *testing.T) {
	ts, p := loaded(t), whole(t)
	changed := whole(t)
	changed.Deadline.Hour = hour(18, 0)
	correction, err := acts.CorrectionJob(changed, acts.Original{View: noticeOf(t, p)})
	if err != nil {
		t.Fatal(err)
	}
	jobs := []acts.Job{correction}
	for _, k := range []acts.Kind{acts.AdhesionForm, acts.Pact, acts.Memorandum, acts.Minutes} {
		of, err := acts.Jobs(p, k)
		if err != nil || len(of) == 0 {
			t.Fatalf("%s: jobs %v, error %v", k, of, err)
		}
		jobs = slices.Concat(jobs, of)
	}
	for _, j := range jobs {
		v, err := acts.View(changed, j)
		if err != nil {
			t.Fatal(err)
		}
		if problems := ts.CheckAgainst(string(j.Kind), v); len(problems) > 0 {
			t.Errorf("%s %s: %v", j.Kind, j.For, problems)
		}
	}
}
