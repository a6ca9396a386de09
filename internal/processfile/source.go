package processfile

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"concerta/internal/process"
	"concerta/internal/richtext"
)

// MaxSize is the largest process file, in bytes. A whole process with its
// notice takes some ten thousand.
const MaxSize = 1 << 20

// source is the text of the file: UTF-8, NFC, lines ending in a line feed, no
// byte order mark and no character that may not stand in a text.
type source struct {
	text  string
	lines []string
}

func (s source) line(n int) string {
	if n < 1 || n > len(s.lines) {
		return ""
	}
	return s.lines[n-1]
}

// newSource gives the text of the file and its faults; readable is false when
// it makes no sense to go on.
func newSource(src []byte) (s source, faults []process.Finding, readable bool) {
	if f := unreadable(src); f != nil {
		return source{}, []process.Finding{*f}, false
	}
	src = bytes.TrimPrefix(src, []byte("\uFEFF"))
	src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	src = bytes.ReplaceAll(src, []byte("\r"), []byte("\n"))
	src = norm.NFC.Bytes(src)
	s.lines = strings.Split(string(src), "\n")
	readable = true
	excerpts := make([]string, len(s.lines))
	for i, l := range s.lines {
		clean, found, indented := cleanLine(i+1, l)
		excerpts[i] = clean
		faults = append(faults, found...)
		readable = readable && !indented
	}
	s.lines = excerpts
	s.text = strings.Join(excerpts, "\n")
	return s, faults, readable
}

// unreadable is the one fault of a file that is no text at all, or nil.
func unreadable(src []byte) *process.Finding {
	switch {
	case len(src) > MaxSize:
		return &process.Finding{
			Rule: "file-troppo-grande", Severity: process.Error,
			What:   fmt.Sprintf("Il file supera %d KB.", MaxSize>>10),
			Why:    "Un procedimento intero ne occupa poche decine: questo file non è la descrizione di un procedimento.",
			Repair: "Controllare di aver scelto il file giusto; le immagini stanno in file a parte.",
		}
	case bytes.HasPrefix(src, []byte("\xff\xfe")) || bytes.HasPrefix(src, []byte("\xfe\xff")):
		return notText(1, 1, "Il file è salvato in UTF-16.")
	case bytes.IndexByte(src, 0) >= 0:
		return notText(0, 0, "Il file non è un testo: contiene byte nulli.")
	}
	line, column := 1, 1
	for i := 0; i < len(src); {
		r, size := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && size == 1 {
			return notText(line, column, "Il file non è salvato in UTF-8.")
		}
		column++
		if r == '\n' {
			line, column = line+1, 1
		}
		i += size
	}
	if len(bytes.TrimSpace(bytes.TrimPrefix(src, []byte("\uFEFF")))) == 0 {
		return &process.Finding{
			Rule: "file-vuoto", Severity: process.Error, Line: 1, Column: 1,
			What:   "Il file è vuoto.",
			Why:    "Un procedimento ha almeno versione, chiave, titolo, ente e avviso.",
			Repair: "Partire da uno degli esempi descritti in docs/procedimento.md.",
		}
	}
	return nil
}

func notText(line, column int, what string) *process.Finding {
	return &process.Finding{
		Rule: "file-non-testo", Severity: process.Error, Line: line, Column: column,
		What:   what,
		Why:    "Un procedimento è descritto in un file di testo YAML codificato in UTF-8.",
		Repair: "Salvare il file dal proprio programma scegliendo «testo» e la codifica UTF-8.",
	}
}

// cleanLine puts a space in place of each character that may not stand in the
// file, so that columns stay true, and says where they are. A tab in the
// indentation leaves the structure of the file unknown.
func cleanLine(number int, l string) (clean string, faults []process.Finding, tabIndented bool) {
	if strings.IndexFunc(l, richtext.Forbidden) < 0 {
		return l, nil, false
	}
	column, blank := 0, true
	clean = strings.Map(func(r rune) rune {
		column++
		bad := richtext.Forbidden(r)
		if bad {
			faults = append(faults, forbidden(number, column, r))
			tabIndented = tabIndented || blank && r == '\t'
			return ' '
		}
		blank = blank && r == ' '
		return r
	}, l)
	// One tab explains its neighbours.
	if tabIndented {
		faults = faults[:1]
	}
	return clean, faults, tabIndented
}

func forbidden(line, column int, r rune) process.Finding {
	f := process.Finding{
		Rule: "carattere-vietato", Severity: process.Error, Line: line, Column: column,
		What:   fmt.Sprintf("C'è un carattere che non si può usare (%U).", r),
		Why:    "I caratteri di controllo e i due caratteri privati U+E000 e U+E001 non si possono stampare.",
		Repair: "Cancellare il carattere, o riscrivere a mano le parole vicine.",
	}
	if r == '\t' {
		f.What = "C'è una tabulazione."
		f.Why = "In YAML la struttura è data dai rientri, e la larghezza di una tabulazione non è definita."
		f.Repair = "Sostituire ogni tabulazione con spazi (due per ogni livello)."
	}
	return f
}
