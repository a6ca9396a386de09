package web_test

import (
	"slices"
	"strings"
	"testing"

	parts "concerta/internal/desk"
	"concerta/internal/web"
)

// lookedAt is a page as the tests look at it, filled with the example.
type lookedAt struct {
	name   string // of its picture; empty: this route gives no page, and why says what
	route  string
	path   string // {n} stands for the text of the link that leads there
	status int
	why    string
}

const (
	ofProcess = "/procedimenti/:chiave"
	example   = "/procedimenti/casarano-2013"
)

// pagesToLookAt is every route that can be got: the pages, and what is no page. Pages
// that are there only after something was done are reached by their name in
// browser_states_test.go.
var pagesToLookAt = slices.Concat(
	[]lookedAt{
		{name: "accesso", route: "/accesso", path: "/accesso", status: 200},
		{name: "verifica", route: "/verifica", path: "/verifica", status: 200},
		{name: "informazioni", route: "/informazioni", path: "/informazioni", status: 200},
		{name: "accessibilita", route: "/accessibilita", path: "/accessibilita", status: 200},
		{name: "privacy", route: "/privacy", path: "/privacy", status: 200},
	},
	page("procedimenti", "/", "/?tutti=1"),
	page("procedimento", ofProcess, example),
	page("atti", ofProcess+"/atti", example+"/atti"),
	page("avviso", ofProcess+"/atti/:atto", example+"/atti/avviso"),
	page("atto-patto", ofProcess+"/atti/:atto", example+"/atti/patto_mano-tesa"),
	page("emissione", ofProcess+"/atti/:atto/emissione", example+"/atti/avviso/emissione"),
	page("emissioni", ofProcess+"/emissioni/:tipo", example+"/emissioni/patto"),
	page("archivio-vuoto", "/archivio", "/archivio"),
	page("da-firmare-vuoto", "/archivio/da-firmare", "/archivio/da-firmare"),
	page("archivio-documento", "/archivio/documenti", "/archivio/documenti"),
	page("fascicoli", "/archivio/fascicoli", "/archivio/fascicoli"),
	page("registro-archivio", "/archivio/verifica", "/archivio/verifica"),
	page("nuovo", "/nuovo", "/nuovo"),
	page("importa", "/importa", "/importa"),
	page("rinnova", ofProcess+"/rinnova", example+"/rinnova"),
	page("dati", ofProcess+"/modifica", example+"/modifica"),
	sections(),
	page("dati-incontro-nuovo", ofProcess+"/modifica/:parte", example+"/modifica/incontro?fase=progettazione"),
	page("stemma", ofProcess+"/stemma", example+"/stemma"),
	page("sposta", ofProcess+"/sposta", example+"/sposta?incontro=prima-sessione"),
	page("spostato", ofProcess+"/sposta/fatto", example+"/sposta/fatto?incontro=prima-sessione"),
	page("verbale-da-cominciare", ofProcess+"/verbale", example+"/verbale?incontro=prima-sessione"),
	page("soggetti", ofProcess+"/soggetti", example+"/soggetti"),
	page("soggetto-nuovo", ofProcess+"/soggetti/nuovo", example+"/soggetti/nuovo"),
	page("cittadino-nuovo", ofProcess+"/soggetti/nuovo", example+"/soggetti/nuovo?tipo=cittadino"),
	page("soggetto", ofProcess+"/soggetti/:id", example+"/soggetti/mano-tesa"),
	page("adesioni", ofProcess+"/adesioni", example+"/adesioni"),
	page("adesione-nuova", ofProcess+"/adesioni/nuova", example+"/adesioni/nuova"),
	page("adesioni-in-ritardo", ofProcess+"/adesioni/ritardi", example+"/adesioni/ritardi"),
	page("adesione", ofProcess+"/adesioni/di/:id", example+"/adesioni/di/mano-tesa"),
	page("ricevuta", ofProcess+"/adesioni/di/:id/ricevuta", example+"/adesioni/di/mano-tesa/ricevuta"),
	page("registri", ofProcess+"/registri", example+"/registri"),
	page("presenze", ofProcess+"/incontri/:incontro/presenze", example+"/incontri/prima-sessione/presenze"),
	page("presenze-tavolo", ofProcess+"/incontri/:incontro/presenze", example+"/incontri/seconda-sessione/presenze?tavolo=1"),
	page("proposte", ofProcess+"/proposte", example+"/proposte"),
	page("elenchi", ofProcess+"/elenchi", example+"/elenchi"),
	page("utenti", "/utenti", "/utenti"),
	page("utente-nuovo", "/utenti/nuovo", "/utenti/nuovo"),
	page("utente", "/utenti/:utente", "/utenti/1"),
	page("operazioni", "/operazioni", "/operazioni"),
	page("copia", "/copia", "/copia"),
	page("account", "/account", "/account"),
	[]lookedAt{
		{name: "errore-404", path: "/manca", status: 404},
		{name: "errore-atto-404", path: example + "/atti/rettifica", status: 404},
	},
	after("viaggio-rettifica", ofProcess+"/atti/:atto"),
	after("lavoro", "/lavori/:lavoro"),
	after("atto-emesso", "/archivio/:id"),
	after("annullamento", "/archivio/:id/annullamento"),
	after("presenza", ofProcess+"/incontri/:incontro/presenze/riga/:riga"),
	after("invito-aperto", "/password/:gettone"),
	after("verificato", "/verifica/:codice"),
	after("avviso-pubblico", "/avvisi/:codice"),
	noPage("/static/:file", "style and scripts"),
	noPage("/healthz", "for programs"),
	noPage("/avvisi/:codice/:file", "a file"),
	noPage("/archivio/:id/file/:n", "a file"),
	noPage("/archivio/fascicoli/:file", "a file"),
	noPage(ofProcess+"/:file", "a file"),
	noPage(ofProcess+"/esporta", "a file"),
	noPage(ofProcess+"/stemma/immagine", "a picture"),
	noPage(ofProcess+"/atti/:atto/:file", "a file"),
	noPage(ofProcess+"/stampe/giorni/:file", "a file"),
	noPage(ofProcess+"/stampe/incontri/:file", "a file"),
	noPage(ofProcess+"/stampe/atti/:file", "a file"),
	noPage(ofProcess+"/stampe/emessi/:file", "a file"),
	noPage(ofProcess+"/codice-fiscale", "part of the page of a body"),
)

func page(name, route, path string) []lookedAt {
	return []lookedAt{{name: name, route: route, path: path, status: 200}}
}

// after is a page that is there only after something was done.
func after(name, route string) []lookedAt { return []lookedAt{{name: name, route: route}} }

func noPage(route, why string) []lookedAt { return []lookedAt{{route: route, why: why}} }

// sections are the pages that fill in a process. An item stands for all of its kind.
func sections() []lookedAt {
	items := map[string]string{
		"fase": "progettazione", "incontro": "prima-sessione", "periodo": "stesura", "proposta": "proposta-01", "verbale": "prima-sessione",
	}
	var list []lookedAt
	for _, g := range parts.Groups() {
		for _, x := range g.Sections {
			list = append(list, page("dati-"+x.Name, ofProcess+"/modifica/:parte", example+"/modifica/"+x.Name)...)
		}
	}
	for _, name := range []string{"fase", "incontro", "periodo", "proposta", "verbale"} {
		list = append(list, page("dati-"+name, ofProcess+"/modifica/:parte", example+"/modifica/"+name+"?voce="+items[name])...)
	}
	return list
}

func TestPages_EveryRouteIsLookedAt(t *testing.T) {
	known := map[string]bool{}
	names := map[string]bool{}
	for _, p := range pagesToLookAt {
		known[p.route] = true
		if p.name != "" && names[p.name] {
			t.Errorf("two pages are called %q: one picture would take the place of the other", p.name)
		}
		names[p.name] = true
		if p.name == "" && p.why == "" {
			t.Errorf("%s: it is not said why nobody looks at it", p.route)
		}
	}
	for _, route := range web.GetRoutes(t) {
		if !known[route] {
			t.Errorf("nobody looks at %s: add it to pagesToLookAt", route)
		}
		delete(known, route)
	}
	for route := range known {
		if route != "" && strings.HasPrefix(route, "/") {
			t.Errorf("%s is looked at and is no route any more", route)
		}
	}
}
