package main

import (
	"net/http"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A backup knows who was signed in when it was made. Whoever finds one, or a browser
// that was left open years ago, must not come in by that where it is restored.
func TestRestore_SignsEverybodyOutAndKeepsPasswords(t *testing.T) {
	dir := t.TempDir()
	data, copied, restored := filepath.Join(dir, "dati"), filepath.Join(dir, "copia.zip"), filepath.Join(dir, "altrove")
	const password = "carciofo finestra domani"
	s := startService(t, "--data", data)
	s.line(t)
	v := newVisitor(nil)
	form := url.Values{"utente": {"anna.rossi"}, "nome": {"Anna Rossi"}, "nuova": {password}, "ripetuta": {password}}
	if status, body, _ := v.ask(t, strings.TrimSpace(s.line(t)), form); status != http.StatusSeeOther {
		t.Fatalf("status %d:\n%s", status, body)
	}
	v.signIn(t, s.url, "anna.rossi", password)
	status, page, _ := v.ask(t, s.url+"utenti", url.Values{"nome": {"Bea Verdi"}, "utente": {"bea.verdi"}, "ruolo": {"2"}})
	_, link, found := strings.Cut(page, "/password/")
	if !found {
		t.Fatalf("status %d, no link:\n%s", status, page)
	}
	link = "password/" + link[:43] // 32 bytes in base 64
	if status, _, _ := v.ask(t, s.url+link, nil); status != http.StatusOK {
		t.Fatalf("the link has status %d", status)
	}
	for _, args := range [][]string{
		{"backup", "--data", data, "-o", copied},
		{"restore", "--data", restored, "--operator", "Anna Rossi", "--last-number", "nessuno", copied},
	} {
		if out, err := exec.CommandContext(t.Context(), program(t), args...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
	}
	s.end(t)

	s = startService(t, "--data", restored)
	if status, _, location := v.ask(t, s.url+"account", nil); status != http.StatusSeeOther || !strings.HasPrefix(location, "/accesso") {
		t.Errorf("the session of before has status %d, to %q", status, location)
	}
	if status, _, _ := v.ask(t, s.url+link, nil); status != http.StatusNotFound {
		t.Errorf("the link of before has status %d", status)
	}
	v.signIn(t, s.url, "anna.rossi", password)
	if _, body, _ := v.ask(t, s.url+"operazioni", nil); !strings.Contains(body, "ripristino da una copia") {
		t.Errorf("not noted:\n%s", body)
	}
	s.end(t)
}
