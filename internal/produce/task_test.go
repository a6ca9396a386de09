package produce_test

import (
	"slices"
	"strings"
	"testing"

	"concerta/internal/acts"
	"concerta/internal/process"
	"concerta/internal/produce"
)

func TestNames_AreUniqueAndSafe(t *testing.T) {
	day := process.Date{Year: 2013, Month: 11, Day: 7}
	register := func(id string, table int, slug string) acts.Job {
		return acts.Job{Kind: acts.Register, For: id, Table: table, Slug: slug, Date: day}
	}
	var names, ids []string
	for _, task := range produce.Named(
		register("plenaria", 0, "plenaria"), register("plenaria", 2, "plenaria"), register("altra", 0, "Plenaria"),
		acts.Job{Kind: acts.Notice}, acts.Job{Kind: acts.Pact, For: "a", Slug: "../a/b"},
	) {
		names, ids = append(names, task.Name), append(ids, task.ID)
	}
	if want := []string{"2013-11-07_registro_plenaria", "2013-11-07_registro_plenaria_2", "2013-11-07_registro_plenaria_3", "avviso", "patto_a-b"}; !slices.Equal(names, want) {
		t.Errorf("names %q, want %q", names, want)
	}
	if want := []string{"registro_plenaria", "registro_plenaria_2", "registro_altra", "avviso", "patto_a"}; !slices.Equal(ids, want) {
		t.Errorf("ids %q, want %q", ids, want)
	}
	long := produce.Named(acts.Job{Kind: acts.Pact, Slug: strings.Repeat("a", 400)})[0]
	if len(long.Name) > 200 {
		t.Errorf("a name of %d characters", len(long.Name))
	}
}

func TestPrintName_SaysWhatTheActsHaveInCommon(t *testing.T) {
	day := process.Date{Year: 2013, Month: 11, Day: 7}
	a := acts.Job{Kind: acts.Register, For: "mattina", Slug: "mattina", Date: day}
	b := acts.Job{Kind: acts.Register, For: "sera", Slug: "sera", Date: day}
	tables := a
	tables.Table, tables.Slug = 1, "mattina-1"
	for want, jobs := range map[string][]acts.Job{
		"2013-11-07_registro_mattina_stampa": {a},
		"2013-11-07_registro_stampa":         {a, b},
		"atti_stampa":                        {a, {Kind: acts.Notice}},
	} {
		if got := produce.PrintName(produce.Named(jobs...)); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if got := produce.PrintName(produce.Named(a, tables)); got != "2013-11-07_registro_mattina_stampa" {
		t.Errorf("got %q for the registers of a meeting", got)
	}
}

func TestWithShortForms_FollowTheRegistersOfTheirMeeting(t *testing.T) {
	day := process.Date{Year: 2013, Month: 11, Day: 6}
	adhesion := []process.Effect{process.AttendanceIsAdhesion}
	p := &process.Process{
		Key: "prova", Register: process.RegisterOptions{ShortForms: 2},
		Tables: []process.ThematicTable{{Number: 1, Name: "Uno"}},
		Entries: []process.Entry{
			{Meeting: &process.Meeting{ID: "plenaria", Date: day, Effects: adhesion}},
			{Meeting: &process.Meeting{ID: "tavoli", Date: day, Tables: []int{1}, OwnTable: "Altro"}},
		},
	}
	registers, err := produce.Tasks(p, acts.Register)
	if err != nil {
		t.Fatal(err)
	}
	together := func(tasks []produce.Task) []string {
		list, err := produce.WithShortForms(p, tasks)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, task := range list {
			ids = append(ids, task.ID)
		}
		return ids
	}
	want := []string{"registro_plenaria", "scheda_breve_plenaria", "registro_tavoli", "registro_tavoli_1"}
	if got := together(registers); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	every, err := produce.Tasks(p, acts.Register, acts.AdhesionForm)
	if err != nil {
		t.Fatal(err)
	}
	if got := together(every); len(got) != len(every) {
		t.Errorf("%q: forms that were there already come twice", got)
	}
	p.Register.ShortForms = 0
	if got := together(registers); len(got) != len(registers) {
		t.Errorf("%q: forms that the process does not want", got)
	}
}
