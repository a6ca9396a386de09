package text

import (
	"bufio"
	"bytes"
	"strings"

	"concerta/internal/doc"
)

// table writes one row a line, cells parted by bars: the words of a table come
// in the order in which it is read.
func (r *renderer) table(t *doc.Table) {
	r.gap()
	if s := inline(t.Caption); s != "" {
		r.wrapped(s)
	}
	for _, row := range t.Head {
		r.put(rowText(row))
	}
	r.put(strings.Repeat("-", lineWidth-len(r.indent)))
	for _, row := range t.Body {
		r.put(rowText(row))
	}
	for range t.BlankRows {
		r.put(strings.TrimSuffix(strings.Repeat("____ | ", len(t.Columns)), " | "))
	}
}

func rowText(row doc.Row) string {
	cells := make([]string, 0, len(row.Cells))
	for _, c := range row.Cells {
		cells = append(cells, cellText(c))
	}
	return strings.Join(cells, " | ")
}

// cellText is what a cell holds, in one line.
func cellText(c doc.Cell) string {
	var b bytes.Buffer
	r := &renderer{w: bufio.NewWriter(&b)}
	r.blocks(c.Blocks)
	_ = r.w.Flush() // a buffer takes everything
	return strings.Join(strings.Fields(b.String()), " ")
}
