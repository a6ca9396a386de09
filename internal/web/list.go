package web

import (
	"fmt"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"concerta/internal/process"
)

// listPage is the list of the processes of the office.
type listPage struct {
	frame

	Processes table
	MayMake   bool
}

func (listPage) file() string { return "list.html" }

// listProcesses leads straight to the only process when there is one, unless the list
// itself is asked for.
func (s *service) listProcesses(c *gin.Context) {
	list, err := s.Store.Processes(c.Request.Context())
	if err != nil {
		s.fail(c, err)
		return
	}
	if len(list) == 1 && c.Query("tutti") == "" {
		c.Redirect(http.StatusSeeOther, processPath(list[0].Key))
		return
	}
	page := listPage{frame: s.frame(c, "Procedimenti"), Processes: table{
		Caption: "Procedimenti dell’ufficio", Quiet: true,
		Columns: []column{{Words: "Procedimento"}, {Words: "Ultima versione"}, {Words: "Azioni"}},
	}}
	page.MayMake = page.Viewer.May(operator)
	for _, p := range list {
		page.Processes.Rows = append(page.Processes.Rows, row{Cells: []cell{
			{Words: p.Title, Link: processPath(p.Key)},
			{Words: fmt.Sprintf("versione %d, %s", p.Version, process.Joined("salvata il", s.moment(p.SavedAt)))},
			{Actions: listActions(p.Key, page.MayMake), About: "di " + p.Title},
		}})
	}
	s.show(c, http.StatusOK, page)
}

// listActions are what can be done with a process from the list.
func listActions(key string, mayMake bool) []navLink {
	links := []navLink{
		{Words: "Dati e calendario", Link: processPath(key) + editTab},
		{Words: "Scarica il file", Link: processPath(key) + "/esporta"},
	}
	if mayMake {
		links = append(links, navLink{Words: "Nuovo da questo", Link: processPath(key) + "/rinnova"})
	}
	return links
}

// processPath is the address of a process; a key needs no escaping.
func processPath(key string) string { return "/procedimenti/" + key }

// moment is a point in time as an office writes it, in its own time zone.
func (s *service) moment(t time.Time) string {
	return t.In(s.Zone).Format("02/01/2006, ore 15.04")
}
