package web

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"

	"concerta/internal/account"
	"concerta/internal/store"
)

// usersPage lists who may use the service.
type usersPage struct {
	frame

	Users []listedUser
}

func (usersPage) file() string { return "users.html" }

type listedUser struct {
	Name, Login, Roles, State string
	Link                      string
}

// listUsers lists every user, also those kept out.
func (s *service) listUsers(c *gin.Context) {
	list, err := s.Accounts.Users(c.Request.Context())
	if err != nil {
		s.fail(c, err)
		return
	}
	p := usersPage{frame: s.frame(c, "Utenti")}
	for _, u := range list {
		p.Users = append(p.Users, listedUser{u.Name, u.Login, u.Grant.Italian(), userState(&u), userPath(u.ID)})
	}
	s.show(c, http.StatusOK, p)
}

// userPath is the page of a user.
func userPath(id int64) string { return fmt.Sprintf("%s/%d", usersPath, id) }

// userState says whether a user can come in.
func userState(u *store.User) string {
	switch {
	case u.Disabled:
		return "disattivato"
	case u.Password == "":
		return "deve ancora impostare la password"
	}
	return "attivo"
}

// grantFields ask what a user may.
func grantFields(g account.Grant) []*field {
	level := &field{Name: "ruolo", Label: "Ruolo", Kind: "select", Required: true}
	for _, o := range []struct {
		role  account.Role
		words string
	}{
		{reader, "sola lettura: vede procedimenti e atti"},
		{operator, "operatore: modifica i procedimenti e registra le presenze"},
		{officer, "responsabile: emette e annulla gli atti"},
	} {
		level.Options = append(level.Options, option{Value: strconv.Itoa(int(o.role)), Words: o.words, Chosen: o.role == g.Level})
	}
	admin := &field{Name: "amministratore", Label: "amministratore: gestisce utenti, modelli e copie dei dati", Kind: "checkbox"}
	if g.Administrator {
		admin.Value = "sì"
	}
	return []*field{level, admin}
}

// readGrant is the grant that was chosen in grantFields.
func readGrant(f *form) account.Grant {
	n, _ := strconv.Atoi(f.get("ruolo"))
	if n < int(reader) || n > int(officer) {
		f.fail("ruolo", "Questo ruolo non c’è. Sceglierne uno dell’elenco.")
		return account.Grant{}
	}
	return account.Grant{Level: account.Role(n), Administrator: f.get("amministratore") != ""}
}
