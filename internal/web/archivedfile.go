package web

import (
	"strconv"

	"github.com/gin-gonic/gin"
)

// giveArchived gives a file of an act, byte for byte as it was frozen or received.
func (s *service) giveArchived(c *gin.Context) {
	act, err := s.Register.Act(c.Request.Context(), c.Param("id"))
	if err != nil {
		s.fail(c, err)
		return
	}
	at, err := strconv.Atoi(c.Param("n"))
	if err != nil || at < 0 || at >= len(act.Files) {
		s.notFound(c)
		return
	}
	f := act.Files[at]
	content, err := s.Register.Blob(c.Request.Context(), f.Digest)
	if err != nil {
		s.fail(c, err)
		return
	}
	giveFile(c, f.Name, f.MediaType, content)
}
