package acts_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"concerta/internal/acts"
	"concerta/internal/process"
)

func TestProposals_ByTableAndNumberedThroughout(t *testing.T) {
	p := whole(t)
	p.Tables = append(p.Tables, process.ThematicTable{Number: 3, Name: "Casa"})
	p.Proposals = append(p.Proposals, process.Proposal{ID: "libera", Title: "Di nessuno"})
	v, err := acts.NewProposalSummaryView(p)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, g := range v.Gruppi {
		name := "-"
		if g.Tavolo != nil {
			name = g.Tavolo.Nome
		}
		for _, x := range g.Proposte {
			name += fmt.Sprintf(" | %d %s (%s)", x.Numero, x.Titolo, x.Di)
		}
		got = append(got, name)
	}
	want := []string{
		"Infanzia | 1 Nido serale (Gino Viola) | 2 Di un altro giorno ()", "Anziani | 3 Centro diurno (Associazione Aurora ESEMPIO)",
		"Casa", "- | 4 Di nessuno ()",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	words := wordsOf(t, actOf(t, p, jobOf(t, p, acts.ProposalSummary, ""), acts.Options{}))
	for _, want := range []string{"Tavolo 3: Casa", "Il tavolo non ha presentato proposte.", "Proposte che non sono di un tavolo", "Un centro per anziani soli."} {
		if !strings.Contains(words, want) {
			t.Errorf("no %q in %s", want, words)
		}
	}
}

func TestProposals_CountsAgree(t *testing.T) {
	p := whole(t)
	p.Proposals = nil
	for i, o := range []process.ProposalOutcome{process.Accepted, process.PartlyAccepted, process.PartlyAccepted, process.NotAccepted, process.NotAccepted, process.ReferredFurther, process.ToBeJudged} {
		p.Proposals = append(p.Proposals, process.Proposal{ID: fmt.Sprint(i), Table: 1, Title: "Proposta", Outcome: o, Reason: fmt.Sprintf("Motivo %d.", i)})
	}
	words := wordsOf(t, actOf(t, p, jobOf(t, p, acts.ProposalSummary, ""), acts.Options{}))
	for _, want := range []string{
		"Sono state raccolte n. 7 proposte: n. 1 accolta, n. 2 accolte in parte, n. 1 rinviata, n. 2 non accolte, n. 1 da valutare.",
		"Motivo 3.",
	} {
		if !strings.Contains(words, want) {
			t.Errorf("no %q in %s", want, words)
		}
	}
	p.Proposals = p.Proposals[:1]
	if words := wordsOf(t, actOf(t, p, jobOf(t, p, acts.ProposalSummary, ""), acts.Options{})); !strings.Contains(words, "È stata raccolta n. 1 proposta: n. 1 accolta.") {
		t.Error(words)
	}
}

func TestProposalsAndSteeringGroup_AreMadeOfSomething(t *testing.T) {
	for _, k := range []acts.Kind{acts.ProposalSummary, acts.SteeringGroup} {
		if jobs, err := acts.Jobs(small(), k); err != nil || len(jobs) != 0 {
			t.Errorf("%s: %v, %v", k, jobs, err)
		}
	}
}
