package acts_test

import (
	"errors"
	"slices"
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
	j, err := acts.CorrectionJob(p, acts.Original{Process: whole(t), Protocol: process.ProtocolNumber{Number: "12", Date: date(time.March, 8)}})
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

func TestCorrection_WithoutProtocolOfTheOriginal(t *testing.T) {
	p := whole(t)
	p.Notice.Place = ""
	p.Entries[0].Meeting.Start = hour(16, 0)
	j, err := acts.CorrectionJob(p, acts.Original{Process: whole(t)})
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
			v, err := acts.NewCorrectionView(p, acts.Original{Process: whole(t)})
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
	v, err := acts.NewCorrectionView(p, acts.Original{Process: old})
	if err != nil || v.Tipo != "PROROGA" || len(v.Differenze) != 1 {
		t.Errorf("%s %+v, error %v", v.Tipo, v.Differenze, err)
	}
}

func TestCorrection_IsDatedOnlyWhenTheNoticeIsLaterThanTheOriginal(t *testing.T) {
	p := whole(t)
	p.Entries[0].Meeting.Start = hour(16, 0)
	p.Notice.Date = date(time.April, 2)
	j, err := acts.CorrectionJob(p, acts.Original{Process: whole(t)})
	if err != nil {
		t.Fatal(err)
	}
	if j.Date != p.Notice.Date || j.Title != "Rettifica – Coprogettazione" {
		t.Errorf("job %+v", j)
	}
	saying(t, wordsOf(t, actOf(t, p, j, acts.Options{})), []string{"Prova, 2 aprile 2025"}, nil)
}

func TestCorrection_OfNothingIsRefused(t *testing.T) {
	if _, err := acts.CorrectionJob(whole(t), acts.Original{Process: whole(t)}); !errors.Is(err, acts.ErrUnchanged) {
		t.Errorf("error %v", err)
	}
	other := whole(t)
	other.Key = "altro"
	if _, err := acts.CorrectionJob(whole(t), acts.Original{Process: other}); !errors.Is(err, acts.ErrOtherProcess) {
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
	correction, err := acts.CorrectionJob(changed, acts.Original{Process: p})
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
