package web

import (
	"errors"
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"
)

// limitBody keeps a request body under the limit of its route.
func (s *service) limitBody(r route) gin.HandlerFunc {
	limit := r.maxBody
	if limit == 0 {
		limit = formBody
	}
	return func(c *gin.Context) {
		if c.Request.ContentLength > limit {
			if limit == fileBody {
				s.tooLargeFile(c)
			} else {
				s.tooLarge(c)
			}
			c.Abort()
			return
		}
		c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, limit)
	}
}

// readForm gives what a form sent, or answers and gives nil when it cannot be read.
// Only the body counts: an address that carries values fills in nothing.
func (s *service) readForm(c *gin.Context) url.Values {
	err := c.Request.ParseForm()
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		s.tooLarge(c)
		return nil
	case err != nil || c.Request.PostForm == nil:
		s.showError(c, http.StatusBadRequest, errorPage{
			Heading: "Modulo non leggibile",
			What:    "Quello che il browser ha inviato non si può leggere.",
			Repair:  "Tornare alla pagina precedente, ricaricarla e inviare di nuovo.",
		})
		return nil
	}
	return c.Request.PostForm
}

func (s *service) tooLarge(c *gin.Context) {
	c.Header("Connection", "close") // the rest of the body is not read
	s.showError(c, http.StatusRequestEntityTooLarge, errorPage{
		Heading: "Invio troppo grande",
		What:    "Quello che è stato inviato supera la dimensione ammessa per questa pagina.",
		Repair:  "Inviare meno dati o un file più piccolo.",
	})
}
