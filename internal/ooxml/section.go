package ooxml

import "encoding/xml"

type (
	// HeaderReference names a header part for one kind of page.
	HeaderReference struct {
		XMLName xml.Name `xml:"w:headerReference"`
		Kind    string   `xml:"w:type,attr"` // "default", "first" or "even"
		ID      string   `xml:"r:id,attr"`
	}

	// FooterReference names a footer part for one kind of page.
	FooterReference struct {
		XMLName xml.Name `xml:"w:footerReference"`
		Kind    string   `xml:"w:type,attr"`
		ID      string   `xml:"r:id,attr"`
	}

	// PageSize is CT_PageSz.
	PageSize struct {
		Width       Twips  `xml:"w:w,attr"`
		Height      Twips  `xml:"w:h,attr"`
		Orientation string `xml:"w:orient,attr,omitempty"` // "landscape" or empty
	}

	// PageMargins is CT_PageMar.
	PageMargins struct {
		Top    Twips `xml:"w:top,attr"`
		Right  Twips `xml:"w:right,attr"`
		Bottom Twips `xml:"w:bottom,attr"`
		Left   Twips `xml:"w:left,attr"`
		Header Twips `xml:"w:header,attr"`
		Footer Twips `xml:"w:footer,attr"`
		Gutter Twips `xml:"w:gutter,attr"`
	}

	// PaperSource is CT_PaperSource: the printer's trays.
	PaperSource struct {
		First string `xml:"w:first,attr,omitempty"`
		Other string `xml:"w:other,attr,omitempty"`
	}

	// Columns is CT_Columns.
	Columns struct {
		Space Twips `xml:"w:space,attr"`
	}

	// SectionProperties is CT_SectPr (17.6.17).
	SectionProperties struct {
		XMLName   xml.Name `xml:"w:sectPr"`
		Headers   []HeaderReference
		Footers   []FooterReference
		Type      *String      `xml:"w:type"` // how the section begins
		Size      *PageSize    `xml:"w:pgSz"`
		Margins   *PageMargins `xml:"w:pgMar"`
		Source    *PaperSource `xml:"w:paperSrc"`
		Columns   *Columns     `xml:"w:cols"`
		TitlePage *OnOff       `xml:"w:titlePg"` // the first page has its own header
	}

	// Body is CT_Body.
	Body struct {
		Blocks  []Block
		Section *SectionProperties `xml:"w:sectPr"`
	}
)
