package richtext

import (
	"fmt"
	"strings"
)

// Source writes t so that Parse gives it back, places apart.
func (t Text) Source() string { return strings.Join(t.lines(), "\n") }

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
