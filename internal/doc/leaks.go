package doc

import (
	"fmt"
	"slices"
	"strings"
)

// Leaks names every place of a public copy where something that it withholds can
// still be read: the same words in any case, a name in any order or without one
// of its parts, a part of a longer passage, in text, metadata, names of fields or
// addresses. A surname alone is named too, unless it is part of somebody else's
// name. Each is a problem of rule "omissis-rimasto".
func Leaks(public *Document, withheld []string) []Problem {
	l := &leaks{secrets: secrets(withheld)}
	if len(l.secrets) == 0 {
		return nil
	}
	for _, s := range append(public.Meta.words(), public.Meta.Lang) {
		l.text("metadati", s)
	}
	r := public.Running
	for _, s := range []string{r.Head, r.Foot, r.Mark, r.MarkAt, r.Number, r.Copy} {
		l.text("testatina e piè di pagina", s)
	}
	if r.Verify != nil {
		l.text("testatina e piè di pagina", r.Verify.URL)
	}
	Walk(public.Blocks, l.block, l.inline)
	return l.problems()
}

// Reveals tells whether s, the name of a file say, gives away something withheld.
func Reveals(s string, withheld []string) bool {
	l := &leaks{secrets: secrets(withheld)}
	l.text("", s)
	return len(l.problems()) > 0
}

// leaks gathers all the texts of a document, then looks through them: whether a
// word gives somebody away depends on the others.
type leaks struct {
	secrets []secret
	texts   []leakText
}

type leakText struct {
	where, text string
	words       []token
}

func (l *leaks) text(where, text string) {
	if words := tokens(text); len(words) > 0 {
		l.texts = append(l.texts, leakText{where, text, words})
	}
}

func (l *leaks) block(b Block) {
	switch b := b.(type) {
	case *Letterhead:
		if b.Logo != nil {
			l.text("logo", b.Logo.Alt)
		}
		l.text("intestazione", strings.Join(append(append(append([]string{}, b.Issuer...), b.Under...), b.Contacts...), " – "))
	case *Heading:
		l.text("titolo", Plain(b.Text))
	case *Paragraph:
		l.text("capoverso", Plain(b.Text))
	case *Table:
		l.text("didascalia", Plain(b.Caption))
		for _, rows := range [][]Row{b.Head, b.Body} {
			for _, r := range rows {
				for _, c := range r.Cells {
					l.text("cella", c.ID)
				}
			}
		}
	case *Field:
		for _, s := range append([]string{b.Name, b.Label, b.Hint, b.Value}, b.Options...) {
			l.text("campo «"+shorten(b.Label)+"»", s)
		}
	case *Signatures:
		for _, s := range b.Items {
			l.text("firme", s.Name)
			l.text("firme", s.Role)
			l.text("firme", s.Who)
			l.text("firme", s.Note)
		}
	case *Figure:
		l.text("figura", b.ID)
		l.text("figura", b.Image.Alt)
	case *Code:
		for _, s := range []string{b.ID, b.Data, b.Text, b.Alt} {
			l.text("codice", s)
		}
	case *List, *Section, *Rule, *PageBreak:
	}
}

func (l *leaks) inline(in Inline) {
	switch in := in.(type) {
	case *Link:
		l.text("collegamento", in.URL)
	case *Redactable:
		l.text("parte da omettere", Plain(in.Text))
	case *Text, *Strong, *Emph, *Break, *Foreign:
	}
}

// problems finds what is given away.
func (l *leaks) problems() []Problem {
	var list []Problem
	names := neighbours{}
	for _, t := range l.texts {
		names.learn(t.words)
	}
	for _, t := range l.texts {
		for _, s := range l.secrets {
			from, to := s.in(t.words, names)
			if from < 0 {
				continue
			}
			list = append(list, Problem{
				Rule: "omissis-rimasto", Where: t.where + " «" + shorten(t.text) + "»",
				What:   fmt.Sprintf("nella copia per la pubblicazione si legge ancora «%s», che altrove è da omettere.", t.text[t.words[from].from:t.words[to].to]),
				Repair: "Segnare anche qui la parte da omettere, o scrivere altrimenti.",
			})
		}
	}
	return list
}

// neighbours are the words that stand beside a word in names: each has a capital.
type neighbours map[string]map[string]bool

func (n neighbours) learn(text []token) {
	list := telling(text)
	for i := 1; i < len(list); i++ {
		a, b := list[i-1], list[i]
		if !a.capital || !b.capital || a.initial || b.initial {
			continue
		}
		for _, pair := range [][2]string{{a.word, b.word}, {b.word, a.word}} {
			if n[pair[0]] == nil {
				n[pair[0]] = map[string]bool{}
			}
			n[pair[0]][pair[1]] = true
		}
	}
}

// passage is how many words in a row of a long passage give it away.
const passage = 4

// in is the first and the last of the words of text that give the secret away; -1
// when none does.
func (s secret) in(text []token, names neighbours) (from, to int) {
	if i := s.at(text); i >= 0 {
		return i, i + len(s.all) - 1
	}
	if s.name {
		return s.nameIn(text, names)
	}
	for i := 0; i+passage <= len(s.all); i++ {
		part := secret{all: s.all[i : i+passage]}
		if len(telling(part.all)) < passage/2 {
			continue
		}
		if at := part.at(text); at >= 0 {
			return at, at + passage - 1
		}
	}
	for _, name := range s.names() {
		if from, to := name.nameIn(text, names); from >= 0 {
			return from, to
		}
	}
	return -1, -1
}

// names are the names inside a passage: two words with a capital or more, side by
// side.
func (s secret) names() []secret {
	var list []secret
	var run []token
	end := func() {
		if len(run) > 1 {
			list = append(list, secret{all: run, telling: run, name: true})
		}
		run = nil
	}
	for _, t := range s.telling {
		if t.capital {
			run = append(run, t)
			continue
		}
		end()
	}
	end()
	return list
}

// leastSurname is the shortest word that gives somebody away alone.
const leastSurname = 4

// nameIn finds two words of a name side by side, in any order, particles between
// them or not; or one alone that is no word of anybody else's name.
func (s secret) nameIn(text []token, names neighbours) (from, to int) {
	last := -1 // the word before, particles apart
	for i := range text {
		if particle(text[i].word) {
			continue
		}
		if s.has(text[i].word) {
			if last >= 0 && s.has(text[last].word) && text[i].word != text[last].word {
				return last, i
			}
			next := i + 1
			for next < len(text) && particle(text[next].word) {
				next++
			}
			beside := func(j int) bool { return j >= 0 && j < len(text) && text[j].capital && !text[j].initial }
			if text[i].capital && len([]rune(text[i].word)) >= leastSurname && !beside(last) && !beside(next) && !s.shared(text[i].word, names) {
				return i, i
			}
		}
		last = i
	}
	return -1, -1
}

func (s secret) has(word string) bool {
	return slices.ContainsFunc(s.telling, func(t token) bool { return t.word == word })
}

// shared tells whether a word of the name is in the name of somebody else too:
// alone it says of nobody who it is.
func (s secret) shared(word string, names neighbours) bool {
	for other := range names[word] {
		if !s.has(other) {
			return true
		}
	}
	return false
}
