package pdf_test

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"concerta/internal/doc"
	"concerta/internal/pdf/audit"
	"concerta/internal/pdf/reader"
	"concerta/internal/render/pdf"
	"concerta/internal/render/rendertest"
)

func text(s string) []doc.Inline { return []doc.Inline{&doc.Text{Value: s}} }

func par(s string) *doc.Paragraph { return &doc.Paragraph{Text: text(s)} }

func document(blocks ...doc.Block) *doc.Document {
	return &doc.Document{
		Meta:   doc.Meta{Title: "Atto", Lang: "it-IT"},
		Blocks: append([]doc.Block{&doc.Heading{Level: 1, Text: text("Atto")}}, blocks...),
	}
}

func layout(t *testing.T, d *doc.Document) (*pdf.Layout, *reader.Document) {
	t.Helper()
	var b bytes.Buffer
	l, err := renderer(t).Render(&b, d)
	if err != nil {
		t.Fatal(err)
	}
	r, err := reader.Read(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return l, r
}

func TestLayout_SaysWhereEveryIDLanded(t *testing.T) {
	table := &doc.Table{Columns: make([]doc.Column, 2), Head: []doc.Row{{Cells: []doc.Cell{{Blocks: []doc.Block{par("Ente")}}, {Blocks: []doc.Block{par("Firma")}}}}}}
	for i := range 80 {
		table.Body = append(table.Body, doc.Row{Cells: []doc.Cell{{Blocks: []doc.Block{par(fmt.Sprintf("Ente %d", i))}}, {ID: fmt.Sprintf("riga-%d", i)}}})
	}
	l, _ := layout(t, document(table, &doc.Field{Name: "nome", Label: "Nome"}, par("uno"), par("due"),
		&doc.Signatures{Items: []doc.Signature{{Name: "firma", Role: "IL PRESIDENTE", Who: "Anna ESEMPIO"}}}))
	seen := map[string]pdf.Place{}
	for _, p := range l.Places {
		if _, twice := seen[p.ID]; twice {
			t.Errorf("%s landed twice", p.ID)
		}
		seen[p.ID] = p
		if p.Page < 1 || p.Page > l.Pages || p.Rect.Width() <= 0 || p.Rect.Height() <= 0 {
			t.Errorf("%s is nowhere: %+v", p.ID, p)
		}
	}
	if len(seen) != 82 {
		t.Errorf("%d places for 82 ids", len(seen))
	}
	if first, last := seen["riga-0"], seen["riga-79"]; first.Page != 1 || last.Page < 2 {
		t.Errorf("rows are on pages %d to %d", first.Page, last.Page)
	}
}

// TestSignatures_NeverAloneOnTheirPage moves the signatures over the foot of a
// page line by line: wherever they land, two lines of the act go with them.
func TestSignatures_NeverAloneOnTheirPage(t *testing.T) {
	for lines := 35; lines < 60; lines++ {
		var blocks []doc.Block
		for i := range lines {
			blocks = append(blocks, par(fmt.Sprintf("Riga %d.", i)))
		}
		blocks = append(blocks, &doc.Signatures{Items: []doc.Signature{{Name: "firma", Role: "IL PRESIDENTE", Who: "Anna ESEMPIO"}}})
		l, r := layout(t, document(blocks...))
		page := r.Pages[l.Places[0].Page-1]
		var words strings.Builder
		for _, m := range page.Marks {
			for _, run := range m.Runs {
				words.WriteString(run.Text)
			}
		}
		if n := strings.Count(words.String(), "Riga"); n < 2 {
			t.Errorf("%d lines: %d of them share the page of the signature", lines, n)
		}
	}
}

// TestSignatures_TooManyForAPageGoOnUnderTheTitleOfTheAct signs an act by so many,
// by hand and not, that they take more pages than one: each further page says
// what is signed there, and no format has a word more.
func TestSignatures_TooManyForAPageGoOnUnderTheTitleOfTheAct(t *testing.T) {
	for _, mode := range []doc.SignMode{doc.ByHand, doc.Digital} {
		list := &doc.Signatures{}
		for i := range 50 {
			list.Items = append(list.Items, doc.Signature{Name: fmt.Sprintf("firma_%d", i), Role: "IL PRESIDENTE", Who: fmt.Sprintf("Anna ESEMPIO %d", i), Mode: mode})
		}
		_, r := layout(t, document(par("Prima riga."), par("Seconda riga."), list))
		for _, p := range audit.Check(r, pdf.Limits()) {
			t.Errorf("mode %d: %v", mode, p)
		}
		if len(r.Pages) < 3 || strings.Contains(r.Tree.Text(), "Seguono") {
			t.Errorf("mode %d: %d pages, or words of their own", mode, len(r.Pages))
		}
		for i, p := range r.Pages {
			if again := strings.Contains(pageText(p), "Seguono le firme: Atto"); again != (i > 0) {
				t.Errorf("mode %d, page %d: the title shown again: %t", mode, i+1, again)
			}
		}
	}
}

// TestAnnouncement_StaysWithTheListOrTableItAnnounces moves words that end with
// a colon over the foot of a page line by line: what they announce begins on
// their page.
// TestHeading_StaysWithTheTextAfterARule pushes a heading, a rule and a text over
// the foot of a page line by line.
func TestHeading_StaysWithTheTextAfterARule(t *testing.T) {
	for lines := 25; lines < 60; lines++ {
		var blocks []doc.Block
		for i := range lines {
			blocks = append(blocks, par(fmt.Sprintf("Riga %d.", i)))
		}
		blocks = append(blocks, &doc.Heading{Level: 1, Text: text("Titolo")}, &doc.Rule{}, par("Seguito."))
		for range 20 {
			blocks = append(blocks, par("Fine."))
		}
		_, r := layout(t, document(blocks...))
		for _, p := range r.Pages {
			if words := pageText(p); strings.Contains(words, "Titolo") != strings.Contains(words, "Seguito.") {
				t.Errorf("after %d lines: the heading is alone at the foot of a page", lines)
			}
		}
	}
}

func TestAnnouncement_StaysWithTheListOrTableItAnnounces(t *testing.T) {
	item := func(s string, more ...doc.Block) doc.Item {
		return doc.Item{Blocks: append([]doc.Block{par(s)}, more...)}
	}
	cell := func(s string) []doc.Cell { return []doc.Cell{{Blocks: []doc.Block{par(s)}}} }
	list := &doc.List{Items: []doc.Item{item("Prima voce."), item("Seconda voce.")}}
	for name, announced := range map[string][]doc.Block{
		"list":        {par("Annuncio:"), list},
		"numbers":     {par("Annuncio:"), &doc.List{Ordered: true, Items: []doc.Item{item("Prima voce.")}}},
		"in bold":     {&doc.Paragraph{Text: []doc.Inline{&doc.Strong{Text: text("Annuncio: ")}}}, list},
		"nested list": {&doc.List{Items: []doc.Item{item("Annuncio:", list)}}},
		"table": {par("Annuncio:"), &doc.Table{
			Columns: make([]doc.Column, 1), Head: []doc.Row{{Cells: cell("Testata")}}, Body: []doc.Row{{Cells: cell("Prima voce.")}},
		}},
	} {
		for lines := 25; lines < 60; lines++ {
			var blocks []doc.Block
			for i := range lines {
				blocks = append(blocks, par(fmt.Sprintf("Riga %d.", i)))
			}
			blocks = append(blocks, announced...)
			for range 20 { // so that closing up does not save the page
				blocks = append(blocks, par("Fine."))
			}
			_, r := layout(t, document(blocks...))
			for _, p := range r.Pages {
				if words := pageText(p); strings.Contains(words, "Annuncio:") != strings.Contains(words, "Prima voce.") {
					t.Errorf("%s after %d lines: a page has the announcement alone, or lacks it", name, lines)
				}
			}
		}
	}
}

func TestPages_ClosesUpToSaveAPageWithLittleOnIt(t *testing.T) {
	saved := false
	for n := 30; n < 45; n++ {
		var blocks []doc.Block
		for range n {
			blocks = append(blocks, par("Una riga di testo."))
		}
		_, r := layout(t, document(blocks...))
		last := r.Pages[len(r.Pages)-1]
		gap := lineDistance(r.Pages[0])
		if len(r.Pages) == 1 && gap < 19.5 {
			saved = true
		}
		if len(r.Pages) > 1 && len(last.Marks) < 3 {
			t.Errorf("%d paragraphs leave %d alone on the last page", n, len(last.Marks))
		}
	}
	if !saved {
		t.Error("no page was ever saved")
	}
}

// lineDistance is the distance of the last two lines of a page in points.
func lineDistance(p *reader.Page) float64 {
	n := len(p.Marks)
	return math.Abs(p.Marks[n-1].Runs[0].Box.Y0 - p.Marks[n-2].Runs[0].Box.Y0)
}

func TestLines_AreJustifiedToTheMargin(t *testing.T) {
	_, r := layout(t, document(par(strings.Repeat("parole di lunghezza diversa, brevi o lunghissime, in fila ", 12))))
	p := r.Tree.Kids[1].Node
	runs := p.Kids[0].Mark.Runs
	for _, run := range runs[:len(runs)-1] {
		if math.Abs(run.Box.X1-runs[0].Box.X1) > 0.5 {
			t.Errorf("a line ends at %.1f, another at %.1f: %q", run.Box.X1, runs[0].Box.X1, run.Text)
		}
	}
}

func TestLines_LongWordIsSplitAfterPunctuationFirst(t *testing.T) {
	address := "https://www.esempio.it/" + strings.Repeat("cartella/", 20)
	_, r := layout(t, document(par(address)))
	runs := r.Tree.Kids[1].Node.Kids[0].Mark.Runs
	if len(runs) < 2 {
		t.Fatal("the address was not split")
	}
	for _, run := range runs[:len(runs)-1] {
		if !strings.HasSuffix(run.Text, "/") {
			t.Errorf("a line ends with %q", run.Text)
		}
	}
	if got := strings.TrimSpace(r.Tree.Kids[1].Node.Text()); got != address {
		t.Errorf("the address extracts as %q", got)
	}
}

func TestRender_NamesTheCharacterNoFontHas(t *testing.T) {
	_, err := renderer(t).Render(&bytes.Buffer{}, document(par("festa 😀")))
	if !errors.Is(err, pdf.ErrCharacter) || !strings.Contains(err.Error(), "U+1F600") {
		t.Errorf("got %v", err)
	}
}

var errDisk = errors.New("disk full")

// full is a writer that fails after some bytes.
type full struct{ room int }

func (f *full) Write(p []byte) (int, error) {
	if f.room -= len(p); f.room < 0 {
		return 0, errDisk
	}
	return len(p), nil
}

func TestRender_ReportsAWriterThatFails(t *testing.T) {
	for _, room := range []int{0, 100, 5000} {
		if _, err := renderer(t).Render(&full{room}, document(par("testo"))); !errors.Is(err, errDisk) {
			t.Errorf("with room for %d bytes: %v", room, err)
		}
	}
}

// TestScan_MarksStandOnEveryPageOffTheText holds the measures that simulated
// scans were read with: see LayoutVersion.
func TestScan_MarksStandOnEveryPageOffTheText(t *testing.T) {
	d := rendertest.Named("scanned-register")
	l, r := layout(t, d)
	if len(l.Scan) != l.Pages || l.Pages < 2 || l.Version != pdf.LayoutVersion {
		t.Fatalf("%d marked pages of %d, layout %d", len(l.Scan), l.Pages, l.Version)
	}
	const mm = 72 / 25.4
	for i, s := range l.Scan {
		page := r.Pages[i]
		if want := d.Running.Scan.Page(i+1, l.Pages); s.Text != want {
			t.Errorf("page %d says %q, not %q", i+1, s.Text, want)
		}
		if !strings.Contains(pageText(page), s.Text) {
			t.Errorf("page %d does not print its code", i+1)
		}
		for _, q := range s.Squares {
			if math.Abs(q.Width()-5*mm) > 0.1 || q.X0 < 9.9*mm && q.Y0 < 9.9*mm || q.X1 > page.Width-9.9*mm {
				t.Errorf("square %+v", q)
			}
		}
		for _, c := range s.Codes {
			if module := c.Width() / 21 / mm; math.Abs(c.Width()-18*mm) > 0.1 || module < 0.7 {
				t.Errorf("code %+v", c)
			}
			for _, run := range page.Runs {
				if b := run.Box; b.X1 > c.X0-4.9*mm && b.X0 < c.X1+4.9*mm && b.Y1 > c.Y0-4.9*mm && b.Y0 < c.Y1+4.9*mm {
					t.Errorf("page %d: %q is in the quiet zone of a code", i+1, run.Text)
				}
			}
		}
	}
}

func pageText(p *reader.Page) string {
	var b strings.Builder
	for _, r := range p.Runs {
		b.WriteString(r.Text + "\n")
	}
	return b.String()
}

func TestLargePrint_IsAtLeastSixteenPoints(t *testing.T) {
	d := document(par("Testo"), &doc.Field{Name: "nome", Label: "Nome", Value: "Anna"})
	d.Large = true
	_, r := layout(t, d)
	for _, m := range r.Pages[0].Marks {
		for _, run := range m.Runs {
			if run.Text == "Testo" && run.Size < 16 {
				t.Errorf("%q is set in %.1f points", run.Text, run.Size)
			}
		}
	}
}

func TestMerge_KeepsEveryActWithItsOwnPages(t *testing.T) {
	var list []*doc.Document
	for i := range 3 {
		d := document(par(fmt.Sprintf("Atto numero %d.", i)), &doc.Field{Name: "nome", Label: "Nome", Value: "Anna"}, &doc.Field{Name: "si", Label: "Accetto", Kind: doc.FieldCheck, Checked: true},
			&doc.Signatures{Items: []doc.Signature{{Name: "firma", Role: "IL PRESIDENTE", Who: "Anna ESEMPIO", Mode: doc.Digital}}})
		d.Meta.Title = fmt.Sprintf("Atto %d", i)
		d.Running = doc.Running{Foot: "atto", Page: "pag.", Of: "di"}
		list = append(list, d)
	}
	next := func() (*doc.Document, error) {
		if len(list) == 0 {
			return nil, nil //nolint:nilnil // the end
		}
		d := list[0]
		list = list[1:]
		return d, nil
	}
	var b bytes.Buffer
	if err := renderer(t).Merge(&b, "Atti da stampare", next); err != nil {
		t.Fatal(err)
	}
	r, err := reader.Read(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Fields) != 0 || len(r.Pages) != 3 || r.Title != "Atti da stampare" {
		t.Errorf("%d fields, %d pages, title %q", len(r.Fields), len(r.Pages), r.Title)
	}
	for i, p := range r.Pages {
		if text := pageText(p); !strings.Contains(text, "pag. 1 di 1") || !strings.Contains(text, "Anna") {
			t.Errorf("page %d: %s", i+1, text)
		}
	}
	for i, want := range []string{"Atto 0", "Atto", "Atto 1", "Atto", "Atto 2", "Atto"} {
		if i >= len(r.Bookmarks) || r.Bookmarks[i].Title != want || r.Bookmarks[i].Page != i/2+1 || r.Bookmarks[i].Level != i%2+1 {
			t.Fatalf("bookmarks %+v", r.Bookmarks)
		}
	}
}

func TestMerge_OfNothingIsAnError(t *testing.T) {
	next := func() (*doc.Document, error) { return nil, nil } //nolint:nilnil // the end
	if err := renderer(t).Merge(&bytes.Buffer{}, "Nulla", next); !errors.Is(err, pdf.ErrNothing) {
		t.Errorf("got %v", err)
	}
}
