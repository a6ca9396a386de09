package web

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/fault"
)

// HostGuard decides on which addresses the service listens and by which names it
// answers: only by its own, lest a page elsewhere reach the service through a name
// of its own that leads here (DNS rebinding).
type HostGuard struct {
	any   bool
	names map[string]bool
}

// Transport is how requests travel to the service.
type Transport uint8

// The transports.
const (
	Plain    Transport = iota // http, on this computer only; a proxy on it may serve https
	TLS                       // https by this program
	Insecure                  // http beyond this computer, because somebody insists
)

// NewHostGuard checks addr, "127.0.0.1:8080", and baseURL, the public address or
// empty. Beyond this computer it refuses what others on the network could read or
// change.
func NewHostGuard(addr, baseURL string, how Transport) (*HostGuard, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, &fault.Error{
			Cause:  err,
			What:   fmt.Sprintf("l’indirizzo «%s» non è valido", addr),
			Repair: "scriverlo con la porta, come 127.0.0.1:8080",
		}
	}
	if how == Plain && !loopback(host) {
		return nil, &fault.Error{
			What: fmt.Sprintf("non si ascolta su «%s»: senza cifratura altri computer della rete leggerebbero password e dati", addr),
			Repair: "aggiungere --tls-cert e --tls-key; oppure ascoltare su questo computer soltanto, come 127.0.0.1:8080, dietro un proxy " +
				"che serve https (--trusted-proxy-header); oppure, in una rete di cui ci si fida, aggiungere --insecure-http",
		}
	}
	if how == TLS && !loopback(host) && baseURL == "" {
		return nil, &fault.Error{
			What:   "manca l’indirizzo pubblico del servizio: non si sa a quale nome rispondere",
			Repair: "aggiungere --base-url con il nome del certificato, come https://atti.example.it",
		}
	}
	g := &HostGuard{any: how == Insecure, names: map[string]bool{"localhost": true}}
	if baseURL != "" {
		u, err := PublicURL(baseURL)
		if err != nil {
			return nil, err
		}
		g.names[strings.ToLower(u.Hostname())] = true
	}
	return g, nil
}

// PublicURL reads the public address of a service, written in full.
func PublicURL(s string) (*url.URL, error) {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, &fault.Error{
			Cause:  err,
			What:   fmt.Sprintf("l’indirizzo pubblico «%s» non è valido", s),
			Repair: "scriverlo per intero, come https://atti.example.it",
		}
	}
	return u, nil
}

// Allows tells whether the service answers to the Host header host.
func (g *HostGuard) Allows(host string) bool {
	if g.any {
		return true
	}
	name := (&url.URL{Host: host}).Hostname()
	return g.names[strings.ToLower(name)] || loopback(name)
}

// loopback tells whether host leads to this computer only. An empty host is all
// of its addresses.
func loopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}

func (s *service) checkHost(c *gin.Context) {
	if !s.Guard.Allows(c.Request.Host) {
		s.showError(c, http.StatusMisdirectedRequest, errorPage{
			Heading: "Indirizzo non riconosciuto",
			What:    "Questo servizio non risponde al nome usato per raggiungerlo.",
			Repair:  "Usare l’indirizzo scritto all’avvio del programma, come http://127.0.0.1:8080/.",
		})
		c.Abort()
	}
}
