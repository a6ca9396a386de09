package web_test

import (
	"archive/zip"
	"bytes"
	"strings"

	"concerta/internal/web/browsertest"
)

// minute begins the minutes of the first session from what is known, completes them
// and issues them.
func (j *journey) minute() {
	j.visit("/verbale?incontro=prima-sessione")
	j.page.Says("2 punti, con esito «proposta»", "apertura alle 15.40")
	j.page.Look("viaggio-verbale-comincia")
	j.page.Push("Comincia il verbale")
	j.page.Fill(`[name="voce.presidente.ruolo"]`, "delegato dal Coordinamento Istituzionale")
	j.page.Fill(`[name="voce.verbalizzante.nome"]`, "Rita Longo ESEMPIO")
	j.page.Push("Salva")
	j.page.Says("Salvato")
	j.page.Look("viaggio-verbale")
	j.visit("/atti/verbale_prima-sessione")
	j.page.Says("Paolo Conte ESEMPIO", "Trasporto a chiamata ESEMPIO", "Sconosciuta Nives ESEMPIO")
	j.issue()
	j.page.Says("n. 2/")
}

// summarize issues the summary of proposals; its public copy names no citizen.
func (j *journey) summarize() {
	j.visit("/atti/prospetto")
	j.page.Says("accolta in parte")
	j.issue()
	j.page.Says("n. 3/", "copia per la pubblicazione")
	j.page.Look("viaggio-prospetto")
	name := browsertest.Eval[string](j.page, `[...document.querySelectorAll('tr')].find(r => r.textContent.includes('copia per la pubblicazione')).querySelector('a').textContent`)
	public := j.page.Download(name)
	text := textOf(j.T, public.Path)
	if strings.Contains(text, "Sergi") || !strings.Contains(text, "un cittadino") {
		j.Errorf("the public copy names a citizen:\n%s", text)
	}
}

// agree chooses three bodies for the pacts and issues them in one run.
func (j *journey) agree() {
	j.visit("/modifica/parti-dei-patti")
	for i, body := range []struct{ name, signatory string }{
		{"Mano Tesa", "Anna Greco ESEMPIO"}, {"Centro d'Ascolto", "Lucia D'Amico ESEMPIO"}, {"Il Girasole", "Elena Sansò ESEMPIO"},
	} {
		at := func(key string) string { return `[name="patti.parti[` + string(rune('0'+i)) + `].` + key + `"]` }
		j.page.Unfold("Aggiungere una parte")
		j.page.Fill(at("soggetto"), body.name)
		j.page.Click(at("tavoli") + `[value="` + string(rune('1'+i)) + `"]`)
		j.page.Fill(at("firmatario.nome"), body.signatory)
		j.page.Fill(at("firmatario.ruolo"), "presidente")
		j.page.Fill(at("firma"), "digitale")
		if i < 2 {
			j.page.Push("Un’altra riga vuota")
		}
	}
	j.page.Push("Salva")
	j.page.Says("Salvato")
	j.page.Look("viaggio-parti")
	j.visit("/atti")
	j.page.Unfold("Patti di partecipazione")
	j.page.Push("Emettere quelli che mancano (3 atti)")
	j.confirm()
	j.page.Look("viaggio-patti-conferma")
	j.page.Push("Emetti 3 atti")
	j.page.WaitFor(`document.body.innerText.includes('Finito: 3 atti emessi su 3')`)
	j.page.Look("viaggio-patti")
	if merged := j.page.Download("Un solo PDF da stampare"); pagesOf(j.T, merged.Path) < 3 {
		j.Errorf("%s has fewer pages than pacts", merged.Name)
	}
	zipped := j.page.Download("ZIP degli atti emessi")
	files, err := zip.NewReader(bytes.NewReader(zipped.Content), int64(len(zipped.Content)))
	if err != nil {
		j.Fatalf("%s: %v", zipped.Name, err)
	}
	pdfs := 0
	for _, f := range files.File {
		if strings.HasSuffix(f.Name, ".pdf") {
			pdfs++
		}
	}
	if pdfs != 3 {
		j.Errorf("%s has %d PDFs, of three pacts", zipped.Name, pdfs)
	}
}

// issueMemorandum issues the Protocollo d'intesa.
func (j *journey) issueMemorandum() {
	j.visit("/atti/protocollo")
	j.issue()
	j.page.Says("n. 7/")
}

// move moves the second session by a day.
func (j *journey) move() {
	j.visit("/sposta?incontro=seconda-sessione")
	j.page.Says("Atti già emessi che ne parlano")
	to := j.start.Meeting("seconda-sessione").Date.AddDays(1)
	j.page.Fill("Giorno", to.String())
	j.page.Fill("Ora", "17:00")
	j.page.Push("Vedi che cosa cambia")
	j.page.Says("Prima", "Dopo", to.Italian())
	j.page.Look("viaggio-sposta")
	j.page.Push("Sposta l’incontro")
	j.page.Says("Atti emessi che non concordano più con i dati", "Avviso", "Emetti la rettifica dell’avviso")
	j.page.Look("viaggio-spostato")
	if kept := j.concerta("export", journeyKey, "--data", j.service.Data); !strings.Contains(kept, "data: "+to.String()+"\n") {
		j.Errorf("the meeting is not kept on %s:\n%s", to, kept)
	}
}

// correct issues the correction that the page offers; it says what was and what is.
func (j *journey) correct() {
	j.page.Push("Emetti la rettifica dell’avviso")
	j.page.Fill("Motivo della rettifica", "la sala non è libera")
	j.page.Push("Aggiorna l’anteprima")
	j.page.Look("viaggio-rettifica")
	j.issue()
	j.page.Says("n. 8/")
	f := j.page.Download("Scarica il file da firmare")
	text := textOf(j.T, f.Path)
	from := j.start.Meeting("seconda-sessione").Date
	for _, want := range []string{"15.30", "17.00", from.Italian(), from.AddDays(1).Italian(), "la sala non è libera", "0000001"} {
		if !strings.Contains(text, want) {
			j.Errorf("the correction does not say %q:\n%s", want, text)
		}
	}
	j.visit("/atti")
	j.page.Look("viaggio-atti")
}
