package tabular

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"concerta/internal/fault"
)

// MaxSize is the size in bytes of the largest file that is read.
const MaxSize = 8 << 20

// What a list may hold: the largest real ones have some hundred lines.
const (
	maxRows    = 5000
	maxColumns = 60
	maxCell    = 4000 // characters
)

// Table is a list as read: words in rows under heads.
type Table struct {
	heads  []string
	rows   []tableRow
	comma  rune      // between the cells of a CSV; 0 for a spreadsheet
	epoch  time.Time // of a spreadsheet, from which its dates are numbers of days; zero for CSV
	sheets []string  // of a spreadsheet, those with something in them that are not read
}

type tableRow struct {
	line  int // in the file, from 1
	cells []string
}

// Read reads a list. Whether it is CSV or XLSX is told by its bytes, not by its
// name. The error is for users and of kind ErrTable.
func Read(src []byte) (*Table, error) {
	switch {
	case len(src) > MaxSize:
		return nil, unreadable(fmt.Sprintf("il file supera %d MB", MaxSize>>20), "dividere l’elenco in più file")
	case len(bytes.TrimSpace(src)) == 0:
		return nil, unreadable("il file è vuoto", "mettere nella prima riga i nomi delle colonne, sotto un soggetto per riga")
	case bytes.HasPrefix(src, []byte("PK\x03\x04")):
		return readXLSX(src)
	case bytes.HasPrefix(src, []byte("\xd0\xcf\x11\xe0")):
		return nil, unreadable("il file è in un formato vecchio di Excel, o è protetto da una password", "salvarlo come «Cartella di lavoro di Excel (.xlsx)» senza password, oppure come CSV")
	}
	return readCSV(src)
}

func unreadable(what, repair string) error {
	return &fault.Error{Kind: ErrTable, What: "l’elenco non si può leggere: " + what, Repair: repair}
}

// add takes one more row: the heads when there are none yet. Rows without words
// are left out.
func (t *Table) add(line int, cells []string) error {
	for i, c := range cells {
		cells[i] = strings.TrimSpace(c)
	}
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	switch {
	case len(cells) == 0:
		return nil
	case len(cells) > maxColumns:
		return unreadable(fmt.Sprintf("la riga %d ha più di %d colonne", line, maxColumns), "togliere le colonne che non servono")
	case t.heads == nil:
		t.heads = cells
		return nil
	case len(t.rows) == maxRows:
		return unreadable(fmt.Sprintf("ha più di %d righe", maxRows), "dividere l’elenco in più file")
	}
	t.rows = append(t.rows, tableRow{line, cells})
	return nil
}

// column is something that lines may say, and the heads it may stand under.
type column struct {
	name   string   // also a head
	heads  []string // others
	needed bool
}

// match finds the columns. Heads are compared by their letters and digits only,
// without capitals and accents.
func (t *Table) match(wanted []column) (at map[string]int, unused []string, err error) {
	at = map[string]int{}
	for i, head := range t.heads {
		c := slices.IndexFunc(wanted, func(c column) bool {
			return slices.ContainsFunc(append(c.heads, c.name), func(h string) bool { return bare(h) == bare(head) })
		})
		switch {
		case head == "":
			if slices.ContainsFunc(t.rows, func(r tableRow) bool { return i < len(r.cells) && r.cells[i] != "" }) {
				unused = append(unused, fmt.Sprintf("la n. %d, senza nome", i+1))
			}
		case c < 0:
			unused = append(unused, head)
		default:
			if other, twice := at[wanted[c].name]; twice {
				return nil, nil, unreadable(fmt.Sprintf("le colonne «%s» e «%s» dicono la stessa cosa", t.heads[other], head), "togliere o rinominare una delle due")
			}
			at[wanted[c].name] = i
		}
	}
	var missing []string
	for _, c := range wanted {
		if _, there := at[c.name]; c.needed && !there {
			missing = append(missing, "«"+c.name+"»")
		}
	}
	if len(missing) > 0 {
		var names []string
		for _, c := range wanted {
			names = append(names, c.name)
		}
		what := "manca la colonna "
		if len(missing) > 1 {
			what = "mancano le colonne "
		}
		return nil, nil, unreadable(what+strings.Join(missing, " e "), "la prima riga deve avere i nomi delle colonne, tra questi: "+strings.Join(names, ", "))
	}
	return at, unused, nil
}

// shifted says why a row with more cells than there are heads is refused: nobody
// can tell which of them slipped, and under a wrong head they would be wrong in an
// act. Empty when it has no more.
func (t *Table) shifted(r tableRow) string {
	if len(r.cells) <= len(t.heads) {
		return ""
	}
	repair := "dare un nome a ogni colonna nella prima riga, o svuotare le celle in più"
	if t.comma != 0 {
		mark := "«" + string(t.comma) + "»"
		if t.comma == '\t' {
			mark = "una tabulazione"
		}
		repair = "mettere tra virgolette la cella che contiene " + mark + ", o dare un nome a ogni colonna nella prima riga"
	}
	return fmt.Sprintf("la riga ha %d celle, le colonne sono %d: %s", len(r.cells), len(t.heads), repair)
}

// bare is what is compared of a name: letters without accents and capitals, and
// digits.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKD.String(s))
}
