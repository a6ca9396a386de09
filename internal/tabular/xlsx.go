package tabular

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// What an XLSX may be once unpacked. A list of maxRows lines takes some 5 MB; a
// file that says more of itself is refused before it is unpacked, and archive/zip
// refuses one that is longer than it says.
const (
	maxUnpacked = 24 << 20 // bytes of all parts
	maxParts    = 500
)

// readXLSX reads the first sheet. A formula is refused: what it shows depends on
// the program that shows it.
func readXLSX(src []byte) (*Table, error) {
	if err := bounded(src); err != nil {
		return nil, err
	}
	f, err := excelize.OpenReader(bytes.NewReader(src), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked, // above it, parts would go to the disk
	})
	if err != nil {
		return nil, badXLSX()
	}
	defer f.Close() //nolint:errcheck // it was only read
	sheets := f.GetSheetList()
	if len(sheets) == 0 {
		return nil, badXLSX()
	}
	rows, err := f.Rows(sheets[0])
	if err != nil {
		return nil, badXLSX()
	}
	defer rows.Close() //nolint:errcheck // it was only read
	t := &Table{epoch: epoch(f)}
	for line := 1; rows.Next(); line++ {
		cells, err := rows.Columns()
		if err != nil {
			return nil, badXLSX()
		}
		if err := t.add(line, cells); err != nil {
			return nil, err
		}
	}
	if t.heads == nil {
		return nil, unreadable("il primo foglio è vuoto", "mettere l’elenco nel primo foglio")
	}
	for _, name := range sheets[1:] {
		if !blank(f, name) {
			t.sheets = append(t.sheets, name)
		}
	}
	return t, noFormulas(f, sheets[0], t)
}

// blank tells whether no cell of a sheet has a value; a sheet that holds a chart
// has no cells.
func blank(f *excelize.File, sheet string) bool {
	rows, err := f.Rows(sheet)
	if err != nil {
		return true
	}
	defer rows.Close() //nolint:errcheck // it was only read
	for rows.Next() {
		cells, err := rows.Columns()
		if err != nil || strings.TrimSpace(strings.Join(cells, "")) != "" {
			return false
		}
	}
	return true
}

// epoch is the day from which the file counts its dates.
func epoch(f *excelize.File) time.Time {
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil && *props.Date1904 {
		return time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
}

// bounded tells of a file too large to be unpacked.
func bounded(src []byte) error {
	z, err := zip.NewReader(bytes.NewReader(src), int64(len(src)))
	if err != nil {
		return badXLSX()
	}
	var size uint64
	for _, part := range z.File {
		size += min(part.UncompressedSize64, maxUnpacked+1)
	}
	if size > maxUnpacked || len(z.File) > maxParts {
		return unreadable("è troppo grande una volta aperto", "copiare il solo elenco in una cartella di lavoro nuova")
	}
	return nil
}

// noFormulas refuses a table with a formula in it.
func noFormulas(f *excelize.File, sheet string, t *Table) error {
	for _, r := range t.rows {
		for i := range r.cells {
			cell, err := excelize.CoordinatesToCellName(i+1, r.line)
			if err != nil {
				return badXLSX()
			}
			formula, err := f.GetCellFormula(sheet, cell)
			if err != nil {
				return badXLSX()
			}
			if formula != "" {
				return unreadable(fmt.Sprintf("la cella %s contiene una formula, «=%s»", cell, strings.TrimPrefix(formula, "=")),
					"copiare le celle e incollarle come valori")
			}
		}
	}
	return nil
}

func badXLSX() error {
	return unreadable("il file .xlsx è danneggiato, o è di un altro tipo", "aprirlo con il foglio di calcolo e salvarlo di nuovo, oppure salvarlo come CSV")
}
