package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"strings"

	"concerta/internal/fault"
	"concerta/internal/web"
)

// transport is how requests travel to the service.
func (c *serveCmd) transport() web.Transport {
	switch {
	case c.TLSCert != "":
		return web.TLS
	case c.InsecureHTTP:
		return web.Insecure
	}
	return web.Plain
}

// guard checks the flags that say who reaches the service, and how.
func (c *serveCmd) guard() (*web.HostGuard, error) {
	switch {
	case (c.TLSCert == "") != (c.TLSKey == ""):
		return nil, &fault.Error{
			What:   "per servire https occorrono sia il certificato sia la sua chiave",
			Repair: "indicare tutti e due: --tls-cert FILE --tls-key FILE",
		}
	case c.ProxyHeader != "" && (c.TLSCert != "" || c.InsecureHTTP):
		return nil, &fault.Error{
			What:   "--trusted-proxy-header è di un proxy che serve https davanti al programma: non sta con --tls-cert né con --insecure-http",
			Repair: "tenere una sola delle opzioni",
		}
	case strings.Trim(c.ProxyHeader, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") != "":
		return nil, &fault.Error{
			What:   fmt.Sprintf("«%s» non è il nome di un’intestazione", c.ProxyHeader),
			Repair: "scrivere il nome che il proxy usa, come X-Forwarded-For",
		}
	}
	return web.NewHostGuard(c.Addr, c.BaseURL, c.transport())
}

// listen opens the address, with the certificate when there is one.
func (c *serveCmd) listen(ctx context.Context) (net.Listener, error) {
	var config *tls.Config
	if c.TLSCert != "" {
		pair, err := tls.LoadX509KeyPair(c.TLSCert, c.TLSKey)
		if err != nil {
			return nil, &fault.Error{
				Kind: errUsage, Cause: err,
				What:   fmt.Sprintf("il certificato %s o la sua chiave %s non si possono usare: %s", c.TLSCert, c.TLSKey, fault.Reason(err)),
				Repair: "controllare che siano in formato PEM, che la chiave sia di quel certificato e che il programma li possa leggere",
			}
		}
		config = &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{pair}}
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.Addr)
	if err != nil {
		return nil, &fault.Error{
			Cause:  err,
			What:   fmt.Sprintf("non si può ascoltare su %s: %s", c.Addr, fault.Reason(err)),
			Repair: "chiudere il programma che usa quell’indirizzo, oppure indicarne un altro con --addr, come 127.0.0.1:8081",
		}
	}
	if config != nil {
		return tls.NewListener(listener, config), nil
	}
	return listener, nil
}
