package pdf

import (
	"errors"
	"fmt"
)

// ErrFormText says that a value has a character which the font of typed text
// cannot show.
var ErrFormText = errors.New("the form font cannot show this text")

// Field is what all form fields have.
type Field struct {
	Name     string // unique in the file, no dot (ISO 32000-1 12.7.3.2)
	Words    string // what it is for: the tooltip and the accessible name
	Required bool
}

// formSize is the size of typed text in points, unless a field says otherwise.
const formSize = 10

func sizeOr(size float64) float64 {
	if size == 0 {
		return formSize
	}
	return size
}

// TextField is a field to type in.
type TextField struct {
	Field
	Value     string
	Multiline bool
	Size      float64 // of typed text in points; 0 means 10
	// Drawn is the value in the fonts of the text, for values beyond the form
	// font's WinAnsi; nil draws it in the form font.
	Drawn func(c *Canvas)
}

// ChoiceField is a drop-down list.
type ChoiceField struct {
	Field
	Options []string
	Value   string  // one of Options, or empty
	Size    float64 // of the chosen text in points; 0 means 10
}

// CheckField is a check box.
type CheckField struct {
	Field
	Checked bool
}

// SignatureField is an empty place for a digital signature.
type SignatureField struct{ Field }

// AddText puts a text field on the page.
func (p *Page) AddText(e *Elem, r Rect, f TextField) { p.addField(e, r, f.Field, f) }

// AddChoice puts a drop-down list on the page.
func (p *Page) AddChoice(e *Elem, r Rect, f ChoiceField) { p.addField(e, r, f.Field, f) }

// AddCheck puts a check box on the page.
func (p *Page) AddCheck(e *Elem, r Rect, f CheckField) { p.addField(e, r, f.Field, f) }

// AddSignature puts an empty signature field on the page.
func (p *Page) AddSignature(e *Elem, r Rect, f SignatureField) { p.addField(e, r, f.Field, f) }

func (p *Page) addField(e *Elem, r Rect, f Field, w widget) {
	p.doc.annotate(p, e, &annotation{rect: r, field: f, widget: w})
}

const (
	flagRequired  = 1 << 1  // ISO 32000-1 table 221
	flagMultiline = 1 << 12 // table 228
	flagCombo     = 1 << 17 // table 230
)

func (f Field) flags(others int) []byte {
	if f.Required {
		others |= flagRequired
	}
	if others == 0 {
		return nil
	}
	return appendInt([]byte("/Ff "), others)
}

func (f TextField) write(d *Document, a *annotation) []byte {
	flags := 0
	if f.Multiline {
		flags = flagMultiline
	}
	ap := d.valueAppearance(a.rect, f.Value, sizeOr(f.Size), f.Multiline, f.Drawn)
	b := append([]byte("/FT/Tx"), f.flags(flags)...)
	if f.Value != "" {
		b = appendText(append(b, "/V"...), f.Value)
	}
	return append(appendAppearance(b, ap), formStyle(sizeOr(f.Size))...)
}

func (f ChoiceField) write(d *Document, a *annotation) []byte {
	ap := d.valueAppearance(a.rect, f.Value, sizeOr(f.Size), false, nil)
	b := append([]byte("/FT/Ch"), f.flags(flagCombo)...)
	b = append(b, "/Opt["...)
	for _, o := range f.Options {
		b = appendText(b, o)
	}
	b = append(b, ']')
	if f.Value != "" {
		b = appendText(append(b, "/V"...), f.Value)
	}
	return append(appendAppearance(b, ap), formStyle(sizeOr(f.Size))...)
}

func (f CheckField) write(d *Document, a *annotation) []byte {
	off, on := newCanvas(d, a.rect), newCanvas(d, a.rect)
	off.frame()
	on.frame()
	on.tick()
	state := "/Off"
	if f.Checked {
		state = "/Si"
	}
	offRef, onRef := off.write(), on.write()
	b := append([]byte("/FT/Btn"), f.flags(0)...)
	return fmt.Appendf(b, "/V%s/AS%s/MK<</BC[0]>>/AP<</N<</Si %d 0 R/Off %d 0 R>>>>", state, state, onRef, offRef)
}

// write of a signature draws a frame: an empty field has an appearance too
// (PDF/A-2 6.3.3), and nothing may be rewritten once it is signed.
func (f SignatureField) write(d *Document, a *annotation) []byte {
	c := newCanvas(d, a.rect)
	c.dashedFrame()
	return appendAppearance(append([]byte("/FT/Sig"), f.flags(0)...), c.write())
}

func appendAppearance(b []byte, r Ref) []byte {
	return append(r.append(append(b, "/AP<</N "...)), ">>"...)
}

// formStyle is how a viewer writes what is typed.
func formStyle(size float64) []byte {
	b := appendNum(fmt.Appendf(nil, "/DA(/%s ", formFontKey), size)
	return append(b, " Tf 0 g)/MK<</BC[0]>>"...)
}

// appendForm writes the form dictionary of the catalog, when there are fields.
func (d *Document) appendForm(b []byte) []byte {
	var fields, text, signatures bool
	for _, a := range d.annots {
		switch a.widget.(type) {
		case nil:
			continue
		case TextField, ChoiceField:
			text = true
		case SignatureField:
			signatures = true
		}
		if !fields {
			fields = true
			b = append(b, "/AcroForm<</Fields["...)
		}
		b = append(a.ref.append(b), ' ')
	}
	if !fields {
		return b
	}
	b = append(b, ']')
	if text {
		b = fmt.Appendf(b, "/DR<</Font<</%s %d 0 R>>>>/DA(/%s %d Tf 0 g)", formFontKey, d.formFontRef, formFontKey, formSize)
	}
	if signatures {
		b = append(b, "/SigFlags 1"...) // SignaturesExist
	}
	return append(b, ">>"...)
}
