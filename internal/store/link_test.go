package store_test

import (
	"errors"
	"testing"
	"time"

	"concerta/internal/account"
	"concerta/internal/store"
)

func TestLink_MadeForADisabledUserIsNoGood(t *testing.T) {
	s := open(t, t.TempDir())
	id := addUser(t, s, "anna", account.Grant{Level: account.Operator})
	if err := s.SetDisabled(t.Context(), id, true, by(account.UserDisabled)); err != nil {
		t.Fatal(err)
	}
	link := store.Link{Digest: digest(1), User: id, Expires: fixedClock().Add(time.Hour)}
	if err := s.NewLink(t.Context(), link, by(account.LinkMade)); err != nil {
		t.Fatal(err)
	}
	if err := s.Redeem(t.Context(), digest(1), "altro", ""); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("somebody who may not come in sets a password: %v", err)
	}
	if u := user(t, s, id); u.Password != "hash" {
		t.Error("the password is another")
	}
}

func TestFirstLink_IsNoGoodOnceThereIsAUser(t *testing.T) {
	s := open(t, t.TempDir())
	if made, err := s.NewFirstLink(t.Context(), store.Link{Digest: digest(1), Expires: fixedClock().Add(time.Hour)}); !made || err != nil {
		t.Fatalf("made %v, error %v", made, err)
	}
	addUser(t, s, "anna", account.Grant{Level: account.Officer, Administrator: true})
	second := store.User{Login: "eva", Name: "Eva", Password: "hash", Grant: account.Grant{Level: account.Officer, Administrator: true}}
	if err := s.RedeemFirst(t.Context(), digest(1), second, ""); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("whoever found the link becomes an administrator: %v", err)
	}
	if _, err := s.UserByLogin(t.Context(), "eva"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("the user is there: %v", err)
	}
}
