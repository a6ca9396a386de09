package main

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"concerta/internal/process"
)

func printed(t *testing.T, s style, f ...process.Finding) string {
	t.Helper()
	var b strings.Builder
	if err := (findingPrinter{&b, s}).print(f); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestFindings_InAPipeAreWholeLinesWithoutSequences(t *testing.T) {
	got := printed(t, style{},
		process.Finding{
			Rule: "giorno-sbagliato", Severity: process.Error, File: "a.yaml", Line: 12, Column: 9, Excerpt: "giorno: lunedì",
			What: "Il 6 novembre 2013 non è lunedì ma mercoledì.", Why: "Uno dei due è sbagliato.", Repair: "Controllare.",
		},
		process.Finding{Rule: "privacy-mancante", Severity: process.Warning, File: "-", What: "Manca l’informativa."},
	)
	const want = `errore  a.yaml:12:9  giorno-sbagliato
  12 │ giorno: lunedì
     │         ^
  Il 6 novembre 2013 non è lunedì ma mercoledì.
  perché: Uno dei due è sbagliato.
  rimedio: Controllare.

avviso  standard input  privacy-mancante
  Manca l’informativa.

1 errore, 1 avviso
`
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}

func TestFindings_OnATerminalAreBrokenIntoLines(t *testing.T) {
	got := printed(t, style{on: true}, process.Finding{
		Severity: process.Confirm, File: "a.yaml", Line: 1, Column: 1, Excerpt: "a", What: strings.Repeat("parola ", 40), Why: strings.Repeat("perché ", 40),
	})
	if !strings.Contains(got, "\x1b[1;33mda confermare\x1b[0m") {
		t.Errorf("no colour:\n%q", got)
	}
	for line := range strings.Lines(got) {
		if strings.Count(line, "\x1b[") != 2*strings.Count(line, "\x1b[0m") {
			t.Errorf("a style runs over the end of %q", line)
		}
	}
	for line := range strings.Lines(regexp.MustCompile(`\x1b\[[0-9;]*m`).ReplaceAllString(got, "")) {
		if n := utf8.RuneCountInString(line); n > textWidth+1 {
			t.Errorf("%d characters: %q", n, line)
		}
	}
}

func TestFindings_CaretStandsUnderItsCharacter(t *testing.T) {
	long := strings.Repeat("è", 150) + "X" + strings.Repeat("z", 150)
	for _, c := range []struct {
		line   string
		column int
		want   string
	}{
		{"è: X", 4, "X"},
		{"\tX", 2, "X"},
		{long, 151, "X"},
		{"X" + long, 1, "X"},
		{long + "Y", len([]rune(long)) + 1, "Y"},
	} {
		lines := strings.Split(printed(t, style{}, process.Finding{Severity: process.Error, Line: 7, Column: c.column, Excerpt: c.line}), "\n")
		shown, caret := []rune(lines[1]), strings.Index(lines[2], "^")
		at := utf8.RuneCountInString(lines[2][:caret])
		if got := string(shown[at]); got != c.want {
			t.Errorf("column %d: the caret is under %q, want %q", c.column, got, c.want)
		}
		if len(shown) > excerptWidth+10 {
			t.Errorf("column %d: %d characters shown", c.column, len(shown))
		}
	}
}

func TestPrintable_ShowsWhatATerminalWouldObey(t *testing.T) {
	if got := printable("a\x1b[31m\u202Eb\u009b\n"); strings.ContainsAny(got, "\x1b\u202E\u009b\n") {
		t.Errorf("got %q", got)
	}
}
