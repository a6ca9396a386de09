package web

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"concerta/internal/archive/ledger"
	"concerta/internal/store"
)

// unsignedPage lists who must still sign, and what.
type unsignedPage struct {
	frame

	Table table
	Empty empty
}

func (unsignedPage) file() string { return "unsigned.html" }

// listUnsigned lists the acts that somebody must still sign, the oldest first: it
// has waited longest.
func (s *service) listUnsigned(c *gin.Context) {
	page := unsignedPage{frame: s.frame(c, "Chi deve ancora firmare"), Empty: empty{Title: "Nessuno", Text: "Gli atti emessi sono tutti firmati."}}
	page.Section = archiveTabs(c)
	page.Table = table{Caption: page.Title, Quiet: true, Columns: []column{{Words: "Atto"}, {Words: "Emesso"}, {Words: "Stato"}, {Words: "Deve firmare"}}}
	var list []*ledger.Act
	for _, state := range []ledger.State{ledger.StateIssued, ledger.StatePartly, ledger.StatePublished} {
		found, err := s.Register.Acts(c.Request.Context(), store.ActFilter{State: state, Process: c.Query("procedimento")})
		if err != nil {
			s.fail(c, err)
			return
		}
		list = append(list, found...)
	}
	slices.SortStableFunc(list, func(x, y *ledger.Act) int { return x.At.Compare(y.At) })
	for _, a := range list {
		missing := a.Missing()
		if len(missing) == 0 {
			continue
		}
		names := ""
		for i, m := range missing {
			if i > 0 {
				names += "; "
			}
			names += m.Name + manner(m)
		}
		page.Table.Rows = append(page.Table.Rows, row{Cells: []cell{
			{Words: cmp.Or(a.Title, a.ID), Link: archivedPath(a.ID), Note: numberOf(a)},
			{Words: italianDay(a.Date)},
			{State: stateBadge(a)},
			{Words: names},
		}})
	}
	s.show(c, http.StatusOK, page)
}
