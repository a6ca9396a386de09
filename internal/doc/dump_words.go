package doc

import (
	"fmt"
	"strings"
)

// Marked is the text of inlines with their marks made visible, in one line.
func Marked(list []Inline) string {
	var sb strings.Builder
	for _, in := range list {
		inner := Marked(inside(in))
		switch in := in.(type) {
		case *Text:
			sb.WriteString(in.Value)
		case *Strong:
			sb.WriteString("**" + inner + "**")
		case *Emph:
			sb.WriteString("*" + inner + "*")
		case *Link:
			sb.WriteString("[" + inner + "](" + in.URL + ")")
		case *Break:
			sb.WriteString("⏎")
		case *Foreign:
			sb.WriteString("{" + in.Lang + ": " + inner + "}")
		case *Redactable:
			sb.WriteString("{omissis " + in.Reason)
			if in.Instead != "" {
				sb.WriteString(" → " + in.Instead)
			}
			sb.WriteString(": " + inner + "}")
		}
	}
	return sb.String()
}

// First is the number of the first item of an ordered list.
func (l *List) First() int {
	if l.Start == 0 {
		return 1
	}
	return l.Start
}

// Height is the height of a multi-line field, in lines of text.
func (f *Field) Height() int {
	if f.Lines == 0 {
		return 3
	}
	return f.Lines
}

func styleWord(s Style) string {
	switch s {
	case StyleBody:
		return ""
	case StyleSubtitle:
		return " subtitle"
	case StyleNote:
		return " note"
	}
	return fmt.Sprintf(" style %d", s)
}

func alignWord(a Align) string {
	switch a {
	case Natural:
		return ""
	case Start:
		return " start"
	case Center:
		return " centre"
	case End:
		return " end"
	}
	return fmt.Sprintf(" align %d", a)
}

func fieldWord(k FieldKind) string {
	switch k {
	case FieldText:
		return "text"
	case FieldMultiline:
		return "lines"
	case FieldCheck:
		return "check"
	case FieldChoice:
		return "choice"
	case FieldDate:
		return "date"
	}
	return fmt.Sprintf("kind %d", k)
}

func modeWord(m SignMode) string {
	switch m {
	case ByHand:
		return "by hand"
	case Digital:
		return "digital"
	case Substituted:
		return "substituted"
	}
	return fmt.Sprintf("mode %d", m)
}

func orientationWord(o Orientation) string {
	switch o {
	case Portrait:
		return "portrait"
	case Landscape:
		return "landscape"
	}
	return fmt.Sprintf("orientation %d", o)
}

func idWord(id string) string {
	if id == "" {
		return ""
	}
	return " #" + id
}

func langWord(lang string) string {
	if lang == "" {
		return ""
	}
	return " lang=" + lang
}

func requiredWord(r bool) string {
	if r {
		return " required"
	}
	return ""
}

func imageWord(im Image) string {
	return fmt.Sprintf("%s %d bytes alt=%q", im.MIME, len(im.Bytes), im.Alt)
}
