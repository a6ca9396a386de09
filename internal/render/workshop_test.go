package render_test

import (
	"bytes"
	"fmt"
	"testing"

	"concerta/examples"
	"concerta/fonts"
	"concerta/internal/acts"
	"concerta/internal/doc"
	"concerta/internal/markup"
	"concerta/internal/process"
	"concerta/internal/processfile"
	"concerta/internal/render/pdf"
	"concerta/templates"
)

// workshop is all it takes to make acts from process files.
type workshop struct {
	maker    *acts.Maker
	renderer *pdf.Renderer
}

func newWorkshop(tb testing.TB) *workshop {
	tb.Helper()
	t, err := markup.Load(templates.Files)
	if err != nil {
		tb.Fatal(err)
	}
	r, err := pdf.New(fonts.Files)
	if err != nil {
		tb.Fatal(err)
	}
	return &workshop{acts.NewMaker(t), r}
}

// process reads one of the example processes.
func (w *workshop) process(tb testing.TB, name string) *process.Process {
	tb.Helper()
	src, err := examples.Files.ReadFile(name)
	if err != nil {
		tb.Fatal(err)
	}
	return w.parse(tb, name, src)
}

func (w *workshop) parse(tb testing.TB, name string, src []byte) *process.Process {
	tb.Helper()
	f, findings := processfile.Read(name, src, nil)
	if len(findings) > 0 {
		tb.Fatal(findings)
	}
	return f.Process
}

// notice makes the notice of a process, checked as before every rendering.
func (w *workshop) notice(tb testing.TB, p *process.Process) *doc.Document {
	tb.Helper()
	d, err := w.maker.Notice(p, acts.Options{})
	if err != nil {
		tb.Fatal(err)
	}
	if problems := doc.Check(d, w.renderer); len(problems) > 0 {
		tb.Fatal(problems)
	}
	return d
}

// acts gives the acts of the whole Casarano process other than the notice: of
// each kind the first, one in the middle and the last.
func (w *workshop) acts(tb testing.TB) map[string]*doc.Document {
	tb.Helper()
	p := w.process(tb, "casarano-2013.yaml")
	all := map[string]*doc.Document{}
	for _, k := range acts.Kinds() {
		jobs, err := acts.Jobs(p, k)
		if err != nil {
			tb.Fatal(err)
		}
		if k == acts.Notice {
			continue
		}
		if len(jobs) > 3 {
			jobs = []acts.Job{jobs[0], jobs[len(jobs)/2], jobs[len(jobs)-1]}
		}
		for i, j := range jobs {
			d, err := w.maker.Make(p, j, acts.Options{})
			if err != nil {
				tb.Fatal(err)
			}
			if problems := doc.Check(d, w.renderer); len(problems) > 0 {
				tb.Fatalf("%s: %v", j.Title, problems)
			}
			all[fmt.Sprintf("act-%s-%d", k, i+1)] = d
		}
	}
	return all
}

func (w *workshop) pdf(tb testing.TB, d *doc.Document) []byte {
	tb.Helper()
	var b bytes.Buffer
	if _, err := w.renderer.Render(&b, d); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}
