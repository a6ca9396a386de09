package acts_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"concerta/internal/acts"
	"concerta/internal/doc"
	"concerta/internal/process"
)

// shortJobs are the jobs of short forms that p has.
func shortJobs(t *testing.T, p *process.Process) []acts.Job {
	t.Helper()
	jobs, err := acts.Jobs(p, acts.AdhesionForm)
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(jobs, func(j acts.Job) bool { return !j.Short })
}

func shortForms(t *testing.T, p *process.Process, o acts.Options) *doc.Document {
	t.Helper()
	jobs := shortJobs(t, p)
	if len(jobs) != 1 {
		t.Fatalf("%d jobs of short forms", len(jobs))
	}
	return actOf(t, p, jobs[0], o)
}

func TestShortForms_AreOfMeetingsWhereAttendanceIsAdhesion(t *testing.T) {
	p := whole(t)
	if jobs := shortJobs(t, p); len(jobs) != 0 {
		t.Errorf("forms %v that nobody asked for", jobs)
	}
	p.Register.ShortForms = 3
	jobs := shortJobs(t, p)
	if len(jobs) != 1 || jobs[0].For != "apertura" || jobs[0].Slug != "breve-apertura" || jobs[0].Date != date(11, 6) {
		t.Errorf("jobs %+v", jobs)
	}
	for _, meeting := range []string{"chiusura", "mai"} {
		if _, err := acts.NewShortFormsView(p, meeting); !errors.Is(err, acts.ErrNoAct) {
			t.Errorf("%s: error %v", meeting, err)
		}
	}
}

func TestShortForms_AskWhatCompletesTheAdhesion(t *testing.T) {
	p := whole(t)
	p.Register.ShortForms = 3
	words := wordsOf(t, shortForms(t, p, acts.Options{}))
	saying(t, words, []string{
		"Consorzio di Prova", "prima sessione del 6 novembre 2025", "Cognome e nome", "Ente", "Tipo di ente", "PEC, e-mail o telefono",
		"Tavoli scelti", "1 Infanzia; 2 Anziani", "Data e firma", "Titolare del trattamento dei dati: Consorzio di Prova",
		"prova/scheda-breve/v1/apertura/3",
	}, []string{"apertura/4", "Aurora"})
	if n := strings.Count(words, "Scheda breve di adesione"); n != 3 {
		t.Errorf("%d forms, want 3", n)
	}
	p.Tables, p.Privacy = nil, nil
	saying(t, wordsOf(t, shortForms(t, p, acts.Options{})), nil, []string{"Tavol", "Titolare"})
}

func TestShortForms_AreTwoOnASheetWhenTheyFit(t *testing.T) {
	p := whole(t)
	p.Register.ShortForms = 4
	cuts := func(o acts.Options) (lines, sheets int) {
		for _, b := range shortForms(t, p, o).Blocks {
			if _, ok := b.(*doc.Rule); ok {
				lines++
			}
			if _, ok := b.(*doc.PageBreak); ok {
				sheets++
			}
		}
		return lines, sheets
	}
	if lines, sheets := cuts(acts.Options{}); lines != 2 || sheets != 1 {
		t.Errorf("%d lines to cut along and %d new sheets, want 2 and 1", lines, sheets)
	}
	if lines, sheets := cuts(acts.Options{Large: true}); lines != 0 || sheets != 3 {
		t.Errorf("large print: %d lines to cut along and %d new sheets, want 0 and 3", lines, sheets)
	}
	p.Tables[0].Name = strings.Repeat("nome lungo ", 70)
	if lines, sheets := cuts(acts.Options{}); lines != 0 || sheets != 3 {
		t.Errorf("long names: %d lines to cut along and %d new sheets, want 0 and 3", lines, sheets)
	}
}
