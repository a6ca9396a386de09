package web_test

import (
	"crypto/sha256"
	"fmt"
	"strings"

	"concerta/internal/web/browsertest"
)

// issue issues the act that the page shows. What the calendar of this year makes a
// point to confirm, a holiday for instance, is confirmed.
func (j *journey) issue() {
	j.Helper()
	j.page.Push("Emetti…")
	j.confirm()
	j.page.Push("Emetti l’atto")
	j.page.Says("Atto emesso")
}

// confirm writes why acts are issued all the same, when that is asked.
func (j *journey) confirm() {
	j.Helper()
	if browsertest.Eval[bool](j.page, `document.querySelector('[name=perche]') !== null`) {
		j.page.Fill(`[name="perche"]`, "Le date sono state concordate con tutti.")
	}
}

// issueNotice looks at the notice, issues it and checks that what is downloaded is
// what was frozen.
func (j *journey) issueNotice() {
	j.visit("/atti")
	j.page.Push("Avviso")
	j.page.Says("Com’è adesso, dai dati del procedimento", "Auditorium Comunale")
	draft := j.page.Download("Scarica DOCX")
	if !strings.HasSuffix(draft.Name, ".docx") {
		j.Errorf("the copy to edit is called %q", draft.Name)
	}
	j.page.Push("Emetti…")
	j.page.Look("viaggio-conferma")
	j.page.Push("Torna all’anteprima")
	j.issue()
	j.page.Says("Atto emesso: repertorio n. 1/", "Ora va firmato", "Deve ancora firmare")
	j.page.Look("viaggio-emesso")
	j.notice = j.page.Download("Scarica il file da firmare")
	frozen := fmt.Sprintf("%x", sha256.Sum256(j.notice.Content))
	if shown := browsertest.Eval[string](j.page, `document.body.textContent`); !strings.Contains(shown, frozen) {
		j.Errorf("the page does not show the digest %s of the file that it gives", frozen)
	}
	text := textOf(j.T, j.notice.Path)
	for _, want := range []string{"Rep. n. 0000001", j.start.Meeting("prima-sessione").Date.Italian(), "15.30"} {
		if !strings.Contains(text, want) {
			j.Errorf("the notice does not say %q:\n%s", want, text)
		}
	}
	j.code = strings.TrimSpace(browsertest.Eval[string](j.page, `[...document.querySelectorAll('a')].find(a => a.getAttribute('href').startsWith('/verifica/')).textContent`))
}

// signNotice has the notice signed by one person and then by the other, as each of
// them would send it back.
func (j *journey) signNotice() {
	once := sign(j.T, j.notice.Path, 1)
	twice := sign(j.T, once, 1)
	j.page.Attach("File firmato", once)
	j.page.Push("Carica il file firmato")
	j.page.Says("firmato in parte (1 di 2)", "File firmato ricevuto")
	j.page.Look("viaggio-firmato-in-parte")
	j.page.Attach("File firmato", twice)
	j.page.Push("Carica il file firmato")
	j.page.Says("L’atto è firmato")
	if said := j.page.Words(); strings.Contains(said, "Deve ancora firmare") {
		j.Errorf("somebody must still sign:\n%s", said)
	}
}

// publishNotice notes the number of the municipality and the publication.
func (j *journey) publishNotice() {
	j.page.Fill(`[name="protocollo-numero"]`, "4711/2026")
	j.page.Push("Registra il protocollo")
	j.page.Fill("Numero dell’albo", "")
	j.page.Push("Registra la pubblicazione")
	j.page.Says("Scrivere il numero con cui l’atto è nell’albo")
	j.page.Look("viaggio-albo-errore")
	j.page.Fill("Numero dell’albo", "812")
	j.page.Push("Registra la pubblicazione")
	j.page.Says("Pubblicazione registrata", "In pubblicazione fino al")
	j.page.Look("viaggio-pubblicato")
}
