package web

import (
	"net/http"
	"slices"
	"testing"
)

// What each route that changes something leaves in the audit log. A new one must say.
func TestAudit_EveryRouteThatWritesSaysWhatItNotes(t *testing.T) {
	const saved = string(deedSaved) // by the keeper that all of them save with
	want := map[string]string{
		"/nuovo":                                                             saved,
		"/importa":                                                           saved,
		"/procedimenti/:chiave/rinnova":                                      saved,
		"/procedimenti/:chiave/modifica/:parte":                              saved,
		"/procedimenti/:chiave/annulla-modifica":                             saved,
		"/procedimenti/:chiave/stemma":                                       saved,
		"/procedimenti/:chiave/sposta":                                       saved,
		"/procedimenti/:chiave/verbale":                                      saved,
		"/procedimenti/:chiave/soggetti/nuovo":                               saved,
		"/procedimenti/:chiave/soggetti/:id":                                 saved,
		"/procedimenti/:chiave/soggetti/:id/togli":                           saved,
		"/procedimenti/:chiave/adesioni/nuova":                               saved,
		"/procedimenti/:chiave/adesioni/ritardi":                             saved,
		"/procedimenti/:chiave/adesioni/di/:id":                              saved,
		"/procedimenti/:chiave/adesioni/di/:id/togli":                        saved,
		"/procedimenti/:chiave/incontri/:incontro/presenze":                  saved,
		"/procedimenti/:chiave/incontri/:incontro/presenze/nuova":            saved,
		"/procedimenti/:chiave/incontri/:incontro/presenze/lavori":           saved,
		"/procedimenti/:chiave/incontri/:incontro/presenze/riga/:riga":       saved,
		"/procedimenti/:chiave/incontri/:incontro/presenze/riga/:riga/togli": saved,
		"/procedimenti/:chiave/proposte":                                     saved,
		"/procedimenti/:chiave/elenchi":                                      saved,
		"/procedimenti/:chiave/annulla":                                      saved,
		"/procedimenti/:chiave/atti/:atto/emissione":                         string(deedIssued),
		"/procedimenti/:chiave/emissioni/:tipo":                              string(deedManyBegun),
		"/archivio/documenti":                                                string(deedFiled),
		"/archivio/verifica":                                                 string(deedVerified),
		"/archivio/:id/firma":                                                string(deedSigned),
		"/archivio/:id/scansione":                                            string(deedScanned),
		"/archivio/:id/protocollo":                                           string(deedProtocol),
		"/archivio/:id/pubblicazione":                                        string(deedPublished),
		"/archivio/:id/referto":                                              string(deedReported),
		"/archivio/:id/annullamento":                                         string(deedAnnulled),
		"/verifica/:codice":                                                  "", // compares a file, of which nothing is kept
		"/copia":                                                             string(deedBackedUp),
		"/utenti":                                                            "utente aggiunto",
		"/utenti/:utente/ruolo":                                              "ruolo cambiato",
		"/utenti/:utente/stato":                                              "utente disattivato o riattivato",
		"/utenti/:utente/link":                                               "link per la password",
		"/account/password":                                                  "password impostata",
		"/account/uscite":                                                    "uscita da ogni sessione",
		"/accesso":                                                           "accesso, o accesso rifiutato",
		"/uscita":                                                            "uscita",
		"/password/:gettone":                                                 "password impostata, o primo amministratore",
	}
	var missing []string
	for _, r := range bareService(t).routes() {
		if r.method == http.MethodGet {
			continue
		}
		if _, said := want[r.path]; !said {
			missing = append(missing, r.method+" "+r.path)
		}
		delete(want, r.path)
	}
	if len(missing) > 0 || len(want) > 0 {
		slices.Sort(missing)
		t.Errorf("not in the table: %v\nno such route: %v", missing, want)
	}
}

// RoutesToWalk gives method, path and largest body of every route to tests that ask
// the whole service.
func RoutesToWalk(t *testing.T, visit func(method, path string, largest int64)) {
	t.Helper()
	for _, r := range bareService(t).routes() {
		largest := r.maxBody
		if largest == 0 {
			largest = formBody
		}
		visit(r.method, r.path, largest)
	}
}
