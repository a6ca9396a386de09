package richtext

import (
	"strings"
	"unicode"
)

// withheldWord begins a run that the public copy leaves out: "{omissis: parole}",
// "{omissis stato di salute: parole}".
const withheldWord = "omissis"

// maxWhy is the longest the reason of a withheld run may be, in characters.
const maxWhy = 60

// withheld reads the beginning of a withheld run; it is false when what stands
// here is no such thing.
func (in *inliner) withheld() bool {
	at := in.cells[in.i].pos
	word := in.i + 1
	end := word + len(withheldWord)
	if end >= len(in.cells) || textOf(in.cells[word:end]) != withheldWord || in.cells[end].r != ':' && in.cells[end].r != ' ' {
		return false
	}
	colon := end
	for colon < len(in.cells) && colon-end <= maxWhy && inWhy(in.cells[colon].r) {
		colon++
	}
	if colon == len(in.cells) || in.cells[colon].r != ':' {
		in.report(at, "Scrivere {omissis: parole} oppure {omissis motivo: parole}; il motivo ha al più 60 lettere, cifre e spazi.",
			"l'omissis non ha i due punti che vengono prima delle parole")
		in.word(in.cells[in.i])
		in.i++
		return true
	}
	if in.has(Withheld) {
		in.report(at, "Chiudere con } il primo omissis.", "un omissis sta dentro un altro")
		in.word(in.cells[in.i])
		in.i++
		return true
	}
	in.open(Withheld, at)
	in.frames[len(in.frames)-1].why = strings.TrimSpace(textOf(in.cells[end:colon]))
	in.i = colon + 1
	if in.i < len(in.cells) && in.cells[in.i].r == ' ' {
		in.i++
	}
	return true
}

// inWhy tells whether r may stand in a reason.
func inWhy(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(" '’-/.,", r)
}

func textOf(cs []cell) string {
	var b strings.Builder
	for _, c := range cs {
		b.WriteRune(c.r)
	}
	return b.String()
}

// endWithheld closes the open withheld run at a brace. One that a stress inside
// keeps from closing is words.
func (in *inliner) endWithheld(c cell) {
	top := in.frames[len(in.frames)-1]
	if top.kind != Withheld {
		in.report(c.pos, "Chiudere prima quello aperto per ultimo.", "%s", in.crossed())
		in.word(c)
		return
	}
	in.close()
	kids := in.frames[len(in.frames)-1].kids
	if run := kids[len(kids)-1]; strings.TrimSpace(Text{Blocks: []Block{{Kind: Paragraph, Text: run.Kids}}}.Plain()) == "" {
		in.report(run.Pos, "Scrivere fra i due punti e la graffa le parole da omettere.", "l'omissis non ha parole")
	}
}
