// Package rendertest has documents that are hard to render, for the tests of
// every renderer: a rule that holds for an act must hold for these too.
package rendertest

import (
	"strings"
	"time"

	"concerta/internal/doc"
)

// Case is one document and the name of what is hard in it.
type Case struct {
	Name string
	Doc  *doc.Document
}

// sentence is text as an act has it, of any length.
const sentence = "L'Ufficio di Piano, d'intesa con i Comuni dell'Ambito, promuove la partecipazione degli Enti del Terzo Settore e delle organizzazioni sindacali alla co-progettazione degli interventi e dei servizi sociali. "

func prose(sentences int) string { return strings.TrimSpace(strings.Repeat(sentence, sentences)) }

func text(s string) []doc.Inline { return []doc.Inline{&doc.Text{Value: s}} }

func par(s string) *doc.Paragraph { return &doc.Paragraph{Text: text(s)} }

func head(level int, s string) *doc.Heading { return &doc.Heading{Level: level, Text: text(s)} }

func strong(s string) *doc.Strong { return &doc.Strong{Text: text(s)} }

func cells(list ...string) doc.Row {
	var r doc.Row
	for _, s := range list {
		c := doc.Cell{}
		if s != "" {
			c.Blocks = []doc.Block{par(s)}
		}
		r.Cells = append(r.Cells, c)
	}
	return r
}

func table(columns int, heads ...string) *doc.Table {
	return &doc.Table{Columns: make([]doc.Column, columns), Head: []doc.Row{cells(heads...)}}
}

func bullets(items ...[]doc.Block) *doc.List {
	l := &doc.List{}
	for _, b := range items {
		l.Items = append(l.Items, doc.Item{Blocks: b})
	}
	return l
}

func signers(mode doc.SignMode, names ...string) *doc.Signatures {
	s := &doc.Signatures{}
	for i, n := range names {
		s.Items = append(s.Items, doc.Signature{Name: "firma_" + string(rune('a'+i)), Role: "IL RESPONSABILE DELL'UFFICIO DI PIANO", Who: n, Mode: mode})
	}
	return s
}

// noted puts the same words under every signature.
func noted(s *doc.Signatures, note string) *doc.Signatures {
	for i := range s.Items {
		s.Items[i].Note = note
	}
	return s
}

// act is a document with what every act has, around its own blocks.
func act(title string, blocks ...doc.Block) *doc.Document {
	return &doc.Document{
		Meta: doc.Meta{
			Title: title, Author: "Ambito Territoriale Sociale ESEMPIO", Subject: "Caso di prova", Lang: "it-IT",
			Keywords: []string{"avviso", "piano di zona"}, Created: time.Date(2013, 10, 30, 0, 0, 0, 0, time.UTC),
		},
		Running: doc.Running{Head: "Ambito Territoriale Sociale ESEMPIO", Foot: "esempio-2013/avviso · rev. 0a1b2c3d", Page: "pag.", Of: "di"},
		Blocks: append([]doc.Block{
			&doc.Letterhead{Issuer: []string{"AMBITO TERRITORIALE SOCIALE", "ESEMPIO"}, Under: []string{"PROVINCIA DI ESEMPIO"}, Contacts: []string{"Tel. 0833 000000", "www.esempio.it"}},
			head(1, title),
		}, blocks...),
	}
}
