package docx

import "concerta/internal/ooxml"

// enlarge sets all text half as large again: the body of 11 points becomes one
// of 16.5, which is large print.
func enlarge(s *ooxml.Styles) {
	grow := func(p *ooxml.RunProperties) {
		if p == nil {
			return
		}
		for _, size := range []*ooxml.Number{p.Size, p.SizeCS} {
			if size != nil {
				size.Val = size.Val * 3 / 2
			}
		}
	}
	grow(s.Defaults.Run.Properties)
	for i := range s.Styles {
		grow(s.Styles[i].Run)
	}
}
