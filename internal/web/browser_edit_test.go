package web_test

import (
	"fmt"
	"testing"

	"concerta/internal/web/browsertest"
)

// edited are the pages that fill in a process, of the example.
var edited = []struct{ name, path string }{
	{"dati", "/procedimenti/casarano-2013/modifica"},
	{"dati-ente", "/procedimenti/casarano-2013/modifica/ente"},
	{"dati-avviso", "/procedimenti/casarano-2013/modifica/avviso"},
	{"dati-calendario", "/procedimenti/casarano-2013/modifica/calendario"},
	{"dati-fase", "/procedimenti/casarano-2013/modifica/fase?voce=progettazione"},
	{"dati-incontro", "/procedimenti/casarano-2013/modifica/incontro?voce=prima-sessione"},
	{"dati-incontro-nuovo", "/procedimenti/casarano-2013/modifica/incontro?fase=progettazione"},
	{"dati-periodo", "/procedimenti/casarano-2013/modifica/periodo?voce=stesura"},
	{"dati-tavoli", "/procedimenti/casarano-2013/modifica/tavoli"},
	{"dati-scadenza", "/procedimenti/casarano-2013/modifica/scadenza"},
	{"dati-firmatari", "/procedimenti/casarano-2013/modifica/firmatari"},
	{"dati-patti", "/procedimenti/casarano-2013/modifica/patti"},
	{"dati-parti-dei-patti", "/procedimenti/casarano-2013/modifica/parti-dei-patti"},
	{"dati-cabina", "/procedimenti/casarano-2013/modifica/cabina"},
	{"dati-proposte", "/procedimenti/casarano-2013/modifica/proposte"},
	{"dati-verbali", "/procedimenti/casarano-2013/modifica/verbali"},
	{"dati-verbale", "/procedimenti/casarano-2013/modifica/verbale?voce=prima-sessione"},
	{"stemma", "/procedimenti/casarano-2013/stemma"},
	{"sposta", "/procedimenti/casarano-2013/sposta?incontro=prima-sessione"},
	{"spostato", "/procedimenti/casarano-2013/sposta/fatto?incontro=prima-sessione"},
	{"rinnova", "/procedimenti/casarano-2013/rinnova"},
	{"nuovo", "/nuovo"},
	{"importa", "/importa"},
	{"procedimenti", "/?tutti=1"},
}

func TestBrowser_EveryPageThatFillsInAProcessIsAccessible(t *testing.T) {
	browser := browsertest.Start(t)
	service := browsertest.Serve(t, "--demo")
	for _, width := range browsertest.Widths() {
		page := browser.Open(t, width)
		page.Visit(service.Address + "/accesso")
		service.SignIn(page)
		for _, c := range edited {
			if got := page.Visit(service.Address + c.path); got != 200 {
				t.Errorf("%s: status %d", c.path, got)
			}
			page.Check()
			page.Picture(c.name)
		}
	}
}

// What comes after a form was sent: an error, a conflict, the offer to undo.
func TestBrowser_AnswersOfTheEditorAreAccessible(t *testing.T) {
	browser := browsertest.Start(t)
	service := browsertest.Serve(t, "--demo")
	const address = "/procedimenti/casarano-2013/modifica/tavoli"
	const save = `.stick .btn-primary`
	for i, width := range browsertest.Widths() {
		page := browser.Open(t, width)
		page.Visit(service.Address + "/accesso")
		service.SignIn(page)
		page.Visit(service.Address + address)
		browsertest.Eval[string](page, `document.getElementsByName('tavoli[0].numero')[0].value = 'uno'`)
		page.Click(save)
		page.Wait(".errors")
		if got := browsertest.Eval[string](page, "document.activeElement.className"); got != "errors" {
			t.Errorf("the focus is on %q", got)
		}
		page.Check()
		page.Picture("dati-errore")
		browsertest.Eval[string](page, `document.getElementsByName('tavoli[0].numero')[0].value = '1'`)
		browsertest.Eval[string](page, `document.getElementsByName('tavoli[0].nome')[0].value = 'Prima infanzia'`)
		browsertest.Eval[string](page, `document.getElementsByName('visto')[0].value = 'di ieri'`)
		page.Click(save)
		page.Wait(".note.bad")
		page.Check()
		page.Picture("dati-conflitto")
		page.Click(save)
		page.Wait(".flash button")
		page.Check()
		page.Picture("dati-salvati")
		page.Click(".flash button")
		page.Wait(fmt.Sprintf(`.flash:has(input[value="%d"])`, 2*i+3)) // undoing is a version too
		if got := page.Text(".flash p"); got != "La modifica è stata annullata." {
			t.Errorf("got %q", got)
		}
	}
}
