package ooxml

import (
	"encoding/xml"
	"maps"
	"slices"
	"strings"
)

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

	// ColourMapping is CT_ColorSchemeMapping: which colours of the theme are
	// meant by the names that styles use.
	ColourMapping struct {
		XMLName xml.Name   `xml:"w:clrSchemeMapping"`
		Names   []xml.Attr `xml:",any,attr"`
	}

	// Settings is CT_Settings: the settings part.
	Settings struct {
		Zoom          Zoom      `xml:"w:zoom"`
		EmbedFonts    *OnOff    `xml:"w:embedTrueTypeFonts"`
		SubsetFonts   *OnOff    `xml:"w:saveSubsetFonts"`
		MirrorMargins *OnOff    `xml:"w:mirrorMargins"`
		TabStop       *Number   `xml:"w:defaultTabStop"`
		Hyphenation   *OnOff    `xml:"w:autoHyphenation"`
		EvenAndOdd    *OnOff    `xml:"w:evenAndOddHeaders"` // even pages have headers of their own
		CharSpacing   *String   `xml:"w:characterSpacingControl"`
		Compat        Compat    `xml:"w:compat"`
		ThemeLang     *Language `xml:"w:themeFontLang"`
		Colours       *ColourMapping
		DecimalSymbol *String `xml:"w:decimalSymbol"`
		ListSeparator *String `xml:"w:listSeparator"`
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

// follow takes from the settings of a base what its headers and styles rest on.
// What it says of itself, its macros, its printing from data and its protection is
// not for the documents on it.
func (s *Settings) follow(base *node) {
	on := func(name string) *OnOff {
		if base.on(name) {
			return On()
		}
		return nil
	}
	s.EmbedFonts, s.SubsetFonts = on("w:embedTrueTypeFonts"), on("w:saveSubsetFonts")
	s.MirrorMargins, s.EvenAndOdd = on("w:mirrorMargins"), on("w:evenAndOddHeaders")
	if t, ok := twips(base.val("w:defaultTabStop")); ok && t > 0 {
		s.TabStop = Num(int(t))
	}
	if m := base.child("w:clrSchemeMapping"); m != nil {
		s.Colours = &ColourMapping{}
		for _, name := range slices.Sorted(maps.Keys(m.attr)) {
			if strings.HasPrefix(name, "w:") {
				s.Colours.Names = append(s.Colours.Names, xml.Attr{Name: xml.Name{Local: name}, Value: m.attr[name]})
			}
		}
	}
}
