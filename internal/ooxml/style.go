package ooxml

import "encoding/xml"

type (
	// RunDefaults is CT_RPrDefault.
	RunDefaults struct {
		Properties *RunProperties
	}

	// ParagraphDefaults is CT_PPrDefault.
	ParagraphDefaults struct {
		Properties *ParagraphProperties
	}

	// StyleDefaults is CT_DocDefaults.
	StyleDefaults struct {
		Run       RunDefaults       `xml:"w:rPrDefault"`
		Paragraph ParagraphDefaults `xml:"w:pPrDefault"`
	}

	// Style is CT_Style (17.7.4.17). Names of built-in styles are Word's
	// English names, which it shows translated.
	Style struct {
		XMLName    xml.Name `xml:"w:style"`
		Kind       string   `xml:"w:type,attr"` // paragraph, character, table, numbering
		Default    int      `xml:"w:default,attr,omitempty"`
		Custom     int      `xml:"w:customStyle,attr,omitempty"`
		ID         string   `xml:"w:styleId,attr"`
		Name       String   `xml:"w:name"`
		BasedOn    *String  `xml:"w:basedOn"`
		Next       *String  `xml:"w:next"`
		Priority   *Number  `xml:"w:uiPriority"`
		SemiHidden *OnOff   `xml:"w:semiHidden"`
		Unhide     *OnOff   `xml:"w:unhideWhenUsed"`
		Quick      *OnOff   `xml:"w:qFormat"`
		Paragraph  *ParagraphProperties
		Run        *RunProperties
		Table      *TableProperties
	}

	// Styles is CT_Styles: the styles part.
	Styles struct {
		Defaults StyleDefaults `xml:"w:docDefaults"`
		Styles   []Style
	}
)
