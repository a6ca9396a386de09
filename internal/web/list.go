package web

import (
	"fmt"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

// listPage is the list of the processes of the office.
type listPage struct {
	frame

	Processes table
}

func (listPage) file() string { return "list.html" }

// listProcesses leads straight to the only process when there is one.
func (s *service) listProcesses(c *gin.Context) {
	list, err := s.Store.Processes(c.Request.Context())
	if err != nil {
		s.fail(c, err)
		return
	}
	if len(list) == 1 {
		c.Redirect(http.StatusSeeOther, processPath(list[0].Key))
		return
	}
	page := listPage{frame: s.frame(c, "Procedimenti"), Processes: table{
		Caption: "Procedimenti dell’ufficio", Quiet: true,
		Columns: []column{{Words: "Procedimento"}, {Words: "Ultima versione"}},
	}}
	for _, p := range list {
		page.Processes.Rows = append(page.Processes.Rows, row{Cells: []cell{
			{Words: p.Title, Link: processPath(p.Key)},
			{Words: fmt.Sprintf("versione %d, salvata il %s", p.Version, s.moment(p.SavedAt))},
		}})
	}
	s.show(c, http.StatusOK, page)
}

// processPath is the address of a process; a key needs no escaping.
func processPath(key string) string { return "/procedimenti/" + key }

// moment is a point in time as an office writes it, in its own time zone.
func (s *service) moment(t time.Time) string {
	return t.In(s.Zone).Format("02/01/2006, ore 15.04")
}
