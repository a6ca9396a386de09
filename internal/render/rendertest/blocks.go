package rendertest

import (
	"fmt"
	"strings"

	"concerta/internal/doc"
)

func tableCases() []Case {
	rows := table(3, "N.", "Ente", "Referente")
	rows.Caption = text("Elenco degli enti")
	for i := range 300 {
		rows.Body = append(rows.Body, cells(fmt.Sprint(i+1), "Associazione ESEMPIO "+strings.Repeat("lunga ", i%9), "Maria ESEMPIO"))
	}
	tall := table(2, "Voce", "Testo")
	tall.Body = []doc.Row{cells("breve", "riga normale"), cells(prose(3), prose(120)), cells("dopo", "riga normale")}
	register := table(4, "N.", "Cognome e nome", "Ente", "Firma")
	register.Columns = []doc.Column{{Width: 1, Align: doc.End}, {Width: 6}, {Width: 6}, {Width: 6}}
	register.RowHeight, register.BlankRows = 12, 30
	register.Body = []doc.Row{cells("1", "D'Aquino Niccolò", "Cooperativa <Sole> & C.", "")}
	for i := range register.Body {
		register.Body[i].Cells[3].ID = fmt.Sprintf("firma-%d", i+1)
	}
	wide := table(12, strings.Split("Gen Feb Mar Apr Mag Giu Lug Ago Set Ott Nov Dic", " ")...)
	for i := range 20 {
		wide.Body = append(wide.Body, cells(strings.Fields(strings.Repeat(fmt.Sprintf("parola%d ", i*97), 12))...))
	}
	heads := table(3, "Giorno", "Mattina", "Pomeriggio")
	for _, d := range []string{"Lunedì", "Martedì", "Mercoledì"} {
		r := cells(d, "aperto", "")
		r.Cells[0].RowHead = true
		heads.Body = append(heads.Body, r)
	}
	inside := table(2, "Tavolo", "Proposte")
	inside.Body = []doc.Row{{Cells: []doc.Cell{{Blocks: []doc.Block{par("Infanzia"), par("secondo capoverso")}}, {Blocks: []doc.Block{bullets([]doc.Block{par("nidi")}, []doc.Block{par(prose(1))})}}}}}
	words := table(2, "Parola", "Significato")
	words.Body = []doc.Row{cells(strings.Repeat("lunghissima", 12), prose(2)), cells("", "")}
	empty := table(2, "Prima", "Seconda")
	tallHead := table(2, prose(12), "Colonna")
	tallHead.Body = []doc.Row{cells("uno", "due"), cells(prose(60), "tre")}
	scanned := act("Registro da scansionare", register, par("Il presidente attesta le presenze che risultano dalle firme raccolte in questo registro, e dichiara che le righe non usate sono state barrate alla fine dell'incontro."), signers(doc.ByHand, "Anna ESEMPIO"))
	scanned.Running.Scan = &doc.Scan{Code: "R7KQ2X"}
	return []Case{
		{"scanned-register", scanned},
		{"table-300-rows", act("Trecento righe", rows)},
		{"row-taller-than-page", act("Riga più alta della pagina", par(prose(4)), tall)},
		{"register", act("Registro", register)},
		{"table-12-columns", act("Dodici colonne", par(prose(1)), &doc.Section{Orientation: doc.Landscape, Blocks: []doc.Block{wide}}, par("dopo"))},
		{"row-heads", act("Intestazioni di riga", heads)},
		{"blocks-in-cells", act("Celle con elenchi", inside)},
		{"long-words-in-cells", act("Parole lunghe nelle celle", words)},
		{"empty-table", act("Tabella senza righe", empty, par("dopo"))},
		{"tall-head", act("Intestazione alta", tallHead)},
	}
}

func formCases() []Case {
	blank := []doc.Block{
		&doc.Field{Name: "ente", Label: "Denominazione dell'ente", Hint: "per esteso", Kind: doc.FieldText, Required: true},
		&doc.Field{Name: "proposta", Label: "Proposta", Kind: doc.FieldMultiline, Lines: 6},
		&doc.Field{Name: "tipo", Label: "Natura giuridica", Kind: doc.FieldChoice, Options: []string{"ODV", "APS", "Cooperativa sociale"}},
		&doc.Field{Name: "data", Label: "Data", Kind: doc.FieldDate},
		&doc.Field{Name: "privacy", Label: "Ho letto l'informativa sul trattamento dei dati personali", Kind: doc.FieldCheck, Required: true},
	}
	filled := []doc.Block{
		&doc.Field{Name: "ente", Label: "Denominazione dell'ente", Kind: doc.FieldText, Value: "Perché “Città” è così: €uro"},
		&doc.Field{Name: "proposta", Label: "Proposta", Kind: doc.FieldMultiline, Lines: 6, Value: prose(2)},
		&doc.Field{Name: "tipo", Label: "Natura giuridica", Kind: doc.FieldChoice, Options: []string{"ODV", "Società"}, Value: "Società"},
		&doc.Field{Name: "data", Label: "Data", Kind: doc.FieldDate, Value: "30/10/2013"},
		&doc.Field{Name: "privacy", Label: "Ho letto l'informativa", Kind: doc.FieldCheck, Checked: true},
		&doc.Field{Name: "nome", Label: "Cognome e nome", Kind: doc.FieldText, Value: "Šuštaršič Žiga"},
	}
	var checks []doc.Block
	for i := range 60 {
		checks = append(checks, &doc.Field{Name: fmt.Sprintf("tavolo%d", i+1), Label: fmt.Sprintf("Tavolo %d: %s", i+1, prose(i%3)), Kind: doc.FieldCheck, Checked: i%2 == 0})
	}
	large := act("Scheda a caratteri grandi", append([]doc.Block{par(prose(3)), bullets([]doc.Block{par("voce")}), rowsOf(3)}, filled...)...)
	large.Large = true
	long := signers(doc.Digital, "Dott.ssa "+strings.Repeat("Maria ", 20)+"ESEMPIO", "Dott. Gianni ESEMPIO")
	return []Case{
		{"large-print", large},
		{"blank-form", act("Scheda in bianco", blank...)},
		{"filled-form", act("Scheda compilata", filled...)},
		{"many-checks", act("Molte caselle", checks...)},
		{"one-signature", act("Una firma", par(prose(1)), signers(doc.Digital, "Dott.ssa Anna ESEMPIO"))},
		{"two-signatures-by-hand", act("Due firme", par(prose(1)), signers(doc.ByHand, "Anna ESEMPIO", "Paolo ESEMPIO"))},
		{"three-signatures", act("Tre firme", par(prose(1)), signers(doc.Digital, "Anna ESEMPIO", "Paolo ESEMPIO", "Luca ESEMPIO"))},
		{"nine-signatures", act("Nove firme", par(prose(1)), signers(doc.ByHand, strings.Split("Anna Paolo Luca Maria Pietro Giulia Carlo Rita Ugo", " ")...))},
		{"long-signatures", act("Nomi lunghi", par(prose(1)), long)},
		{"substituted-signatures", act("Firme sostituite", par(prose(1)), noted(signers(doc.Substituted, "Anna ESEMPIO", "Paolo ESEMPIO", "Luca ESEMPIO"), "Firma autografa sostituita dall'indicazione a stampa del nome"))},
		{"dated-signatures", act("Firme con data", par(prose(1)), noted(signers(doc.ByHand, "Anna ESEMPIO"), "Data ____________"))},
		{"mixed-signatures", act("Firme miste", par(prose(1)), &doc.Signatures{Items: []doc.Signature{
			{Name: "a", Role: "LA SINDACA", Who: "Anna ESEMPIO", Mode: doc.Digital, Note: "parole sotto il campo"},
			{Name: "b", Who: "Paolo ESEMPIO", Mode: doc.Substituted, Note: prose(1)},
			{Name: "c", Role: "IL SEGRETARIO", Mode: doc.ByHand, Note: "Data ____________"},
		}})},
	}
}

// rowsOf is a small table.
func rowsOf(n int) *doc.Table {
	t := table(2, "Voce", "Valore")
	for i := range n {
		t.Body = append(t.Body, cells(fmt.Sprintf("voce %d", i+1), prose(1)))
	}
	return t
}
