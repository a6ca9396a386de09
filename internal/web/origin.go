package web

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// client is the address that a request comes from. Behind a proxy on this computer
// it is what the proxy says in the one header that was named at the start; whoever
// else sends that header is not believed.
func (s *service) client(r *http.Request) netip.Addr {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{}
	}
	peer, err := netip.ParseAddr(host)
	if err != nil {
		return netip.Addr{}
	}
	peer = peer.Unmap()
	if s.ProxyHeader == "" || !peer.IsLoopback() {
		return peer
	}
	values := r.Header.Values(s.ProxyHeader)
	if len(values) == 0 {
		return peer
	}
	// The last one is the proxy's own; those before it came with the request.
	list := strings.Split(values[len(values)-1], ",")
	said, err := netip.ParseAddr(strings.TrimSpace(list[len(list)-1]))
	if err != nil {
		return netip.Addr{} // rather nobody's address than this computer's
	}
	return said.Unmap()
}

// origin is the client's address as the audit log keeps it.
func (s *service) origin(r *http.Request) string {
	if a := s.client(r); a.IsValid() {
		return a.String()
	}
	return "indirizzo non noto"
}

// encrypted tells whether the request came over https: by this program, or by the
// proxy on this computer, which serves nothing else.
func (s *service) encrypted(r *http.Request) bool {
	if r.TLS != nil {
		return true
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	return err == nil && s.ProxyHeader != "" && loopback(host) && r.Header.Get(s.ProxyHeader) != ""
}
