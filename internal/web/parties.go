package web

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"

	"concerta/internal/acts"
	"concerta/internal/intake"
	"concerta/internal/process"
)

// partiesPage lists bodies and citizens.
type partiesPage struct {
	frame

	Search search
	Count  string
	Table  table
	Pager  *pager
	Empty  empty
	New    []navLink
}

func (partiesPage) file() string { return "parties.html" }

// perPage is how many lines of a list are on a page.
const perPage = 100

// listParties shows them in alphabetical order, narrowed down by what is asked.
func (s *service) listParties(c *gin.Context) {
	o := s.openProcess(c)
	if o == nil {
		return
	}
	p := o.Review.Process
	base := processPath(p.Key) + "/soggetti"
	page := partiesPage{frame: s.peopleFrame(c, p, "Soggetti e cittadini"), Search: partySearch(c, p)}
	if mayChange(c) {
		page.New = []navLink{{Words: "Nuovo soggetto", Link: base + "/nuovo"}, {Words: "Nuovo cittadino", Link: base + "/nuovo?tipo=" + citizenKind}, {Words: "Elenchi da file", Link: processPath(p.Key) + "/elenchi"}}
	}
	adherents := adherentsByID(p)
	var list []intake.Party
	for _, x := range sortedParties(p) {
		if wantedParty(c, x, adherents[x.ID()]) {
			list = append(list, x)
		}
	}
	page.Count = fmt.Sprintf("%d di %d", len(list), len(p.Organizations)+len(p.Citizens))
	number, _ := strconv.Atoi(c.Query("pagina"))
	page.Pager = newPager("Pagine dei soggetti", c.Request.URL, number, perPage, len(list))
	page.Table = table{Caption: "Soggetti e cittadini", Quiet: true, Columns: []column{
		{Words: "Nome"}, {Words: "Tipo"}, {Words: "Recapito"}, {Words: "Tavoli"}, {Words: "Adesione"},
	}}
	for _, x := range pageOf(list, number, perPage) {
		name := cell{Words: x.Name()}
		if mayChange(c) {
			name.Link = base + "/" + x.ID()
		}
		page.Table.Rows = append(page.Table.Rows, row{Cells: append([]cell{name}, partyCells(x, adherents[x.ID()])...)})
	}
	page.Empty = empty{Title: "Nessuno corrisponde alla ricerca", Text: "Scrivere meno lettere, o togliere i filtri."}
	s.show(c, http.StatusOK, page)
}

// pageOf is the part of a list that is on a page.
func pageOf[T any](list []T, number, size int) []T {
	last := max((len(list)+size-1)/size, 1)
	from := (min(max(number, 1), last) - 1) * size
	return list[from:min(from+size, len(list))]
}

// sortedParties are bodies and citizens together, in alphabetical order.
func sortedParties(p *process.Process) []intake.Party {
	list := intake.Parties(p)
	acts.SortNames(list, func(x intake.Party) (string, bool) { return x.Name(), x.Citizen != nil })
	return list
}

// adherentsByID are the adherents that are a body or a citizen.
func adherentsByID(p *process.Process) map[string]*process.Adherent {
	m := map[string]*process.Adherent{}
	list := p.Adherents()
	for i := range list {
		if list[i].By != "" {
			m[list[i].By] = &list[i]
		}
	}
	return m
}

func partySearch(c *gin.Context, p *process.Process) search {
	kinds := append([]option{{Words: "tutti"}}, kindOptions()...)
	return search{
		Action: processPath(p.Key) + "/soggetti", Name: "q", Label: "Cerca per nome, referente, codice fiscale o comune", Value: c.Query("q"), Target: "elenco",
		Others: []field{
			{Kind: "select", Name: "tipo", Label: "Tipo", Width: "medium", Options: kinds, Value: c.Query("tipo")},
			tableFilter(c, p),
			{Kind: "select", Name: "stato", Label: "Adesione", Width: "medium", Options: statusOptions("senza", "nessuna adesione"), Value: c.Query("stato")},
		},
	}
}

// tableFilter narrows a list down to those who chose a table.
func tableFilter(c *gin.Context, p *process.Process) field {
	f := field{Kind: "select", Name: "tavolo", Label: "Tavolo", Width: "medium", Value: c.Query("tavolo"), Options: []option{{Words: "tutti"}}}
	for _, t := range p.Tables {
		f.Options = append(f.Options, option{Value: strconv.Itoa(t.Number), Words: fmt.Sprintf("%d – %s", t.Number, opening(t.Name))})
	}
	return f
}

func wantedParty(c *gin.Context, x intake.Party, a *process.Adherent) bool {
	var status process.AdherentStatus = "senza"
	var tables []int
	if a != nil {
		status, tables = a.Status, a.Tables
	}
	if n, err := strconv.Atoi(c.Query("tavolo")); err == nil && !slices.Contains(tables, n) {
		return false
	}
	if want := c.Query("stato"); want != "" && want != string(status) {
		return false
	}
	if want := c.Query("tipo"); want != "" && want != kindOf(x) {
		return false
	}
	words := []string{x.Name()}
	if o := x.Body; o != nil {
		words = append(words, o.TaxCode, o.Representative.Name)
		words = append(words, o.Towns...)
		for _, d := range o.Delegates {
			words = append(words, d.Name)
		}
	} else {
		words = append(words, x.Citizen.Town)
	}
	return intake.NewName(words...).Has(c.Query("q"))
}

func partyCells(x intake.Party, a *process.Adherent) []cell {
	kind := cell{Words: bodyKindName(kindOf(x))}
	contact := cell{Words: x.Contact()}
	if o := x.Body; o != nil {
		contact.Note = o.Representative.Name
	} else {
		contact.Note = x.Citizen.Town
	}
	cells := []cell{kind, contact, {}, {Words: "nessuna"}}
	if a != nil {
		cells[2].Words = numbers(a.Tables)
		cells[3] = cell{State: statusBadge(a)}
	}
	return cells
}
