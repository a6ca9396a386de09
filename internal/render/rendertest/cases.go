package rendertest

import (
	"fmt"
	"slices"
	"strings"

	"concerta/internal/doc"
)

// Cases gives all the documents. They are made anew at each call.
func Cases() []Case {
	return slices.Concat(textCases(), listCases(), tableCases(), formCases(), pictureCases(), pageCases())
}

// Named gives one of the documents, nil when there is none of that name.
func Named(name string) *doc.Document {
	for _, c := range Cases() {
		if c.Name == name {
			return c.Doc
		}
	}
	return nil
}

func textCases() []Case {
	bare := &doc.Document{
		Meta:   doc.Meta{Title: "Atto senza nulla", Lang: "it-IT"},
		Blocks: []doc.Block{head(1, "Atto senza nulla")},
	}
	return []Case{
		{"bare", bare},
		{"long-prose", act("Testo molto lungo", par(prose(150)), par(prose(80)))},
		{"one-letter-words", act("Parole di una lettera", par(strings.Repeat("a e i o u è ", 200)))},
		{"long-words", act("Parole di duecento lettere", par("Prima "+strings.Repeat("abcdefghij", 20)+" in mezzo "+strings.Repeat("W", 200)+" fine."), head(2, strings.Repeat("Titolone", 25)))},
		{"addresses", act("Indirizzi", par("La scheda si invia a "+strings.Repeat("ufficio.", 20)+"piano@"+strings.Repeat("comune-", 10)+"esempio.it oppure a https://www.esempio.it/"+strings.Repeat("cartella/", 30)+"?a=1&b=2#fine e non oltre."))},
		{"latin-letters", act("Lettere latine", par(latin()))},
		{"ligatures", act("Legature", par("fi fl ffi ufficio affido \ufb01ne \ufb02usso ﬁrma"))},
		{"symbols", act("Segni", par("“virgolette” «caporali» ‘apici’ 'apostrofo' „basse‟ – — … € £ § ° ª º © ® ™ ½ ± × ÷ • ¶ † ‡ ‰"), par("< > & \" ' \\ ( ) [ ] { } % # / _ * `"))},
		{"shared-glyphs", act("Segni con lo stesso disegno", par("barra | e ǀ, micro µ e μ, trattini - e \u2010, delta Δ e ∆"))},
		{"fixed-spaces", act("Spazi fissi", par("L.\u00a0328/2000, art.\u00a04, c.\u00a02, "+strings.Repeat("n.\u00a012 ", 60)))},
		{"mixed-faces", act("Tondo, grassetto, corsivo", &doc.Paragraph{Text: mixed()})},
		{"breaks", act("Righe spezzate", &doc.Paragraph{Text: []doc.Inline{&doc.Text{Value: "prima riga"}, &doc.Break{}, strong("seconda riga"), &doc.Break{}, &doc.Text{Value: prose(1)}}})},
		{"alignments", act("Allineamenti", aligned(doc.Start), aligned(doc.Center), aligned(doc.End), &doc.Paragraph{Style: doc.StyleSubtitle, Text: text(prose(2))}, &doc.Paragraph{Style: doc.StyleNote, Text: text(prose(3))}, &doc.Rule{}, par(prose(1)))},
		{"links", act("Collegamenti", &doc.Paragraph{Text: links()})},
		{"foreign", act("Due lingue", par(prose(1)), &doc.Section{Lang: "de-DE", Blocks: []doc.Block{head(2, "Bekanntmachung"), par("Die öffentliche Verwaltung lädt alle Bürgerinnen und Bürger ein, größere Vorhaben mitzugestalten.")}}, &doc.Paragraph{Text: []doc.Inline{&doc.Text{Value: "In sloveno: "}, &doc.Foreign{Lang: "sl-SI", Text: text("občine Števerjan")}, &doc.Text{Value: "."}}})},
		{"redactable", act("Omissis", &doc.Paragraph{Text: []doc.Inline{&doc.Text{Value: "Interviene "}, &doc.Redactable{Reason: "dati personali", Text: text("Maria ESEMPIO")}, &doc.Text{Value: " per l'associazione."}}})},
		{"deep-headings", act("Sei livelli", head(2, "Due"), head(3, "Tre"), head(4, "Quattro"), head(5, "Cinque"), head(6, "Sei"), par(prose(1)), head(2, prose(2)))},
		{"data-like-markup", act("Dati come marcatura", par("1. non è un elenco"), par("- nemmeno questo"), par("# **né** questo {{.}} ::: <b>"), par("– trattino"))},
	}
}

// latin is every letter of the Latin script up to Latin Extended-B that the
// shipped fonts have.
func latin() string {
	var b strings.Builder
	for r := 'À'; r <= 'ɏ'; r++ {
		if r == '×' || r == '÷' {
			continue
		}
		b.WriteRune(r)
		if r%12 == 0 {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func mixed() []doc.Inline {
	var list []doc.Inline
	for i := range 30 {
		list = append(list, &doc.Text{Value: "testo tondo e "}, strong(fmt.Sprintf("grassetto %d", i)), &doc.Text{Value: ", "},
			&doc.Emph{Text: []doc.Inline{&doc.Text{Value: "corsivo "}, strong("tutti e due")}}, &doc.Text{Value: "; "}, strong("mez"), &doc.Emph{Text: text("zo ")})
	}
	return list
}

func aligned(a doc.Align) *doc.Paragraph { return &doc.Paragraph{Align: a, Text: text(prose(2))} }

func links() []doc.Inline {
	var list []doc.Inline
	for i := range 12 {
		list = append(list, &doc.Text{Value: "si veda "}, &doc.Link{URL: fmt.Sprintf("https://www.esempio.it/pagina?n=%d&à", i), Text: []doc.Inline{&doc.Text{Value: "la pagina dedicata al percorso numero "}, strong(fmt.Sprint(i))}},
			&doc.Text{Value: ", o si scriva a "}, &doc.Link{URL: "mailto:ufficio@esempio.it", Text: text("ufficio@esempio.it")}, &doc.Text{Value: ". "})
	}
	return list
}

func listCases() []Case {
	deep := []doc.Block{par("quarto livello"), par(prose(1))}
	for i := range 3 {
		ordered := bullets(deep, []doc.Block{par(prose(1))})
		ordered.Ordered = i%2 == 0
		deep = []doc.Block{par(fmt.Sprintf("livello %d", 3-i)), ordered}
	}
	long := &doc.List{Ordered: true, Start: 95}
	for i := range 30 {
		long.Items = append(long.Items, doc.Item{Blocks: []doc.Block{par(fmt.Sprintf("voce %d: %s", i, prose(1)))}})
	}
	huge := &doc.List{Ordered: true, Start: 99998, Items: []doc.Item{{Blocks: []doc.Block{par("novantanovemila")}}, {Blocks: []doc.Block{par("e oltre")}}, {Blocks: []doc.Block{par("centomila")}}}}
	return []Case{
		{"nested-lists", act("Elenchi annidati", bullets(deep, []doc.Block{par("altra voce")}))},
		{"long-list", act("Elenco lungo", long)},
		{"long-numbers", act("Numeri lunghi", huge)},
		{"two-lists", act("Due elenchi numerati", &doc.List{Ordered: true, Items: []doc.Item{{Blocks: []doc.Block{par("uno")}}}}, par("in mezzo"), &doc.List{Ordered: true, Items: []doc.Item{{Blocks: []doc.Block{par("di nuovo uno")}}}})},
		{"list-of-tables", act("Elenco con altro dentro", bullets([]doc.Block{&doc.List{Ordered: true, Items: []doc.Item{{Blocks: []doc.Block{par("elenco subito")}}}}}, []doc.Block{par("voce"), par("secondo capoverso")}))},
	}
}
