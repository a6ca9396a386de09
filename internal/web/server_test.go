package web_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"concerta/internal/fault"
	"concerta/internal/web"
)

func TestServe_LetsAnswersUnderWayFinish(t *testing.T) {
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	entered, leave := make(chan struct{}), make(chan struct{})
	slow := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(entered)
		<-leave
		_, _ = io.WriteString(w, "finito")
	})
	ctx, end := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- web.Serve(ctx, l, slow) }()

	answer := make(chan string, 1)
	go func() {
		resp, err := http.Get("http://" + l.Addr().String())
		if err != nil {
			answer <- err.Error()
			return
		}
		defer func() { _ = resp.Body.Close() }()
		body, _ := io.ReadAll(resp.Body)
		answer <- string(body)
	}()
	<-entered
	end()
	for { // it hears no more, and the answer is still under way
		conn, err := net.Dial("tcp", l.Addr().String())
		if err != nil {
			break
		}
		_ = conn.Close()
	}
	close(leave)
	if got := <-answer; got != "finito" {
		t.Errorf("answer %q", got)
	}
	if err := <-ended; err != nil {
		t.Errorf("a wanted end is no error: %v", err)
	}
	if _, err := net.Dial("tcp", l.Addr().String()); err == nil {
		t.Error("still listening")
	}
}

func TestServe_FailsWhenItsListenerDoes(t *testing.T) {
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if err := web.Serve(t.Context(), l, http.NotFoundHandler()); err == nil {
		t.Error("no error")
	}
}

func TestNewHostGuard_ListensOnThisComputerOnly(t *testing.T) {
	for _, c := range []struct {
		addr, base string
		how        web.Transport
		ok         bool
	}{
		{addr: "127.0.0.1:8080", ok: true},
		{addr: "127.0.0.2:0", ok: true},
		{addr: "[::1]:8080", ok: true},
		{addr: "localhost:8080", ok: true},
		{addr: ":8080"},
		{addr: "0.0.0.0:8080"},
		{addr: "[::]:8080"},
		{addr: "192.0.2.7:80"},
		{addr: "example.it:80"},
		{addr: "0.0.0.0:8080", how: web.Insecure, ok: true},
		{addr: "0.0.0.0:443", how: web.TLS, base: "https://atti.example.it", ok: true},
		{addr: "0.0.0.0:443", how: web.TLS},
		{addr: "127.0.0.1:8443", how: web.TLS, ok: true},
		{addr: "8080"},
		{addr: ""},
		{addr: "127.0.0.1:8080", base: "https://atti.example.it", ok: true},
		{addr: "127.0.0.1:8080", base: "atti.example.it"},
		{addr: "127.0.0.1:8080", base: "ftp://atti.example.it"},
	} {
		_, err := web.NewHostGuard(c.addr, c.base, c.how)
		if (err == nil) != c.ok {
			t.Errorf("%+v: %v", c, err)
		}
		if err != nil && fault.Repair(err) == "" {
			t.Errorf("%+v: no advice in %v", c, err)
		}
	}
}

// A client that sends its headers slowly keeps no connection for itself.
func TestServe_LeavesAClientThatSendsSlowly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, end := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		client, served := net.Pipe()
		go func() { ended <- web.Serve(ctx, oneConn(served), http.NotFoundHandler()) }()
		began := time.Now()
		if _, err := io.WriteString(client, "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "); err != nil {
			t.Fatal(err)
		}
		answer, err := io.ReadAll(client)
		if waited := time.Since(began); err != nil || waited != 5*time.Second || len(answer) > 0 {
			t.Errorf("left after %v with %q, error %v", waited, answer, err)
		}
		end()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

// listener gives the connections that are put into it.
type listener struct {
	net.Listener
	conns chan net.Conn
}

func oneConn(c net.Conn) listener {
	l := listener{conns: make(chan net.Conn, 1)}
	l.conns <- c
	return l
}

func (l listener) Accept() (net.Conn, error) {
	c, open := <-l.conns
	if !open {
		return nil, net.ErrClosed
	}
	return c, nil
}

func (l listener) Close() error {
	close(l.conns)
	return nil
}
