package ooxml

import (
	"encoding/xml"
	"strings"
)

// Inline is what a paragraph holds: Run, Hyperlink, Control or SimpleField.
type Inline interface{ inline() }

// RunContent is what a run holds: Text, Tab, Break or Drawing.
type RunContent interface{ runContent() }

type (
	// Fonts is CT_Fonts.
	Fonts struct {
		ASCII    string `xml:"w:ascii,attr,omitempty"`
		HAnsi    string `xml:"w:hAnsi,attr,omitempty"`
		EastAsia string `xml:"w:eastAsia,attr,omitempty"`
		CS       string `xml:"w:cs,attr,omitempty"`
	}

	// RunProperties is CT_RPr (17.3.2.28). Sizes are in half points, Spacing
	// in twips.
	RunProperties struct {
		XMLName   xml.Name  `xml:"w:rPr"`
		Style     *String   `xml:"w:rStyle"`
		Fonts     *Fonts    `xml:"w:rFonts"`
		Bold      *OnOff    `xml:"w:b"`
		BoldCS    *OnOff    `xml:"w:bCs"`
		Italic    *OnOff    `xml:"w:i"`
		ItalicCS  *OnOff    `xml:"w:iCs"`
		Caps      *OnOff    `xml:"w:caps"`
		Colour    *String   `xml:"w:color"`
		Spacing   *Number   `xml:"w:spacing"`
		Kern      *Number   `xml:"w:kern"`
		Size      *Number   `xml:"w:sz"`
		SizeCS    *Number   `xml:"w:szCs"`
		Underline *String   `xml:"w:u"`
		Lang      *Language `xml:"w:lang"`
	}

	// Run is CT_R: content that shares its properties.
	Run struct {
		XMLName    xml.Name       `xml:"w:r"`
		Properties *RunProperties // nil for none
		Content    []RunContent
	}

	// Text is CT_Text. Make one with NewText, which keeps spaces.
	Text struct {
		XMLName xml.Name `xml:"w:t"`
		Space   string   `xml:"xml:space,attr,omitempty"`
		Value   string   `xml:",chardata"`
	}

	// Tab is a tabulation.
	Tab struct {
		XMLName xml.Name `xml:"w:tab"`
	}

	// Break ends a line.
	Break struct {
		XMLName xml.Name `xml:"w:br"`
	}

	// Hyperlink is CT_Hyperlink to the target of a relationship.
	Hyperlink struct {
		XMLName xml.Name `xml:"w:hyperlink"`
		ID      string   `xml:"r:id,attr"`
		History string   `xml:"w:history,attr"`
		Runs    []*Run
	}

	// SimpleField is CT_SimpleField: an instruction and its last known result.
	SimpleField struct {
		XMLName     xml.Name `xml:"w:fldSimple"`
		Instruction string   `xml:"w:instr,attr"`
		Runs        []*Run
	}
)

func (*Run) inline()         {}
func (*Hyperlink) inline()   {}
func (*Control) inline()     {}
func (*SimpleField) inline() {}

func (*Text) runContent()    {}
func (*Tab) runContent()     {}
func (*Break) runContent()   {}
func (*Drawing) runContent() {}

// NewText is s with its spaces kept. Line ends, tabs and characters that XML
// 1.0 cannot hold become spaces or go: a control character in a w:t would make
// the whole file unreadable.
func NewText(s string) *Text {
	t := &Text{Value: strings.Map(xmlRune, s)}
	if t.Value != strings.TrimSpace(t.Value) || strings.Contains(t.Value, "  ") {
		t.Space = "preserve"
	}
	return t
}

// xmlRune keeps what XML 1.0 calls Char (production 2).
func xmlRune(r rune) rune {
	switch {
	case r == '\t' || r == '\n' || r == '\r':
		return ' '
	case r < 0x20, r == 0xFFFE, r == 0xFFFF, r == 0xFFFD:
		return -1
	}
	return r
}

// NewRun is a run of text alone.
func NewRun(p *RunProperties, s string) *Run {
	return &Run{Properties: p, Content: []RunContent{NewText(s)}}
}

// PageNumber is the number of the page it stands on.
func PageNumber() *SimpleField { return field("PAGE") }

// PageCount is the number of pages of the document.
func PageCount() *SimpleField { return field("NUMPAGES") }

// field holds "1" until the word processor lays the page out: fields in
// headers and footers are always computed anew.
func field(code string) *SimpleField {
	return &SimpleField{Instruction: " " + code + " ", Runs: []*Run{NewRun(nil, "1")}}
}
