package ooxml

import "math"

// Twips is a length in twentieths of a point, the unit of WordprocessingML.
type Twips int

// EMU is a length in English Metric Units, the unit of DrawingML.
type EMU int

// Millimetres gives the nearest number of twips.
func Millimetres(mm float64) Twips { return Twips(math.Round(mm * 1440 / 25.4)) }

// MillimetresEMU gives the nearest number of EMU.
func MillimetresEMU(mm float64) EMU { return EMU(math.Round(mm * 36000)) }

// EMU gives t in EMU.
func (t Twips) EMU() EMU { return EMU(t) * 635 }

// OnOff is CT_OnOff: present without a value means on.
type OnOff struct {
	Val string `xml:"w:val,attr,omitempty"`
}

// On is a property that is set.
func On() *OnOff { return &OnOff{} }

// Off is a property that is unset where a style or a default would set it.
func Off() *OnOff { return &OnOff{Val: "0"} }

// String is CT_String and every other type with one textual w:val.
type String struct {
	Val string `xml:"w:val,attr"`
}

// Str wraps s.
func Str(s string) *String { return &String{s} }

// NewTitle wraps words for a title shown by the word processor: cleaned of what
// XML cannot hold and cut to at most that many characters.
func NewTitle(s string, most int) *String {
	if r := []rune(clean(s)); len(r) > most {
		return &String{string(r[:most-1]) + "…"}
	}
	return &String{clean(s)}
}

// Number is CT_DecimalNumber and every other type with one whole w:val.
type Number struct {
	Val int `xml:"w:val,attr"`
}

// Num wraps n.
func Num(n int) *Number { return &Number{n} }

// Language is CT_Language; each value is BCP 47.
type Language struct {
	Val      string `xml:"w:val,attr,omitempty"`
	EastAsia string `xml:"w:eastAsia,attr,omitempty"`
	Bidi     string `xml:"w:bidi,attr,omitempty"`
}

// Border is CT_Border. Size is in eighths of a point, Space in points (31 at most).
type Border struct {
	Val    string `xml:"w:val,attr"`
	Size   int    `xml:"w:sz,attr"`
	Space  int    `xml:"w:space,attr"`
	Colour string `xml:"w:color,attr"`
}

// Shading is CT_Shd with a plain fill.
type Shading struct {
	Val    string `xml:"w:val,attr"`
	Colour string `xml:"w:color,attr"`
	Fill   string `xml:"w:fill,attr"` // RRGGBB
}

// Fill is a plain shading of the colour RRGGBB.
func Fill(rgb string) *Shading { return &Shading{Val: "clear", Colour: "auto", Fill: rgb} }
