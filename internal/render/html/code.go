package html

import (
	"fmt"
	"strconv"
	"strings"

	"rsc.io/qr"

	"concerta/internal/doc"
)

// code draws a QR code of level M in SVG, its text beside it.
func (r *renderer) code(c *doc.Code) {
	q, err := qr.Encode(c.Data, qr.M)
	if err != nil {
		if r.err == nil {
			r.err = fmt.Errorf("codice QR di «%s»: %w", c.Data, err)
		}
		return
	}
	const quiet = 4 // modules around the code (ISO/IEC 18004 9.1)
	side := strconv.Itoa(q.Size + 2*quiet)
	r.open("div", class("codice"), attr{"id", c.ID})
	r.raw("\n")
	r.open("svg", attr{"role", "img"}, attr{"aria-label", c.Alt}, attr{"viewBox", "0 0 " + side + " " + side}, attr{"shape-rendering", "crispEdges"})
	var path strings.Builder
	for y := range q.Size {
		for x := range q.Size {
			if q.Black(x, y) {
				fmt.Fprintf(&path, "M%d %dh1v1h-1z", x+quiet, y+quiet)
			}
		}
	}
	r.void("path", attr{"d", path.String()})
	r.line("svg")
	text := c.Text
	if text == "" {
		text = c.Data
	}
	r.element("p", text)
	r.line("div")
}
