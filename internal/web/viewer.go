package web

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"concerta/internal/account"
)

// Viewer is who asks for a page, signed in.
type Viewer struct {
	ID    int64
	Login string // what he signs in with
	Name  string // as acts and the register say it: the operator
	Grant account.Grant

	origin string        // address that this request came from, for the audit log
	left   time.Duration // until the session ends, if nothing more is asked
}

// RoleWords is what the viewer may, in words.
func (v *Viewer) RoleWords() string { return v.Grant.Italian() }

// SecondsLeft is how long the session lasts if nothing more is asked.
func (v *Viewer) SecondsLeft() int { return int(v.left.Seconds()) }

// May tells whether the viewer may what asks for need; nobody signed in (nil) may
// what anyone may.
func (v *Viewer) May(need account.Role) bool {
	if v == nil {
		return account.Grant{}.May(need)
	}
	return v.Grant.May(need)
}

type viewerKey struct{}

// viewerOf is who asks, nil when nobody is signed in. Behind a role it is never nil.
func viewerOf(c *gin.Context) *Viewer {
	v, _ := c.Request.Context().Value(viewerKey{}).(*Viewer)
	return v
}

// authorize lets pass only those who may use the route. Who is not signed in is led
// to the sign-in page when he asks for a page to read; what he sends is refused, and
// waits for him to sign in.
func (s *service) authorize(r route) gin.HandlerFunc {
	return func(c *gin.Context) {
		v := viewerOf(c)
		switch {
		case v.May(r.need):
			return
		case v != nil:
			s.showError(c, http.StatusForbidden, errorPage{
				Heading: "Operazione non permessa",
				What:    "Per questa pagina serve un altro ruolo: chi è entrato ha quello di " + v.RoleWords() + ".",
				Repair:  "Se serve per il proprio lavoro, chiedere a un amministratore del servizio di cambiare il ruolo.",
			})
		case r.method == http.MethodGet && c.GetHeader("HX-Request") != "":
			s.sayEnded(c)
		case r.method == http.MethodGet:
			c.Redirect(http.StatusSeeOther, signInFor(c.Request.URL))
		default:
			s.askToSignIn(c, r)
		}
		c.Abort()
	}
}
