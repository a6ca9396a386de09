package reader

import (
	"fmt"
	"strings"
)

// interpreter follows the operators of a content stream that package pdf
// writes; any other is an error.
type interpreter struct {
	page  *Page
	fonts map[Name]*Font
	stack []Value
	mark  *Mark
	font  *Font
	size  float64
	x, y  float64
	path  []Box
	point [2]float64
	cm    Box // of the last cm: a picture's place
	turn  bool
	depth int // of q
}

func (in *interpreter) run(data []byte) error {
	l := &lexer{b: data}
	for !l.done() {
		v, err := l.next()
		if err != nil {
			return err
		}
		op, ok := v.(operator)
		if !ok {
			in.stack = append(in.stack, v)
			continue
		}
		if err := in.do(op); err != nil {
			return fmt.Errorf("operator %s: %w", op, err)
		}
		in.stack = in.stack[:0]
	}
	if in.mark != nil || in.depth != 0 {
		return fmt.Errorf("%w: content left open", ErrForeign)
	}
	return nil
}

// number gives an operand, counted from the last.
func (in *interpreter) number(back int) float64 {
	if back > len(in.stack) {
		return 0
	}
	n, _ := in.stack[len(in.stack)-back].(Number)
	return float64(n)
}

func (in *interpreter) do(op operator) error {
	switch op {
	case "BDC":
		return in.begin()
	case "EMC":
		if in.mark == nil {
			return fmt.Errorf("%w: nothing to end", ErrForeign)
		}
		in.mark = nil
	case "BMC", "w", "g", "G", "d": // set colours and lines, or start the value of a field
		if op == "BMC" {
			in.mark = &Mark{Tag: "Tx", MCID: -1, Page: in.page}
		}
	case "BT":
		in.x, in.y, in.turn = 0, 0, false
	case "ET":
	case "Tf":
		return in.setFont()
	case "Td":
		in.x += in.number(2)
		in.y += in.number(1)
	case "Tm":
		in.x, in.y, in.turn = in.number(2), in.number(1), true
	case "Tj", "TJ":
		return in.show(op == "TJ")
	case "q":
		in.depth++
	case "Q":
		in.depth--
	case "cm":
		in.cm = Box{in.number(2), in.number(1), in.number(2) + in.number(6), in.number(1) + in.number(3)}
	case "Do":
		in.paint([]Box{in.cm})
	case "re":
		x, y := in.number(4), in.number(3)
		in.path = append(in.path, Box{x, y, x + in.number(2), y + in.number(1)})
	case "m":
		in.point = [2]float64{in.number(2), in.number(1)}
	case "l":
		in.path = append(in.path, Box{in.point[0], in.point[1], in.number(2), in.number(1)})
	case "S", "f":
		in.paint(in.path)
		in.path = nil
	default:
		return fmt.Errorf("%w: unknown", ErrForeign)
	}
	return nil
}

func (in *interpreter) begin() error {
	if in.mark != nil {
		return fmt.Errorf("%w: marked content inside marked content", ErrForeign)
	}
	if len(in.stack) != 2 {
		return fmt.Errorf("%w: operands", ErrForeign)
	}
	tag, _ := in.stack[0].(Name)
	props, _ := in.stack[1].(Dict)
	m := &Mark{Tag: string(tag), MCID: -1, Page: in.page}
	in.mark = m
	if tag == "Artifact" {
		t, _ := props["Type"].(Name)
		m.Artifact = string(t)
		in.page.Artifacts = append(in.page.Artifacts, m)
		return nil
	}
	id, ok := props["MCID"].(Number)
	if !ok || int(id) != len(in.page.Marks) {
		return fmt.Errorf("%w: MCID out of order", ErrForeign)
	}
	m.MCID = int(id)
	in.page.Marks = append(in.page.Marks, m)
	return nil
}

func (in *interpreter) setFont() error {
	if len(in.stack) != 2 {
		return fmt.Errorf("%w: operands", ErrForeign)
	}
	name, _ := in.stack[0].(Name)
	in.font, in.size = in.fonts[name], in.number(1)
	if in.font == nil {
		return fmt.Errorf("%w: no font %s", ErrForeign, name)
	}
	return nil
}

func (in *interpreter) show(adjusted bool) error {
	if len(in.stack) != 1 || in.font == nil {
		return fmt.Errorf("%w: operands", ErrForeign)
	}
	parts := Array{in.stack[0]}
	if adjusted {
		parts, _ = in.stack[0].(Array)
	}
	var words strings.Builder
	width := 0.0
	for _, part := range parts {
		switch part := part.(type) {
		case String:
			s, w, err := in.font.show(part)
			if err != nil {
				return err
			}
			words.WriteString(s)
			width += w
		case Number:
			width -= float64(part)
		default:
			return fmt.Errorf("%w: operands", ErrForeign)
		}
	}
	s := words.String()
	inked := width // a space at the line's end is no ink
	if strings.HasSuffix(s, " ") && in.font != nil {
		_, w, err := in.font.show(in.lastGlyph(parts))
		if err == nil {
			inked -= w
		}
	}
	r := &Run{Text: s, Font: in.font, Size: in.size, Mark: in.mark, Turned: in.turn}
	r.Box = Box{in.x, in.y - 0.22*in.size, in.x + inked*in.size/1000, in.y + 0.7*in.size}
	if in.page != nil {
		in.page.Runs = append(in.page.Runs, r)
	}
	if in.mark != nil {
		in.mark.Runs = append(in.mark.Runs, r)
	}
	return nil
}

func (in *interpreter) lastGlyph(parts Array) String {
	for i := len(parts) - 1; i >= 0; i-- {
		if s, ok := parts[i].(String); ok && len(s) > 0 {
			if in.font.simple {
				return s[len(s)-1:]
			}
			return s[len(s)-2:]
		}
	}
	return nil
}

func (in *interpreter) paint(boxes []Box) {
	if in.mark != nil {
		in.mark.Boxes = append(in.mark.Boxes, boxes...)
	} else if in.page != nil { // seen by the audit: drawn outside any mark
		in.page.Artifacts = append(in.page.Artifacts, &Mark{Tag: "", MCID: -1, Boxes: boxes, Page: in.page})
	}
}
