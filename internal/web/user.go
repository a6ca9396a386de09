package web

import (
	"errors"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"concerta/internal/account"
	"concerta/internal/fault"
	"concerta/internal/store"
)

// userPage is a user and what can be done about him.
type userPage struct {
	frame

	Name, Login, Roles, State, Added string
	Own                              bool // the viewer's own
	Grant, Status, Link              *form
}

func (userPage) file() string { return "user.html" }

// showUser shows a user.
func (s *service) showUser(c *gin.Context) {
	if u := s.userOf(c); u != nil {
		s.showUserPage(c, http.StatusOK, u, grantForm(u))
	}
}

func (s *service) showUserPage(c *gin.Context, code int, u *store.User, grant *form) {
	p := userPage{
		frame: s.frame(c, u.Name), Name: u.Name, Login: u.Login, Roles: u.Grant.Italian(), State: userState(u),
		Added: s.moment(u.Added), Own: viewerOf(c).ID == u.ID, Grant: grant,
	}
	if u.Disabled {
		p.Status = &form{Action: userPath(u.ID) + "/stato", Button: "Riattiva", Fields: []*field{{Name: "stato", Kind: "hidden", Value: "attivo"}}}
	} else {
		p.Status = &form{
			Action: userPath(u.ID) + "/stato", Button: "Disattiva", Fields: []*field{{Name: "stato", Kind: "hidden", Value: "disattivato"}},
			Danger: "Le sessioni aperte finiscono subito e non si può più entrare. Il nome resta negli atti e nel registro delle operazioni.",
		}
		p.Link = &form{
			Action: userPath(u.ID) + "/link", Button: "Nuovo link",
			Danger: "Il link di prima, se c’era, non vale più. La password di adesso vale finché il link nuovo non è usato.",
		}
	}
	s.show(c, code, p)
}

func grantForm(u *store.User) *form {
	return &form{Action: userPath(u.ID) + "/ruolo", Button: "Cambia ruolo", Fields: grantFields(u.Grant)}
}

// userOf is the user that the address names, nil after an answer that there is none.
func (s *service) userOf(c *gin.Context) *store.User {
	id, err := strconv.ParseInt(c.Param("utente"), 10, 64)
	if err != nil {
		s.notFound(c)
		return nil
	}
	u, err := s.Accounts.User(c.Request.Context(), id)
	switch {
	case errors.Is(err, store.ErrNotFound):
		s.notFound(c)
		return nil
	case err != nil:
		s.fail(c, err)
		return nil
	}
	return u
}

// setGrant changes what a user may.
func (s *service) setGrant(c *gin.Context) {
	u, sent := s.userOf(c), s.readForm(c)
	if u == nil || sent == nil {
		return
	}
	f := grantForm(u)
	f.read(sent)
	g := readGrant(f)
	if f.Wrong() {
		s.showUserPage(c, http.StatusUnprocessableEntity, u, f)
		return
	}
	err := s.Accounts.SetGrant(c.Request.Context(), u.ID, g, s.deed(c, account.GrantChanged, u.Login))
	if v := viewerOf(c); v.ID == u.ID && !g.Administrator && err == nil {
		// The page of the user is no longer for him.
		s.redirect(c, ownPath, flashWarning, "Il proprio ruolo ora è: "+g.Italian()+". Può cambiarlo di nuovo solo un altro amministratore.")
		return
	}
	s.userChanged(c, u, err, "Il ruolo di "+u.Name+" ora è: "+g.Italian()+".")
}

// setDisabled keeps a user out or lets him in again.
func (s *service) setDisabled(c *gin.Context) {
	u, sent := s.userOf(c), s.readForm(c)
	if u == nil || sent == nil {
		return
	}
	disabled := sent.Get("stato") == "disattivato"
	if !disabled && sent.Get("stato") != "attivo" {
		s.showUserPage(c, http.StatusUnprocessableEntity, u, grantForm(u))
		return
	}
	what, text := account.UserEnabled, u.Name+" può di nuovo entrare."
	if disabled {
		what, text = account.UserDisabled, u.Name+" non può più entrare e le sue sessioni sono finite."
	}
	err := s.Accounts.SetDisabled(c.Request.Context(), u.ID, disabled, s.deed(c, what, u.Login))
	s.userChanged(c, u, err, text)
}

// newLink makes another link that sets the password, for who lost it.
func (s *service) newLink(c *gin.Context) {
	u := s.userOf(c)
	if u == nil {
		return
	}
	if u.Disabled {
		s.userChanged(c, u, &fault.Error{Kind: store.ErrConflict, What: "l’utente è disattivato", Repair: "riattivarlo prima"}, "")
		return
	}
	token, link, err := s.drawLink()
	if err != nil {
		s.fail(c, err)
		return
	}
	link.User = u.ID
	if err := s.Accounts.NewLink(c.Request.Context(), link, s.deed(c, account.LinkMade, u.Login)); err != nil {
		s.fail(c, err)
		return
	}
	s.showInvite(c, u, token, link)
}

// userChanged leads back to a user's page after a change, or says on it why there
// was none.
func (s *service) userChanged(c *gin.Context, u *store.User, err error, text string) {
	var told *fault.Error
	switch {
	case errors.Is(err, store.ErrConflict) && errors.As(err, &told):
		f := grantForm(u)
		f.fail("", sentence(told.What)+" "+sentence(told.Repair))
		s.showUserPage(c, http.StatusConflict, u, f)
	case err != nil:
		s.fail(c, err)
	default:
		s.redirect(c, userPath(u.ID), flashDone, text)
	}
}
