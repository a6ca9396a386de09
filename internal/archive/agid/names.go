package agid

import (
	"cmp"
	"strings"
	"unicode"
	"unicode/utf8"
)

func (p *Person) empty() bool {
	return line(p.Name) == "" && line(p.Surname) == "" && line(p.Given) == ""
}

// names are surname and given name, which the schema wants apart. A name typed
// whole loses its titles; the surname is what is in capitals, else the last word
// with the particles before it. What cannot be told is not available.
func (p *Person) names() (surname, given string) {
	surname, given = line(p.Surname), line(p.Given)
	if surname == "" && given == "" {
		surname, given = split(line(p.Name))
	}
	return cmp.Or(surname, NotAvailable), cmp.Or(given, NotAvailable)
}

// WithoutTitles is a name typed whole without the titles before it.
func WithoutTitles(name string) string { return strings.Join(untitled(line(name)), " ") }

func untitled(name string) []string {
	words := strings.Fields(name)
	for len(words) > 1 && title(words[0]) {
		words = words[1:]
	}
	return words
}

func split(name string) (surname, given string) {
	words := untitled(name)
	if len(words) < 2 {
		return strings.Join(words, " "), ""
	}
	var loud, quiet []string
	for _, w := range words {
		if capitals(w) {
			loud = append(loud, w)
		} else {
			quiet = append(quiet, w)
		}
	}
	if len(loud) > 0 && len(quiet) > 0 {
		return strings.Join(loud, " "), strings.Join(quiet, " ")
	}
	at := len(words) - 1
	for at > 1 && particle(words[at-1]) {
		at--
	}
	return strings.Join(words[at:], " "), strings.Join(words[:at], " ")
}

// title says whether w is a title before a name.
func title(w string) bool {
	switch strings.ToLower(strings.TrimSuffix(w, ".")) {
	case "dott", "dott.ssa", "dottssa", "dottoressa", "dottor", "dr", "dr.ssa", "avv", "avvocato", "ing", "prof", "prof.ssa",
		"professor", "professoressa", "arch", "geom", "rag", "sig", "sig.ra", "sig.na", "on", "don", "rev", "suor":
		return true
	}
	return false
}

func particle(w string) bool {
	switch strings.ToLower(w) {
	case "de", "di", "del", "della", "dello", "dei", "degli", "dal", "dalla", "da", "la", "lo", "li", "le", "d'", "d’":
		return true
	}
	return false
}

// capitals says whether w is two letters or more, all capital.
func capitals(w string) bool {
	letters := 0
	for _, r := range w {
		if unicode.IsLetter(r) {
			if !unicode.IsUpper(r) {
				return false
			}
			letters++
		}
	}
	return letters > 1
}

// line is s on one line, without what XML cannot hold; paragraph keeps new lines.
func line(s string) string {
	if clean(s) {
		return s
	}
	return strings.Join(strings.Fields(legal(s)), " ")
}

func paragraph(s string) string {
	lines := strings.Split(legal(s), "\n")
	for i, l := range lines {
		lines[i] = line(l)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// clean says cheaply that line has nothing to do.
func clean(s string) bool {
	space := true
	for i := range len(s) {
		if s[i] < ' ' || s[i] >= utf8.RuneSelf || s[i] == ' ' && space {
			return false
		}
		space = s[i] == ' '
	}
	return !space || s == ""
}

func legal(s string) string {
	return strings.Map(func(r rune) rune {
		if _, bad := illegal(string(r)); bad || unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}
