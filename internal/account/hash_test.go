package account_test

import (
	"errors"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

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

// The work of argon2id is in the memory it fills: it is measured in bytes, since
// times depend on the machine.
func TestVerify_OfNoAccountDoesTheSameWork(t *testing.T) {
	h, err := account.Hash("perché no, carciofo", chance())
	if err != nil {
		t.Fatal(err)
	}
	work := func(stored string) uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, _ = account.Verify(stored, "un’altra parola")
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	known, unknown := work(h), work("")
	const fills = 19 << 20 // bytes
	if known < fills || unknown < fills || unknown > known+known/10 || known > unknown+unknown/10 {
		t.Errorf("a wrong password fills %d bytes, an account that is not there %d", known, unknown)
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
