package web

import (
	"context"

	"concerta/internal/account"
	"concerta/internal/store"
)

// Accounts is what the pages need to know who asks and who may.
type Accounts interface {
	sessionStore
	userStore
	linkStore
	auditStore
}

type sessionStore interface {
	OpenSession(ctx context.Context, d account.Digest, user int64, before *account.Digest, by account.Deed) error
	Session(ctx context.Context, d account.Digest) (*store.Session, error)
	SeeSession(ctx context.Context, d account.Digest) error
	CloseSession(ctx context.Context, d account.Digest, by account.Deed) error
	CloseSessions(ctx context.Context, user int64, by account.Deed) error
}

type userStore interface {
	Users(ctx context.Context) ([]store.User, error)
	User(ctx context.Context, id int64) (*store.User, error)
	UserByLogin(ctx context.Context, login string) (*store.User, error)
	AddUser(ctx context.Context, u store.User, link store.Link, by account.Deed) (int64, error)
	SetGrant(ctx context.Context, id int64, g account.Grant, by account.Deed) error
	SetDisabled(ctx context.Context, id int64, disabled bool, by account.Deed) error
	SetPassword(ctx context.Context, id int64, hash string, by account.Deed) error
	Rehash(ctx context.Context, id int64, hash string) error
}

type linkStore interface {
	NewLink(ctx context.Context, link store.Link, by account.Deed) error
	LinkUser(ctx context.Context, d account.Digest) (*store.User, error)
	Redeem(ctx context.Context, d account.Digest, hash, origin string) error
	RedeemFirst(ctx context.Context, d account.Digest, first store.User, origin string) error
}

type auditStore interface {
	Record(ctx context.Context, d account.Deed) error
	Deeds(ctx context.Context, f store.DeedFilter) ([]store.Deed, int, error)
	Actions(ctx context.Context) ([]account.Action, error)
}

// signInRoutes are how somebody comes in, leaves and looks after his own account.
func (s *service) signInRoutes() []route {
	return []route{
		{method: "GET", path: signInPath, need: anyone, handle: s.showSignIn},
		{method: "POST", path: signInPath, need: anyone, handle: s.signIn, secret: true, maxBody: smallUploadBody},
		{method: "POST", path: signOutPath, need: anyone, handle: s.signOut},
		{method: "GET", path: linkPath + ":gettone", need: anyone, handle: s.showLink},
		{method: "POST", path: linkPath + ":gettone", need: anyone, handle: s.useLink, secret: true},
		{method: "GET", path: ownPath, need: reader, handle: s.showOwnAccount},
		{method: "POST", path: ownPath + "/password", need: reader, handle: s.changePassword, secret: true},
		{method: "POST", path: ownPath + "/uscite", need: reader, handle: s.signOutEverywhere},
	}
}

// userRoutes are for who looks after users.
func (s *service) userRoutes() []route {
	return []route{
		{method: "GET", path: usersPath, need: administrator, handle: s.listUsers, nav: "Utenti"},
		{method: "GET", path: usersPath + "/nuovo", need: administrator, handle: s.showNewUser},
		{method: "POST", path: usersPath, need: administrator, handle: s.addUser},
		{method: "GET", path: usersPath + "/:utente", need: administrator, handle: s.showUser},
		{method: "POST", path: usersPath + "/:utente/ruolo", need: administrator, handle: s.setGrant},
		{method: "POST", path: usersPath + "/:utente/stato", need: administrator, handle: s.setDisabled},
		{method: "POST", path: usersPath + "/:utente/link", need: administrator, handle: s.newLink},
		{method: "GET", path: auditPath, need: administrator, handle: s.showAudit, nav: "Operazioni"},
		{method: "GET", path: backupPath, need: administrator, handle: s.askBackup, nav: "Copia"},
		{method: "POST", path: backupPath, need: administrator, handle: s.giveBackup},
	}
}

// Where the pages of accounts are.
const (
	signInPath  = "/accesso"
	signOutPath = "/uscita"
	linkPath    = "/password/"
	ownPath     = "/account"
	usersPath   = "/utenti"
	auditPath   = "/operazioni"
)
