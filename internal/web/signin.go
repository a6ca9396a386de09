package web

import (
	"errors"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"

	"concerta/internal/account"
	"concerta/internal/store"
)

// signInPage asks who somebody is.
type signInPage struct {
	frame

	Told []string // why he is asked
	Form *form
}

func (signInPage) file() string { return "signin.html" }

func signInForm(next string) *form {
	return &form{Action: signInPath, Button: "Entra", Fields: []*field{
		{Name: "utente", Label: "Nome utente", Width: "medium", Autocomplete: "username", Required: true},
		{Name: "password", Label: "Password", Width: "medium", Kind: "password", Autocomplete: "current-password", Required: true},
		{Name: nextField, Kind: "hidden", Value: next},
	}}
}

// showSignIn shows the form; who is signed in already is led on.
func (s *service) showSignIn(c *gin.Context) {
	next := safeNext(c.Query(nextField))
	if viewerOf(c) != nil {
		c.Redirect(http.StatusSeeOther, next)
		return
	}
	s.show(c, http.StatusOK, signInPage{frame: s.frame(c, "Accesso"), Form: signInForm(next)})
}

// signIn opens a session for who knows the password.
func (s *service) signIn(c *gin.Context) {
	sent := s.readForm(c)
	if sent == nil {
		return
	}
	f := signInForm("/")
	f.read(sent)
	next := safeNext(f.get(nextField))
	f.field(nextField).Value = next
	waiting := s.carried(sent)
	if waiting != nil {
		f.carry(waiting)
	}
	login, password := f.get("utente"), sent.Get("password")
	if password == "" {
		f.fail("password", "Manca: va compilata.")
	}
	if f.Wrong() {
		s.show(c, http.StatusUnprocessableEntity, signInPage{frame: s.frame(c, "Accesso"), Form: f})
		return
	}
	if wait := s.throttle.Try(s.Clock(), login, s.client(c.Request)); wait > 0 {
		s.askToWait(c, f, wait)
		return
	}
	u, err := s.known(c, login, password)
	if err != nil {
		s.fail(c, err)
		return
	}
	if u == nil {
		f.fail("", "Il nome utente o la password non sono giusti. Controllare maiuscole e minuscole e riprovare; chi ha dimenticato la password chieda a un amministratore un nuovo link.")
		s.show(c, http.StatusUnprocessableEntity, signInPage{frame: s.frame(c, "Accesso"), Form: f})
		return
	}
	s.throttle.Succeeded(login, s.client(c.Request))
	if waiting != nil && !u.Grant.May(waiting.route.need) {
		f.fail("", "Il ruolo di "+u.Name+" ("+u.Grant.Italian()+") non basta per quello che era stato inviato. Entrare con il nome di chi può farlo.")
		s.show(c, http.StatusForbidden, signInPage{frame: s.frame(c, "Accesso"), Form: f})
		return
	}
	by := account.Deed{User: u.ID, Operator: u.Name, Action: account.SignedIn, About: u.Login, Origin: s.origin(c.Request)}
	if err := s.openSession(c, u, by); err != nil {
		s.fail(c, err)
		return
	}
	if waiting != nil {
		s.showResume(c, u, waiting, next)
		return
	}
	c.Redirect(http.StatusSeeOther, next)
}

// known is the user with that login and password, nil when there is none. An
// account that is not there, or is disabled, takes as long as a wrong password.
func (s *service) known(c *gin.Context, login, password string) (*store.User, error) {
	ctx := c.Request.Context()
	u, err := s.Accounts.UserByLogin(ctx, login)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return nil, err
	}
	stored := ""
	if u != nil {
		stored = u.Password
	}
	right, err := s.verify(c, stored, password)
	switch {
	case err != nil:
		return nil, err
	case u == nil: // what was typed may be a password in the wrong place: it is not noted
		return nil, nil //nolint:nilnil // nobody is a good answer
	case !right || u.Disabled:
		by := account.Deed{User: u.ID, Operator: u.Name, Action: account.SignInRefused, About: u.Login, Origin: s.origin(c.Request)}
		return nil, s.Accounts.Record(ctx, by)
	}
	if account.Outdated(stored) {
		hash, err := s.hash(c, password)
		if err != nil {
			return nil, err
		}
		return u, s.Accounts.Rehash(ctx, u.ID, hash)
	}
	return u, nil
}

func (s *service) askToWait(c *gin.Context, f *form, wait time.Duration) {
	c.Header("Retry-After", retryAfter(wait))
	f.fail("", s.waitMessage(wait))
	s.show(c, http.StatusTooManyRequests, signInPage{frame: s.frame(c, "Accesso"), Form: f})
}

// retryAfter is a wait as the header of that name has it, in whole seconds.
func retryAfter(wait time.Duration) string { return strconv.Itoa(wholeSeconds(wait)) }

func wholeSeconds(wait time.Duration) int { return int(math.Ceil(wait.Seconds())) }

func (s *service) waitMessage(wait time.Duration) string {
	return fmt.Sprintf("Troppi tentativi non riusciti. Per sicurezza si può riprovare dopo le %s (fra %s).",
		s.Clock().Add(wait).In(s.Zone).Format("15.04.05"), waitWords(wholeSeconds(wait)))
}

func waitWords(seconds int) string {
	if seconds < 60 {
		return fmt.Sprintf("%d secondi", seconds)
	}
	if minutes := (seconds + 59) / 60; minutes > 1 {
		return fmt.Sprintf("%d minuti", minutes)
	}
	return "un minuto"
}
