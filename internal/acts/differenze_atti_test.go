package acts_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"concerta/internal/acts"
	"concerta/internal/process"
	"concerta/internal/richtext"
)

func TestDifferencesOf_EveryKindSayInWordsWhatChanged(t *testing.T) {
	type d = acts.Differenza
	for name, c := range map[string]struct {
		kind   acts.Kind
		whom   string
		change func(*process.Process)
		want   []d
	}{
		"nothing": {acts.Pact, "aurora", func(*process.Process) {}, nil},
		"notice, as its corrections say it": {
			acts.Notice, "", func(p *process.Process) { p.Entries[0].Meeting.Start = hour(16, 0) },
			[]d{{"prima sessione del 6 novembre 2025, ora", "15.30", "16.00"}},
		},
		"notice, its date alone": {
			acts.Notice, "", func(p *process.Process) { p.Notice.Date = date(time.April, 1) },
			[]d{{"data", "1° marzo 2025", "1° aprile 2025"}},
		},
		"register, the meeting": {
			acts.Register, "apertura", func(p *process.Process) { p.Entries[0].Meeting.Start = hour(16, 0) },
			[]d{{"incontro, ora", "15.30", "16.00"}},
		},
		"register, who is expected": {
			acts.Register, "apertura", func(p *process.Process) {
				p.Organizations[0].Delegates[0].Name, p.Adhesions[0].Delegate = "Ugo Bruni", "Ugo Bruni"
			},
			[]d{{"righe, n. 1 Blu Ugo, nome", "Blu Ugo", "Bruni Ugo"}},
		},
		"register, one more": {
			acts.Register, "apertura", func(p *process.Process) {
				p.Adhesions = append(p.Adhesions, process.Adhesion{By: "lia", Source: process.FromForm, Tables: []int{1}})
			},
			[]d{{"righe, n. 2 Lia Gialli", "", "Lia Gialli, cittadino, tavoli 1"}, {"righe già intestate", "1", "2"}},
		},
		"form, a box": {
			acts.AdhesionForm, "aurora", func(p *process.Process) { p.Adhesions[0].Tables = []int{1} },
			[]d{{"tavoli, Tavolo 1: Infanzia, scelta", "no", "sì"}, {"tavoli, Tavolo 2: Anziani, scelta", "sì", "no"}},
		},
		"form, who declares": {
			acts.AdhesionForm, "aurora", func(p *process.Process) { p.Organizations[0].Representative = process.Representative{} },
			[]d{
				{"dichiarante", "Eva Rossi, Presidente", ""},
				{"soggetto, rappresentante", "Eva Rossi, Presidente", ""},
			},
		},
		"pact": {
			acts.Pact, "aurora", func(p *process.Process) {
				p.Pacts.To, p.Pacts.Parties[0].Power, p.Organizations[0].Towns = process.Date{Year: 2027, Month: time.May, Day: 8}, "", nil
			},
			[]d{
				{"parti, Associazione Aurora ESEMPIO, soggetto, comuni", "Prova; Esempio", ""},
				{"parti, Associazione Aurora ESEMPIO, poteri", "statuto, art. 12", ""},
				{"termine", "30 novembre 2028", "8 maggio 2027"},
			},
		},
		"memorandum, a text": {
			acts.Memorandum, "", func(p *process.Process) {
				p.Memorandum.Articles[0].Text = rich(t, "Il Protocollo regola il **dialogo**.")
				p.Memorandum.Premises = append(p.Memorandum.Premises, rich(t, "visto l’esito;"))
			},
			[]d{
				{"premesse", "", "visto l’esito;"},
				{"articoli, Oggetto, testo", "Il Protocollo regola il confronto.", "Il Protocollo regola il dialogo."},
			},
		},
		"memorandum, who signs": {
			acts.Memorandum, "", func(p *process.Process) {
				p.Memorandum.Parties[2].Later, p.Memorandum.Parties[2].Mode = false, process.ByHand
			},
			[]d{
				{"parti, Unione ESEMPIO, firma in un momento successivo", "sì", "no"},
				{"firmatari, Teo Neri, modo", "digitale", "a mano"},
				{"firmatari, Teo Neri, firma in un momento successivo", "sì", "no"},
			},
		},
		"minutes": {
			acts.Minutes, "apertura", func(p *process.Process) {
				p.Attendances[0].Present[1].Status = process.Present
				p.Minutes[0].Items[0].Outcome, p.Minutes[0].Closed = process.Approved, hour(18, 30)
			},
			[]d{
				{"chiusura", "18.10", "18.30"},
				{"registri, n. 1, righe, Bianchi Ivo, stato", "in ritardo", "presente"},
				{"punti, Presentazione del percorso, esito", "preso atto", "approvato"},
			},
		},
		"summary": {
			acts.ProposalSummary, "", func(p *process.Process) {
				p.Proposals = append(p.Proposals, process.Proposal{ID: "zero", Table: 1, Title: "Ludoteca", Outcome: process.PartlyAccepted, Reason: "costa"})
			},
			[]d{
				{"gruppi, Tavolo 1: Infanzia, proposte, n. 3 Ludoteca", "", "Ludoteca, accolta in parte, costa"},
				{"totale", "3", "4"},
				{"esiti, accolta in parte", "", "1"},
			},
		},
		"steering group": {
			acts.SteeringGroup, "", func(p *process.Process) { p.Steering[0].Table, p.Steering[0].Name = 1, "Ada Blu" },
			[]d{
				{"componenti, n. 1 Ugo Blu, nome", "Ugo Blu", "Ada Blu"},
				{"componenti, n. 1 Ugo Blu, tavolo", "Tavolo 2: Anziani", "Tavolo 1: Infanzia"},
			},
		},
		"list": {
			acts.Participants, "", func(p *process.Process) { p.Deadline.Date = date(time.November, 8); p.Tables[1].Name = "Terza età" },
			[]d{
				{"tavoli, n. 2 Anziani, nome", "Anziani", "Terza età"},
				{"scadenza per le adesioni, data", "5 novembre 2025", "8 novembre 2025"},
			},
		},
		"order of signing": {
			acts.Invitation, "apertura", func(p *process.Process) {
				p.Signatories = []process.Signatory{p.Signatories[1], p.Signatories[0]}
			},
			[]d{{"firmatari, ordine", "Ada Neri; Leo Rosa", "Leo Rosa; Ada Neri"}},
		},
		"only spaces": {
			acts.Participants, "", func(p *process.Process) { p.Title += "  " },
			[]d{{"titolo del procedimento, spazi e righe", "Percorso di prova", "Percorso di prova"}},
		},
		"only stress": {
			acts.Memorandum, "", func(p *process.Process) {
				p.Memorandum.Premises = []richtext.Text{rich(t, "le parti riconoscono il **valore** del confronto;")}
			},
			[]d{{"premesse, rilievo e capoversi", "le parti riconoscono il valore del confronto;", "le parti riconoscono il **valore** del confronto;"}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			start := func() *process.Process {
				p := whole(t)
				p.Title = "Percorso di prova"
				p.Signatories = append(p.Signatories, process.Signatory{ID: "segretario", Office: "Il Segretario", Name: "Leo Rosa"})
				return p
			}
			p := start()
			j := jobOf(t, p, c.kind, c.whom)
			before := frozenOf(t, p, j)
			c.change(p)
			got, err := acts.DifferencesOf(c.kind, before, frozenOf(t, p, j))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// eachChange calls changed for each value of the JSON, once with it changed.
func eachChange(v any, set func(any), changed func(path string), path string) {
	switch x := v.(type) {
	case map[string]any:
		for k, kid := range x {
			eachChange(kid, func(n any) { x[k] = n }, changed, path+"/"+k)
		}
		return
	case []any:
		for i, kid := range x {
			eachChange(kid, func(n any) { x[i] = n }, changed, fmt.Sprint(path, "/", i))
		}
		return
	case string:
		set(x + "x")
	case float64:
		set(x + 1)
	case bool:
		set(!x)
	default:
		return
	}
	changed(path)
	set(v)
}

func TestDifferencesOf_NoChangeOfTheDataIsSilentAndNoneIsToldInTheProgramsOwnWords(t *testing.T) {
	p, jobs := everyJob(t)
	done := map[acts.Kind]bool{}
	for _, j := range jobs {
		if done[j.Kind] {
			continue
		}
		done[j.Kind] = true
		before := frozenOf(t, p, j)
		var tree any
		if err := json.Unmarshal(before, &tree); err != nil {
			t.Fatal(err)
		}
		eachChange(tree, func(any) {}, func(path string) {
			after, err := json.Marshal(tree)
			if err != nil {
				t.Fatal(err)
			}
			got, err := acts.DifferencesOf(j.Kind, before, after)
			if path == "/atto" {
				if !errors.Is(err, acts.ErrFrozen) {
					t.Errorf("%s: another kind: error %v", j.Kind, err)
				}
				return
			}
			if err != nil || len(got) == 0 {
				t.Errorf("%s %s: differences %v, error %v", j.Kind, path, got, err)
			}
			for _, d := range got {
				if d.Dove == "" || strings.ContainsAny(d.Dove+d.Prima+d.Dopo, "{}[]\"") {
					t.Errorf("%s %s is told as %+v", j.Kind, path, d)
				}
			}
		}, "")
	}
}

func TestDifferencesOf_ShapesOfAnyNumber(t *testing.T) {
	p := whole(t)
	for _, k := range []acts.Kind{acts.Notice, acts.Participants} {
		now := string(frozenOf(t, p, acts.Job{Kind: k}))
		old := strings.Replace(now, `"schema":1`, `"schema":0,"vecchio-campo":true`, 1)
		got, err := acts.DifferencesOf(k, []byte(old), []byte(now))
		want := []acts.Differenza{{Dove: "forma dei dati", Prima: "0", Dopo: "1"}, {Dove: "vecchio campo", Prima: "sì", Dopo: "no"}}
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s, error %v", diff, err)
		}
	}
}

func TestDifferencesOf_WhatIsNoViewIsRefused(t *testing.T) {
	good := frozenOf(t, whole(t), acts.Job{Kind: acts.Participants})
	for _, bad := range []string{"", "[]", "{", `{"atto":"elenco"} {}`, `{"atto":"avviso"}`, `{"atto":{"atto":"elenco"}}`, `{"atto":"elenco","a":` + strings.Repeat("[", 5000)} {
		if _, err := acts.DifferencesOf(acts.Participants, []byte(bad), good); !errors.Is(err, acts.ErrFrozen) {
			t.Errorf("%.30s before: error %v", bad, err)
		}
		if _, err := acts.DifferencesOf(acts.Participants, good, []byte(bad)); !errors.Is(err, acts.ErrFrozen) {
			t.Errorf("%.30s after: error %v", bad, err)
		}
	}
}

// bodiesNamed is a list of adherents of n bodies named with a word.
func bodiesNamed(t *testing.T, n int, word string) []byte {
	t.Helper()
	p := whole(t)
	p.Organizations, p.Adhesions, p.Attendances, p.Steering = nil, nil, nil, nil
	for i := range n {
		id := fmt.Sprintf("ente-%d", i)
		p.Organizations = append(p.Organizations, process.Organization{ID: id, Name: fmt.Sprintf("%s %05d", word, i)})
		p.Adhesions = append(p.Adhesions, process.Adhesion{By: id, Source: process.FromForm})
	}
	return frozenOf(t, p, acts.Job{Kind: acts.Participants})
}

func TestDifferencesOf_LongListsAreComparedInAShortTime(t *testing.T) {
	const n = 3000
	before, after := bodiesNamed(t, n, "Ente"), bodiesNamed(t, n+1, "Circolo")
	got, err := acts.DifferencesOf(acts.Participants, before, after)
	if err != nil || len(got) != 2*n+2 { // each gone, each come, and their number
		t.Errorf("%d differences, error %v", len(got), err)
	}
	if got, err := acts.DifferencesOf(acts.Participants, before, bodiesNamed(t, n+1, "Ente")); err != nil || len(got) != 2 {
		t.Errorf("one more: %v, error %v", got, err)
	}
}

func TestDifferences_LongListsOfTextsAreComparedInAShortTime(t *testing.T) {
	premises := func(word string) []richtext.Text {
		var list []richtext.Text
		for i := range 2000 {
			list = append(list, richtext.Words(fmt.Sprintf("%s %d alle 15.30", word, i)))
		}
		return list
	}
	old, p := whole(t), whole(t)
	old.Notice.Premises, p.Notice.Premises = premises("visto"), premises("vista")
	p.Entries[0].Meeting.Start = hour(16, 0)
	if got := differences(t, old, p); len(got) != 2001 {
		t.Errorf("%d differences", len(got))
	}
}

func FuzzDifferencesOf(f *testing.F) {
	f.Add(`{"atto":"patto","parti":[{"nome":"A"},{"nome":"B"}]}`, `{"atto":"patto","parti":[{"nome":"B"},{"nome":"C"},null]}`)
	f.Add(`{"atto":"patto","righe":[{"numero":1},{"di":"a"}]}`, `{"atto":"patto","righe":[{"tavolo":{"numero":2}},[1,true]],"premesse":[{"blocchi":null}]}`)
	f.Fuzz(func(t *testing.T, before, after string) {
		list, err := acts.DifferencesOf(acts.Pact, []byte(before), []byte(after))
		if err == nil && before == after && len(list) > 0 {
			t.Errorf("what is the same differs: %+v", list)
		}
		_, _ = acts.FrozenSigners([]byte(before))
	})
}
