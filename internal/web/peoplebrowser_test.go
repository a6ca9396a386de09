package web_test

import (
	"fmt"
	"strings"
	"testing"

	"concerta/internal/web/browsertest"
)

// Five forms and eight signatures, with no other key than those of a keyboard.
func TestBrowser_FormsAndSignaturesByKeyboardAlone(t *testing.T) {
	browser := browsertest.Start(t)
	service := browsertest.Serve(t, "--demo")
	for _, c := range []struct {
		name, register string
		options        []browsertest.Option
	}{
		{"con script", "?tavolo=2", nil},
		{"senza script", "?tavolo=3", []browsertest.Option{browsertest.NoScripts()}},
	} {
		page := browser.Open(t, 1280, c.options...)
		service.SignIn(page)
		recordForms(t, page, service.Address, c.name)
		if c.options == nil { // axe-core is a script
			page.Check()
		}
		recordSignatures(t, page, service.Address, c.register, c.name)
		if c.options == nil {
			page.Check()
		}
	}
}

func recordForms(t *testing.T, page *browsertest.Page, address, name string) {
	t.Helper()
	page.Visit(address + newAdhesion)
	for _, who := range []string{"Prima", "Seconda", "Terza", "Quarta", "Quinta"} {
		body := who + " associazione " + name
		page.HasFocus("name", "soggetto")
		page.Press(body)
		tabTo(t, page, "tavoli")
		page.Press(" ")
		tabTo(t, page, "")
		page.Press("\r") // the questions on somebody new
		tabTo(t, page, "tipo")
		page.Press("Associazione di p")
		tabTo(t, page, "codice-fiscale")
		page.Press("\r")
		page.Wait(fmt.Sprintf(`a[href$="/adesioni/di/%s"]`, strings.ReplaceAll(strings.ToLower(body), " ", "-")))
		if said := page.Text(".flash"); !strings.Contains(said, body+": adesione registrata") {
			t.Fatalf("%s: %s", body, said)
		}
	}
	page.Picture("adesione-registrata-" + strings.ReplaceAll(name, " ", "-"))
}

// tabTo presses Tab until the control of that name has the focus; without a name,
// the line that unfolds more questions.
func tabTo(t *testing.T, page *browsertest.Page, name string) {
	t.Helper()
	const most = 60
	for range most {
		page.Press("\t")
		at := browsertest.Eval[string](page, `(document.activeElement.name || "") + "/" + document.activeElement.tagName`)
		if name != "" && strings.HasPrefix(at, name+"/") || name == "" && at == "/SUMMARY" {
			return
		}
	}
	t.Fatalf("Tab does not lead to %q", name)
}

func recordSignatures(t *testing.T, page *browsertest.Page, address, register, name string) {
	t.Helper()
	page.Visit(address + casarano + "/incontri/prima-sessione/presenze" + register)
	for i, letters := range []string{"girasole", "greco", "lo russo", "dell'anna", "abate", "fasano", "de carlo, r 16.10", "pecora, g"} {
		page.HasFocus("name", "chi")
		page.Press(letters)
		page.Press("\r")
		page.Wait(fmt.Sprintf("tbody tr:nth-child(%d)", i+1))
		page.HasFocus("name", "chi")
	}
	page.Picture("presenze-registrate-" + strings.ReplaceAll(name, " ", "-"))
}
