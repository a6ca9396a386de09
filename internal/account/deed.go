package account

// Action is what was done, as the audit log keeps and shows it.
type Action string

// The actions that this package knows. Other parts of the service add their own.
const (
	SignedIn        Action = "accesso"
	SignInRefused   Action = "accesso rifiutato"
	SignedOut       Action = "uscita"
	SignedOutAll    Action = "uscita da ogni sessione"
	PasswordSet     Action = "password impostata"
	UserAdded       Action = "utente aggiunto"
	GrantChanged    Action = "ruolo cambiato"
	UserDisabled    Action = "utente disattivato"
	UserEnabled     Action = "utente riattivato"
	LinkMade        Action = "link per la password"
	FirstAdminAdded Action = "primo amministratore"
	Restored        Action = "ripristino da una copia"
)

// Deed is a line of the audit log about to be written: who did what to what, from
// where. It carries no personal data beyond the operator's.
type Deed struct {
	User     int64  // 0: nobody was signed in
	Operator string // name of the user
	Action   Action
	About    string // id of an act, key of a process, or login of a user
	Origin   string // address of the client
}
