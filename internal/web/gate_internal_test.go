package web

import (
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func gateTime() time.Time { return time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC) }

// admitted is how many of n requests from an address get through.
func admitted(g *gate, n int, from string) int {
	got := 0
	for range n {
		if g.admits(gateTime(), netip.MustParseAddr(from)) {
			got++
		}
	}
	return got
}

func TestGate_AddressesOfOneNetworkAreOne(t *testing.T) {
	var g gate
	if got := admitted(&g, gateAsks, "2001:db8:1:2::1"); got != gateAsks {
		t.Fatalf("%d requests of %d get through", got, gateAsks)
	}
	for from, want := range map[string]int{
		"2001:db8:1:2::1":                0,
		"2001:db8:1:2:ffff:ffff:ffff:ff": 0, // whoever has the first has this one
		"2001:db8:1:2::9%eth0":           0,
		"2001:db8:1:3::1":                1,
		"192.0.2.1":                      1,
		"192.0.2.2":                      1, // IPv4 addresses are each of somebody else
	} {
		if got := admitted(&g, 1, from); got != want {
			t.Errorf("%s: %d get through, want %d", from, got, want)
		}
	}
	if got := admitted(&g, gateAsks, "::ffff:192.0.2.1"); got != gateAsks-1 {
		t.Errorf("%d get through in the IPv6 form of an address, want %d", got, gateAsks-1)
	}
}

func TestGate_RemembersSoManyAddressesAndNoMore(t *testing.T) {
	var g gate
	for i := range gateMost {
		from := netip.AddrFrom4([4]byte{10, byte(i >> 16), byte(i >> 8), byte(i)})
		if !g.admits(gateTime(), from) {
			t.Fatalf("address %d of %d waits", i+1, gateMost)
		}
	}
	if got := admitted(&g, 1, "192.0.2.1"); got != 0 || len(g.asked) != gateMost {
		t.Errorf("one more gets through (%d), and %d are remembered", got, len(g.asked))
	}
	if got := admitted(&g, 1, "10.0.0.0"); got != 1 {
		t.Error("one that is remembered waits")
	}
	if !g.admits(gateTime().Add(gateWindow), netip.MustParseAddr("192.0.2.1")) || len(g.asked) != 1 {
		t.Errorf("after the window %d are remembered", len(g.asked))
	}
}

func TestGate_CountsEachOfManyAtOnce(t *testing.T) {
	var g gate
	var through atomic.Int32
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() { through.Add(int32(admitted(&g, gateAsks, "192.0.2.1"))) })
	}
	all.Wait()
	if through.Load() != gateAsks {
		t.Errorf("%d get through, want %d", through.Load(), gateAsks)
	}
}
