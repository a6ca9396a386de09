package acts_test

import (
	"errors"
	"strings"
	"testing"

	"concerta/internal/acts"
	"concerta/internal/process"
)

func TestSteeringGroup_SaysBodyRoleTableAndSubstitute(t *testing.T) {
	p := whole(t)
	p.Steering = []process.SteeringMember{
		{Name: "Ada Neri", Role: "Presidente"},
		{Name: "Ugo Blu", Organization: "aurora", Role: "referente", Table: 2, Substitute: "Eva Rossi"},
		{Name: "Ivo Bianchi", Organization: "liceo"},
	}
	v, err := acts.NewSteeringGroupView(p)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := v.Componenti[0], v.Componenti[1]; a.Ente != p.Office.Name || b.Ente != "Associazione Aurora ESEMPIO" || b.Tavolo == nil || b.Tavolo.Nome != "Anziani" || a.Tavolo != nil {
		t.Errorf("members %+v", v.Componenti)
	}
	words := wordsOf(t, actOf(t, p, jobOf(t, p, acts.SteeringGroup, ""), acts.Options{}))
	for _, want := range []string{"è composta da n. 3 componenti.", "Supplente", "Eva Rossi", "componente"} {
		if !strings.Contains(words, want) {
			t.Errorf("no %q in %s", want, words)
		}
	}
	p.Steering = p.Steering[:1]
	words = wordsOf(t, actOf(t, p, jobOf(t, p, acts.SteeringGroup, ""), acts.Options{}))
	if !strings.Contains(words, "è composta da n. 1 componente.") || strings.Contains(words, "Supplente") {
		t.Error(words)
	}
}

func TestSteeringGroup_OfAnUnknownBodyIsAnError(t *testing.T) {
	p := whole(t)
	p.Steering[0].Organization = "mai"
	if _, err := acts.NewSteeringGroupView(p); !errors.Is(err, acts.ErrNoAct) {
		t.Errorf("got %v", err)
	}
}
