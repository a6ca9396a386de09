package render_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"concerta/internal/acts"
	"concerta/internal/doc"
	"concerta/internal/pdf/reader"
	"concerta/internal/process"
	"concerta/internal/render/docx"
	"concerta/internal/render/html"
	"concerta/internal/render/pdf"
	"concerta/internal/render/rendertest"
	"concerta/internal/render/text"
)

const verifyCode = "ABCD-EFGH-JKLM-NPQR"

func issuedOptions(k acts.Kind, large bool) acts.Options {
	return acts.Options{Large: large, Issued: &acts.Issued{
		ID: "casarano-2013/" + string(k) + "/0000012-2013", Register: "Repertorio degli atti", Number: 12, Year: 2013,
		Date: process.Date{Year: 2013, Month: 10, Day: 30}, Code: verifyCode,
		VerifyURL: "https://atti.ambitocasarano.example/verifica/" + verifyCode,
	}}
}

// issued gives acts with the marks of their issue: upright, on its side, in
// large print, with marks for scanning, without a public address, and without
// anything but an identifier.
func (w *workshop) issued(tb testing.TB) map[string]*doc.Document {
	tb.Helper()
	p := w.process(tb, "casarano-2013.yaml")
	all := map[string]*doc.Document{}
	for _, k := range []acts.Kind{acts.Notice, acts.Register, acts.Minutes, acts.Participants} {
		jobs, err := acts.Jobs(p, k)
		if err != nil {
			tb.Fatal(err)
		}
		for _, large := range []bool{false, true} {
			if large && k == acts.Notice {
				continue // its pages are the large notice's, code or not
			}
			d, err := w.maker.Make(p, jobs[0], issuedOptions(k, large))
			if err != nil {
				tb.Fatal(err)
			}
			if problems := doc.Check(d, w.renderer); len(problems) > 0 {
				tb.Fatal(problems)
			}
			all[fmt.Sprintf("issued-%s-%t", k, large)] = d
		}
	}
	side := *rendertest.Named("long-prose")
	side.Blocks = []doc.Block{side.Blocks[0], &doc.Section{Orientation: doc.Landscape, Blocks: side.Blocks[1:]}}
	side.Meta.Identifier, side.Meta.Issue = "x", &doc.Issue{Kind: "prova & <altro>", Date: "2013-12-31"}
	side.Running = all["issued-avviso-false"].Running
	all["issued-landscape"] = &side

	o := issuedOptions(acts.Notice, false)
	o.Issued.VerifyURL = ""
	d, err := w.maker.Notice(p, o)
	if err != nil {
		tb.Fatal(err)
	}
	all["issued-code-only"] = d
	if d, err = w.maker.Notice(p, acts.Options{Issued: &acts.Issued{ID: "casarano-2013/scheda", Date: o.Issued.Date}}); err != nil {
		tb.Fatal(err)
	}
	all["issued-unnumbered"] = d
	return all
}

func TestIssued_TheFileSaysOfItselfWhatTheDocumentDoes(t *testing.T) {
	w := newWorkshop(t)
	for name, d := range w.issued(t) {
		m, err := pdf.ReadMeta(w.pdf(t, d))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(d.Meta, m); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if d := w.notice(t, w.process(t, "casarano-2013.yaml")); d.Meta.Issue != nil || bytes.Contains(w.pdf(t, d), []byte("urn:concerta")) {
		t.Error("an act that is not issued says that it is")
	}
}

// footOf gives what stands in the margin at the foot of a page, and its shapes.
func footOf(p *reader.Page) (words string, boxes []reader.Box) {
	bottom := pdf.Limits().Bottom
	for _, m := range p.Artifacts {
		for _, r := range m.Runs {
			if r.Box.Y1 < bottom && !r.Turned {
				words += r.Text + "\n"
			}
		}
		for _, b := range m.Boxes {
			if b.Y1 < bottom && b.X1-b.X0 < 100 { // not the rule above the foot
				boxes = append(boxes, b)
			}
		}
	}
	return words, boxes
}

func TestIssued_EveryPageBearsNumberAndCodeClearOfTheText(t *testing.T) {
	w := newWorkshop(t)
	for name, d := range w.issued(t) {
		r, err := reader.Read(w.pdf(t, d))
		if err != nil {
			t.Fatal(err)
		}
		coded := d.Running.Verify != nil && d.Running.Verify.URL != "" && d.Running.Scan == nil
		for _, p := range r.Pages {
			words, boxes := footOf(p)
			for _, line := range d.Running.FootLines() {
				if !strings.Contains(words, line) {
					t.Errorf("%s, page %d: no %q in the foot %q", name, p.Number, line, words)
				}
			}
			if got := len(boxes) > 100; got != coded && d.Running.Scan == nil {
				t.Errorf("%s, page %d: a code at the foot: %t, want %t", name, p.Number, got, coded)
			}
			const quiet = 4.0 // points: more than four modules of a code are
			for _, b := range boxes {
				for _, run := range p.Runs {
					if !run.Turned && b.X0-quiet < run.Box.X1 && run.Box.X0 < b.X1+quiet && b.Y0-quiet < run.Box.Y1 && run.Box.Y0 < b.Y1+quiet {
						t.Fatalf("%s, page %d: the code is too near to %q", name, p.Number, run.Text)
					}
				}
			}
		}
	}
}

func TestIssued_PagesBreakWhereTheyDidBefore(t *testing.T) {
	w := newWorkshop(t)
	p := w.process(t, "casarano-2013.yaml")
	pages := func(o acts.Options) []string {
		d, err := w.maker.Notice(p, o)
		if err != nil {
			t.Fatal(err)
		}
		r, err := reader.Read(w.pdf(t, d))
		if err != nil {
			t.Fatal(err)
		}
		var list []string
		for _, page := range r.Pages {
			for _, m := range page.Marks {
				for _, run := range m.Runs {
					list = append(list, fmt.Sprint(page.Number, " ", run.Text))
				}
			}
		}
		return list
	}
	if diff := cmp.Diff(pages(acts.Options{}), pages(issuedOptions(acts.Notice, false))); diff != "" {
		t.Error(diff)
	}
}

func TestIssued_EveryFormatSaysNumberCodeAndIdentifier(t *testing.T) {
	w := newWorkshop(t)
	d := w.issued(t)["issued-avviso-false"]
	var word, page, plain bytes.Buffer
	for _, err := range []error{docx.Render(&word, d), html.Render(&page, d), text.Render(&plain, d)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	parts := map[string]string{"html": page.String(), "txt": plain.String(), "docx": strings.Join(unzipped(t, word.Bytes()), "\n")}
	for format, all := range parts {
		for _, want := range []string{"Rep. n. 0000012/2013", d.Meta.Identifier, "codice di verifica " + verifyCode, "https://atti.ambitocasarano.example/verifica"} {
			if !strings.Contains(all, want) {
				t.Errorf("%s does not say %q", format, want)
			}
		}
	}
	if !strings.Contains(parts["docx"], "<dc:identifier>"+d.Meta.Identifier+"<") {
		t.Error("the properties of the DOCX have no identifier")
	}
}

// unzipped gives the parts of a package.
func unzipped(tb testing.TB, data []byte) []string {
	tb.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		tb.Fatal(err)
	}
	var list []string
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			tb.Fatal(err)
		}
		part, err := io.ReadAll(r)
		if err != nil {
			tb.Fatal(err)
		}
		list = append(list, f.Name+"\n"+string(part))
	}
	return list
}
