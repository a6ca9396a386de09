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

// adhesionsPage lists who adhered.
type adhesionsPage struct {
	frame

	Counters []definition
	Deadline string
	Links    []navLink
	Search   search
	Count    string
	Table    table
	Pager    *pager
	Empty    empty
}

func (adhesionsPage) file() string { return "adhesions.html" }

// listAdhesions shows who adhered, in alphabetical order.
func (s *service) listAdhesions(c *gin.Context) {
	o := s.openProcess(c)
	if o == nil {
		return
	}
	p := o.Review.Process
	base := processPath(p.Key) + "/adesioni"
	page := adhesionsPage{frame: s.peopleFrame(c, p, "Adesioni"), Counters: counterFacts(p), Deadline: deadline(p.Deadline), Links: s.adhesionLinks(c, p)}
	page.Search = search{
		Action: base, Name: "q", Label: "Cerca per nome", Value: c.Query("q"), Target: "elenco",
		Others: []field{
			tableFilter(c, p),
			{Kind: "select", Name: "stato", Label: "Stato", Width: "medium", Options: statusOptions("ritardo", "arrivate in ritardo"), Value: c.Query("stato")},
		},
	}
	all := p.Adherents()
	acts.SortNames(all, func(a process.Adherent) (string, bool) { return a.Name, p.Organization(a.By) == nil })
	var list []process.Adherent
	for _, a := range all {
		if wantedAdherent(c, &a) {
			list = append(list, a)
		}
	}
	page.Count = fmt.Sprintf("%d di %d", len(list), len(all))
	number, _ := strconv.Atoi(c.Query("pagina"))
	page.Pager = newPager("Pagine delle adesioni", c.Request.URL, number, perPage, len(list))
	page.Table = table{Caption: "Adesioni", Quiet: true, Columns: []column{{Words: "Soggetto"}, {Words: "Ricevuta"}, {Words: "Tavoli"}, {Words: "Stato"}, {Words: "Operazioni"}}}
	for _, a := range pageOf(list, number, perPage) {
		page.Table.Rows = append(page.Table.Rows, row{Cells: adhesionCells(p, a.Adhesion, &a, mayChange(c))})
	}
	page.Empty = empty{Title: "Nessuna adesione", Text: "Ancora nessuno ha aderito, o nessuna corrisponde alla ricerca."}
	s.show(c, http.StatusOK, page)
}

func (s *service) adhesionLinks(c *gin.Context, p *process.Process) []navLink {
	base := processPath(p.Key)
	var list []navLink
	if mayChange(c) {
		list = append(list, navLink{Words: "Nuova adesione", Link: base + "/adesioni/nuova"})
	}
	if intake.Count(p.Adherents()).Late > 0 {
		list = append(list, navLink{Words: "Arrivate in ritardo", Link: base + "/adesioni/ritardi"})
	}
	return append(list, navLink{Words: "Elenco degli aderenti (atto)", Link: base + "/atti/elenco"}, navLink{Words: "Foglio di calcolo", Link: base + "/elenco.xlsx"})
}

func wantedAdherent(c *gin.Context, a *process.Adherent) bool {
	if n, err := strconv.Atoi(c.Query("tavolo")); err == nil && !slices.Contains(a.Tables, n) {
		return false
	}
	switch want := c.Query("stato"); want {
	case "", string(a.Status):
	case "ritardo":
		if !a.Late {
			return false
		}
	default:
		return false
	}
	return intake.NewName(a.Name).Has(c.Query("q"))
}

// adhesionCells are the row of an adherent; a is nil for one by presence.
func adhesionCells(p *process.Process, a *process.Adhesion, x *process.Adherent, edit bool) []cell {
	base := processPath(p.Key)
	cells := []cell{{}, {Words: "–"}, {}, {}, {}}
	if x != nil {
		cells[0].Words, cells[2].Words = x.Name, numbers(x.Tables)
		cells[3].State = statusBadge(x)
		cells[4].About = "dell’adesione di " + x.Name
		if x.Presence != nil {
			cells[1] = cell{Words: "al registro"}
			cells[4].Actions = append(cells[4].Actions, navLink{Words: "Registro", Link: sheetPath(p.Key, intake.Sheet{Meeting: x.Meeting})})
		}
	}
	if a == nil {
		return cells
	}
	cells[1] = cell{Words: shortMoment(a.Received), Note: channelName(a.Channel)}
	if edit {
		cells[0].Link = base + "/adesioni/di/" + a.By
	}
	cells[4].Actions = append(cells[4].Actions, navLink{Words: "Ricevuta", Link: base + "/adesioni/di/" + a.By + "/ricevuta"})
	return cells
}

// counterFacts are the numbers of adhesions, in words.
func counterFacts(p *process.Process) []definition {
	n := intake.Count(p.Adherents())
	return []definition{
		{"Ricevute", cell{Words: strconv.Itoa(n.Received)}},
		{"In tempo", cell{Words: strconv.Itoa(n.InTime)}},
		{"In ritardo, da decidere", cell{Words: fmt.Sprintf("%d di %d", n.ToDecide, n.Late)}},
		{"Per presenza", cell{Words: strconv.Itoa(n.ByAttendance)}},
		{"Da completare", cell{Words: strconv.Itoa(n.ToComplete)}},
	}
}
