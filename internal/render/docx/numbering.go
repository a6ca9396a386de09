package docx

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"concerta/internal/ooxml"
)

// The abstract lists. Those of typed labels follow, one for each label.
const (
	abstractBullet = iota
	abstractNumber
	abstractTyped
)

const (
	listLevels = 9                // WordprocessingML has no more
	listIndent = ooxml.Twips(454) // 8 mm a level
)

// bullet is the mark of the items of a level: dashes, and dots within them.
func bullet(level int) string {
	if level%2 == 0 {
		return "–"
	}
	return "•"
}

// lists gathers the lists of a document.
type lists struct {
	instances []ooxml.ListInstance
	bullets   int            // id of the one list of all bullets; 0 before it
	typed     map[string]int // label → id of its list
	labels    []string       // in order of first use
}

func (l *lists) add(abstract int, overrides ...ooxml.LevelOverride) int {
	id := len(l.instances) + 1
	l.instances = append(l.instances, ooxml.ListInstance{
		ID: id, Abstract: ooxml.Number{Val: abstract}, Overrides: overrides,
	})
	return id
}

// bullet is the list of bulleted items: they have nothing to count, so one does.
func (l *lists) bullet() int {
	if l.bullets == 0 {
		l.bullets = l.add(abstractBullet)
	}
	return l.bullets
}

// ordered is a new list that begins at start on that level.
func (l *lists) ordered(level, start int) int {
	return l.add(abstractNumber, ooxml.LevelOverride{Level: level, Start: ooxml.Num(start)})
}

// label is the list of one item whose label the office typed.
func (l *lists) label(s string) int {
	if id, ok := l.typed[s]; ok {
		return id
	}
	if l.typed == nil {
		l.typed = map[string]int{}
	}
	l.typed[s] = l.add(abstractTyped + len(l.labels))
	l.labels = append(l.labels, s)
	return l.typed[s]
}

func (l *lists) numbering() ooxml.Numbering {
	if len(l.instances) == 0 {
		return ooxml.Numbering{}
	}
	n := ooxml.Numbering{Lists: l.instances, Abstract: []ooxml.AbstractList{
		abstract(abstractBullet, "hybridMultilevel", levels("bullet", bullet)...),
		abstract(abstractNumber, "hybridMultilevel", levels("decimal", func(i int) string { return fmt.Sprintf("%%%d.", i+1) })...),
	}}
	for i, s := range l.labels {
		n.Abstract = append(n.Abstract, abstract(abstractTyped+i, "singleLevel", ooxml.Level{
			Start: ooxml.Num(1), Format: ooxml.Str("none"), Suffix: ooxml.Str("space"), Text: ooxml.Str(s), Justify: ooxml.Str("left"),
		}))
	}
	return n
}

// abstract gives each abstract list the two ids by which Word tells lists apart
// when text is pasted from one document into another.
func abstract(id int, kind string, levels ...ooxml.Level) ooxml.AbstractList {
	return ooxml.AbstractList{
		ID:       id,
		NSID:     ooxml.Str(fmt.Sprintf("%08X", 0x1C0C3700+id)),
		Kind:     ooxml.Str(kind),
		Template: ooxml.Str(fmt.Sprintf("%08X", 0x2D1D4800+id)),
		Levels:   levels,
	}
}

func levels(format string, text func(level int) string) []ooxml.Level {
	list := make([]ooxml.Level, listLevels)
	for i := range list {
		list[i] = ooxml.Level{
			Index: i, Start: ooxml.Num(1), Format: ooxml.Str(format), Text: ooxml.Str(text(i)), Justify: ooxml.Str("left"),
			Paragraph: &ooxml.ParagraphProperties{Indent: &ooxml.Indent{Left: listIndent * ooxml.Twips(i+1), Hanging: listIndent}},
		}
	}
	return list
}

// typedLabel is the label that s begins with when somebody typed a list by
// hand: a number with a point or a parenthesis, a dash or a bullet, and then a
// space. It is empty when s begins otherwise.
func typedLabel(s string) string {
	label := strings.TrimLeft(s, "0123456789")
	n := len(s) - len(label)
	mark, size := utf8.DecodeRuneInString(label)
	switch {
	case n > 0 && n < 10 && (mark == '.' || mark == ')'):
	case n == 0 && strings.ContainsRune("-–•", mark):
	default:
		return ""
	}
	if next, _ := utf8.DecodeRuneInString(label[size:]); !unicode.IsSpace(next) {
		return ""
	}
	return s[:n+size]
}

// numberTyped makes a paragraph that begins with "1. " or "– " an item of a
// real list with that very label, so that it is announced as one and loses none
// of its words. It looks as it was typed: one space, no indent.
func (r *renderer) numberTyped(p *ooxml.Paragraph) {
	if p.Properties.Numbering != nil {
		return
	}
	label := typedLabel(strings.TrimLeftFunc(leadingText(p), unicode.IsSpace))
	if label == "" {
		return
	}
	p.Properties.Numbering = &ooxml.NumberingRef{List: ooxml.Number{Val: r.lists.label(label)}}
	cutText(p, label)
}

// leadingText is the text at the front of p, up to what is not text.
func leadingText(p *ooxml.Paragraph) string {
	var sb strings.Builder
	for _, t := range leadingTexts(p) {
		sb.WriteString(t.Value)
		if sb.Len() > 32 { // longer than any label
			break
		}
	}
	return sb.String()
}

// leadingTexts are the texts at the front of p, in order: words do not begin
// before a check box, a tab or the end of a line that stands there.
func leadingTexts(p *ooxml.Paragraph) []*ooxml.Text {
	all := pieces(p)
	if i := slices.Index(all, nil); i >= 0 {
		return all[:i]
	}
	return all
}

// texts are the texts of the runs and links of p, in order.
func texts(p *ooxml.Paragraph) []*ooxml.Text {
	return slices.DeleteFunc(pieces(p), func(t *ooxml.Text) bool { return t == nil })
}

// pieces are the texts of p in order; nil for whatever is not text.
func pieces(p *ooxml.Paragraph) []*ooxml.Text {
	var list []*ooxml.Text
	for _, in := range p.Content {
		var runs []*ooxml.Run
		switch in := in.(type) {
		case *ooxml.Run:
			runs = []*ooxml.Run{in}
		case *ooxml.Hyperlink:
			runs = in.Runs
		default:
			list = append(list, nil)
		}
		for _, run := range runs {
			for _, c := range run.Content {
				t, _ := c.(*ooxml.Text)
				list = append(list, t)
			}
		}
	}
	return list
}

// cutText takes label and the spaces around it off the front of p.
func cutText(p *ooxml.Paragraph, label string) {
	rest := label
	for _, t := range leadingTexts(p) {
		value := t.Value
		if rest == label {
			value = strings.TrimLeftFunc(value, unicode.IsSpace)
		}
		for rest != "" && value != "" {
			rest, value = rest[1:], value[1:]
		}
		if rest == "" {
			value = strings.TrimLeftFunc(value, unicode.IsSpace)
		}
		*t = *ooxml.NewText(value)
		if value != "" {
			return
		}
	}
}
