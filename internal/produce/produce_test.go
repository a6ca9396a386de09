package produce_test

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"concerta/internal/acts"
	"concerta/internal/doc"
	"concerta/internal/process"
	"concerta/internal/produce"
)

const source = `versione: 1
chiave: prova-2026
titolo: Piano di prova
ente: {tipo: comune, nome: Comune di Prova}
avviso:
  titolo: “Avviso di prova”
  annuncio: {soggetto: IL COMUNE DI PROVA, verbo: COMUNICA, oggetto: L’AVVIO DEL PERCORSO}
  luogo: Prova
  data: 2026-03-02
fasi:
  - titolo: Ascolto
    voci:
      - incontro: {id: primo, data: 2026-03-10, ora: 15.30, luogo: Sala comunale}
firmatari:
  - {id: dirigente, ufficio: IL DIRIGENTE, nome: Dott.ssa Anna ROSSI, firma: digitale}
`

var (
	wrongDay  = strings.Replace(source, "data: 2026-03-10", "data: 2026-03-10, giorno: lunedì", 1)
	noDate    = strings.Replace(source, "  data: 2026-03-02\n", "", 1)
	illegible = source + "sconosciuta: 1\naltra: 2\n"
)

func read(src string) *produce.Review {
	return produce.Read(produce.Source{Name: "prova.yaml", Bytes: []byte(src)})
}

func TestRead_TellsWhatCanBeMade(t *testing.T) {
	for name, c := range map[string]struct {
		src            string
		legible, clean bool
	}{
		"good":            {source, true, true},
		"a rule broken":   {wrongDay, true, false},
		"an unknown key":  {illegible, false, false},
		"not YAML at all": {"chiave: [", false, false},
		"empty":           {"", false, false},
	} {
		r := read(c.src)
		if r.Legible != c.legible || r.Clean() != c.clean {
			t.Errorf("%s: legible %v, clean %v: %v", name, r.Legible, r.Clean(), r.Findings)
		}
	}
}

func TestRead_GivesEveryFindingInTheOrderOfTheFile(t *testing.T) {
	r := read(illegible)
	if n := r.Count(process.Error); n != 2 {
		t.Fatalf("%d errors, want 2: %v", n, r.Findings)
	}
	last := 0
	for _, f := range read(wrongDay).Findings {
		if f.Line > 0 && f.Line < last {
			t.Errorf("line %d after line %d", f.Line, last)
		}
		last = max(last, f.Line)
		if f.File != "prova.yaml" {
			t.Errorf("finding %s is of file %q", f.Rule, f.File)
		}
	}
	if last == 0 {
		t.Error("no finding has a place")
	}
}

// maker makes a document of one heading, or what the test wants.
type maker struct {
	title string
	err   error
}

func (m maker) Make(p *process.Process, _ acts.Job, o acts.Options) (*doc.Document, error) {
	d := &doc.Document{
		Meta:   doc.Meta{Title: m.title, Lang: "it-IT"},
		Blocks: []doc.Block{&doc.Heading{Level: 1, Text: []doc.Inline{&doc.Text{Value: p.Title}}}},
	}
	if o.Draft {
		d.Running.Mark = "BOZZA"
	}
	return d, m.err
}

// notice is the task of making the notice of r.
func notice(t *testing.T, r *produce.Review) produce.Task {
	t.Helper()
	if r.Process == nil {
		return produce.Task{}
	}
	tasks, err := produce.Tasks(r.Process, acts.Notice)
	if err != nil || len(tasks) != 1 {
		t.Fatalf("%d notices, error %v", len(tasks), err)
	}
	return tasks[0]
}

func words(w io.Writer, d *doc.Document) error {
	_, err := fmt.Fprint(w, d.Meta.Title)
	return err
}

func TestMake_OfAProcessWithErrorsIsADraftOrNothing(t *testing.T) {
	press := produce.NewPress(maker{title: "Avviso"}, nil, produce.Renderers{})
	for _, c := range []struct {
		src   string
		draft bool
		want  error
	}{
		{source, false, nil},
		{source, true, nil},
		{wrongDay, false, produce.ErrFindings},
		{wrongDay, true, nil},
		{illegible, false, produce.ErrFindings},
		{illegible, true, produce.ErrFindings},
	} {
		r := read(c.src)
		act, err := press.Make(r, notice(t, r), acts.Options{Draft: c.draft})
		if !errors.Is(err, c.want) {
			t.Errorf("draft %v: got %v, want %v", c.draft, err, c.want)
		}
		if err == nil && (act.Document.Running.Mark == "BOZZA") != c.draft {
			t.Errorf("draft %v: mark %q", c.draft, act.Document.Running.Mark)
		}
	}
}

func TestMake_RefusesWhatNoRendererShouldSee(t *testing.T) {
	r := read(source)
	_, err := produce.NewPress(maker{title: ""}, nil, produce.Renderers{}).Make(r, notice(t, r), acts.Options{})
	var bad *produce.DocumentError
	if !errors.Is(err, produce.ErrDocument) || !errors.As(err, &bad) || len(bad.Problems) == 0 {
		t.Errorf("got %v", err)
	}
	_, err = produce.NewPress(maker{err: produce.ErrTemplate}, nil, produce.Renderers{}).Make(r, notice(t, r), acts.Options{})
	if !errors.Is(err, produce.ErrTemplate) {
		t.Errorf("got %v, want what the maker failed with", err)
	}
}

func TestAct_IsNamedByItsDateAndKind(t *testing.T) {
	press := produce.NewPress(maker{title: "Avviso"}, nil, produce.Renderers{DOCX: words})
	for src, want := range map[string]string{source: "2026-03-02_avviso.docx", noDate: "avviso.docx"} {
		r := read(src)
		task := notice(t, r)
		act, err := press.Make(r, task, acts.Options{Draft: true})
		if err != nil {
			t.Fatal(err)
		}
		docx, ok := press.Formats().Find("docx")
		if !ok {
			t.Fatal("no docx")
		}
		if got := task.FileName(docx); got != want {
			t.Errorf("name %q, want %q", got, want)
		}
		if task.ID != "avviso" {
			t.Errorf("id %q", task.ID)
		}
		if b, err := act.Render(docx); err != nil || string(b) != "Avviso" {
			t.Errorf("bytes %q, error %v", b, err)
		}
	}
}

func TestFormats_AreThoseThatARendererGives(t *testing.T) {
	act := func(io.Writer, *produce.Act) error { return nil }
	formats := produce.NewPress(maker{}, nil, produce.Renderers{PDF: words, XLSX: act, CSV: act, ICS: act}).Formats()
	for kind, want := range map[acts.Kind][]string{
		acts.Notice: {"pdf"}, acts.Participants: {"pdf", "xlsx", "csv"}, acts.Invitation: {"pdf", "ics"},
	} {
		if got := formats.Of(kind).Names(); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", kind, got, want)
		}
	}
	if _, ok := formats.Find("docx"); ok {
		t.Error("a format without a renderer was found")
	}
}
