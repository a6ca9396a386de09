package web

import (
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"

	"concerta/internal/account"
	"concerta/internal/fault"
	"concerta/internal/process"
	"concerta/internal/store"
)

// newUserPage asks for a user to add.
type newUserPage struct {
	frame

	Form *form
}

func (newUserPage) file() string { return "newuser.html" }

// invitePage shows, this once, the link by which a user sets his password.
type invitePage struct {
	frame

	Name, Login string
	Link        string
	Until       string
	Back        string // page of the user
}

func (invitePage) file() string { return "invite.html" }

func newUserForm() *form {
	return &form{Action: usersPath, Button: "Aggiungi", Fields: append([]*field{
		{Name: "nome", Label: "Nome e cognome", Width: "medium", Autocomplete: "off", Hint: "Come va scritto nel registro degli atti. A due persone con lo stesso nome aggiungere, per esempio, l’ufficio.", Required: true},
		{Name: "utente", Label: "Nome utente", Width: "medium", Autocomplete: "off", Hint: "Serve per entrare: lettere minuscole, cifre, punto, trattino. Per esempio: anna.rossi.", Required: true},
	}, grantFields(account.Grant{Level: reader})...)}
}

func (s *service) showNewUser(c *gin.Context) {
	s.show(c, http.StatusOK, newUserPage{s.frame(c, "Nuovo utente"), newUserForm()})
}

// addUser adds a user and shows the link by which he sets his password.
func (s *service) addUser(c *gin.Context) {
	sent := s.readForm(c)
	if sent == nil {
		return
	}
	f := newUserForm()
	f.read(sent)
	u := store.User{Login: f.get("utente"), Name: f.get("nome"), Grant: readGrant(f)}
	checkUser(f, u.Login, u.Name)
	if f.Wrong() {
		s.show(c, http.StatusUnprocessableEntity, newUserPage{s.frame(c, "Nuovo utente"), f})
		return
	}
	token, link, err := s.drawLink()
	if err != nil {
		s.fail(c, err)
		return
	}
	u.ID, err = s.Accounts.AddUser(c.Request.Context(), u, link, s.deed(c, account.UserAdded, u.Login))
	var told *fault.Error
	switch {
	case errors.Is(err, store.ErrConflict) && errors.As(err, &told):
		f.fail("", sentence(told.What)+" "+sentence(told.Repair))
		s.show(c, http.StatusConflict, newUserPage{s.frame(c, "Nuovo utente"), f})
	case err != nil:
		s.fail(c, err)
	default:
		s.showInvite(c, &u, token, link)
	}
}

// drawLink draws a link that sets a password.
func (s *service) drawLink() (token string, link store.Link, err error) {
	token, link.Digest, err = account.NewToken(s.Random)
	link.Expires = s.Clock().Add(account.LinkLife)
	return token, link, err
}

// showInvite shows a link in the answer itself: it is stored nowhere and can be
// shown once only.
func (s *service) showInvite(c *gin.Context, u *store.User, token string, link store.Link) {
	s.show(c, http.StatusOK, invitePage{
		frame: s.frame(c, "Link per la password"), Name: u.Name, Login: u.Login,
		Link: s.address(c) + LinkPath(token), Until: process.Joined("fino al", s.moment(link.Expires)), Back: userPath(u.ID),
	})
}

// address is where the service is reached: its public address, or the one that the
// browser used.
func (s *service) address(c *gin.Context) string {
	if s.BaseURL != "" {
		return s.BaseURL
	}
	if s.encrypted(c.Request) {
		return "https://" + c.Request.Host
	}
	return "http://" + c.Request.Host
}
