package account

import (
	"fmt"
	"net/netip"
	"testing"
	"time"
)

func TestThrottle_KeepsABoundedNumberInMindAndTheWorstLongest(t *testing.T) {
	th := NewThrottle()
	th.accounts.most, th.addresses.most = 100, 100
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	for range freePerAccount {
		th.Try(now, "anna", netip.MustParseAddr("192.0.2.7"))
	}
	for i := range 1000 {
		th.Try(now, fmt.Sprint("a", i), netip.AddrFrom4([4]byte{10, 0, byte(i >> 8), byte(i)}))
	}
	if a, b := len(th.accounts.by), len(th.addresses.by); a > 100 || b > 100 {
		t.Errorf("%d accounts and %d addresses are kept", a, b)
	}
	if wait := th.Try(now, "anna", netip.MustParseAddr("192.0.2.9")); wait == 0 {
		t.Error("by trying many names somebody got free tries again")
	}
	th.Try(now.Add(2*time.Hour), "b", netip.MustParseAddr("192.0.2.10"))
	if n := len(th.accounts.by); n != 1 {
		t.Errorf("%d accounts are kept long after", n)
	}
}
