package docx_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"concerta/internal/doc"
)

// cases are the documents that every rule is tried on, by the name of what is
// unusual in them.
func cases(tb testing.TB) map[string]*doc.Document {
	tb.Helper()
	table := func(columns int, rows ...doc.Row) *doc.Table {
		t := &doc.Table{Columns: make([]doc.Column, columns), Body: rows}
		var head []string
		for i := range columns {
			head = append(head, fmt.Sprintf("Colonna %d", i+1))
		}
		t.Head = []doc.Row{row(head...)}
		return t
	}
	var long []doc.Row
	for i := range 300 {
		long = append(long, row(fmt.Sprint(i+1), "Rossi Maria", "Associazione di volontariato"))
	}
	draft := notice(tb)
	draft.Running.Mark, draft.Running.MarkAt = "BOZZA", "non ancora emesso"
	bare := document(say("Senza testata né piede."))
	bare.Running = doc.Running{}
	jpeg := jpegImage(tb)
	withJPEG := notice(tb)
	withJPEG.Blocks[0] = &doc.Letterhead{Logo: &jpeg, Issuer: []string{"COMUNE DI CASARANO"}}
	undated := document(say("Senza data."))
	undated.Meta.Created = time.Time{}
	return map[string]*doc.Document{
		"notice":     notice(tb),
		"everything": everything(tb),
		"draft":      draft,
		"title-only": document(),
		"no-running": bare,
		"undated":    undated,
		"logo-jpeg":  withJPEG,
		"letterhead-without-logo": {
			Meta:   doc.Meta{Title: "Avviso"},
			Blocks: []doc.Block{&doc.Letterhead{Issuer: []string{"CONSORZIO"}}, heading(1, "AVVISO"), say("Testo.")},
		},
		"letterhead-inside":  document(&doc.Letterhead{Issuer: []string{"AMBITO"}, Contacts: []string{"Tel. 0833"}}, say("Testo.")),
		"very-long":          document(say(strings.Repeat("tutti gli attori sociali, pubblici e privati, ", 2000))),
		"long-word":          document(say("a"), say(strings.Repeat("precipitevolissimevolmente", 10)), table(3, row("a", strings.Repeat("x", 200), "c"))),
		"accents":            document(say("àèéìíîòóùúÀÈÉÌÍÎÒÓÙÚ çñäöüßøåæœ čšžț “virgolette” «caporali» ‘apici’ – — … € ﬁ fi")),
		"nasty-xml":          document(say(`<w:p>&amp;]]> "a" 'b' & <!-- c --> {{.X}} ${y} %1. \n`), say("  spazi   doppi  ")),
		"table-300":          document(table(3, long...)),
		"table-tall-row":     document(table(2, row(strings.Repeat("riga più alta di una pagina ", 400), "b"), row("c", "d"))),
		"table-blank":        document(&doc.Table{Columns: make([]doc.Column, 4), Head: []doc.Row{row("n.", "Nome", "Ente", "Firma")}, BlankRows: 40, RowHeight: 12}),
		"table-one-cell":     document(table(1, row(""))),
		"table-two-heads":    document(&doc.Table{Columns: make([]doc.Column, 2), Head: []doc.Row{row("a", "b"), row("c", "d")}, Body: []doc.Row{row("e", "f")}}),
		"table-row-heads":    document(&doc.Table{Columns: []doc.Column{{Width: .3}, {Width: .3}}, Head: []doc.Row{row("a", "b")}, Body: []doc.Row{{Cells: []doc.Cell{{RowHead: true, Blocks: []doc.Block{say("c")}}, cell(say("d"))}}}}),
		"tables-in-a-row":    document(table(2, row("a", "b")), table(3, row("a", "b", "c")), table(1, row("a"))),
		"table-then-break":   document(table(1, row("a")), &doc.PageBreak{}, table(1, row("b"))),
		"list-nested":        document(nested(4, true), nested(4, false)),
		"list-too-deep":      document(nested(12, true)),
		"list-of-lists":      document(&doc.List{Ordered: true, Items: []doc.Item{{Blocks: []doc.Block{&doc.List{Items: items("a", "b")}}}, {Blocks: []doc.Block{table(1, row("a"))}}, {Blocks: []doc.Block{say("c")}}}}),
		"list-starts":        document(&doc.List{Ordered: true, Start: 7, Items: items("a", "b")}, say("poi"), &doc.List{Ordered: true, Items: items("c")}, &doc.List{Ordered: true, Start: 99, Items: items("d", "e", "f")}),
		"list-typed-by-hand": document(say("1. uno"), say("– due"), say("- tre"), say("4) quattro"), say("007. sette"), heading(2, "1. Oggetto"), para(strong("2."), word(" due "), &doc.Emph{Text: text("parti")}), say("1.non è un elenco"), say("-5 gradi")),
		"one-signatory":      document(say("Testo."), &doc.Signatures{Items: signers(1, doc.ByHand)}),
		"three-signatories":  document(say("Testo."), &doc.Signatures{Items: signers(3, doc.Digital)}),
		"many-signatories":   document(say("Testo."), &doc.Signatures{Items: signers(40, doc.ByHand)}),
		"signed-table":       document(table(2, row("a", "b"), row("c", "d"), row("e", "f")), &doc.Signatures{Items: signers(2, doc.ByHand)}),
		"form":               document(form()...),
		"form-in-places":     document(&doc.List{Ordered: true, Items: []doc.Item{{Blocks: []doc.Block{&doc.Field{Name: "a", Label: "Primo"}}}}}, &doc.Table{Columns: make([]doc.Column, 2), Head: []doc.Row{row("a", "b")}, Body: []doc.Row{{Cells: []doc.Cell{cell(&doc.Field{Name: "b", Label: "Secondo"}), cell(&doc.Field{Name: "c", Label: "Terzo", Kind: doc.FieldCheck})}}}}),
		"rules":              document(&doc.Rule{}, &doc.Rule{}, say("a"), &doc.Rule{}),
		"page-breaks":        document(&doc.PageBreak{}, &doc.PageBreak{}, say("a"), &doc.PageBreak{}),
		"landscape":          document(say("a"), &doc.Section{Orientation: doc.Landscape, Blocks: []doc.Block{table(5, row("a", "b", "c", "d", "e"))}}, say("b")),
		"landscape-alone":    {Meta: doc.Meta{Title: "Registro"}, Blocks: []doc.Block{&doc.Section{Orientation: doc.Landscape, Blocks: []doc.Block{heading(1, "REGISTRO")}}}},
		"landscape-last":     document(say("a"), &doc.Section{Orientation: doc.Landscape, Blocks: []doc.Block{table(1, row("a"))}}),
		"section-empty":      document(&doc.Section{Orientation: doc.Landscape}, say("a")),
		"second-language":    document(&doc.Section{Lang: "de-DE", Blocks: []doc.Block{heading(2, "Bekanntmachung"), say("Alle sind eingeladen.")}}, para(word("slovensko: "), &doc.Foreign{Lang: "sl", Text: text("Vsi so vabljeni")})),
		"links":              document(para(link("https://example.it/a b?c=d&e=f#g", "https://example.it/a"), word(", "), link("mailto:a@example.it", "a@example.it")), para(&doc.Link{URL: "http://example.it", Text: []doc.Inline{strong("in grassetto"), link("https://altro.it", "dentro")}})),
		"figures":            document(&doc.Figure{Image: jpeg}, &doc.Figure{Image: jpeg, Width: 900}, &doc.Figure{Image: pngImage(tb), Width: 20}),
		"codes":              document(&doc.Code{Data: "AB12/1-3", Alt: "Codice"}, &doc.Code{Data: strings.Repeat("x", 300), Text: "testo accanto", Alt: "Codice", Side: 40}),
		"all-headings":       document(heading(2, "b"), heading(3, "c"), heading(4, "d"), heading(5, "e"), heading(6, "f")),
	}
}

func form() []doc.Block {
	return []doc.Block{
		&doc.Field{Name: "nome", Label: "Cognome e nome", Hint: strings.Repeat("come sul documento ", 10), Required: true},
		&doc.Field{Name: "ente", Label: "Ente", Value: "L’Àncora & figli <coop>"},
		&doc.Field{Name: "proposta", Label: "Proposta", Kind: doc.FieldMultiline},
		&doc.Field{Name: "note", Label: "Note", Kind: doc.FieldMultiline, Lines: 8, Value: "già scritte"},
		&doc.Field{Name: "si", Label: "sì", Kind: doc.FieldCheck, Checked: true},
		&doc.Field{Name: "no", Label: "no", Kind: doc.FieldCheck},
		&doc.Field{Name: "tavolo", Label: "Tavolo", Kind: doc.FieldChoice, Options: []string{"Infanzia", "Povertà"}},
		&doc.Field{Name: "altro", Label: "Altro tavolo", Kind: doc.FieldChoice, Options: []string{"Infanzia", "Povertà"}, Value: "Povertà"},
		&doc.Field{Name: "data", Label: "Data", Kind: doc.FieldDate, Value: "5 novembre 2013"},
	}
}

func nested(depth int, ordered bool) *doc.List {
	l := &doc.List{Ordered: ordered, Items: items("uno", "due")}
	if depth > 1 {
		l.Items[0].Blocks = append(l.Items[0].Blocks, nested(depth-1, ordered), say("ancora uno"))
	}
	return l
}

func signers(n int, mode doc.SignMode) []doc.Signature {
	var list []doc.Signature
	for i := range n {
		list = append(list, doc.Signature{
			Name: fmt.Sprintf("firma%d", i), Mode: mode,
			Role: "IL RAPPRESENTANTE DELL’ORGANIZZAZIONE SINDACALE MAGGIORMENTE RAPPRESENTATIVA", Who: fmt.Sprintf("Dott. Nome COGNOME %d", i),
		})
	}
	return list
}
