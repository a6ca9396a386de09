package account_test

import (
	"fmt"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"concerta/internal/account"
)

var (
	noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	here = netip.MustParseAddr("192.0.2.7")
)

func TestThrottle_SlowsDownGuessingAnAccountFromAnywhere(t *testing.T) {
	th := account.NewThrottle()
	from := func(i int) netip.Addr { return netip.AddrFrom4([4]byte{198, 51, 100, byte(i)}) }
	for i := range 5 {
		if wait := th.Try(noon, "anna", from(i)); wait != 0 {
			t.Fatalf("try %d waits %v", i+1, wait)
		}
	}
	now := noon
	for i, want := range []time.Duration{30 * time.Second, time.Minute, 2 * time.Minute, 4 * time.Minute, 8 * time.Minute, 15 * time.Minute, 15 * time.Minute} {
		if wait := th.Try(now, "ANNA", from(100+i)); wait != want {
			t.Errorf("wait %v, want %v", wait, want)
		}
		// To try too early does not make it longer: nobody is kept out for ever.
		if wait := th.Try(now.Add(want-time.Second), "anna", from(100+i)); wait != time.Second {
			t.Errorf("a second early, the wait is %v", wait)
		}
		now = now.Add(want)
		if wait := th.Try(now, "anna", from(100+i)); wait != 0 {
			t.Errorf("after %v it still waits %v", want, wait)
		}
	}
	if wait := th.Try(now, "bruno", from(1)); wait != 0 {
		t.Errorf("another account waits %v", wait)
	}
}

func TestThrottle_SlowsDownAnAddressThatTriesManyAccounts(t *testing.T) {
	th := account.NewThrottle()
	for i := range 20 {
		if wait := th.Try(noon, fmt.Sprint("utente", i), here); wait != 0 {
			t.Fatalf("try %d waits %v", i+1, wait)
		}
	}
	if wait := th.Try(noon, "utente20", here); wait != 30*time.Second {
		t.Errorf("wait %v", wait)
	}
	if wait := th.Try(noon, "utente20", netip.MustParseAddr("::ffff:192.0.2.7")); wait != 30*time.Second {
		t.Errorf("the same address in another form waits %v", wait)
	}
	if wait := th.Try(noon, "utente20", netip.MustParseAddr("192.0.2.8")); wait != 0 {
		t.Errorf("another address waits %v", wait)
	}
}

func TestThrottle_TakesAnIPv6NetworkAsOne(t *testing.T) {
	th := account.NewThrottle()
	for i := range 20 {
		th.Try(noon, fmt.Sprint("utente", i), netip.MustParseAddr(fmt.Sprintf("2001:db8::%x", i+1)))
	}
	if wait := th.Try(noon, "altro", netip.MustParseAddr("2001:db8::ffff")); wait == 0 {
		t.Error("a neighbour address starts anew")
	}
	if wait := th.Try(noon, "altro", netip.MustParseAddr("2001:db8:0:1::1")); wait != 0 {
		t.Errorf("another network waits %v", wait)
	}
}

func TestThrottle_ForgetsAfterASuccessAndAfterAnHour(t *testing.T) {
	th := account.NewThrottle()
	for range 5 {
		th.Try(noon, "anna", here)
	}
	th.Succeeded("anna", here)
	for range 5 {
		if wait := th.Try(noon, "anna", here); wait != 0 {
			t.Fatalf("after a success it waits %v", wait)
		}
	}
	if wait := th.Try(noon, "anna", here); wait == 0 {
		t.Error("no wait after five more")
	}
	if wait := th.Try(noon.Add(time.Hour), "anna", here); wait != 0 {
		t.Errorf("after an hour it waits %v", wait)
	}
}

// Somebody who has an account could sign in between guesses.
func TestThrottle_SuccessDoesNotFreeTheAddress(t *testing.T) {
	th := account.NewThrottle()
	tries := 0
	for i := range 40 {
		if th.Try(noon, fmt.Sprint("vittima", i), here) != 0 {
			break
		}
		tries++
		if th.Try(noon, "mallory", here) == 0 {
			th.Succeeded("mallory", here)
		}
	}
	if tries != 20 {
		t.Errorf("%d guesses", tries)
	}
}

func TestThrottle_ManyAtOnceDoNotAllPass(t *testing.T) {
	th := account.NewThrottle()
	var passed atomic.Int32
	var wg sync.WaitGroup
	for range 50 {
		wg.Go(func() {
			if th.Try(noon, "anna", here) == 0 {
				passed.Add(1)
			}
		})
	}
	wg.Wait()
	if passed.Load() != 5 {
		t.Errorf("%d passed", passed.Load())
	}
}
