package produce

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"concerta/internal/process"
	"concerta/internal/processfile"
)

// LetterRule names the findings of texts that cannot be printed.
const LetterRule = "carattere-non-stampabile"

// Prints tells whether the fonts of acts have a character.
func (p *Press) Prints(r rune) bool { return p.glyphs == nil || p.glyphs.Has(r) }

// Unprintable are the characters of a text that no act can show, each once; prints
// tells which the fonts have, nil when none are asked.
func Unprintable(s string, prints func(rune) bool) []rune {
	var list []rune
	for _, r := range s {
		if r == '\n' || r == '\t' || prints == nil || !unicode.Is(unicode.Co, r) && prints(r) || slices.Contains(list, r) {
			continue
		}
		list = append(list, r)
	}
	return list
}

// LetterWords say of characters that they cannot be printed: "il carattere «😀» non si
// può stampare".
func LetterWords(bad []rune) string {
	names := make([]string, 0, len(bad))
	for _, r := range bad {
		// What cannot be seen, or is another thing in each font, has a number only.
		if unicode.IsGraphic(r) && !unicode.Is(unicode.Co, r) {
			names = append(names, "«"+string(r)+"»")
			continue
		}
		names = append(names, fmt.Sprintf("%U", r))
	}
	if len(names) == 1 {
		return "il carattere " + names[0] + " non si può stampare"
	}
	return "i caratteri " + strings.Join(names, ", ") + " non si possono stampare"
}

// LetterRepair is how to repair a text that cannot be printed.
const LetterRepair = "toglierlo o sostituirlo con parole"

// letterFindings are the texts of a process that no act could show. The file is looked
// through first: nearly always there is none, and taking a process apart takes longer.
func letterFindings(src Source, p *process.Process) []process.Finding {
	if src.Prints == nil || !bytes.Contains(src.Bytes, []byte(`\`)) && len(Unprintable(string(src.Bytes), src.Prints)) == 0 {
		return nil
	}
	var list []process.Finding
	processfile.NewTree(p).EachText(func(path, text string) {
		bad := Unprintable(text, src.Prints)
		if len(bad) == 0 {
			return
		}
		list = append(list, process.Finding{
			Rule: LetterRule, Severity: process.Error, Path: path,
			What:   "In «" + opening(text) + "» " + LetterWords(bad) + ".",
			Why:    "I caratteri degli atti non ce l’hanno: nessun atto con questo testo si potrebbe fare.",
			Repair: "T" + LetterRepair[1:] + ".",
		})
	})
	return list
}

// opening is the beginning of a text, on one line.
func opening(s string) string {
	const most = 60
	words := []rune(strings.Join(strings.Fields(s), " "))
	if len(words) <= most {
		return string(words)
	}
	return string(words[:most]) + "…"
}
