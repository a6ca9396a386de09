package web

import (
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/acts"
)

// giveCorrection makes the correction of a notice as it would be issued now, and
// gives it as a file. The other acts have addresses of their own (giveAct).
func (s *service) giveCorrection(c *gin.Context) {
	name, ext, _ := strings.Cut(c.Param("file"), ".")
	format, known := s.Press.Formats().Of(acts.Correction).Find(ext)
	if !known || name != string(acts.Correction) || c.Param("atto") != name {
		s.notFound(c)
		return
	}
	a, err := s.plannedAct(c, strings.TrimSpace(c.Query("motivo")))
	if err != nil {
		s.failPlanned(c, err)
		return
	}
	act, err := s.Press.Make(a.review, a.task, options(a.review))
	if err != nil {
		s.fail(c, err)
		return
	}
	body, err := act.Render(format)
	if err != nil {
		s.fail(c, err)
		return
	}
	giveFile(c, a.task.FileName(format), format.MediaType, body)
}
