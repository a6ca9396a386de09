package sheet_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"concerta/internal/doc"
	"concerta/internal/render/sheet"
)

func cells(words ...string) doc.Row {
	var r doc.Row
	for _, w := range words {
		c := doc.Cell{}
		if w != "" {
			c.Blocks = []doc.Block{&doc.Paragraph{Text: []doc.Inline{&doc.Text{Value: w}}}}
		}
		r.Cells = append(r.Cells, c)
	}
	return r
}

func table(caption string, body ...doc.Row) *doc.Table {
	return &doc.Table{
		Caption: []doc.Inline{&doc.Text{Value: caption}},
		Columns: make([]doc.Column, 3),
		Head:    []doc.Row{cells("n.", "Ente", "Codice fiscale")},
		Body:    body,
	}
}

func document(tables ...*doc.Table) *doc.Document {
	d := &doc.Document{Meta: doc.Meta{Title: "Elenco", Author: "Ambito di Prova", Lang: "it-IT"}}
	for _, t := range tables {
		d.Blocks = append(d.Blocks, &doc.Section{Blocks: []doc.Block{t}})
	}
	return d
}

func xlsx(t *testing.T, d *doc.Document) ([]byte, *excelize.File) {
	t.Helper()
	var b bytes.Buffer
	if err := sheet.XLSX(&b, d); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	})
	return b.Bytes(), f
}

func TestXLSX_HasTheWordsOfTheTables(t *testing.T) {
	_, f := xlsx(t, document(
		table("Aderenti", cells("1", "Associazione «Città»", "01234567890"), cells("2", "=1+1", "")),
		table("Aderenti: [2/3]", cells("1", "+39 0833", "12345678901")),
		table("aderenti"),
	))
	if diff := cmp.Diff([]string{"Aderenti", "Aderenti 2 3", "aderenti 2"}, f.GetSheetList()); diff != "" {
		t.Error(diff)
	}
	got, err := f.GetRows("Aderenti")
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"n.", "Ente", "Codice fiscale"}, {"1", "Associazione «Città»", "01234567890"}, {"2", "=1+1"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestXLSX_NothingIsAFormulaAndCodesStayText(t *testing.T) {
	_, f := xlsx(t, document(table("A", cells("7", "=HYPERLINK(\"http://example.org\")", "99999001874"), cells("8", "0833", ""))))
	if formula, err := f.GetCellFormula("A", "B2"); err != nil || formula != "" {
		t.Errorf("formula %q, error %v", formula, err)
	}
	for at, want := range map[string]excelize.CellType{"A2": excelize.CellTypeUnset, "B2": excelize.CellTypeSharedString, "C2": excelize.CellTypeSharedString, "B3": excelize.CellTypeSharedString} {
		if got, err := f.GetCellType("A", at); err != nil || got != want {
			t.Errorf("%s is of type %v, want %v (%v)", at, got, want, err)
		}
	}
}

func TestXLSX_SameDocumentGivesTheSameBytes(t *testing.T) {
	d := document(table("A", cells("1", "x", "y")), table("B", cells("2", "z", "")))
	first, _ := xlsx(t, d)
	for range 5 {
		if again, _ := xlsx(t, d); !bytes.Equal(first, again) {
			t.Fatal("two workbooks of one document differ")
		}
	}
}

func TestXLSX_OfADocumentWithoutTablesIsAWorkbook(t *testing.T) {
	_, f := xlsx(t, &doc.Document{Meta: doc.Meta{Title: "Vuoto"}})
	if got := f.GetSheetList(); len(got) != 1 {
		t.Errorf("sheets %v", got)
	}
}

func TestXLSX_NamesOfSheetsAreLegalAndDiffer(t *testing.T) {
	long := strings.Repeat("Tavolo dell’accoglienza ", 5)
	_, f := xlsx(t, document(table(long), table(long), table("")))
	for _, n := range f.GetSheetList() {
		if len([]rune(n)) > 31 || n == "" {
			t.Errorf("sheet %q", n)
		}
	}
	if len(f.GetSheetList()) != 3 {
		t.Errorf("sheets %v", f.GetSheetList())
	}
}

func TestCSV_IsWhatAnItalianExcelReads(t *testing.T) {
	var b bytes.Buffer
	if err := sheet.CSV(&b, table("A", cells("1", "Città; \"sana\"", "x"))); err != nil {
		t.Fatal(err)
	}
	want := "\ufeffn.;Ente;Codice fiscale\r\n1;\"Città; \"\"sana\"\"\";x\r\n"
	if b.String() != want {
		t.Errorf("got %q", b.String())
	}
}

func TestCSV_NoCellIsAFormula(t *testing.T) {
	for _, evil := range []string{"=1+1", "+39 0833", "-1", "@SUM(A1)", "\t=1", " =1", "\u00a0=1", "\r=1", "＝1"} {
		var b bytes.Buffer
		if err := sheet.CSV(&b, table("A", cells("1", evil, ""))); err != nil {
			t.Fatal(err)
		}
		r := csv.NewReader(strings.NewReader(strings.TrimPrefix(b.String(), "\ufeff")))
		r.Comma = ';'
		all, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if got := all[1][1]; !strings.HasPrefix(got, "'") {
			t.Errorf("%q is written %q", evil, got)
		}
	}
}

func TestCSV_LeavesOtherWordsAlone(t *testing.T) {
	var b bytes.Buffer
	if err := sheet.CSV(&b, table("A", cells("1", "a=b", "posta@pec.example.org"))); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "'") {
		t.Error(b.String())
	}
}

type full struct{}

var errDisk = errors.New("disk full")

func (full) Write([]byte) (int, error) { return 0, errDisk }

func TestSheet_ReportsAWriterThatFails(t *testing.T) {
	if err := sheet.XLSX(full{}, document(table("A"))); !errors.Is(err, errDisk) {
		t.Errorf("XLSX: %v", err)
	}
	if err := sheet.CSV(full{}, table("A")); !errors.Is(err, errDisk) {
		t.Errorf("CSV: %v", err)
	}
}
