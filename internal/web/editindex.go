package web

import (
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"

	"concerta/internal/desk"
	"concerta/internal/process"
)

// editIndexPage is the parts of a process, each with its page.
type editIndexPage struct {
	frame

	Key     string
	Groups  []indexGroup
	Check   string
	MayMake bool
}

func (editIndexPage) file() string { return "editindex.html" }

type indexGroup struct {
	Title string
	ID    string
	Rows  []indexRow
}

// indexRow is a section: what it is for, and how it stands.
type indexRow struct {
	Title string
	Link  string
	About string
	State *badge
}

// editIndex lists the parts of a process.
func (s *service) editIndex(c *gin.Context) {
	key := c.Param("chiave")
	o, err := s.desk.Open(c.Request.Context(), key)
	if err != nil {
		s.fail(c, err)
		return
	}
	p := o.Review.Process
	page := editIndexPage{frame: s.frame(c, "Dati del procedimento"), Key: key, Check: summary(o.Review)}
	page.MayMake = page.Viewer.May(operator)
	page.Office = p.Office.Name
	page.Section = processTabs(key, editTab)
	page.Crumbs = []navLink{{Words: "Procedimenti", Link: "/?tutti=1"}, {Words: p.Title, Link: processPath(key)}}
	worst := map[string]map[process.Severity]int{}
	for _, f := range o.Review.Findings {
		section, _, ok := desk.Where(o.Tree, f.Path)
		if !ok {
			continue
		}
		name := listName(section)
		if worst[name] == nil {
			worst[name] = map[process.Severity]int{}
		}
		worst[name][f.Severity]++
	}
	for i, g := range desk.Groups() {
		group := indexGroup{Title: g.Title, ID: fmt.Sprintf("gruppo-%d", i+1)}
		for _, section := range g.Sections {
			group.Rows = append(group.Rows, indexRow{section.Title, sectionPath(key, section.Name, ""), section.About, sectionState(o, &section, worst[section.Name])})
		}
		page.Groups = append(page.Groups, group)
	}
	s.show(c, http.StatusOK, page)
}

// listName is the section of the overview that an item belongs to.
func listName(section *desk.Section) string {
	switch section.Name {
	case "fase", "incontro", "periodo", "testo":
		return "calendario"
	case "proposta":
		return "proposte"
	case "verbale":
		return "verbali"
	}
	return section.Name
}

// sectionState is what there is to do in a section, in words; nil when there is
// nothing to say.
func sectionState(o *desk.Open, section *desk.Section, found map[process.Severity]int) *badge {
	switch {
	case found[process.Error] > 0:
		return &badge{counted(found[process.Error], "errore", "errori"), "bad"}
	case found[process.Confirm] > 0:
		return &badge{fmt.Sprintf("%d da confermare", found[process.Confirm]), "warn"}
	case found[process.Warning] > 0:
		return &badge{fmt.Sprintf("%d da guardare", found[process.Warning]), "info"}
	}
	empty := true
	if place, ok := section.Place(o.Tree, "", ""); ok {
		for _, part := range place.Parts(o.Tree) {
			empty = empty && part.Empty()
		}
	} else {
		p := o.Review.Process
		switch section.Name {
		case "calendario":
			empty = len(p.Phases) == 0 && len(p.Entries) == 0
		case "proposte":
			empty = len(p.Proposals) == 0
		case "verbali":
			empty = len(p.Minutes) == 0
		}
	}
	if empty {
		return &badge{"vuoto", ""}
	}
	return nil
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
