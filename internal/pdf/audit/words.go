package audit

import (
	"math"
	"unicode"
	"unicode/utf8"

	"concerta/internal/pdf/reader"
)

// The part of the text's width up to which a word is never cut: whatever is
// wider, an address or a name without spaces, may have to be. The columns of a
// register do not give way to words.
const (
	wholeWord         = 1.0 / 3
	wholeWordRegister = 1.0 / 7
)

// words: no line ends inside a word, but after the punctuation of an address.
func (a *auditor) words(n *reader.Node) {
	w := wordReader{a: a}
	w.block(n, n)
	w.end()
}

// wordReader goes through the text of one block element, word by word.
type wordReader struct {
	a     *auditor
	word  []rune
	width float64
	cut   bool // a line ends in it, between two letters
	last  *reader.Run
}

// block reads what belongs to a block element itself, in its order.
func (w *wordReader) block(n, of *reader.Node) {
	for _, k := range n.Kids {
		switch {
		case k.Mark != nil:
			for _, r := range k.Mark.Runs {
				w.run(r)
			}
		case k.Node != nil && block(k.Node) == of:
			w.block(k.Node, of)
		}
	}
}

func (w *wordReader) run(r *reader.Run) {
	if w.last != nil && len(w.word) > 0 && (math.Abs(r.Box.Y0-w.last.Box.Y0) > slack || r.Mark.Page != w.last.Mark.Page) {
		first, _ := utf8.DecodeRuneInString(r.Text)
		w.cut = w.cut || letter(w.word[len(w.word)-1]) && letter(first)
	}
	w.last = r
	share := (r.Box.X1 - r.Box.X0) / float64(max(1, utf8.RuneCountInString(r.Text)))
	for _, c := range r.Text {
		if unicode.IsSpace(c) {
			w.end()
			continue
		}
		w.word = append(w.word, c)
		w.width += share
	}
}

func letter(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }

func (w *wordReader) end() {
	if w.cut {
		p, share := w.last.Mark.Page, wholeWord
		if toScan(p) {
			share = wholeWordRegister
		}
		if w.width <= (p.Width-2*w.a.limits.Side)*share {
			w.a.add("parola-spezzata", p.Number, "una riga finisce dentro la parola «%s»", string(w.word))
		}
	}
	w.word, w.width, w.cut = w.word[:0], 0, false
}
