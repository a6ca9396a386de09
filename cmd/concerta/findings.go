package main

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"concerta/internal/process"
)

// The width of what is printed for people. In a pipe lines are left whole, so
// that they can be searched.
const (
	textWidth    = 78
	excerptWidth = 96 // characters of a long line shown around the place
)

// findingPrinter prints findings for people.
type findingPrinter struct {
	w     io.Writer
	style style
}

// style is the set of terminal sequences in use; the zero style is none.
type style struct{ on bool }

func (s style) paint(code, text string) string {
	if !s.on || code == "" || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func (s style) severity(v process.Severity) string {
	codes := map[process.Severity]string{process.Error: "1;31", process.Confirm: "1;33", process.Warning: "1;36"}
	return s.paint(codes[v], v.Italian())
}

// print writes every finding and a line that counts them.
func (p findingPrinter) print(findings []process.Finding) error {
	var b strings.Builder
	for _, f := range findings {
		p.finding(&b, f)
		b.WriteByte('\n')
	}
	b.WriteString(p.style.paint("1", count(findings)) + "\n")
	_, err := io.WriteString(p.w, b.String())
	return err
}

func (p findingPrinter) finding(b *strings.Builder, f process.Finding) {
	fmt.Fprintf(b, "%s  %s  %s\n", p.style.severity(f.Severity), place(f), p.style.paint("2", f.Rule))
	p.excerpt(b, f)
	p.text(b, "", sentence(f.What), "1")
	p.text(b, "perché: ", sentence(f.Why), "")
	p.text(b, "rimedio: ", sentence(f.Repair), "")
}

// place is where a finding is, in the form that editors and terminals follow.
func place(f process.Finding) string {
	name := printable(f.File)
	if name == "-" {
		name = "standard input"
	}
	if f.Line == 0 {
		return name
	}
	return fmt.Sprintf("%s:%d:%d", name, f.Line, f.Column)
}

// excerpt shows the line of the file with a caret under the place.
func (p findingPrinter) excerpt(b *strings.Builder, f process.Finding) {
	if f.Line == 0 || strings.TrimSpace(f.Excerpt) == "" {
		return
	}
	line, caret := window([]rune(printable(strings.ReplaceAll(f.Excerpt, "\t", " "))), f.Column-1)
	number := fmt.Sprint(f.Line)
	gutter := strings.Repeat(" ", len(number))
	fmt.Fprintf(b, "  %s\n", p.style.paint("2", number+" │ ")+line)
	fmt.Fprintf(b, "  %s\n", p.style.paint("2", gutter+" │ ")+strings.Repeat(" ", caret)+p.style.paint("1;31", "^"))
}

// window is the part of line around the character at, from 0, and where that
// character is in it.
func window(line []rune, at int) (string, int) {
	at = min(max(at, 0), len(line))
	if len(line) <= excerptWidth {
		return string(line), at
	}
	from := min(max(at-excerptWidth/2, 0), len(line)-excerptWidth)
	part, caret := string(line[from:from+excerptWidth]), at-from
	if from > 0 {
		part, caret = "…"+part, caret+1
	}
	if from+excerptWidth < len(line) {
		part += "…"
	}
	return part, caret
}

// text writes words after a label, indented; on a terminal broken into lines, each
// painted with code.
func (p findingPrinter) text(b *strings.Builder, label, words, code string) {
	if words == "" {
		return
	}
	if !p.style.on {
		fmt.Fprintf(b, "  %s%s\n", label, words)
		return
	}
	indent := "  " + strings.Repeat(" ", utf8.RuneCountInString(label))
	width, line := textWidth-utf8.RuneCountInString(indent), ""
	lead := "  " + p.style.paint("2", label)
	flush := func() { fmt.Fprintf(b, "%s%s\n", lead, p.style.paint(code, line)) }
	for _, word := range strings.Fields(words) {
		if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width {
			flush()
			lead, line = indent, ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	flush()
}

// count says how many findings there are of each severity.
func count(findings []process.Finding) string {
	if len(findings) == 0 {
		return "nessuna segnalazione"
	}
	var n [3]int
	for _, f := range findings {
		switch f.Severity {
		case process.Error:
			n[0]++
		case process.Confirm:
			n[1]++
		case process.Warning:
			n[2]++
		}
	}
	var parts []string
	for i, words := range [][2]string{{"errore", "errori"}, {"da confermare", "da confermare"}, {"avviso", "avvisi"}} {
		if n[i] > 0 {
			parts = append(parts, plural(n[i], words[0], words[1]))
		}
	}
	return strings.Join(parts, ", ")
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// sentence is the message in one line that a terminal may show.
func sentence(s string) string { return strings.TrimSpace(printable(strings.ReplaceAll(s, "\n", " "))) }

// printable replaces what would not be shown but obeyed: a process file may hold
// terminal sequences, or characters that turn the direction of the line.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029' {
			return '\uFFFD'
		}
		return r
	}, s)
}
