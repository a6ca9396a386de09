package account_test

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"concerta/internal/account"
)

func chance() *rand.ChaCha8 { return rand.NewChaCha8([32]byte{7}) }

func TestHash_IsOfThatPasswordOnly(t *testing.T) {
	random := chance()
	h, err := account.Hash("perché no, carciofo", random)
	if err != nil {
		t.Fatal(err)
	}
	again, err := account.Hash("perché no, carciofo", random)
	if err != nil || again == h {
		t.Errorf("two hashes of one password are the same, error %v", err)
	}
	if !strings.HasPrefix(h, "$argon2id$v=19$m=19456,t=2,p=1$") || strings.Contains(h, "carciofo") {
		t.Errorf("hash %s", h)
	}
	for password, want := range map[string]bool{
		"perché no, carciofo": true, "perche\u0301 no, carciofo": true, "Perché no, carciofo": false, "": false, h: false,
	} {
		if ok, err := account.Verify(h, password); ok != want || err != nil {
			t.Errorf("%q: %v, error %v", password, ok, err)
		}
	}
}

func TestVerify_OfNoAccountMatchesNothing(t *testing.T) {
	for _, password := range []string{"", "perché no, carciofo"} {
		if ok, err := account.Verify("", password); ok || err != nil {
			t.Errorf("%q: %v, error %v", password, ok, err)
		}
	}
}

func TestVerify_OfNoAccountTakesAsLong(t *testing.T) {
	h, err := account.Hash("perché no, carciofo", chance())
	if err != nil {
		t.Fatal(err)
	}
	least := func(stored string) time.Duration {
		best := time.Hour
		for range 5 {
			began := time.Now()
			_, _ = account.Verify(stored, "un’altra parola")
			best = min(best, time.Since(began))
		}
		return best
	}
	known, unknown := least(h), least("")
	if unknown < known/3 || unknown > known*3 {
		t.Errorf("a wrong password takes %v, an account that is not there %v", known, unknown)
	}
}

func TestVerify_RefusesAHashThatAsksForTooMuch(t *testing.T) {
	const salt, key = "AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	for _, h := range []string{
		"x", "$argon2id$v=19$m=19456,t=2,p=1$" + salt,
		"$argon2i$v=19$m=19456,t=2,p=1$" + salt + "$" + key,
		"$argon2id$v=16$m=19456,t=2,p=1$" + salt + "$" + key,
		"$argon2id$v=19$m=4294967295,t=2,p=1$" + salt + "$" + key,
		"$argon2id$v=19$m=19456,t=4000000,p=1$" + salt + "$" + key,
		"$argon2id$v=19$m=19456,t=0,p=1$" + salt + "$" + key,
		"$argon2id$v=19$m=19456,t=2,p=0$" + salt + "$" + key,
		"$argon2id$v=19$m=19456,t=2,p=1x$" + salt + "$" + key,
		"$argon2id$v=19$m=19456,t=2,p=1$" + salt + "$",
		"$argon2id$v=19$m=19456,t=2,p=1$$" + key,
		"$argon2id$v=19$m=19456,t=2,p=1$" + salt + "$!",
	} {
		if ok, err := account.Verify(h, "parola"); ok || !errors.Is(err, account.ErrHash) {
			t.Errorf("%s: %v, error %v", h, ok, err)
		}
	}
}

func TestOutdated_IsAHashMadeAtAnotherCost(t *testing.T) {
	h, err := account.Hash("perché no, carciofo", chance())
	if err != nil {
		t.Fatal(err)
	}
	if account.Outdated(h) {
		t.Error("a new hash is outdated")
	}
	if !account.Outdated(strings.Replace(h, "t=2", "t=1", 1)) {
		t.Error("a cheaper hash is not")
	}
}
