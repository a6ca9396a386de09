package web

import (
	"mime"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/produce"
)

// giveAct makes an act at this moment and gives it as a file: avviso.pdf. Of a
// process with errors it gives the draft. With ?vista=1 the PDF opens in the
// browser.
func (s *service) giveAct(c *gin.Context) {
	name, ext, _ := strings.Cut(c.Param("file"), ".")
	format, known := s.Press.Formats().Find(ext)
	if name != produce.Notice || !known {
		s.notFound(c)
		return
	}
	p, err := s.Store.Process(c.Request.Context(), c.Param("chiave"))
	if err != nil {
		s.fail(c, err)
		return
	}
	review := produce.Read(produce.Stored(p))
	act, err := s.Press.Notice(review, !review.Clean())
	if err != nil {
		s.fail(c, err)
		return
	}
	body, err := act.Render(format)
	if err != nil {
		s.fail(c, err)
		return
	}
	disposition, policy := "attachment", "default-src 'none'; frame-ancestors 'none'"
	if c.Query("vista") != "" && ext == "pdf" {
		// Browsers show a PDF by an object of their own.
		disposition, policy = "inline", "default-src 'none'; object-src 'self'; frame-ancestors 'none'"
	}
	c.Header("Content-Security-Policy", policy)
	c.Header("Content-Disposition", mime.FormatMediaType(disposition, map[string]string{"filename": act.FileName(format)}))
	send(c, http.StatusOK, format.MediaType, body)
}
