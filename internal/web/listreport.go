package web

import (
	"fmt"
	"strconv"
	"strings"

	"concerta/internal/process"
	"concerta/internal/tabular"
)

// reportOf tells of every line of a list, those refused first.
func reportOf(p *process.Process, r *tabular.Report) *listReport {
	v := &listReport{
		Counts: fmt.Sprintf("Righe prese: %d; già presenti: %d; rifiutate: %d.", r.Count(tabular.Taken), r.Count(tabular.Already), r.Count(tabular.Refused)),
		Action: processPath(p.Key) + "/elenchi", Back: processPath(p.Key) + "/elenchi",
		Table: table{Caption: "Che cosa è di ogni riga", Columns: []column{{Words: "Riga", Number: true}, {Words: "Di"}, {Words: "Esito"}, {Words: "Perché"}}},
	}
	if len(r.Unused) > 0 {
		v.Unused = "Colonne non usate: " + strings.Join(r.Unused, ", ") + "."
	}
	if len(r.Sheets) > 0 {
		v.Unused = strings.TrimSpace(v.Unused + " Fogli non usati (si legge solo il primo): " + strings.Join(r.Sheets, ", ") + ".")
	}
	for _, which := range []tabular.Outcome{tabular.Refused, tabular.Taken, tabular.Already} {
		for _, l := range r.Lines {
			if l.Outcome == which {
				v.Table.Rows = append(v.Table.Rows, row{Cells: []cell{
					{Words: strconv.Itoa(l.Number)}, {Words: opening(l.Subject)}, {State: lineBadge(which)}, {Words: l.Why},
				}})
			}
		}
	}
	return v
}

func lineBadge(o tabular.Outcome) *badge {
	switch o {
	case tabular.Taken:
		return &badge{string(o), "good"}
	case tabular.Refused:
		return &badge{string(o), "bad"}
	case tabular.Already:
	}
	return &badge{string(o), ""}
}

// titled says whether the lines are saved, or would be.
func (v *listReport) titled(saved bool) *listReport {
	switch {
	case saved:
		v.Title = "Salvato"
	case len(v.Confirm) > 0:
		v.Title = "Prima di salvare: ancora niente è cambiato"
	default:
		v.Title = "Non c’è niente da salvare"
	}
	return v
}
