package richtext

import (
	"errors"
	"fmt"
)

// ErrNotInline means that a reference inside a line was answered with more
// than one paragraph.
var ErrNotInline = errors.New("richtext: blocks where a line is wanted")

// Answer gives the words a reference stands for. alone tells that the
// reference is a paragraph by itself: only then may the answer be anything but
// one paragraph.
type Answer func(ref Ref, alone bool) (Text, error)

// Resolve is t with every reference replaced by its answer, and the article
// before it made to agree (Joined). Errors name the reference; answers are not
// resolved again.
func (t Text) Resolve(answer Answer) (Text, error) {
	var out Text
	for _, b := range t.Blocks {
		if len(b.Text) == 1 && b.Text[0].Kind == Reference {
			words, err := ask(b.Text[0], true, answer)
			if err != nil {
				return Text{}, err
			}
			out.Blocks = append(out.Blocks, words.Blocks...)
			continue
		}
		r := resolver{answer: answer, answers: map[int]bool{}}
		var err error
		if b.Text, err = r.inlines(b.Text); err != nil {
			return Text{}, err
		}
		joinAnswers(b.Text, r.answers)
		items := b.Items
		b.Items = nil
		for _, item := range items {
			resolved, err := item.Resolve(answer)
			if err != nil {
				return Text{}, err
			}
			b.Items = append(b.Items, resolved)
		}
		out.Blocks = append(out.Blocks, b)
	}
	return out, nil
}

func ask(x Inline, alone bool, answer Answer) (Text, error) {
	ref, err := ParseRef(x.Text)
	if err != nil {
		return Text{}, err
	}
	ref.Pos = x.Pos
	words, err := answer(ref, alone)
	if err != nil {
		return Text{}, fmt.Errorf("rinvio {%s}: %w", x.Text, err)
	}
	return words, nil
}

// resolver resolves the references of a paragraph.
type resolver struct {
	answer  Answer
	leaves  int          // so far
	answers map[int]bool // which of the leaves begin an answer
}

func (r *resolver) inlines(xs []Inline) ([]Inline, error) {
	var out []Inline
	for _, x := range xs {
		switch x.Kind {
		case Reference:
			words, err := ask(x, false, r.answer)
			if err != nil {
				return nil, err
			}
			if len(words.Blocks) != 1 || words.Blocks[0].Kind != Paragraph {
				return nil, fmt.Errorf("rinvio {%s}: %w", x.Text, ErrNotInline)
			}
			r.answers[r.leaves] = true
			r.leaves += countLeaves(words.Blocks[0].Text)
			out = append(out, words.Blocks[0].Text...)
		case Strong, Emph, Withheld:
			var err error
			if x.Kids, err = r.inlines(x.Kids); err != nil {
				return nil, err
			}
			out = append(out, x)
		case Plain, LineBreak:
			r.leaves++
			out = append(out, x)
		}
	}
	return out, nil
}
