package web

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"concerta/internal/account"
	"concerta/internal/store"
)

// linkPage is where a link leads that sets a password.
type linkPage struct {
	frame

	Login string // empty: the first administrator chooses it
	Form  *form
}

func (linkPage) file() string { return "link.html" }

// LinkPath is where the link with a token leads.
func LinkPath(token string) string { return linkPath + token }

// linkForm asks for a password; the first administrator, also who he is.
func linkForm(token string, u *store.User) *form {
	f := &form{Action: linkPath + token, Button: "Imposta la password", Fields: newPasswordFields()}
	if u == nil {
		f.Button = "Crea l’amministratore"
		f.Fields = append([]*field{
			{Name: "utente", Label: "Nome utente", Width: "medium", Autocomplete: "username", Hint: "Serve per entrare: lettere minuscole, cifre, punto, trattino. Per esempio: anna.rossi.", Required: true},
			{Name: "nome", Label: "Nome e cognome", Width: "medium", Autocomplete: "name", Hint: "Come va scritto nel registro degli atti.", Required: true},
		}, f.Fields...)
		return f
	}
	f.Fields = append(f.Fields, loginForManagers(u.Login))
	return f
}

// showLink shows the form of a link that is still good. It uses nothing up: mail
// programs open links to look at them.
func (s *service) showLink(c *gin.Context) {
	if _, u, ok := s.link(c); ok {
		s.showLinkForm(c, http.StatusOK, u, linkForm(c.Param("gettone"), u))
	}
}

func (s *service) showLinkForm(c *gin.Context, status int, u *store.User, f *form) {
	p := linkPage{frame: s.frame(c, "Impostare la password"), Form: f}
	if u != nil {
		p.Login = u.Login
	} else {
		p.Title = "Creare l’amministratore"
	}
	s.show(c, status, p)
}

// link is the link of the request and its user, nil for the first administrator; or
// it answers that the link is no good.
func (s *service) link(c *gin.Context) (account.Digest, *store.User, bool) {
	digest, ok := account.DigestOf(c.Param("gettone"))
	if !ok {
		s.badLink(c)
		return digest, nil, false
	}
	u, err := s.Accounts.LinkUser(c.Request.Context(), digest)
	if err != nil {
		s.failLink(c, err)
		return digest, nil, false
	}
	return digest, u, true
}

// useLink sets the password.
func (s *service) useLink(c *gin.Context) {
	digest, u, ok := s.link(c)
	if !ok {
		return
	}
	sent := s.readForm(c)
	if sent == nil {
		return
	}
	f := linkForm(c.Param("gettone"), u)
	f.read(sent)
	login, name := f.get("utente"), f.get("nome")
	if u != nil {
		login, name = u.Login, u.Name
	} else {
		checkUser(f, login, name)
	}
	checkNewPassword(f, sent.Get("nuova"), sent.Get("ripetuta"), login, name)
	if f.Wrong() {
		s.showLinkForm(c, http.StatusUnprocessableEntity, u, f)
		return
	}
	hash, err := s.hash(c, sent.Get("nuova"))
	if err != nil {
		s.fail(c, err)
		return
	}
	if u == nil {
		// The first user is alone: he can do everything, and give it to others.
		first := store.User{Login: login, Name: name, Password: hash, Grant: account.Grant{Level: officer, Administrator: true}}
		err = s.Accounts.RedeemFirst(c.Request.Context(), digest, first, s.origin(c.Request))
	} else {
		err = s.Accounts.Redeem(c.Request.Context(), digest, hash, s.origin(c.Request))
	}
	if err != nil {
		s.failLink(c, err)
		return
	}
	s.forgetSession(c)
	s.redirect(c, signInPath, flashDone, "La password è impostata: ora si può entrare.")
}

// checkUser notes in f what is wrong with the names of a new user.
func checkUser(f *form, login, name string) {
	if wrong := account.CheckLogin(login); wrong != "" {
		f.fail("utente", wrong)
	}
	if wrong := account.CheckName(name); wrong != "" {
		f.fail("nome", wrong)
	}
}

func (s *service) failLink(c *gin.Context, err error) {
	if status(err) == http.StatusNotFound {
		s.badLink(c)
		return
	}
	s.fail(c, err)
}

func (s *service) badLink(c *gin.Context) {
	s.showError(c, http.StatusNotFound, errorPage{
		Heading: "Link non valido",
		What:    "Questo link non vale: è già stato usato, è scaduto, o ne è stato fatto un altro dopo.",
		Repair:  "Chiederne uno nuovo a un amministratore; per il primo accesso, riavviare il programma, che ne scrive uno sul terminale.",
	})
}
