package web

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/intake"
	"concerta/internal/process"
	"concerta/internal/produce"
)

// undoToken names a version that may be taken back, by who made it.
func (s *service) undoToken(key string, version int, by *Viewer) string {
	return s.seal(fmt.Sprintf("annulla\n%s\n%d\n%d", key, version, by.ID))
}

// undoVersion reads such a token back; 0 when it is not one of this viewer and
// process.
func (s *service) undoVersion(token, key string, by *Viewer) int {
	body, ok := s.unseal(token)
	parts := strings.Split(body, "\n")
	if !ok || len(parts) != 4 || parts[0] != "annulla" || parts[1] != key || parts[3] != strconv.FormatInt(by.ID, 10) {
		return 0
	}
	n, err := strconv.Atoi(parts[2])
	if err != nil {
		return 0
	}
	return n
}

// takeBack takes back one change of who asks, also when others have saved since: it is
// refused only when they changed the same thing.
func (s *service) takeBack(c *gin.Context) {
	sent := s.readForm(c)
	if sent == nil {
		return
	}
	key, back := c.Param("chiave"), safeNext(sent.Get(nextField))
	version := s.undoVersion(sent.Get(undoField), key, viewerOf(c))
	if version < 2 {
		s.redirect(c, back, flashWarning, "Non c’è niente da annullare: la modifica è di prima dell’ultimo avvio del servizio, o di un altro utente.")
		return
	}
	var sides [2]*process.Process // before and after
	for i := range sides {
		p, err := s.Store.ProcessVersion(c.Request.Context(), key, version-1+i)
		if err != nil {
			s.fail(c, err)
			return
		}
		if sides[i] = s.Reviews.Of(p).Process; sides[i] == nil {
			s.fail(c, produce.ErrFindings)
			return
		}
	}
	_, err := s.change(c, func(p *process.Process) error { return intake.Revert(p, sides[0], sides[1]) })
	switch words, code := whatFailed(err); {
	case err == nil:
		s.redirect(c, back, flashDone, "Annullato: i dati sono quelli di prima.")
	case code == 0:
		s.fail(c, err)
	default:
		s.redirect(c, back, flashWarning, "Non si è potuto annullare. "+strings.Join(words, " "))
	}
}
