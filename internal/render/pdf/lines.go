package pdf

import (
	"math"

	"concerta/internal/doc"
)

// line is one line of a paragraph.
type line struct {
	first, end int     // of the paragraph's pieces
	indent     float64 // from the left of the column
	stretch    float64 // added to each space
}

// word is what moves from line to line as a whole.
type word struct {
	first, end int
	width      float64
	space      float64 // before it, when it does not begin a line
	newline    bool
}

// How far a space may give way, as a fraction of its width. Beyond spaceLimit
// a justified line would be a row of holes: it is left ragged.
const (
	spaceStretch = 0.5
	spaceShrink  = 0.2
	spaceLimit   = 3.0
	leastFill    = 0.6  // of a line's width: shorter lines are tried only if no other can be
	shortLine    = 0.12 // of a line's width: a last line had better be longer
	worstStretch = 20   // times what a space gives way: no line is worse
)

// breakLines breaks the paragraph into lines of a width. All breaks are chosen
// together, so that spaces are even over the paragraph and titles balanced;
// nothing is hyphenated.
func (p *paragraph) breakLines(width float64, words []word, costs []cost) ([]line, []word, []cost) {
	words = p.words(words[:0])
	costs = costs[:0]
	for range len(words) + 1 {
		costs = append(costs, cost{value: math.Inf(1)})
	}
	if len(words) == 0 {
		return nil, words, costs
	}
	costs[0].value = 0
	for end := 1; end <= len(words); end++ {
		if p.bestStart(words, costs, end, width, leastFill*width); math.IsInf(costs[end].value, 1) {
			p.bestStart(words, costs, end, width, 0) // a long word leaves a short line before it
		}
	}
	n := 0
	for at := len(words); at > 0; at = costs[at].from {
		n++
	}
	lines := make([]line, n)
	for at := len(words); at > 0; at = costs[at].from {
		n--
		lines[n] = p.setLine(words, costs[at].from, at, width)
	}
	return lines, words, costs
}

// cost is the least cost of the lines before a word, and where the last of
// them begins.
type cost struct {
	value float64
	from  int
}

func (p *paragraph) words(words []word) []word {
	for i := range p.pieces {
		pc := &p.pieces[i]
		if n := len(words); n > 0 && !pc.startsWord() && !pc.mayBreak {
			words[n-1].end = i + 1
			words[n-1].width += pc.width
			continue
		}
		words = append(words, word{first: i, end: i + 1, width: pc.width, space: pc.space, newline: pc.newline})
	}
	return words
}

// bestStart finds the best first word of the line that ends before a word,
// among the lines of a least width.
func (p *paragraph) bestStart(words []word, costs []cost, end int, width, least float64) {
	natural, spaces, gaps := 0.0, 0.0, 0
	final := end == len(words) || words[end].newline
	for start := end - 1; start >= 0; start-- {
		w := &words[start]
		natural += w.width
		if start < end-1 {
			next := &words[start+1]
			natural += next.space
			spaces += next.space
			if next.space > 0 {
				gaps++
			}
			if next.newline { // a line may not cross it
				return
			}
		}
		shrunk := natural
		if p.style.justify {
			shrunk -= spaceShrink * spaces
		}
		if shrunk > width+0.001 && start < end-1 {
			return
		}
		if natural < least && !final && start > 0 {
			continue
		}
		if v := costs[start].value + p.lineCost(width, natural, spaces, gaps, final); v < costs[end].value {
			costs[end] = cost{v, start}
		}
	}
}

// lineCost says how bad a line looks.
func (p *paragraph) lineCost(width, natural, spaces float64, gaps int, final bool) float64 {
	slack := width - natural
	if !p.style.justify {
		if p.style.align == doc.Center { // few lines first, then lines alike
			return 100 + square(slack/width)
		}
		if final {
			return 100
		}
		return 100 + square(slack/width)
	}
	switch {
	case final && slack >= 0:
		if natural < shortLine*width { // a word or two make a poor last line
			return square(1 + 100*cube(0.7))
		}
		return 1
	case gaps == 0: // a word alone: as bad as the widest gaps
		return square(1+100*cube(worstStretch)) * (1 + slack/width)
	case slack >= 0:
		return square(1 + 100*cube(min(slack/(spaces*spaceStretch), worstStretch)))
	}
	return square(1 + 100*cube(-slack/(spaces*spaceShrink)))
}

func square(v float64) float64 { return v * v }
func cube(v float64) float64   { return v * v * v }

// setLine places a line of words within a width.
func (p *paragraph) setLine(words []word, from, to int, width float64) line {
	l := line{first: words[from].first, end: words[to-1].end}
	natural, spaces, gaps := words[from].width, 0.0, 0
	for _, w := range words[from+1 : to] {
		natural += w.width + w.space
		spaces += w.space
		if w.space > 0 {
			gaps++
		}
	}
	slack := width - natural
	final := to == len(words) || words[to].newline
	switch {
	case p.style.justify:
		if gaps > 0 && (slack < 0 || !final && slack <= spaces*spaceLimit) {
			l.stretch = slack / float64(gaps)
		}
	case p.style.align == doc.Center:
		l.indent = slack / 2
	case p.style.align == doc.End:
		l.indent = slack
	}
	return l
}
