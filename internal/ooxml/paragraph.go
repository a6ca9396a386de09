package ooxml

import "encoding/xml"

// Block is what a body, a cell, a header or a footer holds: Paragraph or Table.
type Block interface{ block() }

type (
	// NumberingRef is CT_NumPr: the level, from 0, and the list.
	NumberingRef struct {
		Level Number `xml:"w:ilvl"`
		List  Number `xml:"w:numId"`
	}

	// ParagraphBorders is CT_PBdr.
	ParagraphBorders struct {
		Top    *Border `xml:"w:top"`
		Left   *Border `xml:"w:left"`
		Bottom *Border `xml:"w:bottom"`
		Right  *Border `xml:"w:right"`
	}

	// TabStop is CT_TabStop.
	TabStop struct {
		Kind     string `xml:"w:val,attr"` // left, center, right; clear takes an inherited one away
		Leader   string `xml:"w:leader,attr,omitempty"`
		Position Twips  `xml:"w:pos,attr"`
	}

	// Tabs is CT_Tabs.
	Tabs struct {
		Stops []TabStop `xml:"w:tab"`
	}

	// Spacing is CT_Spacing. Line is in 240ths of a line unless LineRule says
	// exact or atLeast, which make it twips.
	Spacing struct {
		Before   Twips  `xml:"w:before,attr,omitempty"`
		After    Twips  `xml:"w:after,attr,omitempty"`
		Line     int    `xml:"w:line,attr,omitempty"`
		LineRule string `xml:"w:lineRule,attr,omitempty"`

		Zeros []xml.Attr `xml:",any,attr"` // Before and After that are zero where a base has others
	}

	// Indent is CT_Ind.
	Indent struct {
		Left    Twips `xml:"w:left,attr,omitempty"`
		Right   Twips `xml:"w:right,attr,omitempty"`
		Hanging Twips `xml:"w:hanging,attr,omitempty"`
	}

	// ParagraphProperties is CT_PPr (17.3.1.26).
	ParagraphProperties struct {
		XMLName         xml.Name           `xml:"w:pPr"`
		Style           *String            `xml:"w:pStyle"`
		KeepNext        *OnOff             `xml:"w:keepNext"`
		KeepLines       *OnOff             `xml:"w:keepLines"`
		PageBreakBefore *OnOff             `xml:"w:pageBreakBefore"`
		WidowControl    *OnOff             `xml:"w:widowControl"`
		Numbering       *NumberingRef      `xml:"w:numPr"`
		SuppressLines   *OnOff             `xml:"w:suppressLineNumbers"`
		Borders         *ParagraphBorders  `xml:"w:pBdr"`
		Shading         *Shading           `xml:"w:shd"`
		Tabs            *Tabs              `xml:"w:tabs"`
		NoHyphens       *OnOff             `xml:"w:suppressAutoHyphens"`
		Spacing         *Spacing           `xml:"w:spacing"`
		Indent          *Indent            `xml:"w:ind"`
		Contextual      *OnOff             `xml:"w:contextualSpacing"`
		Justify         *String            `xml:"w:jc"` // left, center, right, both
		TextAlign       *String            `xml:"w:textAlignment"`
		OutlineLevel    *Number            `xml:"w:outlineLvl"`
		Section         *SectionProperties // ends the section here
	}

	// Paragraph is CT_P.
	Paragraph struct {
		XMLName    xml.Name `xml:"w:p"`
		Properties *ParagraphProperties
		Content    []Inline
	}
)

func (*Paragraph) block() {}
func (*Table) block()     {}

// NewParagraph is a paragraph of the style with that id.
func NewParagraph(style string, content ...Inline) *Paragraph {
	return &Paragraph{Properties: &ParagraphProperties{Style: Str(style)}, Content: content}
}

// Add appends content.
func (p *Paragraph) Add(content ...Inline) { p.Content = append(p.Content, content...) }
