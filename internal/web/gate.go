package web

import (
	"fmt"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
)

// gate slows down who asks the public pages again and again. It remembers addresses
// for a minute, and only as many as fit.
type gate struct {
	mu    sync.Mutex
	began time.Time
	asked map[netip.Prefix]int
}

const (
	gateAsks   = 60 // by one address in a minute
	gateMost   = 10_000
	gateWindow = time.Minute
)

// admits counts a request from an address and tells whether it is one too many. When
// more addresses come than are remembered, those that are not wait.
func (g *gate) admits(now time.Time, from netip.Addr) bool {
	bits := 32
	if from = from.Unmap().WithZone(""); from.Is6() {
		bits = 64 // whoever has one address of a network has all of them
	}
	network, err := from.Prefix(bits)
	if err != nil {
		network = netip.Prefix{} // no address: all such together
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if age := now.Sub(g.began); g.asked == nil || age >= gateWindow || age < 0 {
		g.began, g.asked = now, map[netip.Prefix]int{}
	}
	if _, known := g.asked[network]; !known && len(g.asked) >= gateMost {
		return false
	}
	g.asked[network]++
	return g.asked[network] <= gateAsks
}

// slowly is a public page behind the gate. Search engines keep off.
func (s *service) slowly(next gin.HandlerFunc) gin.HandlerFunc {
	return func(c *gin.Context) {
		c.Header("X-Robots-Tag", "noindex, nofollow")
		if s.gate.admits(s.Clock(), s.client(c.Request)) {
			next(c)
			return
		}
		c.Header("Retry-After", fmt.Sprint(int(gateWindow/time.Second)))
		s.showError(c, http.StatusTooManyRequests, errorPage{
			Heading: "Troppe richieste", What: "Da questo indirizzo sono arrivate troppe richieste in poco tempo.", Repair: "Aspettare un minuto e riprovare.",
		})
	}
}
