// Package doctest holds documents for tests: one with every node, and random
// ones.
package doctest

import (
	"encoding/base64"
	"time"

	"concerta/internal/doc"
)

// T is inlines of plain text.
func T(s string) []doc.Inline { return []doc.Inline{&doc.Text{Value: s}} }

// P is a paragraph of plain text.
func P(s string) *doc.Paragraph { return &doc.Paragraph{Text: T(s)} }

// Picture is a PNG of one pixel.
func Picture() doc.Image {
	// The constant is right: an error cannot happen.
	b, _ := base64.StdEncoding.DecodeString("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=")
	return doc.Image{Bytes: b, MIME: "image/png", Alt: "Stemma"}
}

// Everything is a document with every node and every kind of each, without a
// problem.
func Everything() *doc.Document {
	picture := Picture()
	return &doc.Document{
		Meta: doc.Meta{
			Title: "Documento di prova", Subject: "tutti i nodi", Author: "Ambito di Prova", Keywords: []string{"prova", "nodi"},
			Lang: "it-IT", Created: time.Date(2013, 10, 30, 0, 0, 0, 0, time.UTC),
		},
		Running: doc.Running{Head: "Ambito di Prova", Foot: "prova/tutto · rev. 0", Page: "pag.", Of: "di", Mark: "BOZZA", MarkAt: "non vale"},
		Blocks: []doc.Block{
			&doc.Letterhead{Logo: &picture, Issuer: []string{"AMBITO", "DI PROVA"}, Under: []string{"PROVINCIA"}, Contacts: []string{"Tel.: 0833"}},
			&doc.Heading{Level: 1, Text: T("Titolo & altro")},
			&doc.Paragraph{Style: doc.StyleSubtitle, Align: doc.Center, Text: []doc.Inline{&doc.Emph{Text: []doc.Inline{&doc.Strong{Text: T("“sotto”")}}}}},
			&doc.Paragraph{Text: []doc.Inline{
				&doc.Text{Value: "Prima "}, &doc.Strong{Text: T("forte")}, &doc.Text{Value: "mente, "},
				&doc.Link{URL: "https://example.org/?a=1&b=2", Text: T("sito")}, &doc.Break{}, &doc.Text{Value: "poi <tag> "},
				&doc.Foreign{Lang: "de", Text: T("Gemeinde")}, &doc.Text{Value: " e "}, &doc.Redactable{Reason: "salute", Text: T("Rossi")}, &doc.Text{Value: "."},
			}},
			&doc.Paragraph{Style: doc.StyleNote, Align: doc.End, Text: T("nota a destra")},
			&doc.Paragraph{Align: doc.Start, Text: T("a sinistra")},
			&doc.Heading{Level: 2, Text: T("Elenchi")},
			lists(),
			&doc.Heading{Level: 2, Text: T("Tabella")},
			table(),
			&doc.Rule{},
			&doc.Heading{Level: 2, Text: T("Modulo")},
			&doc.Field{Name: "nome", Label: "Nome", Hint: "come sul documento", Required: true, Value: "Niccolò"},
			&doc.Field{Name: "note", Label: "Note", Kind: doc.FieldMultiline, Lines: 2},
			&doc.Field{Name: "si", Label: "Accetto", Kind: doc.FieldCheck, Checked: true},
			&doc.Field{Name: "no", Label: "Rifiuto", Kind: doc.FieldCheck},
			&doc.Field{Name: "tavolo", Label: "Tavolo", Kind: doc.FieldChoice, Options: []string{"uno", "due"}, Value: "due"},
			&doc.Field{Name: "data", Label: "Data", Kind: doc.FieldDate},
			&doc.Figure{ID: "figura", Image: picture, Width: 20},
			&doc.Code{ID: "codice", Data: "CASARANO-1", Text: "codice CASARANO-1", Alt: "Codice del modulo", Side: 18},
			&doc.PageBreak{},
			&doc.Section{Orientation: doc.Landscape, Lang: "de", Blocks: []doc.Block{P("Ein Absatz")}},
			P("Casarano, 30 ottobre 2013"),
			&doc.Signatures{Items: []doc.Signature{
				{Name: "firma_uno", Role: "IL RESPONSABILE", Who: "Anna FERRARO", Mode: doc.Digital},
				{Name: "firma_due", Role: "IL PRESIDENTE", Who: "Gianni STEFANO", Mode: doc.ByHand},
			}},
		},
	}
}

func lists() *doc.List {
	return &doc.List{Items: []doc.Item{
		{Blocks: []doc.Block{P("voce"), P("secondo capoverso"), &doc.List{Ordered: true, Start: 3, Items: []doc.Item{
			{Blocks: []doc.Block{P("terza")}}, {Blocks: []doc.Block{P("quarta")}},
		}}}},
		{Blocks: []doc.Block{&doc.List{Ordered: true, Items: []doc.Item{{Blocks: []doc.Block{P("subito annidata")}}}}}},
	}}
}

func table() *doc.Table {
	cell := func(s string) doc.Cell { return doc.Cell{Blocks: []doc.Block{P(s)}} }
	return &doc.Table{
		Caption: T("Presenze"),
		Columns: []doc.Column{{Width: 0.25, Align: doc.Center}, {Width: 0.75}},
		Head:    []doc.Row{{Cells: []doc.Cell{cell("N."), cell("Ente")}}},
		Body: []doc.Row{{Cells: []doc.Cell{
			{ID: "riga-1", RowHead: true, Blocks: []doc.Block{P("1")}},
			{Blocks: []doc.Block{P("Coop A"), &doc.List{Items: []doc.Item{{Blocks: []doc.Block{P("sede")}}}}}},
		}}, {Cells: []doc.Cell{cell("2"), {}}}},
		BlankRows: 2, RowHeight: 12,
	}
}
