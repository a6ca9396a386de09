package doc_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"concerta/internal/doc"
	"concerta/internal/doc/doctest"
)

// latin has every character but emoji and the like.
type latin struct{}

func (latin) Has(r rune) bool { return r < 0x2600 }

func TestCheck_FindsNothingInASoundDocument(t *testing.T) {
	if p := doc.Check(doctest.Everything(), latin{}); len(p) > 0 {
		t.Errorf("problems: %v", p)
	}
}

func TestCheck_RefusesWhatNoRendererShouldSee(t *testing.T) {
	h := func(level int, s string) *doc.Heading { return &doc.Heading{Level: level, Text: doctest.T(s)} }
	cell := doc.Cell{Blocks: []doc.Block{doctest.P("x")}}
	head := []doc.Row{{Cells: []doc.Cell{cell, cell}}}
	two := []doc.Column{{}, {}}
	picture := doctest.Picture()
	picture.Alt = " "
	for _, c := range []struct {
		name, rule, where string
		blocks            []doc.Block
	}{
		{"a skipped level", "livello-saltato", "titolo «b»", []doc.Block{h(1, "a"), h(3, "b")}},
		{"a level beyond six", "livello-impossibile", "titolo «b»", []doc.Block{h(1, "a"), h(7, "b")}},
		{"a first heading below the first level", "primo-titolo", "titolo «a»", []doc.Block{h(2, "a")}},
		{"no heading", "senza-titolo", "documento", []doc.Block{doctest.P("x")}},
		{"a heading without words", "titolo-senza-parole", "titolo «»", []doc.Block{h(1, "")}},
		{"a letterhead without a name", "intestazione-vuota", "intestazione", []doc.Block{&doc.Letterhead{Under: []string{"x"}}}},
		{"a picture without words", "alternativa-vuota", "figura 1", []doc.Block{&doc.Figure{Image: picture}}},
		{"a picture of another kind", "immagine-non-ammessa", "figura 1", []doc.Block{&doc.Figure{Image: doc.Image{MIME: "image/gif", Bytes: []byte("GIF8"), Alt: "x"}}}},
		{"a picture that is something else", "immagine-guasta", "figura 1", []doc.Block{&doc.Figure{Image: doc.Image{MIME: "image/png", Bytes: []byte("\xff\xd8\xff"), Alt: "x"}}}},
		{"an impossible width", "misura-impossibile", "figura 1", []doc.Block{&doc.Figure{Image: doctest.Picture(), Width: -1}}},
		{"a code without words", "alternativa-vuota", "codice 1", []doc.Block{&doc.Code{Data: "X"}}},
		{"a code without data", "codice-vuoto", "codice 1", []doc.Block{&doc.Code{Alt: "x"}}},
		{"a field's name twice", "nome-ripetuto", "campo «B»", []doc.Block{&doc.Field{Name: "n", Label: "A"}, &doc.Field{Name: "n", Label: "B"}}},
		{"a signature named as a field", "nome-ripetuto", "firme, firma di «W»", []doc.Block{&doc.Field{Name: "n", Label: "A"}, &doc.Signatures{Items: []doc.Signature{{Name: "n", Who: "W"}}}}},
		{"a dot in a name", "punto-nel-nome", "campo «A»", []doc.Block{&doc.Field{Name: "a.b", Label: "A"}}},
		{"a name with spaces", "nome-non-valido", "campo «A»", []doc.Block{&doc.Field{Name: "a b", Label: "A"}}},
		{"a field without name", "nome-vuoto", "campo «A»", []doc.Block{&doc.Field{Label: "A"}}},
		{"a field without label", "campo-senza-etichetta", "campo «»", []doc.Block{&doc.Field{Name: "a"}}},
		{"options of what is no choice", "opzioni-fuori-posto", "campo «A»", []doc.Block{&doc.Field{Name: "a", Label: "A", Options: []string{"x"}}}},
		{"a choice without options", "scelta-senza-opzioni", "campo «A»", []doc.Block{&doc.Field{Name: "a", Label: "A", Kind: doc.FieldChoice}}},
		{"a value that is no option", "valore-fuori-opzioni", "campo «A»", []doc.Block{&doc.Field{Name: "a", Label: "A", Kind: doc.FieldChoice, Options: []string{"x"}, Value: "y"}}},
		{"an option twice", "opzione-doppia-o-vuota", "campo «A»", []doc.Block{&doc.Field{Name: "a", Label: "A", Kind: doc.FieldChoice, Options: []string{"x", "x"}}}},
		{"lines below zero", "righe-negative", "campo «A»", []doc.Block{&doc.Field{Name: "a", Label: "A", Kind: doc.FieldMultiline, Lines: -1}}},
		{"no signatures", "firme-vuote", "firme", []doc.Block{&doc.Signatures{}}},
		{"a signature of nobody", "firma-senza-parole", "firme, firma di «»", []doc.Block{&doc.Signatures{Items: []doc.Signature{{Name: "n"}}}}},
		{"a signature in whose place nothing stands", "firma-senza-formula", "firme, firma di «A»", []doc.Block{&doc.Signatures{Items: []doc.Signature{{Name: "n", Who: "A", Mode: doc.Substituted}}}}},
		{"a table without head", "tabella-senza-testata", "tabella 1", []doc.Block{&doc.Table{Columns: two}}},
		{"a table without columns", "tabella-senza-colonne", "tabella 1", []doc.Block{&doc.Table{Head: []doc.Row{{}}}}},
		{"a ragged row", "riga-disuguale", "tabella 1, riga 2", []doc.Block{&doc.Table{Columns: two, Head: head, Body: []doc.Row{{Cells: []doc.Cell{cell, cell}}, {Cells: []doc.Cell{cell}}}}}},
		{"a column without name", "testata-senza-parole", "tabella 1, testata 1, cella 2", []doc.Block{&doc.Table{Columns: two, Head: []doc.Row{{Cells: []doc.Cell{cell, {}}}}}}},
		{"widths beyond the page", "larghezze-incoerenti", "tabella 1", []doc.Block{&doc.Table{Columns: []doc.Column{{Width: 0.7}, {Width: 0.7}}, Head: head}}},
		{"a width below zero", "larghezza-negativa", "tabella 1", []doc.Block{&doc.Table{Columns: []doc.Column{{Width: -0.7}, {}}, Head: head}}},
		{"blank rows below zero", "righe-negative", "tabella 1", []doc.Block{&doc.Table{Columns: two, Head: head, BlankRows: -1}}},
		{"an id twice", "identificativo-ripetuto", "codice 1", []doc.Block{&doc.Figure{ID: "a", Image: doctest.Picture()}, &doc.Code{ID: "a", Data: "X", Alt: "x"}}},
		{"an empty list", "elenco-vuoto", "elenco 1", []doc.Block{&doc.List{}}},
		{"a list from below zero", "numero-negativo", "elenco 1", []doc.Block{&doc.List{Start: -1, Items: []doc.Item{{Blocks: []doc.Block{doctest.P("x")}}}}}},
		{"an empty item", "voce-vuota", "elenco 1, voce 1", []doc.Block{&doc.List{Items: []doc.Item{{}}}}},
		{"a link that runs something", "collegamento-non-valido", "capoverso 1", []doc.Block{&doc.Paragraph{Text: []doc.Inline{&doc.Link{URL: "javascript:alert(1)", Text: doctest.T("x")}}}}},
		{"a link to nowhere", "collegamento-non-valido", "capoverso 1", []doc.Block{&doc.Paragraph{Text: []doc.Inline{&doc.Link{URL: "https://", Text: doctest.T("x")}}}}},
		{"a link without words", "collegamento-senza-parole", "capoverso 1", []doc.Block{&doc.Paragraph{Text: []doc.Inline{&doc.Link{URL: "mailto:a@b.it"}}}}},
		{"an omission without reason", "omissis-senza-motivo", "capoverso 1", []doc.Block{&doc.Paragraph{Text: []doc.Inline{&doc.Redactable{Text: doctest.T("x")}}}}},
		{"a language that is none", "lingua-non-valida", "sezione 1", []doc.Block{&doc.Section{Lang: "tedesco!"}}},
		{"a foreign word without language", "lingua-non-valida", "capoverso 1", []doc.Block{&doc.Paragraph{Text: []doc.Inline{&doc.Foreign{Text: doctest.T("x")}}}}},
		{"a character no font has", "carattere-mancante", "elenco 1, voce 1, capoverso 1", []doc.Block{&doc.List{Items: []doc.Item{{Blocks: []doc.Block{doctest.P("ciao 😀")}}}}}},
		{"a control character", "carattere-di-controllo", "capoverso 1", []doc.Block{doctest.P("a\tb")}},
		{"a line break in text", "carattere-di-controllo", "capoverso 1", []doc.Block{doctest.P("a\nb")}},
		{"a private character", "carattere-riservato", "capoverso 1", []doc.Block{doctest.P("a\ue000b")}},
		{"an accent on its own", "testo-non-normale", "capoverso 1", []doc.Block{doctest.P("citta\u0300")}},
		{"bytes that are no text", "testo-illeggibile", "capoverso 1", []doc.Block{doctest.P("a\xffb")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := &doc.Document{Meta: doc.Meta{Title: "x", Lang: "it-IT"}, Blocks: c.blocks}
			for _, p := range doc.Check(d, latin{}) {
				if p.Rule != c.rule {
					continue
				}
				if p.Where != c.where {
					t.Errorf("found at %q, not at %q", p.Where, c.where)
				}
				if p.What == "" || p.Repair == "" {
					t.Errorf("%q does not say what and how to repair", p.Rule)
				}
				return
			}
			t.Errorf("no %q among %v", c.rule, doc.Check(d, latin{}))
		})
	}
}

func TestCheck_NamesTheCharacterOnce(t *testing.T) {
	d := &doc.Document{Meta: doc.Meta{Title: "x", Lang: "it"}, Blocks: []doc.Block{
		&doc.Heading{Level: 1, Text: doctest.T("😀")}, doctest.P("😀"),
	}}
	got := doc.Check(d, latin{})
	if len(got) != 1 || !strings.Contains(got[0].String(), "il carattere «😀» (U+1F600) non è nei caratteri tipografici") {
		t.Errorf("problems: %v", got)
	}
}

func TestCheck_AsksForTitleAndLanguage(t *testing.T) {
	got := doc.Check(&doc.Document{Blocks: []doc.Block{&doc.Heading{Level: 1, Text: doctest.T("x")}}}, nil)
	if len(got) != 2 || got[0].Rule != "titolo-vuoto" || got[1].Rule != "lingua-non-valida" {
		t.Errorf("problems: %v", got)
	}
}

func TestCheck_LooksAtRunningHeadsToo(t *testing.T) {
	d := doctest.Everything()
	d.Running.Head = "😀"
	if got := doc.Check(d, latin{}); len(got) != 1 || got[0].Where != "testatina e piè di pagina" {
		t.Errorf("problems: %v", got)
	}
}

func TestCheck_WithoutGlyphsAsksNoFont(t *testing.T) {
	d := doctest.Everything()
	d.Running.Head = "😀"
	if got := doc.Check(d, nil); len(got) != 0 {
		t.Errorf("problems: %v", got)
	}
}

func TestCheck_RandomDocumentsAreSound(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		if got := doc.Check(doctest.Random(rt), nil); len(got) > 0 {
			rt.Fatalf("problems: %v", got)
		}
	})
}
