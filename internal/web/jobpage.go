package web

import (
	"fmt"
	"net/http"

	"github.com/gin-gonic/gin"
)

// jobPage shows how far a job has come.
type jobPage struct {
	frame

	Job      progress
	Stopped  string // why it ended before everything was tried; empty when it did not
	Ended    bool
	Refused  []refusedAct
	Actions  []navLink
	Continue *navLink // the one thing to do when it has ended
}

func (jobPage) file() string { return "job.html" }

// jobPath is the address of a job.
func jobPath(id string) string { return "/lavori/" + id }

// why says in words why a job has stopped; empty when it has not.
func (st jobState) why() string {
	switch {
	case !st.Stopped:
		return ""
	case st.Defect:
		return "Un difetto del programma ha fermato il lavoro"
	}
	return "Il servizio si è fermato prima della fine"
}

// showJob shows a job. A job that is not known any more has ended with the service
// that ran it: what it issued is in the archive.
func (s *service) showJob(c *gin.Context) {
	j := s.jobs.find(c.Param("lavoro"))
	if j == nil {
		s.showError(c, http.StatusNotFound, errorPage{
			Heading: "Il lavoro non c’è più", What: "È finito da tempo, oppure il servizio è stato riavviato: gli atti emessi fino ad allora sono nell’archivio, interi.",
			Repair: "Se ne mancano, emetterli dalla pagina degli atti del procedimento.", Link: &navLink{Words: "Vai all’archivio", Link: archivePath},
		})
		return
	}
	st := j.state()
	page := jobPage{
		frame: s.frame(c, j.Title), Ended: st.Ended, Stopped: st.why(), Refused: st.Refused,
		Job: progress{
			ID: "lavoro", Label: j.Title, Total: j.Total, Done: st.Done, Address: jobPath(j.ID),
			Words: fmt.Sprintf("%d di %d", st.Done, j.Total),
		},
	}
	page.Crumbs = []navLink{{Words: "Procedimenti", Link: "/"}, {Words: "Atti", Link: processPath(j.Process) + "/atti"}}
	if st.Ended {
		page.Job.Words = "Finito: " + plural(st.Issued, "atto emesso", "atti emessi") + " su " + fmt.Sprint(j.Total) + "."
		page.Continue = &navLink{Words: "Vai agli atti del procedimento", Link: processPath(j.Process) + "/atti#" + j.Kind}
		if st.Issued > 0 {
			page.Actions = []navLink{
				{Words: "Un solo PDF da stampare", Link: processPath(j.Process) + "/stampe/emessi/" + j.Kind + ".pdf"},
				{Words: "ZIP degli atti emessi", Link: processPath(j.Process) + "/stampe/emessi/" + j.Kind + ".zip"},
			}
		}
	}
	s.show(c, http.StatusOK, page)
}
