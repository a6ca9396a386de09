package web_test

import (
	"net/http"
	"testing"

	"concerta/internal/web/browsertest"
)

// Two people change one meeting, each on a computer of their own: the second is told,
// sees both, and decides.
func TestBrowser_SecondOfTwoWhoEditAMeetingIsTold(t *testing.T) {
	t.Parallel()
	browser := browsertest.Start(t)
	service := browsertest.Serve(t, "--demo")
	first, second := browser.Open(t, 1280), browser.OpenApart(t, 1280)
	service.SignIn(first)
	service.SignIn(second)
	meeting := service.Address + example + "/modifica/incontro?voce=prima-sessione"
	first.Visit(meeting)
	second.Visit(meeting)
	first.Fill("Ora", "16:00")
	first.Push("Salva")
	first.Says("Salvato")
	second.Fill("Ora", "17:30")
	second.Fill("Etichetta", "prima sessione plenaria")
	second.Push("Salva")
	wantsStatus(t, second, http.StatusConflict)
	second.Says("Nel frattempo qualcun altro ha cambiato questa parte", "Quello che avevi scritto è qui sotto", "16.00", "17.30", "prima sessione plenaria")
	if rows := browsertest.Eval[int](second, "document.querySelectorAll('.note tbody tr').length"); rows != 2 {
		t.Errorf("%d things are not alike, and two were changed:\n%s", rows, second.Words())
	}
	second.Look("conflitto")
	if got := browsertest.Eval[string](second, `document.querySelector('[name="voce.ora"]').value`); got != "17:30" {
		t.Errorf("what the second wrote is %q", got)
	}
	first.Visit(meeting)
	if got := browsertest.Eval[string](first, `document.querySelector('[name="voce.ora"]').value`); got != "16:00" {
		t.Errorf("what the first saved is %q before the second has decided", got)
	}
	second.Push("Salva")
	second.Says("Salvato")
	first.Visit(meeting)
	if got := browsertest.Eval[string](first, `document.querySelector('[name="voce.ora"]').value`); got != "17:30" {
		t.Errorf("what the second decided is %q", got)
	}
}
