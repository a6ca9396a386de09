package ooxml

import "encoding/xml"

type (
	// Zoom is CT_Zoom; the percentage is required.
	Zoom struct {
		Percent int `xml:"w:percent,attr"`
	}

	// CompatSetting is CT_CompatSetting.
	CompatSetting struct {
		Name  string `xml:"w:name,attr"`
		URI   string `xml:"w:uri,attr"`
		Value string `xml:"w:val,attr"`
	}

	// Compat is CT_Compat.
	Compat struct {
		NoExpandBreak *OnOff          `xml:"w:doNotExpandShiftReturn"`
		Settings      []CompatSetting `xml:"w:compatSetting"`
	}

	// Settings is CT_Settings: the settings part.
	Settings struct {
		Zoom          Zoom      `xml:"w:zoom"`
		TabStop       *Number   `xml:"w:defaultTabStop"`
		Hyphenation   *OnOff    `xml:"w:autoHyphenation"`
		CharSpacing   *String   `xml:"w:characterSpacingControl"`
		Compat        Compat    `xml:"w:compat"`
		ThemeLang     *Language `xml:"w:themeFontLang"`
		DecimalSymbol *String   `xml:"w:decimalSymbol"`
		ListSeparator *String   `xml:"w:listSeparator"`
	}

	// Font is CT_Font: what to put in its stead where it is missing.
	Font struct {
		XMLName xml.Name `xml:"w:font"`
		Name    string   `xml:"w:name,attr"`
		Instead *String  `xml:"w:altName"`
		Family  *String  `xml:"w:family"` // roman, swiss, modern
		Pitch   *String  `xml:"w:pitch"`  // variable, fixed
	}

	// FontTable is CT_FontsList: the font table part.
	FontTable struct{ Fonts []Font }
)

const wordURI = "http://schemas.microsoft.com/office/word"

// NewSettings are the settings of a document of today's Word (compatibility
// mode 15), never hyphenated, with Italian separators, and whose line breaks do
// not stretch justified lines.
func NewSettings(lang string) Settings {
	set := func(name string) CompatSetting { return CompatSetting{name, wordURI, "1"} }
	return Settings{
		Zoom:        Zoom{Percent: 100},
		TabStop:     Num(708),
		Hyphenation: Off(),
		CharSpacing: Str("doNotCompress"),
		Compat: Compat{
			NoExpandBreak: On(),
			Settings: []CompatSetting{
				{"compatibilityMode", wordURI, "15"},
				set("overrideTableStyleFontSizeAndJustification"),
				set("enableOpenTypeFeatures"),
				set("doNotFlipMirrorIndents"),
			},
		},
		ThemeLang:     &Language{Val: lang},
		DecimalSymbol: Str(","),
		ListSeparator: Str(";"),
	}
}
