package web

import (
	"errors"
	"strconv"

	"github.com/gin-gonic/gin"

	"concerta/internal/desk"
)

// undoField is the name under which the form of a message says what to take back.
const undoField = "annulla"

// undoing is how the page after a change offers to take it back: a form of one
// button.
type undoing struct {
	Action string `json:"action"` // where the form is sent
	Token  string `json:"token"`  // what is taken back
	Back   string `json:"back"`   // page to show afterwards
}

// undoChange takes the last change of a process back, as its next version.
func (s *service) undoChange(c *gin.Context) {
	sent := s.readForm(c)
	if sent == nil {
		return
	}
	back := safeNext(sent.Get(nextField))
	version, err := strconv.Atoi(sent.Get(undoField))
	if err != nil {
		s.notFound(c)
		return
	}
	saved, err := s.desk.Undo(c.Request.Context(), c.Param("chiave"), version)
	switch {
	case errors.Is(err, desk.ErrConflict):
		s.redirect(c, back, flashWarning, conflictOf(err))
	case err != nil:
		s.fail(c, err)
	default:
		s.redirectSaved(c, back, back, saved, "La modifica è stata annullata.")
	}
}
