package richtext

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Source writes t so that Parse gives it back, places apart.
func (t Text) Source() string { return strings.Join(t.lines(), "\n") }

// Lines is the source of t in lines of at most width characters where the words
// allow it. Parse gives t back from them too.
func (t Text) Lines(width int) []string {
	var out []string
	for _, l := range t.lines() {
		out = append(out, fold(l, width)...)
	}
	return out
}

// fold breaks one line of source at spaces. What follows is indented so that it
// still belongs to the item that the line begins.
func fold(l string, width int) []string {
	inside := len(itemHead.FindString(l))
	pad := strings.Repeat(" ", inside)
	var out []string
	for utf8.RuneCountInString(l) > width {
		at := foldAt(l, inside, width)
		if at < 0 {
			break
		}
		out = append(out, l[:at])
		l = pad + l[at+1:]
	}
	return append(out, l)
}

// itemHead matches what stands before the words of a line.
var itemHead = regexp.MustCompile(`^ *(?:(?:-|[0-9]{1,3}\.) +)*`)

// foldAt is the last space of l where it may be broken to be no longer than
// width, or else the first, or -1. The rest must not look like an item, nor the
// line end as one with a line break.
func foldAt(l string, inside, width int) int {
	at, column := -1, 0
	for i, r := range l {
		column++
		if r != ' ' || i <= inside || strings.ContainsRune(` \`, rune(l[i-1])) || startsItem.MatchString(l[i+1:]) {
			continue
		}
		if column > width+1 && at >= 0 {
			return at
		}
		at = i
	}
	return at
}

// startsItem matches what at the beginning of a line may be read as something
// else than the words of a paragraph.
var startsItem = regexp.MustCompile(`^(?:[ -]|[0-9]|\{tavoli\}|$)`)

// lines writes the blocks, a blank line between any two.
func (t Text) lines() []string {
	var out []string
	for _, b := range t.Blocks {
		if len(out) > 0 {
			out = append(out, "")
		}
		switch b.Kind {
		case Paragraph:
			out = append(out, strings.Split(inlineSource(b.Text), "\n")...)
		case BulletList:
			for _, item := range b.Items {
				out = append(out, item.indented("- ")...)
			}
		case OrderedList:
			for i, item := range b.Items {
				out = append(out, item.indented(fmt.Sprintf("%d. ", b.Start+i))...)
			}
		}
	}
	return out
}

// indented puts the marker before the first line and as many spaces before the
// others.
func (t Text) indented(marker string) []string {
	lines := t.lines()
	if len(lines) == 0 {
		return []string{marker}
	}
	pad := strings.Repeat(" ", len(marker))
	for i, l := range lines {
		switch {
		case i == 0:
			lines[i] = marker + l
		case l != "":
			lines[i] = pad + l
		}
	}
	return lines
}

func inlineSource(xs []Inline) string {
	var b strings.Builder
	writeInlines(&b, xs)
	return b.String()
}

func writeInlines(b *strings.Builder, xs []Inline) {
	for _, x := range xs {
		switch x.Kind {
		case Plain:
			atStart := b.Len() == 0 || strings.HasSuffix(b.String(), "\n")
			b.WriteString(escape(x.Text, atStart))
		case LineBreak:
			b.WriteString("\\\n")
		case Reference:
			b.WriteString("{" + x.Text + "}")
		case Strong, Emph:
			b.WriteString(signOf(x.Kind))
			writeInlines(b, x.Kids)
			b.WriteString(signOf(x.Kind))
		case Withheld:
			b.WriteString(strings.TrimSpace("{"+withheldWord+" "+x.Why) + ": ")
			writeInlines(b, x.Kids)
			b.WriteString("}")
		}
	}
}

// escape makes plain what Parse would take for markup.
func escape(s string, atStart bool) string {
	s = strings.NewReplacer(`\`, `\\`, `*`, `\*`, `{`, `\{`, `}`, `\}`).Replace(s)
	if !atStart {
		return s
	}
	if strings.HasPrefix(s, "-") {
		return `\` + s
	}
	digits := 0
	for digits < len(s) && s[digits] >= '0' && s[digits] <= '9' {
		digits++
	}
	if digits > 0 && strings.HasPrefix(s[digits:], ".") {
		return s[:digits] + `\` + s[digits:]
	}
	return s
}
