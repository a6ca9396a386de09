package browsertest

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sync"
	"testing"
	"time"
)

// Service is the program at work on a data folder of its own.
type Service struct {
	Address string // http://127.0.0.1:PORT, without a slash at the end
	Data    string // its folder
	Program string // where the program is, to run other commands of it
	output  *lines
}

// Output is what the program has printed until now, its log included.
func (s *Service) Output() string { return s.output.String() }

// Serve builds the program, starts it on a free port and waits until it answers.
// Arguments are added to those of serve: --demo fills the folder.
func Serve(t *testing.T, arguments ...string) *Service {
	t.Helper()
	program := filepath.Join(t.TempDir(), "concerta")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", program, "./cmd/concerta")
	build.Dir = root(t)
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("building the program: %v\n%s", err, out)
	}
	s := &Service{Data: filepath.Join(t.TempDir(), "dati"), Program: program, output: &lines{}}
	serve := exec.CommandContext(t.Context(), program, append([]string{"serve", "--addr", "127.0.0.1:0", "--data", s.Data}, arguments...)...)
	serve.Stdout, serve.Stderr = s.output, s.output
	serve.Cancel = func() error { return serve.Process.Signal(os.Interrupt) }
	serve.WaitDelay = 10 * time.Second
	if err := serve.Start(); err != nil {
		t.Fatalf("starting the program: %v", err)
	}
	t.Cleanup(func() { _ = serve.Wait() }) // the context of the test is done by then
	s.Address = s.listening(t)
	return s
}

// listening waits for the line that says where the program listens.
func (s *Service) listening(t *testing.T) string {
	t.Helper()
	where := regexp.MustCompile(`in servizio su (http://[^/\s]+)`)
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) { //nolint:forbidigo // waits for a program
		if m := where.FindStringSubmatch(s.Output()); m != nil {
			return m[1]
		}
	}
	t.Fatalf("the program does not listen:\n%s", s.Output())
	return ""
}

// Handle serves one handler on a free port.
func Handle(t *testing.T, h http.Handler) string {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	return server.URL
}

// lines is what a program prints, read while it prints.
type lines struct {
	mu sync.Mutex
	b  bytes.Buffer
}

var _ io.Writer = (*lines)(nil)

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// root is the folder of the module.
func root(t *testing.T) string {
	t.Helper()
	out, err := exec.CommandContext(context.WithoutCancel(t.Context()), "go", "list", "-m", "-f", "{{.Dir}}").Output()
	if err != nil {
		t.Fatalf("looking for the module: %v", err)
	}
	return string(bytes.TrimSpace(out))
}

// readAxe is the source of axe-core, which `make site` installs.
func readAxe(t *testing.T) string {
	t.Helper()
	source, err := os.ReadFile(filepath.Join(root(t), "site", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		missing(t, "axe-core is not installed: make site")
	}
	return string(source)
}

// missing ends a test that lacks something: where everything is installed that is a
// failure.
func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" { //nolint:forbidigo // tests only
		t.Fatal(what)
	}
	t.Skip(what)
}

// User is the user of the demonstration.
func (s *Service) User(t *testing.T) (login, password string) {
	t.Helper()
	m := regexp.MustCompile(`entrare come «([^»]+)» con la password «([^»]+)»`).FindStringSubmatch(s.Output())
	if m == nil {
		t.Fatalf("there is no user of the demonstration:\n%s", s.Output())
	}
	return m[1], m[2]
}

// SignIn signs in as the user of the demonstration.
func (s *Service) SignIn(p *Page) {
	p.t.Helper()
	login, password := s.User(p.t)
	p.Visit(s.Address + "/accesso")
	if Eval[bool](p, "document.querySelector('.account') !== null") {
		return // another page of the browser has signed in
	}
	p.Type(`[name="utente"]`, login)
	p.Type(`[name="password"]`, password+"\r")
	p.Wait(`.account`)
}
