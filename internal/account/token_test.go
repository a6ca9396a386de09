package account_test

import (
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"concerta/internal/account"
)

func TestToken_IsKnownByItsDigestOnly(t *testing.T) {
	random := chance()
	token, digest, err := account.NewToken(random)
	if err != nil || len(token) != 43 {
		t.Fatalf("%q, error %v", token, err)
	}
	if got, ok := account.DigestOf(token); !ok || got != digest {
		t.Errorf("another digest, %v", ok)
	}
	if other, _, err := account.NewToken(random); err != nil || other == token {
		t.Errorf("the same token twice, error %v", err)
	}
	for _, bad := range []string{"", token[:42], token + "A", strings.Repeat("?", 43), token[:42] + "="} {
		if _, ok := account.DigestOf(bad); ok {
			t.Errorf("%q is taken for a token", bad)
		}
	}
	if _, _, err := account.NewToken(iotest.ErrReader(iotest.ErrTimeout)); err == nil {
		t.Error("a token without chance")
	}
}

func TestSession_EndsWhenIdleAndAtTheLatestAfterTwelveHours(t *testing.T) {
	began := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		seen, now time.Duration
		alive     bool
	}{
		{0, 0, true},
		{0, 30*time.Minute - time.Second, true},
		{0, 30 * time.Minute, false},
		{11 * time.Hour, 11*time.Hour + 29*time.Minute, true},
		{11*time.Hour + 59*time.Minute, 12*time.Hour - time.Second, true},
		{11*time.Hour + 59*time.Minute, 12 * time.Hour, false},
		{0, -time.Second, false},          // the clock was set back before its beginning
		{2 * time.Hour, time.Hour, false}, // or before its last use
	} {
		s := account.Session{Began: began, Seen: began.Add(c.seen)}
		if got := s.Alive(began.Add(c.now)); got != c.alive {
			t.Errorf("seen after %v, now %v: %v", c.seen, c.now, got)
		}
	}
}
