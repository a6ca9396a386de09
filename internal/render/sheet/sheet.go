// Package sheet gives the tables of an act to programs that count and merge: as
// XLSX, with the words of the act, or as CSV. What looks like a formula stays
// text in both.
package sheet

import (
	"strings"

	"concerta/internal/doc"
)

// tables are the tables of d in reading order.
func tables(d *doc.Document) []*doc.Table {
	var list []*doc.Table
	doc.Walk(d.Blocks, func(b doc.Block) {
		if t, ok := b.(*doc.Table); ok {
			list = append(list, t)
		}
	}, nil)
	return list
}

// rows are the words of a table, head first.
func rows(t *doc.Table) [][]string {
	list := make([][]string, 0, len(t.Head)+len(t.Body))
	for _, part := range [][]doc.Row{t.Head, t.Body} {
		for _, r := range part {
			words := make([]string, len(r.Cells))
			for i, c := range r.Cells {
				words[i] = plain(c.Blocks)
			}
			list = append(list, words)
		}
	}
	return list
}

// plain is the text of a cell, a line for each paragraph.
func plain(blocks []doc.Block) string {
	var lines []string
	doc.Walk(blocks, func(b doc.Block) {
		switch b := b.(type) {
		case *doc.Paragraph:
			lines = append(lines, doc.Plain(b.Text))
		case *doc.Heading:
			lines = append(lines, doc.Plain(b.Text))
		case *doc.Field:
			lines = append(lines, strings.TrimSpace(b.Label+" "+b.Value))
		case *doc.Letterhead, *doc.List, *doc.Table, *doc.Signatures, *doc.Figure, *doc.Code, *doc.Rule, *doc.PageBreak, *doc.Section:
		}
	}, nil)
	return strings.Join(lines, "\n")
}
