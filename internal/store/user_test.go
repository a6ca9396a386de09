package store_test

import (
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"concerta/internal/account"
	"concerta/internal/fault"
	"concerta/internal/store"
)

// movable is a clock that a test moves.
type movable struct{ now atomic.Pointer[time.Time] }

func clockAt(t time.Time) *movable {
	m := &movable{}
	m.now.Store(&t)
	return m
}

func (m *movable) Now() time.Time { return *m.now.Load() }

func (m *movable) pass(d time.Duration) {
	t := m.Now().Add(d)
	m.now.Store(&t)
}

func openAt(t *testing.T, dir string, clock *movable) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), dir, clock.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func digest(n byte) account.Digest { return account.Digest{n} }

func by(a account.Action) account.Deed {
	return account.Deed{Operator: "Prova", Action: a, Origin: "192.0.2.7"}
}

// addUser adds a user whose password is "hash".
func addUser(t *testing.T, s *store.Store, login string, g account.Grant) int64 {
	t.Helper()
	d := account.Digest{0xff}
	copy(d[1:], login)
	id, err := s.AddUser(t.Context(), store.User{Login: login, Name: "Nome di " + login, Grant: g},
		store.Link{Digest: d, Expires: fixedClock().Add(1000 * time.Hour)}, by(account.UserAdded))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Redeem(t.Context(), d, "hash", ""); err != nil {
		t.Fatal(err)
	}
	return id
}

func user(t *testing.T, s *store.Store, id int64) *store.User {
	t.Helper()
	u, err := s.User(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestAddUser_HasNoPasswordUntilTheLinkIsUsedOnce(t *testing.T) {
	clock := clockAt(fixedClock())
	s := openAt(t, t.TempDir(), clock)
	link := store.Link{Digest: digest(1), Expires: clock.Now().Add(account.LinkLife)}
	id, err := s.AddUser(t.Context(), store.User{Login: "anna", Name: "Anna Rossi", Grant: account.Grant{Level: account.Operator}, Password: "no"}, link, by(account.UserAdded))
	if err != nil {
		t.Fatal(err)
	}
	if u := user(t, s, id); u.Password != "" || u.Name != "Anna Rossi" || u.Grant != (account.Grant{Level: account.Operator}) || u.Disabled || !u.Added.Equal(fixedClock()) {
		t.Errorf("added as %+v", u)
	}
	if u, err := s.LinkUser(t.Context(), digest(1)); err != nil || u.ID != id {
		t.Errorf("the link is of %v, error %v", u, err)
	}
	if err := s.Redeem(t.Context(), digest(1), "hash", ""); err != nil {
		t.Fatal(err)
	}
	if u, err := s.UserByLogin(t.Context(), "anna"); err != nil || u.Password != "hash" {
		t.Errorf("%+v, error %v", u, err)
	}
	if err := s.Redeem(t.Context(), digest(1), "altro", ""); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("used again: %v", err)
	}
	if user(t, s, id).Password != "hash" {
		t.Error("the second use changed the password")
	}
}

func TestLink_IsNoGoodWhenExpiredReplacedOrOfADisabledUser(t *testing.T) {
	clock := clockAt(fixedClock())
	s := openAt(t, t.TempDir(), clock)
	id := addUser(t, s, "anna", account.Grant{Level: account.Operator})
	renew := func(n byte) {
		t.Helper()
		if err := s.NewLink(t.Context(), store.Link{Digest: digest(n), User: id, Expires: clock.Now().Add(time.Hour)}, by(account.LinkMade)); err != nil {
			t.Fatal(err)
		}
	}
	good := func(n byte) bool {
		_, err := s.LinkUser(t.Context(), digest(n))
		return err == nil
	}
	renew(1)
	renew(2)
	if good(1) || !good(2) {
		t.Errorf("replaced: first good %v, second %v", good(1), good(2))
	}
	if user(t, s, id).Password != "hash" {
		t.Error("a new link took the password away")
	}
	clock.pass(time.Hour)
	if good(2) || s.Redeem(t.Context(), digest(2), "altro", "") == nil {
		t.Error("an expired link is good")
	}
	renew(3)
	if err := s.SetDisabled(t.Context(), id, true, by(account.UserDisabled)); err != nil {
		t.Fatal(err)
	}
	if err := s.SetDisabled(t.Context(), id, false, by(account.UserEnabled)); err != nil {
		t.Fatal(err)
	}
	if good(3) {
		t.Error("the link of a user who was disabled is good again")
	}
}

func TestFirstLink_MakesTheFirstAdministratorOnlyOnce(t *testing.T) {
	s := open(t, t.TempDir())
	expires := fixedClock().Add(time.Hour)
	for n := byte(1); n <= 2; n++ {
		if made, err := s.NewFirstLink(t.Context(), store.Link{Digest: digest(n), Expires: expires}); !made || err != nil {
			t.Fatalf("made %v, error %v", made, err)
		}
	}
	first := store.User{Login: "anna", Name: "Anna Rossi", Password: "hash", Grant: account.Grant{Level: account.Officer, Administrator: true}}
	if err := s.RedeemFirst(t.Context(), digest(1), first, ""); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("the link before the last is good: %v", err)
	}
	if err := s.Redeem(t.Context(), digest(2), "hash", ""); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("it sets the password of nobody: %v", err)
	}
	if err := s.RedeemFirst(t.Context(), digest(2), first, ""); err != nil {
		t.Fatal(err)
	}
	if u, err := s.UserByLogin(t.Context(), "anna"); err != nil || u.Password != "hash" || !u.Grant.Administrator {
		t.Errorf("%+v, error %v", u, err)
	}
	if made, err := s.NewFirstLink(t.Context(), store.Link{Digest: digest(3), Expires: expires}); made || err != nil {
		t.Errorf("made again: %v, error %v", made, err)
	}
	if err := s.RedeemFirst(t.Context(), digest(2), store.User{Login: "eva", Name: "Eva"}, ""); err == nil {
		t.Error("a second first administrator")
	}
}

func TestAddUser_RefusesALoginOrNameThatIsTaken(t *testing.T) {
	s := open(t, t.TempDir())
	addUser(t, s, "anna", account.Grant{Level: account.Reader})
	for login, name := range map[string]string{"anna": "Altra", "altra": "nome di ANNA"} {
		_, err := s.AddUser(t.Context(), store.User{Login: login, Name: name, Grant: account.Grant{Level: account.Reader}}, store.Link{Digest: digest(9)}, by(account.UserAdded))
		if !errors.Is(err, store.ErrConflict) || fault.Repair(err) == "" {
			t.Errorf("%s, %s: %v", login, name, err)
		}
	}
	if list, err := s.Users(t.Context()); err != nil || len(list) != 1 {
		t.Errorf("%d users, error %v", len(list), err)
	}
}

func TestChangeUser_LeavesAnAdministrator(t *testing.T) {
	s := open(t, t.TempDir())
	id := addUser(t, s, "anna", account.Grant{Level: account.Reader, Administrator: true})
	// One who never set a password administers nothing.
	_, err := s.AddUser(t.Context(), store.User{Login: "bea", Name: "Bea", Grant: account.Grant{Level: account.Reader, Administrator: true}}, store.Link{Digest: digest(1)}, by(account.UserAdded))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SetGrant(t.Context(), id, account.Grant{Level: account.Officer}, by(account.GrantChanged)); !errors.Is(err, store.ErrConflict) {
		t.Errorf("the last one lost the role: %v", err)
	}
	if err := s.SetDisabled(t.Context(), id, true, by(account.UserDisabled)); !errors.Is(err, store.ErrConflict) {
		t.Errorf("the last one is disabled: %v", err)
	}
	if u := user(t, s, id); u.Disabled || !u.Grant.Administrator {
		t.Errorf("changed all the same: %+v", u)
	}
	if list, _, err := s.Deeds(t.Context(), store.DeedFilter{Action: account.GrantChanged, Limit: 9}); err != nil || len(list) != 0 {
		t.Errorf("a change that was not made is in the log: %v, error %v", list, err)
	}
	addUser(t, s, "carla", account.Grant{Level: account.Reader, Administrator: true})
	if err := s.SetGrant(t.Context(), id, account.Grant{Level: account.Officer}, by(account.GrantChanged)); err != nil {
		t.Errorf("with another administrator: %v", err)
	}
	if err := s.SetGrant(t.Context(), 999, account.Grant{Level: account.Officer}, by(account.GrantChanged)); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("nobody was changed: %v", err)
	}
}

func TestSession_LastsWhileUsedAndTwelveHoursAtMost(t *testing.T) {
	clock := clockAt(fixedClock())
	s := openAt(t, t.TempDir(), clock)
	id := addUser(t, s, "anna", account.Grant{Level: account.Operator})
	begin := func(n byte) {
		t.Helper()
		if err := s.OpenSession(t.Context(), digest(n), id, nil, by(account.SignedIn)); err != nil {
			t.Fatal(err)
		}
	}
	alive := func(n byte) bool {
		x, err := s.Session(t.Context(), digest(n))
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			t.Error(err)
		}
		return err == nil && x.User.ID == id
	}
	begin(1)
	clock.pass(29 * time.Minute)
	if !alive(1) {
		t.Error("ended before half an hour")
	}
	clock.pass(time.Minute)
	if alive(1) {
		t.Error("alive after half an hour without use")
	}
	begin(2)
	for range 35 {
		clock.pass(20 * time.Minute)
		if !alive(2) {
			t.Fatal("ended while in use")
		}
		if err := s.SeeSession(t.Context(), digest(2)); err != nil {
			t.Fatal(err)
		}
	}
	clock.pass(20 * time.Minute)
	if alive(2) {
		t.Error("alive after twelve hours")
	}
	if alive(3) {
		t.Error("a session that nobody opened")
	}
}

func TestSession_EndsAtOnceWithItsUserPasswordOrSignOut(t *testing.T) {
	for name, end := range map[string]func(*store.Store, int64) error{
		"sign-out": func(s *store.Store, _ int64) error {
			return s.CloseSession(t.Context(), digest(1), by(account.SignedOut))
		},
		"everywhere": func(s *store.Store, id int64) error {
			return s.CloseSessions(t.Context(), id, by(account.SignedOutAll))
		},
		"disabled": func(s *store.Store, id int64) error {
			return s.SetDisabled(t.Context(), id, true, by(account.UserDisabled))
		},
		"password": func(s *store.Store, id int64) error {
			return s.SetPassword(t.Context(), id, "nuova", by(account.PasswordSet))
		},
		"another sign-in in its place": func(s *store.Store, id int64) error {
			old := digest(1)
			return s.OpenSession(t.Context(), digest(9), id, &old, by(account.SignedIn))
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, t.TempDir())
			id, other := addUser(t, s, "anna", account.Grant{Level: account.Operator}), addUser(t, s, "bea", account.Grant{Level: account.Reader, Administrator: true})
			for n, u := range map[byte]int64{1: id, 2: id, 3: other} {
				if err := s.OpenSession(t.Context(), digest(n), u, nil, by(account.SignedIn)); err != nil {
					t.Fatal(err)
				}
			}
			if err := end(s, id); err != nil {
				t.Fatal(err)
			}
			one := name == "sign-out" || strings.HasPrefix(name, "another")
			for n, want := range map[byte]bool{1: false, 2: one, 3: true} {
				if _, err := s.Session(t.Context(), digest(n)); (err == nil) != want {
					t.Errorf("session %d: %v, wanted alive %v", n, err, want)
				}
			}
		})
	}
}

func TestSession_SeesANewRoleAtOnce(t *testing.T) {
	s := open(t, t.TempDir())
	id := addUser(t, s, "anna", account.Grant{Level: account.Officer})
	if err := s.OpenSession(t.Context(), digest(1), id, nil, by(account.SignedIn)); err != nil {
		t.Fatal(err)
	}
	if err := s.SetGrant(t.Context(), id, account.Grant{Level: account.Reader}, by(account.GrantChanged)); err != nil {
		t.Fatal(err)
	}
	if x, err := s.Session(t.Context(), digest(1)); err != nil || x.User.Grant.May(account.Officer) {
		t.Errorf("%+v, error %v", x, err)
	}
}

func TestDeeds_AreFilteredAndPagedTheNewestFirst(t *testing.T) {
	clock := clockAt(fixedClock())
	s := openAt(t, t.TempDir(), clock)
	for i := range 5 {
		d := account.Deed{Operator: fmt.Sprint("Anna ", i%2), Action: "emissione", About: fmt.Sprint("casarano-2013.avviso.", i), Origin: "192.0.2.7"}
		if err := s.Record(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		clock.pass(time.Hour)
	}
	for name, c := range map[string]struct {
		filter store.DeedFilter
		total  int
		abouts string
	}{
		"all":      {store.DeedFilter{Limit: 10}, 5, "43210"},
		"page":     {store.DeedFilter{Limit: 2, Offset: 2}, 5, "21"},
		"operator": {store.DeedFilter{Limit: 10, Operator: "ANNA 1"}, 2, "31"},
		"about":    {store.DeedFilter{Limit: 10, About: "avviso.4"}, 1, "4"},
		"no joker": {store.DeedFilter{Limit: 10, About: "%"}, 0, ""},
		"action":   {store.DeedFilter{Limit: 10, Action: "altro"}, 0, ""},
		"times":    {store.DeedFilter{Limit: 10, From: fixedClock().Add(time.Hour), To: fixedClock().Add(3 * time.Hour)}, 2, "21"},
		"inject":   {store.DeedFilter{Limit: 10, Operator: `' OR 1=1 --`}, 0, ""},
	} {
		list, total, err := s.Deeds(t.Context(), c.filter)
		var abouts string
		for _, d := range list {
			abouts += d.About[len(d.About)-1:]
		}
		if err != nil || total != c.total || abouts != c.abouts {
			t.Errorf("%s: %d, %q, error %v", name, total, abouts, err)
		}
	}
	if list, err := s.Actions(t.Context()); err != nil || len(list) != 1 || list[0] != "emissione" {
		t.Errorf("actions %v, error %v", list, err)
	}
}

func TestAudit_CannotBeChangedAndUsersStay(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	addUser(t, s, "anna", account.Grant{Level: account.Reader})
	db := rawDB(t, dir, "concerta.db")
	for _, q := range []string{`UPDATE audit SET operator = 'x'`, `DELETE FROM audit`, `DELETE FROM user`} {
		if _, err := db.Exec(q); err == nil {
			t.Errorf("%s passes", q)
		}
	}
}

func TestSession_OfADisabledUserDoesNotCount(t *testing.T) {
	s := open(t, t.TempDir())
	id := addUser(t, s, "anna", account.Grant{Level: account.Operator})
	if err := s.SetDisabled(t.Context(), id, true, by(account.UserDisabled)); err != nil {
		t.Fatal(err)
	}
	// Somebody who typed the right password a moment before.
	if err := s.OpenSession(t.Context(), digest(1), id, nil, by(account.SignedIn)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Session(t.Context(), digest(1)); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("error %v", err)
	}
}

func TestLastMoment_IsThatOfTheNewestLine(t *testing.T) {
	clock := clockAt(fixedClock())
	s := openAt(t, t.TempDir(), clock)
	if at, err := s.LastMoment(t.Context()); err != nil || !at.IsZero() {
		t.Errorf("%v, error %v", at, err)
	}
	for range 2 {
		clock.pass(time.Hour)
		if err := s.Record(t.Context(), by("prova")); err != nil {
			t.Fatal(err)
		}
	}
	if at, err := s.LastMoment(t.Context()); err != nil || !at.Equal(clock.Now()) {
		t.Errorf("%v, want %v, error %v", at, clock.Now(), err)
	}
}
