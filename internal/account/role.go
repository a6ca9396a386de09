// Package account has the rules of who may use the service: roles, passwords, the
// links that set them, and how often a sign-in may be tried. It knows no HTTP and
// no database; clock and chance are passed in.
package account

// Role is what a page of the service asks of who uses it.
type Role uint8

// The roles. Reader, Operator and Officer are a ladder: each may what the one before
// may. Administrator stands beside it: who looks after users, templates and copies
// of the data does not issue acts for that, and who issues acts does not choose who
// else may.
const (
	Nobody Role = iota // denies: the zero value lets nobody in
	Anyone             // also without signing in
	Reader
	Operator
	Officer
	Administrator
)

// Grant is what a user may: a step of the ladder and, beside it, whether he
// administers. Who has any grant may read.
type Grant struct {
	Level         Role // Reader, Operator or Officer
	Administrator bool
}

// May tells whether a user with g may use what asks for need.
func (g Grant) May(need Role) bool {
	switch need {
	case Anyone:
		return true
	case Reader, Operator, Officer:
		return g.Valid() && g.Level >= need
	case Administrator:
		return g.Valid() && g.Administrator
	case Nobody:
		return false
	}
	return false
}

// Valid tells whether g is a grant that a user can have.
func (g Grant) Valid() bool { return g.Level >= Reader && g.Level <= Officer }

// Italian is g in the words of the pages.
func (g Grant) Italian() string {
	words := g.Level.Italian()
	if g.Administrator {
		words += " e " + Administrator.Italian()
	}
	return words
}

// Italian is the name of a role in the pages.
func (r Role) Italian() string {
	switch r {
	case Reader:
		return "sola lettura"
	case Operator:
		return "operatore"
	case Officer:
		return "responsabile"
	case Administrator:
		return "amministratore"
	case Anyone:
		return "chiunque"
	case Nobody:
		return "nessuno"
	}
	return "nessuno"
}
