package web

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"concerta/internal/account"
)

// ownAccountPage is the account of who looks at it.
type ownAccountPage struct {
	frame

	Login    string
	Password *form
	Minutes  int // a session lasts without use
	Hours    int // and at most
}

func (ownAccountPage) file() string { return "account.html" }

func passwordForm(login string) *form {
	return &form{Action: ownPath + "/password", Button: "Cambia password", Fields: append([]*field{
		loginForManagers(login),
		{Name: "attuale", Label: "Password attuale", Width: "medium", Kind: "password", Autocomplete: "current-password", Required: true},
	}, newPasswordFields()...)}
}

// loginForManagers tells a browser that keeps passwords whose password a form sets.
func loginForManagers(login string) *field {
	return &field{Name: "conto", Kind: "unseen", Value: login, Autocomplete: "username"}
}

// newPasswordFields ask for a new password, twice.
func newPasswordFields() []*field {
	return []*field{
		{
			Name: "nuova", Label: "Nuova password", Width: "medium", Kind: "password", Autocomplete: "new-password", Required: true,
			Hint: "Almeno 12 caratteri. Vanno bene quattro parole che non c’entrano l’una con l’altra.",
		},
		{Name: "ripetuta", Label: "Nuova password, di nuovo", Width: "medium", Kind: "password", Autocomplete: "new-password", Required: true},
	}
}

// checkNewPassword notes in f what is wrong with the new password that was sent.
func checkNewPassword(f *form, password, again string, known ...string) {
	if wrong := account.CheckPassword(password, known...); wrong != "" {
		f.fail("nuova", wrong)
	} else if password != again {
		f.fail("ripetuta", "Le due password non sono uguali. Scrivere la stessa due volte.")
	}
}

func (s *service) showOwnAccount(c *gin.Context) {
	s.showOwn(c, http.StatusOK, passwordForm(viewerOf(c).Login))
}

func (s *service) showOwn(c *gin.Context, status int, f *form) {
	v := viewerOf(c)
	s.show(c, status, ownAccountPage{
		frame: s.frame(c, "Il proprio account"), Login: v.Login, Password: f,
		Minutes: int(account.IdleLife.Minutes()), Hours: int(account.SessionLife.Hours()),
	})
}

// changePassword ends all sessions of the viewer and opens a new one here: whoever
// knew the old password is out.
func (s *service) changePassword(c *gin.Context) {
	sent := s.readForm(c)
	if sent == nil {
		return
	}
	v := viewerOf(c)
	u, err := s.Accounts.User(c.Request.Context(), v.ID)
	if err != nil {
		s.fail(c, err)
		return
	}
	// Whoever sits at a computer left signed in must not guess faster than at the door.
	f := passwordForm(u.Login)
	if wait := s.throttle.Try(s.Clock(), u.Login, s.client(c.Request)); wait > 0 {
		c.Header("Retry-After", retryAfter(wait))
		f.fail("", s.waitMessage(wait))
		s.showOwn(c, http.StatusTooManyRequests, f)
		return
	}
	right, err := s.verify(c, u.Password, sent.Get("attuale"))
	if err != nil {
		s.fail(c, err)
		return
	}
	if right {
		s.throttle.Succeeded(u.Login, s.client(c.Request))
	} else {
		f.fail("attuale", "La password attuale non è giusta.")
	}
	checkNewPassword(f, sent.Get("nuova"), sent.Get("ripetuta"), u.Login, u.Name)
	if f.Wrong() {
		s.showOwn(c, http.StatusUnprocessableEntity, f)
		return
	}
	hash, err := s.hash(c, sent.Get("nuova"))
	if err != nil {
		s.fail(c, err)
		return
	}
	if err := s.Accounts.SetPassword(c.Request.Context(), u.ID, hash, s.deed(c, account.PasswordSet, u.Login)); err != nil {
		s.fail(c, err)
		return
	}
	if err := s.openSession(c, u, s.deed(c, account.SignedIn, u.Login)); err != nil {
		s.fail(c, err)
		return
	}
	s.redirect(c, ownPath, flashDone, "La password è cambiata; le altre sessioni sono chiuse.")
}
