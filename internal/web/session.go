package web

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"concerta/internal/account"
	"concerta/internal/store"
)

// identify finds out who asks and notes it in the context of the request.
func (s *service) identify(c *gin.Context) {
	digest, ok := s.presented(c)
	if !ok {
		return
	}
	x, err := s.Accounts.Session(c.Request.Context(), digest)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return
	case err == nil && x.ToNote(s.Clock()):
		err = s.Accounts.SeeSession(c.Request.Context(), digest)
	}
	if err != nil {
		s.fail(c, err)
		c.Abort()
		return
	}
	s.viewedBy(c, &x.User, x.Began.Add(account.SessionLife).Sub(s.Clock()))
}

// viewedBy notes in the context of the request who asks, in a session that lasts so
// long at most.
func (s *service) viewedBy(c *gin.Context, u *store.User, most time.Duration) {
	v := &Viewer{ID: u.ID, Login: u.Login, Name: u.Name, Grant: u.Grant, origin: s.origin(c.Request), left: min(most, account.IdleLife)}
	c.Request = c.Request.WithContext(context.WithValue(c.Request.Context(), viewerKey{}, v))
}

// presented is the digest of the session token that the browser sent.
func (s *service) presented(c *gin.Context) (account.Digest, bool) {
	token, err := c.Cookie(s.cookieName(sessionCookie))
	if err != nil {
		return account.Digest{}, false
	}
	return account.DigestOf(token)
}

// openSession signs a user in under a token that nobody can have known before; the
// session that the browser had ends.
func (s *service) openSession(c *gin.Context, u *store.User, by account.Deed) error {
	token, digest, err := account.NewToken(s.Random)
	if err != nil {
		return err
	}
	var before *account.Digest
	if old, ok := s.presented(c); ok {
		before = &old
	}
	if err := s.Accounts.OpenSession(c.Request.Context(), digest, u.ID, before, by); err != nil {
		return err
	}
	http.SetCookie(c.Writer, s.cookie(sessionCookie, token, 0))
	return nil
}

// forgetSession takes the cookie away from the browser.
func (s *service) forgetSession(c *gin.Context) {
	http.SetCookie(c.Writer, s.cookie(sessionCookie, "", -1))
}

// deed is a line of the audit log about what the viewer does in this request.
func (s *service) deed(c *gin.Context, what account.Action, about string) account.Deed {
	d := account.Deed{Action: what, About: about, Origin: s.origin(c.Request)}
	if v := viewerOf(c); v != nil {
		d.User, d.Operator = v.ID, v.Name
	}
	return d
}

// record adds a line to the audit log: what the viewer did, about which act or
// process. What was done stays done when the line cannot be written, and that is
// logged.
func (s *service) record(c *gin.Context, what account.Action, about string) {
	if err := s.Accounts.Record(c.Request.Context(), s.deed(c, what, about)); err != nil {
		s.logFailure(c, err)
	}
}
