package web_test

import (
	"strings"

	process "concerta/internal/process"
)

// adhere enters the forms that came back, with the keyboard alone: who, which tables,
// when, and Enter leads to the next one. The last comes when it is too late.
func (j *journey) adhere() {
	deadline := j.start.Deadline.Date
	j.visit("/adesioni/nuova")
	for _, form := range []struct {
		typed, name string
		table       string
		day         process.Date
		hour, says  string
	}{
		{"mano", "Mano Tesa ESEMPIO ODV", "2", deadline.AddDays(-1), "10:00", "in tempo"},
		{"ascolto", "Centro d'Ascolto ESEMPIO ODV", "1", deadline.AddDays(-1), "10:05", "in tempo"},
		{"eta lib", "Età Libera ESEMPIO APS", "5", deadline, "11:59", "in tempo"},
		{"girasole", "Il Girasole ESEMPIO società cooperativa sociale", "4", deadline, "12:00", "in tempo"},
		{"voce di", "Voce di Donna ESEMPIO APS", "6", deadline, "12:01", "IN RITARDO"},
	} {
		j.page.Press(form.typed) // the page begins at the box
		j.page.Press("\t")
		for range form.table[0] - '1' {
			j.page.Press("\t")
		}
		j.page.Press(" ")
		j.page.Fill("Ricevuta il", form.day.String())
		j.page.Fill("Alle ore", form.hour)
		j.page.Enter("\r")
		j.page.Says(form.name+": adesione registrata", form.says)
	}
	j.page.Look("viaggio-adesioni")
	j.visit("/adesioni/ritardi")
	j.page.Says("Voce di Donna ESEMPIO APS")
	j.page.Look("viaggio-in-ritardo")
}

// printRegisters prints the registers of the day of the first session.
func (j *journey) printRegisters() {
	j.visit("/registri")
	j.page.Look("viaggio-registri")
	first := j.start.Meeting("prima-sessione")
	at := `a[href$="/stampe/giorni/` + first.Date.String() + `.pdf"], a[href*="/stampe/giorni/` + first.Date.String() + `.pdf?"]`
	day := j.page.DownloadAt(at)
	if n := pagesOf(j.T, day.Path); n < 1 {
		j.Errorf("%s has %d pages", day.Name, n)
	}
	if !strings.HasPrefix(day.Name, first.Date.String()) || !strings.HasSuffix(day.Name, ".pdf") {
		j.Errorf("the registers of the day are called %q", day.Name)
	}
	inOrder(j.T, textOf(j.T, day.Path), "D'Amico", "Greco", "Pécora", "Sansò")
}

// attend records who came, with the keyboard alone; the last is in no list.
func (j *journey) attend() {
	j.visit("/incontri/prima-sessione/presenze")
	for typed, says := range map[string]string{
		"greco": "Anna Greco ESEMPIO", "sanso": "Elena Sansò ESEMPIO", "pecora, a": "assente",
	} {
		j.page.Press(typed)
		j.page.Enter("\r")
		j.page.Says(says)
	}
	j.page.Press("Nives Sconosciuta")
	j.page.Enter("\r")
	j.page.Says("«Nives Sconosciuta» non è tra gli aderenti")
	j.page.Look("viaggio-non-in-elenco")
	j.page.Fill("Cognome e nome", "Sconosciuta Nives ESEMPIO")
	j.page.Fill("Qualità", "cittadino")
	j.page.Fill("Recapito", "nives@esempio.example")
	j.page.Push("Aggiungi")
	j.page.Says("Sconosciuta Nives ESEMPIO: presente", "vale come adesione")
	j.page.Unfold("Presidente, apertura e chiusura")
	j.page.Fill("Presiede", "Paolo Conte ESEMPIO")
	j.page.Fill("Apertura", "15:40")
	j.page.Fill("Chiusura", "18:30")
	j.page.Push("Salva")
	j.page.Says("Salvati presidente e orari")
	j.page.Look("viaggio-presenze")
	j.visit("/adesioni")
	j.page.Says("Sconosciuta Nives ESEMPIO")
}

// propose writes two proposals of a table and what becomes of them.
func (j *journey) propose() {
	j.visit("/proposte")
	j.page.Says("Ancora nessuna proposta")
	j.page.Look("viaggio-proposte-vuote")
	for _, title := range []string{"Nido aperto il sabato ESEMPIO", "Trasporto a chiamata ESEMPIO"} {
		j.visit("/modifica/proposta")
		j.page.Fill("Tavolo", "1")
		j.page.Fill("Incontro", "prima-sessione")
		j.page.Fill("Titolo", title)
		j.page.Push("Salva")
		j.page.Says("Salvato")
	}
	j.visit("/proposte")
	j.page.Fill(`select[aria-label="Esito di: Nido aperto il sabato ESEMPIO"]`, "accolta in parte")
	j.page.Fill(`input[aria-label="Motivo dell’esito di: Nido aperto il sabato ESEMPIO"]`, "dal secondo anno")
	j.page.Fill(`select[aria-label="Esito di: Trasporto a chiamata ESEMPIO"]`, "accolta")
	j.page.Push("Salva gli esiti")
	j.page.Says("Esiti salvati: 2")
	j.page.Look("viaggio-esiti")
}
