package reader

import (
	"fmt"
	"unicode/utf16"
)

// Font is a font as a page uses it.
type Font struct {
	Name    string
	simple  bool // one byte to a character, WinAnsiEncoding
	unicode map[int]string
	width   map[int]float64 // thousandths of an em
}

// fonts gives the fonts of a resource dictionary by name.
func (d *Document) fonts(resources Value) (map[Name]*Font, error) {
	res, err := d.f.dict(resources, "the resources")
	if err != nil {
		return nil, err
	}
	out := map[Name]*Font{}
	if res["Font"] == nil {
		return out, nil
	}
	dict, err := d.f.dict(res["Font"], "the fonts")
	if err != nil {
		return nil, err
	}
	for name, v := range dict {
		ref, ok := v.(Ref)
		if !ok {
			return nil, fmt.Errorf("%w: font %s", ErrForeign, name)
		}
		if d.Fonts[ref] == nil {
			f, err := d.readFont(ref)
			if err != nil {
				return nil, fmt.Errorf("font %s: %w", name, err)
			}
			d.Fonts[ref] = f
		}
		out[name] = d.Fonts[ref]
	}
	return out, nil
}

func (d *Document) readFont(ref Ref) (*Font, error) {
	dict, err := d.f.dict(ref, "the font")
	if err != nil {
		return nil, err
	}
	base, _ := dict["BaseFont"].(Name)
	f := &Font{Name: string(base), unicode: map[int]string{}, width: map[int]float64{}}
	if dict["Subtype"] == Name("TrueType") {
		return f, d.readSimple(f, dict)
	}
	tu, err := d.f.resolve(dict["ToUnicode"])
	if err != nil {
		return nil, err
	}
	s, ok := tu.(*Stream)
	if !ok {
		return nil, fmt.Errorf("%w: no ToUnicode", ErrForeign)
	}
	if err := f.readUnicode(s.Data); err != nil {
		return nil, err
	}
	list, err := d.f.array(dict["DescendantFonts"], "the descendant fonts")
	if err != nil {
		return nil, err
	}
	cid, err := d.f.dict(list[0], "the CID font")
	if err != nil {
		return nil, err
	}
	w, err := d.f.array(cid["W"], "the widths")
	if err != nil {
		return nil, err
	}
	if len(w) != 2 || w[0] != Number(0) {
		return nil, fmt.Errorf("%w: widths", ErrForeign)
	}
	widths, _ := w[1].(Array)
	for i, v := range widths {
		n, _ := v.(Number)
		f.width[i] = float64(n)
	}
	return f, nil
}

// readUnicode reads the single characters of a ToUnicode map.
func (f *Font) readUnicode(data []byte) error {
	l := &lexer{b: data}
	var codes []String
	for !l.done() {
		if l.peek("begincmap") || l.peek("<<") && len(codes) > 2 {
			codes = nil
		}
		v, err := l.next()
		if err != nil {
			return err
		}
		switch v := v.(type) {
		case String:
			codes = append(codes, v)
		case operator:
			switch v {
			case "endbfchar":
				for i := 0; i+1 < len(codes); i += 2 {
					f.unicode[int(codes[i][0])<<8|int(codes[i][1])] = decode(codes[i+1])
				}
				codes = nil
			case "endcodespacerange":
				codes = nil
			case "beginbfrange":
				return fmt.Errorf("%w: a range in a ToUnicode map", ErrForeign)
			}
		}
	}
	return nil
}

func decode(s String) string {
	var units []uint16
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}

func (d *Document) readSimple(f *Font, dict Dict) error {
	f.simple = true
	first, _ := dict["FirstChar"].(Number)
	widths, err := d.f.array(dict["Widths"], "the widths")
	if err != nil {
		return err
	}
	for i, v := range widths {
		n, _ := v.(Number)
		f.width[int(first)+i] = float64(n)
	}
	for c := range 256 {
		f.unicode[c] = string(rune(c))
	}
	for i, r := range []rune("€•‚ƒ„…†‡ˆ‰Š‹Œ•Ž••‘’“”•–—˜™š›œ•žŸ") {
		f.unicode[128+i] = string(r)
	}
	return nil
}

// show decodes a string and gives its width in thousandths of an em.
func (f *Font) show(s String) (string, float64, error) {
	var out []byte
	w, step := 0.0, 2
	if f.simple {
		step = 1
	}
	if len(s)%step != 0 {
		return "", 0, fmt.Errorf("%w: half a glyph", ErrForeign)
	}
	for i := 0; i < len(s); i += step {
		code := int(s[i])
		if step == 2 {
			code = code<<8 | int(s[i+1])
		}
		u, ok := f.unicode[code]
		if !ok {
			return "", 0, fmt.Errorf("%w: glyph %d of %s has no character", ErrForeign, code, f.Name)
		}
		width, ok := f.width[code]
		if !ok {
			return "", 0, fmt.Errorf("%w: glyph %d of %s has no width", ErrForeign, code, f.Name)
		}
		out = append(out, u...)
		w += width
	}
	return string(out), w, nil
}
