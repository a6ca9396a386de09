package sheet

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"concerta/internal/doc"
)

// Limits of a worksheet and of its columns.
const (
	longestName  = 31 // characters, by the format
	narrowest    = 6  // characters that a column shows
	widest       = 60
	longestWhole = 9 // digits: longer figures are codes
)

// XLSX writes the tables of a document, each on a sheet of its own named by its
// caption. Heads stay in sight and can be filtered by. Same document, same
// bytes.
func XLSX(w io.Writer, d *doc.Document) error {
	b := &book{file: excelize.NewFile(), names: map[string]bool{}}
	err := b.write(w, d)
	if closing := b.file.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return fmt.Errorf("writing XLSX: %w", err)
	}
	return nil
}

type book struct {
	file       *excelize.File
	names      map[string]bool // of sheets, in lower case
	head, body int             // styles
}

func (b *book) write(w io.Writer, d *doc.Document) error {
	if err := b.describe(d.Meta); err != nil {
		return err
	}
	if err := b.styles(); err != nil {
		return err
	}
	list := tables(d)
	if len(list) == 0 { // a workbook needs a sheet
		list = []*doc.Table{{}}
	}
	for i, t := range list {
		if err := b.sheet(i, t); err != nil {
			return err
		}
	}
	_, err := b.file.WriteTo(w)
	return err
}

// describe fills the core properties. The date is the act's own, or one that
// is always the same.
func (b *book) describe(m doc.Meta) error {
	created := m.Created
	if created.IsZero() {
		created = time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC)
	}
	at := created.UTC().Format(time.RFC3339)
	return b.file.SetDocProps(&excelize.DocProperties{
		Title: m.Title, Subject: m.Subject, Creator: m.Author, LastModifiedBy: m.Author,
		Language: m.Lang, Created: at, Modified: at,
	})
}

func (b *book) styles() error {
	var err error
	if b.head, err = b.file.NewStyle(&excelize.Style{
		Font:      &excelize.Font{Bold: true},
		Alignment: &excelize.Alignment{Vertical: "top", WrapText: true},
		Border:    []excelize.Border{{Type: "bottom", Style: 1, Color: "000000"}},
	}); err != nil {
		return err
	}
	b.body, err = b.file.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}})
	return err
}

// sheet writes the i-th table on its sheet.
func (b *book) sheet(i int, t *doc.Table) error {
	name := b.name(doc.Plain(t.Caption))
	if i == 0 {
		if err := b.file.SetSheetName(b.file.GetSheetName(0), name); err != nil {
			return err
		}
	} else if _, err := b.file.NewSheet(name); err != nil {
		return err
	}
	all := rows(t)
	widths := make([]int, len(t.Columns))
	for r, row := range all {
		style := b.body
		if r < len(t.Head) {
			style = b.head
		}
		for c, words := range row {
			if err := b.cell(name, c, r, words, style); err != nil {
				return err
			}
			if c < len(widths) {
				widths[c] = max(widths[c], longestLine(words))
			}
		}
	}
	for c, n := range widths {
		letter, err := excelize.ColumnNumberToName(c + 1)
		if err != nil {
			return err
		}
		if err := b.file.SetColWidth(name, letter, letter, float64(min(max(n+2, narrowest), widest))); err != nil {
			return err
		}
	}
	return b.keepHead(name, len(t.Head), len(t.Columns), len(all))
}

// keepHead leaves the head in sight and lets people filter by it.
func (b *book) keepHead(name string, head, columns, all int) error {
	if head == 0 || columns == 0 {
		return nil
	}
	below, err := excelize.CoordinatesToCellName(1, head+1)
	if err != nil {
		return err
	}
	if err := b.file.SetPanes(name, &excelize.Panes{Freeze: true, YSplit: head, TopLeftCell: below, ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	from, err := excelize.CoordinatesToCellName(1, head)
	if err != nil {
		return err
	}
	to, err := excelize.CoordinatesToCellName(columns, all)
	if err != nil {
		return err
	}
	return b.file.AutoFilter(name, from+":"+to, nil)
}

// cell writes a count as a number and anything else as a string, which no
// program runs.
func (b *book) cell(sheet string, column, row int, words string, style int) error {
	at, err := excelize.CoordinatesToCellName(column+1, row+1)
	if err != nil {
		return err
	}
	if n, ok := whole(words); ok {
		err = b.file.SetCellInt(sheet, at, n)
	} else {
		err = b.file.SetCellStr(sheet, at, words)
	}
	if err != nil {
		return err
	}
	return b.file.SetCellStyle(sheet, at, at, style)
}

// whole reads a count. What starts with a zero, or is long, is a code: a
// telephone, a tax code.
func whole(s string) (int64, bool) {
	if s == "" || len(s) > longestWhole || s[0] == '0' || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil
}

// name is a caption as the name of a sheet: short, without the signs that the
// format forbids, unlike every other.
func (b *book) name(caption string) string {
	forbidden := func(r rune) bool { return strings.ContainsRune(`[]:*?/\'`, r) || unicode.IsSpace(r) }
	bare := cut(strings.Join(strings.FieldsFunc(caption, forbidden), " "), longestName)
	if bare == "" {
		bare = "Tabella"
	}
	name := bare
	for n := 2; b.names[strings.ToLower(name)]; n++ {
		number := " " + strconv.Itoa(n)
		name = cut(bare, longestName-len(number)) + number
	}
	b.names[strings.ToLower(name)] = true
	return name
}

func cut(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return strings.TrimSpace(string(r[:most]))
	}
	return s
}

func longestLine(s string) int {
	most := 0
	for line := range strings.SplitSeq(s, "\n") {
		most = max(most, utf8.RuneCountInString(line))
	}
	return most
}
