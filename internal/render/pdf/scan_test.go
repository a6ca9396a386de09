package pdf_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"concerta/internal/doc"
	"concerta/internal/pdf/reader"
	"concerta/internal/render/pdf"
	"concerta/internal/render/rendertest"
)

const mm = 72 / 25.4

// sheetToSign is a register with such a head, on its side or upright.
func sheetToSign(head *doc.Letterhead, way doc.Orientation, draft bool) *doc.Document {
	cell := func(s string) doc.Cell { return doc.Cell{Blocks: []doc.Block{par(s)}} }
	table := &doc.Table{
		Columns: make([]doc.Column, 2), Head: []doc.Row{{Cells: []doc.Cell{cell("Nome"), cell("Firma")}}}, BlankRows: 30, RowHeight: 12,
	}
	blocks := []doc.Block{&doc.Heading{Level: 1, Text: text("Registro delle presenze")}, par(strings.Repeat("Chi è in elenco firma nella propria riga. ", 9)), table}
	if head != nil {
		blocks = append([]doc.Block{head}, blocks...)
	}
	d := &doc.Document{
		Meta:    doc.Meta{Title: "Registro", Lang: "it-IT"},
		Running: doc.Running{Head: "Ufficio", Foot: "registro", Page: "pag.", Of: "di", Scan: &doc.Scan{Code: "R7KQ2X"}},
		Blocks:  []doc.Block{&doc.Section{Orientation: way, Blocks: blocks}},
	}
	if draft {
		d.Running.Mark, d.Running.MarkAt = "BOZZA", "Bozza di lavoro: non è un atto e non ha valore legale"
	}
	return d
}

// TestScan_LetterheadStandsBetweenTheMarks sets heads short and long on the first
// page of a register: nothing comes near a code, nothing but the corners is a
// solid square, and no two texts meet, the mark of a draft among them.
func TestScan_LetterheadStandsBetweenTheMarks(t *testing.T) {
	long := "Ufficio di Piano per la programmazione sociale dei comuni dell'Ambito, servizio di segreteria e partecipazione, viale Stazione"
	heads := map[string]*doc.Letterhead{
		"none":  nil,
		"short": {Issuer: []string{"COMUNE"}},
		"usual": {Issuer: []string{"AMBITO TERRITORIALE SOCIALE", "DI ESEMPIO"}, Under: []string{"PROVINCIA DI ESEMPIO"}, Contacts: []string{"Tel. 0000 000000", "www.esempio.it"}},
		"long":  {Logo: &doc.Image{Bytes: rendertest.PNG(), MIME: "image/png", Alt: "Stemma"}, Issuer: []string{long}, Under: []string{long}, Contacts: []string{long, long}},
	}
	for name, head := range heads {
		for i := range 8 {
			d := sheetToSign(head, doc.Orientation(i&1), i&2 != 0)
			d.Large = i&4 != 0
			l, r := layout(t, d)
			what := fmt.Sprintf("head %s, on its side %t, draft %t, large %t", name, i&1 != 0, i&2 != 0, d.Large)
			for at, page := range r.Pages {
				for _, fault := range marksClear(page, l.Scan[at]) {
					t.Errorf("%s, page %d: %s", what, at+1, fault)
				}
			}
		}
	}
}

// marksClear gives what is wrong around the marks of a page to scan.
func marksClear(page *reader.Page, s pdf.ScanPage) []string {
	var faults []string
	near := func(b reader.Box) bool {
		const quiet = 4.99 * mm
		for _, c := range s.Codes {
			inside := b.X0 > c.X0-0.01 && b.X1 < c.X1+0.01 && b.Y0 > c.Y0-0.01 && b.Y1 < c.Y1+0.01
			if !inside && b.X1 > c.X0-quiet && b.X0 < c.X1+quiet && b.Y1 > c.Y0-quiet && b.Y0 < c.Y1+quiet {
				return true
			}
		}
		return false
	}
	squares := 0
	for _, list := range [][]*reader.Mark{page.Marks, page.Artifacts} {
		for _, m := range list {
			for _, b := range m.Boxes {
				w, h := (b.X1-b.X0)/mm, (b.Y1-b.Y0)/mm
				if math.Abs(w-h) < 0.5 && w >= 3 && w <= 8 {
					squares++
				}
				if near(b) {
					faults = append(faults, fmt.Sprintf("a shape of %.1f × %.1f mm is near a code", w, h))
				}
			}
		}
	}
	if squares != len(s.Squares) {
		faults = append(faults, fmt.Sprintf("%d solid squares", squares))
	}
	for i, x := range page.Runs {
		if x.Turned {
			continue
		}
		if near(x.Box) {
			faults = append(faults, fmt.Sprintf("%q is near a code", x.Text))
		}
		for _, y := range page.Runs[:i] {
			if !y.Turned && x.Box.X0 < y.Box.X1-1 && y.Box.X0 < x.Box.X1-1 && x.Box.Y0 < y.Box.Y1-1 && y.Box.Y0 < x.Box.Y1-1 {
				faults = append(faults, fmt.Sprintf("%q meets %q", x.Text, y.Text))
			}
		}
	}
	return faults
}

// TestScan_FirstPageClosesUpForARowMore asks that the room of the first page is
// for people who sign.
func TestScan_FirstPageClosesUpForARowMore(t *testing.T) {
	head := &doc.Letterhead{Issuer: []string{"AMBITO TERRITORIALE SOCIALE", "DI ESEMPIO"}, Under: []string{"PROVINCIA DI ESEMPIO"}, Contacts: []string{"Tel. 0000 000000", "www.esempio.it"}}
	for way, want := range map[doc.Orientation]struct{ sentences, rows int }{doc.Landscape: {17, 7}, doc.Portrait: {1, 16}} {
		d := sheetToSign(head, way, false)
		section, ok := d.Blocks[0].(*doc.Section)
		if !ok {
			t.Fatal("no section")
		}
		section.Blocks[2] = par(strings.Repeat("Chi è in elenco firma nella propria riga. ", want.sentences))
		table, ok := section.Blocks[len(section.Blocks)-1].(*doc.Table)
		if !ok {
			t.Fatal("no table")
		}
		table.BlankRows = 0
		for i := range 30 {
			table.Body = append(table.Body, doc.Row{Cells: []doc.Cell{{}, {ID: fmt.Sprintf("r%d", i)}}})
		}
		l, _ := layout(t, d)
		first := 0
		for _, p := range l.Places {
			if p.Page == 1 {
				first++
			}
		}
		if first != want.rows {
			t.Errorf("orientation %d: %d rows on the first page, not %d", way, first, want.rows)
		}
	}
}
