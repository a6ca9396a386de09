package tabular

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// readCSV reads what spreadsheets of Italian offices save: semicolons, commas or
// tabs, UTF-8 with or without its mark, or Windows-1252.
func readCSV(src []byte) (*Table, error) {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	if bytes.IndexByte(src, 0) >= 0 {
		return nil, unreadable("non è né CSV né XLSX", "salvarlo dal foglio di calcolo come «CSV UTF-8» o come .xlsx")
	}
	if !utf8.Valid(src) {
		decoded, err := charmap.Windows1252.NewDecoder().Bytes(src)
		if err != nil {
			return nil, unreadable("i caratteri non sono né UTF-8 né Windows-1252", "salvarlo dal foglio di calcolo come «CSV UTF-8»")
		}
		src = decoded
	}
	r := csv.NewReader(bytes.NewReader(src))
	r.Comma = separator(src)
	r.FieldsPerRecord = -1
	t := &Table{comma: r.Comma}
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, badCSV(err)
		}
		line, _ := r.FieldPos(0)
		if line == 1 && len(cells) <= 2 && strings.HasPrefix(cells[0], "sep=") { // told to Excel
			continue
		}
		for i, c := range cells {
			cells[i] = unmasked(c)
		}
		if err := t.add(line, cells); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// unmasked takes away the apostrophe that keeps a spreadsheet from running a
// text as a formula: our own lists have it.
func unmasked(cell string) string {
	if rest, masked := strings.CutPrefix(cell, "'"); masked && rest != "" && strings.ContainsAny(rest[:1], "=+-@") {
		return rest
	}
	return cell
}

// separator is the character between the cells of the first line: the one that it
// has most of, outside quotation marks.
func separator(src []byte) rune {
	counts, quoted := map[byte]int{}, false
first:
	for _, b := range src {
		switch {
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == '\n' || b == '\r':
			break first
		default:
			counts[b]++
		}
	}
	best := byte(';')
	for _, c := range []byte(",\t") {
		if counts[c] > counts[best] {
			best = c
		}
	}
	return rune(best)
}

func badCSV(err error) error {
	var parse *csv.ParseError
	if !errors.As(err, &parse) {
		return unreadable(err.Error(), "salvarlo di nuovo dal foglio di calcolo come «CSV UTF-8»")
	}
	return unreadable(fmt.Sprintf("alla riga %d le virgolette non sono chiuse, o stanno in mezzo a una cella", parse.Line),
		"correggere quella riga, oppure salvare di nuovo l’elenco dal foglio di calcolo")
}
