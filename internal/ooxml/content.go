package ooxml

import "strings"

// Content is what a reader finds in a .docx that this package wrote, in reading
// order.
type Content struct {
	Title    string
	Author   string
	Created  string // as in the core properties; empty for none
	Lang     string // default of the styles
	First    []Line // header of the first page
	Head     []Line // header of the other pages
	Foot     []Line // footer of the other pages
	Body     []Line
	Tables   []TableShape
	Pictures []string // alternative texts, in the body
	Controls []ControlShape
	Sections []SectionShape
}

// Line is one paragraph.
type Line struct {
	Style   string // id
	Heading int    // level from 1; 0 for no heading
	Label   string // of a list item, computed: "1.", "–"; empty for none
	Level   int    // of the list, from 0
	Table   int    // the table it stands in, from 1; 0 outside tables
	Row     int    // from 1, head rows included
	Column  int    // from 1
	Text    string // tabs as \t, line breaks as \n, the sign of a check box as CheckSign
}

// CheckSign stands for the sign of a check box in the text of a line. It is no
// word; a word that it sticks to is another one.
const CheckSign = "\uFFFC"

// TableShape is a table without its words.
type TableShape struct {
	Caption  string
	Columns  int
	HeadRows int
	Rows     int // head rows included
}

// ControlShape is a content control.
type ControlShape struct {
	Alias string
	Tag   string
	Kind  string // text, multiline, check, choice, date
	Value string // as shown; "1" or "0" for a check box
	Bound string // value in the custom XML part
}

// SectionShape is a section.
type SectionShape struct {
	Landscape bool
	FirstPage bool // has a first page of its own
}

// Words are the words of the body with the labels of its lists.
func (c *Content) Words() []string { return LineWords(c.Body) }

// LineWords are the words of lines with the labels of their lists.
func LineWords(lines []Line) []string {
	var words []string
	for _, l := range lines {
		words = append(words, strings.Fields(l.Label)...)
		for _, w := range strings.Fields(l.Text) {
			if w != CheckSign {
				words = append(words, w)
			}
		}
	}
	return words
}

// Fault is one thing wrong in a package.
type Fault struct {
	Part string
	What string
}

// FaultsError is the error of a package that is not as this package writes it.
type FaultsError []Fault

func (f FaultsError) Error() string {
	var sb strings.Builder
	sb.WriteString("il file DOCX non è come deve essere:")
	for _, x := range f {
		sb.WriteString("\n" + x.Part + ": " + x.What)
	}
	return sb.String()
}
