package web

import (
	"github.com/gin-gonic/gin"

	"concerta/internal/account"
)

// signOut ends the session. Who has none any more is as signed out as he wished.
func (s *service) signOut(c *gin.Context) {
	if v := viewerOf(c); v != nil {
		digest, _ := s.presented(c)
		if err := s.Accounts.CloseSession(c.Request.Context(), digest, s.deed(c, account.SignedOut, v.Login)); err != nil {
			s.fail(c, err)
			return
		}
	}
	s.forgetSession(c)
	s.redirect(c, signInPath, flashDone, "La sessione è chiusa.")
}

// signOutEverywhere ends every session of the viewer, this one too.
func (s *service) signOutEverywhere(c *gin.Context) {
	v := viewerOf(c)
	if err := s.Accounts.CloseSessions(c.Request.Context(), v.ID, s.deed(c, account.SignedOutAll, v.Login)); err != nil {
		s.fail(c, err)
		return
	}
	s.forgetSession(c)
	s.redirect(c, signInPath, flashDone, "Tutte le sessioni sono chiuse, su ogni computer.")
}
