package web

import (
	"cmp"
	"net/http"

	"github.com/gin-gonic/gin"

	"concerta/internal/acts"
	"concerta/internal/archive"
	"concerta/internal/archive/ledger"
	"concerta/internal/process"
	"concerta/internal/produce"
	"concerta/internal/store"
)

// processActsPage is every act of a process and how far each has come.
type processActsPage struct {
	frame

	Stale  []navLink // issued acts that no longer agree with the data
	Groups []actsOfKind
	Draft  bool
}

func (processActsPage) file() string { return "processacts.html" }

// shownAtOnce is how many acts to print at will are listed without being asked for.
const shownAtOnce = 8

// actsOfKind is the acts of one kind.
type actsOfKind struct {
	Title   string
	ID      string
	Open    bool
	Table   table
	Actions []navLink // on all of them
}

// listProcessActs lists the acts of a process.
func (s *service) listProcessActs(c *gin.Context) {
	p, err := s.Store.Process(c.Request.Context(), c.Param("chiave"))
	if err != nil {
		s.fail(c, err)
		return
	}
	review := s.Reviews.Of(p)
	if !review.Legible {
		s.fail(c, produce.ErrFindings)
		return
	}
	issued, err := s.newestIssued(c, p.Key)
	if err != nil {
		s.fail(c, err)
		return
	}
	page := processActsPage{frame: s.frame(c, "Atti"), Draft: !review.Clean()}
	page.Office = review.Process.Office.Name
	page.Crumbs = []navLink{{Words: "Procedimenti", Link: "/"}, {Words: p.Title, Link: processPath(p.Key)}}
	page.Section = processTabs(p.Key, actsTab)
	stale, err := s.Archive.Stale(c.Request.Context(), p.Key)
	if err != nil {
		s.fail(c, err)
		return
	}
	changed := map[string]bool{}
	for _, x := range stale {
		changed[x.Act.ID] = true
		page.Stale = append(page.Stale, navLink{Words: x.Act.Title, Link: archivedPath(x.Act.ID)})
	}
	if page.Groups, err = groupsOf(review.Process, issued, changed, viewerOf(c)); err != nil {
		s.fail(c, err)
		return
	}
	s.show(c, http.StatusOK, page)
}

// newestIssued is the newest act, not annulled, of each task.
func (s *service) newestIssued(c *gin.Context, key string) (map[string]*ledger.Act, error) {
	list, err := s.Register.Acts(c.Request.Context(), store.ActFilter{Process: key})
	if err != nil {
		return nil, err
	}
	newest := map[string]*ledger.Act{}
	for _, a := range list {
		if a.IsAct() && a.Annulment == nil && newest[a.Task] == nil {
			newest[a.Task] = a
		}
	}
	return newest, nil
}

func groupsOf(p *process.Process, issued map[string]*ledger.Act, changed map[string]bool, v *Viewer) ([]actsOfKind, error) {
	var groups []actsOfKind
	for _, k := range acts.Kinds() {
		tasks, err := produce.Tasks(p, k)
		if err != nil {
			return nil, err
		}
		if len(tasks) == 0 {
			continue
		}
		g := actsOfKind{Title: k.Words().Many, ID: string(k), Open: len(tasks) <= shownAtOnce || archive.Numbered(k), Table: table{
			Caption: k.Words().Many, Quiet: true, Columns: []column{{Words: "Atto"}, {Words: "Data"}, {Words: "Stato"}},
		}}
		done := 0
		for _, t := range tasks {
			r := row{Cells: []cell{{Words: t.Title, Link: taskPath(p.Key, t.ID)}, {}, {}}}
			if !t.Date.IsZero() {
				r.Cells[1].Words = t.Date.Italian()
			}
			if a := issued[t.ID]; a != nil {
				done++
				r.Cells[2] = issuedCell(a, t, changed[a.ID])
			} else if archive.Numbered(k) {
				r.Cells[2].Words = "da emettere"
			}
			g.Table.Rows = append(g.Table.Rows, r)
		}
		g.Actions = groupActions(p.Key, k, len(tasks), done, v)
		groups = append(groups, g)
	}
	return groups, nil
}

func issuedCell(a *ledger.Act, t produce.Task, changed bool) cell {
	x := cell{State: stateBadge(a), Actions: []navLink{{Words: cmp.Or(numberOf(a), "Vedi"), Link: archivedPath(a.ID)}}, About: "di " + t.Title}
	if changed {
		x.Note = "non concorda più con i dati"
	}
	return x
}

// groupActions are what can be done with all the acts of a kind at once.
func groupActions(key string, k acts.Kind, all, done int, v *Viewer) []navLink {
	var list []navLink
	if k == acts.Pact && all > 1 && done < all && v.May(officer) { // the others come one by one, each when it is ready
		list = append(list, navLink{Words: "Emettere quelli che mancano (" + plural(all-done, "atto", "atti") + ")…", Link: processPath(key) + "/emissioni/" + string(k)})
	}
	if all > 1 && !archive.Numbered(k) {
		list = append(list,
			navLink{Words: "Un solo PDF, da stampare", Link: processPath(key) + "/stampe/atti/" + string(k) + ".pdf?vista=1"},
			navLink{Words: "ZIP dei file, da inviare", Link: processPath(key) + "/stampe/atti/" + string(k) + ".zip"})
	}
	if done > 1 {
		list = append(list,
			navLink{Words: "Un solo PDF degli atti emessi, da stampare", Link: processPath(key) + "/stampe/emessi/" + string(k) + ".pdf"},
			navLink{Words: "ZIP degli atti emessi", Link: processPath(key) + "/stampe/emessi/" + string(k) + ".zip"})
	}
	return list
}
