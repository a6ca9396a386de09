package bundle

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"concerta/internal/archive/ledger"
)

// roleWords says what a file is to its act.
func roleWords(r ledger.Role) string {
	switch r {
	case ledger.PDF:
		return "originale in PDF"
	case ledger.DOCX:
		return "copia modificabile (DOCX)"
	case ledger.HTML:
		return "pagina accessibile (HTML)"
	case ledger.Text:
		return "testo"
	case ledger.Sheet:
		return "foglio di calcolo (XLSX)"
	case ledger.Table:
		return "recapiti (CSV)"
	case ledger.Calendar:
		return "appuntamento per i calendari"
	case ledger.Public:
		return "copia pubblica"
	case ledger.View:
		return "dati dell’atto"
	case ledger.Notice:
		return "dati dell’avviso come rettificato"
	case ledger.Wording:
		return "modello da cui fu fatto"
	case ledger.Layout:
		return "disposizione delle pagine"
	case ledger.Parity:
		return "confronto fra i formati"
	case ledger.Metadata:
		return "metadati (Linee guida AgID, allegato 5)"
	case ledger.Return:
		return "copia firmata"
	case ledger.Scan:
		return "scansione dell’originale firmato a mano"
	case ledger.Report:
		return "referto di pubblicazione"
	case ledger.Document:
		return "documento"
	}
	return plain(string(r))
}

func months() [12]string {
	return [12]string{
		"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
		"luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
	}
}

func day(t time.Time) string {
	words := strconv.Itoa(t.Day())
	if t.Day() == 1 {
		words = "1º"
	}
	return fmt.Sprintf("%s %s %d", words, months()[t.Month()-1], t.Year())
}

// dayWords says a day written 2013-10-30; what is not one stays as it is.
func dayWords(s string) string {
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return day(t)
	}
	return s
}

func moment(t time.Time, zone *time.Location) string {
	t = t.In(zone)
	return day(t) + ", ore " + t.Format("15.04")
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// plain takes out of what others wrote everything that a terminal or a page would
// obey, such as characters that turn the direction of writing.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r):
			return '\uFFFD'
		}
		return r
	}, s)
}
