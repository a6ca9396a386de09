package main

import (
	"bufio"
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// running is a service that runs as a program of its own.
type running struct {
	cmd    *exec.Cmd
	out    *bufio.Reader
	stderr *bytes.Buffer
	url    string // with a slash at its end
}

// startService starts the service on a free port and waits until it says where it is.
func startService(tb testing.TB, args ...string) *running {
	tb.Helper()
	r := &running{stderr: &bytes.Buffer{}}
	r.cmd = exec.CommandContext(until(tb), program(tb), append([]string{"serve", "--addr", "127.0.0.1:0"}, args...)...)
	stdout, err := r.cmd.StdoutPipe()
	if err != nil {
		tb.Fatal(err)
	}
	r.cmd.Stderr = r.stderr
	if err := r.cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	r.out = bufio.NewReader(stdout)
	r.url = regexp.MustCompile(`https?://\S+`).FindString(r.line(tb))
	if r.url == "" {
		tb.Fatalf("no address: %s", r.stderr)
	}
	return r
}

// line is the next line that the service prints.
func (r *running) line(tb testing.TB) string {
	tb.Helper()
	line, err := r.out.ReadString('\n')
	if err != nil {
		tb.Fatalf("%v: %s", err, r.stderr)
	}
	return line
}

// end sends Ctrl-C and waits for the end.
func (r *running) end(tb testing.TB) {
	tb.Helper()
	if err := r.cmd.Process.Signal(os.Interrupt); err != nil {
		tb.Fatal(err)
	}
	if err := r.cmd.Wait(); err != nil {
		tb.Errorf("%v: %s", err, r.stderr)
	}
	if strings.Contains(r.stderr.String(), "errore") {
		tb.Errorf("stderr: %s", r.stderr)
	}
}

// visitor is a browser: it keeps cookies, also Secure ones, as browsers do on this
// computer, and follows no redirect.
type visitor struct {
	client  *http.Client
	cookies map[string]*http.Cookie
}

func newVisitor(transport http.RoundTripper) *visitor {
	return &visitor{
		client: &http.Client{
			Transport:     transport,
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
		cookies: map[string]*http.Cookie{},
	}
}

// ask gives the status, the body and where the answer leads; a form is posted.
func (v *visitor) ask(t *testing.T, address string, form url.Values) (status int, body, location string) {
	t.Helper()
	method := http.MethodGet
	if form != nil {
		method = http.MethodPost
	}
	r, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for _, c := range v.cookies {
		r.AddCookie(c)
	}
	resp, err := v.client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range resp.Cookies() {
		v.cookies[c.Name] = c
	}
	return resp.StatusCode, string(b), resp.Header.Get("Location")
}

// signIn signs in and fails the test when it cannot.
func (v *visitor) signIn(t *testing.T, service, user, password string) {
	t.Helper()
	status, body, _ := v.ask(t, service+"accesso", url.Values{"utente": {user}, "password": {password}})
	if status != http.StatusSeeOther {
		t.Fatalf("signing in: status %d:\n%s", status, body)
	}
}

// Ctrl-C is the way to end the service: it is no failure.
func TestServe_DemoHasAUserAndEndsCleanly(t *testing.T) {
	data := filepath.Join(t.TempDir(), "dati")
	var before string
	for range 2 { // the second time, the data are there
		s := startService(t, "--demo", "--data", data)
		m := regexp.MustCompile(`entrare come «demo» con la password «([^»]+)»`).FindStringSubmatch(s.line(t))
		if m == nil || m[1] == before {
			t.Fatalf("password %q, before %q", m, before)
		}
		before = m[1]
		v := newVisitor(nil)
		if status, _, location := v.ask(t, s.url+"procedimenti/casarano-2013", nil); status != http.StatusSeeOther || location != "/accesso?poi=%2Fprocedimenti%2Fcasarano-2013" {
			t.Errorf("without signing in: status %d to %q", status, location)
		}
		v.signIn(t, s.url, "demo", m[1])
		for path, want := range map[string]string{
			"procedimenti/casarano-2013":            "La prossima cosa da fare",
			"procedimenti/casarano-2013/avviso.pdf": "%PDF-",
			"procedimenti/casarano-2013/avviso.txt": "AMBITO TERRITORIALE SOCIALE",
			"account":                               "Dimostrazione: i dati sono di esempio",
			"operazioni":                            "04/11/2013, 09.",
			"healthz":                               "ok",
		} {
			if status, body, _ := v.ask(t, s.url+path, nil); status != http.StatusOK || !strings.Contains(body, want) {
				t.Errorf("%s: status %d, does not contain %q", path, status, want)
			}
		}
		s.end(t)
		if strings.Contains(s.stderr.String(), m[1]) {
			t.Error("the password is in the log")
		}
	}
}

func TestServe_FirstStartGivesALinkThatMakesTheAdministrator(t *testing.T) {
	data := filepath.Join(t.TempDir(), "dati")
	s := startService(t, "--data", data)
	if line := s.line(t); !strings.Contains(line, "entro 24 ore") {
		t.Errorf("line %q", line)
	}
	link := strings.TrimSpace(s.line(t))
	if !strings.HasPrefix(link, s.url+"password/") {
		t.Fatalf("link %q", link)
	}
	v := newVisitor(nil)
	if status, body, _ := v.ask(t, link, nil); status != http.StatusOK || !strings.Contains(body, "Creare l’amministratore") {
		t.Fatalf("status %d:\n%s", status, body)
	}
	const password = "carciofo finestra domani"
	form := url.Values{"utente": {"anna.rossi"}, "nome": {"Anna Rossi"}, "nuova": {password}, "ripetuta": {password}}
	if status, body, _ := v.ask(t, link, form); status != http.StatusSeeOther {
		t.Fatalf("status %d:\n%s", status, body)
	}
	if status, _, _ := v.ask(t, link, form); status != http.StatusNotFound {
		t.Errorf("used twice: status %d", status)
	}
	v.signIn(t, s.url, "anna.rossi", password)
	if status, body, _ := v.ask(t, s.url+"utenti", nil); status != http.StatusOK || !strings.Contains(body, "responsabile e amministratore") {
		t.Errorf("status %d:\n%s", status, body)
	}
	s.end(t)
	for _, secret := range []string{"Anna", "anna", password, link[len(s.url):], v.cookies["__Host-sessione"].Value} {
		if strings.Contains(s.stderr.String(), secret) {
			t.Errorf("%q is in the log:\n%s", secret, s.stderr)
		}
	}

	// There is an administrator: no more links; and no demonstration among his data.
	s = startService(t, "--data", data)
	s.end(t)
	if rest, _ := io.ReadAll(s.out); len(rest) > 0 {
		t.Errorf("also said: %s", rest)
	}
	out, err := exec.CommandContext(until(t), program(t), "serve", "--demo", "--addr", "127.0.0.1:0", "--data", data).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "la cartella dati è di un ufficio") {
		t.Errorf("error %v: %s", err, out)
	}
}

func TestServe_SpeaksTLSWithACertificate(t *testing.T) {
	dir := t.TempDir()
	cert, key := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	roots := writeCertificate(t, cert, key)
	s := startService(t, "--data", filepath.Join(dir, "dati"), "--tls-cert", cert, "--tls-key", key)
	if !strings.HasPrefix(s.url, "https://") {
		t.Fatalf("address %s", s.url)
	}
	resp, err := (&http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}}}).Get(s.url + "accesso")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusOK || resp.Header.Get("Strict-Transport-Security") == "" {
		t.Errorf("status %d, headers %v", resp.StatusCode, resp.Header)
	}
	s.end(t)
}

// writeCertificate makes a certificate of this computer for an hour.
func writeCertificate(t *testing.T, cert, key string) *x509.CertPool {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Minute), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	for path, b := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: der}, key: {Type: "PRIVATE KEY", Bytes: secret}} {
		if err := os.WriteFile(path, pem.EncodeToMemory(b), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(parsed)
	return roots
}
