package web

import (
	"mime"
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/acts"
	"concerta/internal/produce"
)

// giveAct makes an act at this moment and gives it as a file: avviso.pdf,
// registro_plenaria.docx. Of a process with errors it gives the draft.
func (s *service) giveAct(c *gin.Context) {
	id, ext, _ := strings.Cut(c.Param("file"), ".")
	kind, _, _ := strings.Cut(id, "_")
	format, known := s.Press.Formats().Of(acts.Kind(kind)).Find(ext)
	if !known || !slices.Contains(acts.Kinds(), acts.Kind(kind)) {
		s.notFound(c)
		return
	}
	review, tasks, err := s.tasks(c, acts.Kind(kind))
	if err != nil {
		s.fail(c, err)
		return
	}
	at := slices.IndexFunc(tasks, func(t produce.Task) bool { return t.ID == id && format.Makes(t) })
	if at < 0 {
		s.notFound(c)
		return
	}
	act, err := s.Press.MakeAs(produce.Formats{format}, review, tasks[at], options(review))
	if err != nil {
		s.fail(c, err)
		return
	}
	body, err := act.Render(format)
	if err != nil {
		s.fail(c, err)
		return
	}
	giveFile(c, tasks[at].FileName(format), format.MediaType, body)
}

// tasks reads the process of the request and lists its acts of a kind. It fails
// with ErrFindings when the process cannot be read.
func (s *service) tasks(c *gin.Context, k acts.Kind) (*produce.Review, []produce.Task, error) {
	p, err := s.Store.Process(c.Request.Context(), c.Param("chiave"))
	if err != nil {
		return nil, nil, err
	}
	review := s.Reviews.Of(p)
	if !review.Legible {
		return nil, nil, produce.ErrFindings
	}
	list, err := produce.Tasks(review.Process, k)
	return review, list, err
}

// options are how the service makes acts: as drafts when the process has errors.
func options(r *produce.Review) acts.Options { return acts.Options{Draft: !r.Clean()} }

// giveFile answers with a file to keep; with ?vista=1 a PDF opens in the browser.
func giveFile(c *gin.Context, name, mediaType string, body []byte) {
	disposition, policy := "attachment", "default-src 'none'; frame-ancestors 'none'"
	if c.Query("vista") != "" && strings.HasSuffix(name, ".pdf") {
		// Browsers show a PDF by an object of their own; pages of this service may hold it.
		disposition, policy = "inline", "default-src 'none'; object-src 'self'; frame-ancestors 'self'"
	}
	c.Header("Content-Security-Policy", policy)
	c.Header("Content-Disposition", mime.FormatMediaType(disposition, map[string]string{"filename": name}))
	send(c, http.StatusOK, mediaType, body)
}
