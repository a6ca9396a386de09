package web

import (
	"bytes"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/gin-gonic/gin"

	"concerta/internal/account"
)

// kitPage has every piece once. It is there for tests and for those who write
// pages; the service does not show it.
type kitPage struct {
	frame

	name     string
	Note     note
	Problems []problem
	Fields   []field
	Buttons  buttons
	Search   search
	Table    table
	Pager    *pager
	Timeline timeline
	Progress progress
	Empty    empty
	Facts    []definition
	Findings []finding
	Confirm  confirmation
	Badges   []*badge
}

func (p kitPage) file() string { return p.name }

const kitContent = `{{define "content"}}<h1>{{.Title}}</h1>
{{template "errors" .Problems}}
<p>{{range .Badges}}{{template "badge" .}} {{end}}</p>
{{template "note" .Note}}
<h2>Modulo</h2>
<form method="post" action="/" novalidate data-unsaved>
{{range .Fields}}{{template "field" .}}{{end}}
{{template "buttons" .Buttons}}
</form>
<h2>Elenco</h2>
{{template "search" .Search}}
<div id="elenco">
<p role="status">214 adesioni</p>
{{template "table" .Table}}{{template "pager" .Pager}}
</div>
{{template "empty" .Empty}}
<h2>Calendario</h2>
{{template "timeline" .Timeline}}
<h2>Lavoro</h2>
{{template "progress" .Progress}}
<h2>Dati</h2>
{{template "definitions" .Facts}}
<h2>Controllo</h2>
{{template "findings" .Findings}}
{{end}}`

const confirmContent = `{{define "content"}}{{template "confirm" .Confirm}}{{end}}`

// KitHandler shows the kit at / and a page that asks for confirmation at /conferma.
func KitHandler(t *testing.T) http.Handler {
	t.Helper()
	a, err := readAssets("")
	if err != nil {
		t.Fatal(err)
	}
	s := &service{assets: a, pages: map[string]lazyPage{}}
	gin.SetMode(gin.ReleaseMode)
	e := gin.New()
	e.Use(s.secureHeaders)
	var times atomic.Int64 // how often it was shown: the long job goes on each time
	for path, content := range map[string]string{"/": kitContent, "/conferma": confirmContent} {
		shown, err := parseFrame(a)
		if err == nil {
			shown, err = shown.Parse(content)
			s.pages[path] = func() (*template.Template, error) { return shown, err }
		}
		if err != nil {
			t.Fatal(err)
		}
		e.GET(path, func(c *gin.Context) {
			sample := kitSample(c.Request.URL)
			sample.name = path
			sample.Progress.Done = int(min(100*times.Add(1), 300))
			sample.Progress.Words = fmt.Sprintf("%d patti di 300", sample.Progress.Done)
			s.show(c, http.StatusOK, sample)
		})
	}
	e.GET("/static/:file", s.giveStatic)
	return e
}

func kitSample(at *url.URL) kitPage {
	fields := []field{
		{Name: "nome", Label: "Nome del soggetto", Required: true, Autocomplete: "organization", Error: "Scrivere il nome del soggetto: senza, la ricevuta non si può fare."},
		{Kind: "email", Name: "pec", Label: "PEC", Hint: "Come sta scritta sulla scheda.", Value: "info@pec.example.it", Width: "medium", Autocomplete: "email", MaxLength: 200},
		{Kind: "date", Name: "giorno", Label: "Giorno in cui è arrivata", Value: "2013-11-05", Width: "short", Min: "2013-10-01", Max: "2013-12-31"},
		{Kind: "time", Name: "ora", Label: "Ora", Value: "09:30", Width: "short", Hint: "Dopo le 12.00 è fuori termine.", Error: "L’ora è dopo il termine: scegliere se ammetterla lo stesso."},
		{Kind: "number", Name: "numero", Label: "Numero di protocollo", Value: "1234", Width: "short", Inputmode: "numeric", Step: "1"},
		{Kind: "select", Name: "tavolo", Label: "Tavolo", Width: "medium", Value: "anziani", Options: []option{{Value: "", Words: "Scegliere"}, {Value: "minori", Words: "Minori e famiglie"}, {Value: "anziani", Words: "Anziani"}}},
		{Kind: "radio", Name: "canale", Label: "Come è arrivata", Required: true, Value: "pec", Options: []option{{Value: "pec", Words: "PEC"}, {Value: "posta", Words: "Posta elettronica", Hint: "senza valore di consegna"}, {Value: "sportello", Words: "Allo sportello"}}},
		{Kind: "checkboxes", Name: "firme", Label: "Chi firma", Error: "Scegliere almeno una persona.", Options: []option{{Value: "presidente", Words: "Il Presidente", Chosen: true}, {Value: "dirigente", Words: "Il Dirigente"}}},
		{Kind: "checkbox", Name: "consenso", Label: "Ha firmato l’informativa", Hint: "Riquadro in fondo alla scheda.", Value: "si"},
		{Kind: "textarea", Name: "note", Label: "Note", Rows: 3, Value: "Consegnata a mano."},
		{Kind: "file", Name: "scheda", Label: "Scheda compilata", Hint: "Un PDF, 20 MB al più.", Accept: "application/pdf", Multiple: true},
	}
	back := &navLink{Words: "Torna all’elenco", Link: "/"}
	wanted := strings.ToLower(at.Query().Get("cerca"))
	p := kitPage{
		frame: frame{
			Title: "Adesioni", Office: "Ambito Territoriale Sociale di Casarano", Viewer: &Viewer{Name: "Anna Rossi", Grant: account.Grant{Level: account.Operator}},
			Flash: &flash{Kind: flashDone, Text: "L’adesione è salvata."}, Banner: "Dimostrazione: il servizio crede che oggi sia il 4 novembre 2013.",
			Nav: []navLink{{"Procedimenti", "/", true}, {"Archivio", "/archivio", false}}, Crumbs: []navLink{{Words: "Procedimenti", Link: "/"}, {Words: "Piano sociale di zona 2014-2016", Link: "/"}},
			Section: &tabs{"Procedimento", []navLink{{"Cruscotto", "/", false}, {"Calendario", "/", false}, {"Adesioni", "/", true}, {"Incontri", "/", false}, {"Atti", "/", false}}},
		},
		Note:     note{"info", "La scheda è fuori termine", "È arrivata il 5 novembre alle 12.40, dopo le 12.00.", &navLink{Words: "Il termine", Link: "/"}},
		Fields:   fields,
		Problems: append(problemsOf(fields...), problem{Text: "Il procedimento è cambiato nel frattempo: controllare e salvare di nuovo."}),
		Buttons:  buttons{Do: "Salva", Also: []submit{{"Salva e aggiungi un’altra", "poi", "altra"}}, Links: []navLink{{Words: "Ricevuta", Link: "/"}}, Back: back},
		Search: search{
			Action: "/", Name: "cerca", Label: "Cerca per nome o sede", Value: at.Query().Get("cerca"), Target: "elenco", Hidden: []hidden{{"tavolo", "anziani"}},
			Others: []field{{Kind: "select", Name: "stato", Label: "Stato", Options: []option{{Value: "", Words: "Tutti"}, {Value: "tardi", Words: "Fuori termine"}}}},
		},
		Table: table{Caption: "Adesioni al percorso", Columns: []column{{Words: "Soggetto"}, {Words: "Arrivata"}, {Words: "Tavoli", Number: true}, {Words: "Stato"}, {Words: "Azioni"}}, Rows: []row{
			{Cells: []cell{{Words: "Cooperativa sociale L’Aurora", Link: "/", Note: "Casarano"}, {Words: "04/11/2013, ore 10.15"}, {Words: "3"}, {State: &badge{"ammessa", "good"}}, {Actions: []navLink{{Words: "Modifica", Link: "/"}, {Words: "Ricevuta", Link: "/"}}, About: "di L’Aurora"}}},
			{Current: true, Cells: []cell{{Words: "Associazione Volontari per l’assistenza domiciliare agli anziani", Link: "/"}, {Words: "05/11/2013, ore 12.40"}, {Words: "12"}, {State: &badge{"fuori termine", "warn"}}, {Actions: []navLink{{Words: "Modifica", Link: "/"}}, About: "dei Volontari"}}},
		}},
		Pager: newPager("Pagine delle adesioni", &url.URL{Path: "/", RawQuery: "tavolo=anziani"}, 4, 25, 214),
		Timeline: timeline{Phases: []phase{
			{Title: "Fase 1: ascolto", When: "6-15 novembre 2013", State: &badge{"in corso", "info"}, Events: []event{
				{When: "mercoledì 6 novembre 2013, ore 15.30", Title: "Sessione plenaria di apertura", Link: "/", Where: "Casarano, sala consiliare", State: &badge{"registro firmato", "good"}, Done: []string{"Fatto: presenze registrate."}, Notes: []string{"Manca: verbale da emettere."}, Actions: []navLink{{Words: "Scrivi il verbale", Link: "/"}}},
				{When: "giovedì 7 novembre 2013, ore 9.30", Title: "Tavolo Anziani", Where: "Ugento, biblioteca comunale", Now: true, Actions: []navLink{{Words: "Stampa il registro", Link: "/"}}},
			}},
			{Title: "Fase 2: patti", State: &badge{Words: "da cominciare"}},
		}},
		Progress: progress{ID: "patti", Label: "Patti di partecipazione", Total: 300, Address: "/"},
		Empty:    empty{"Nessuna adesione", "Le schede arrivano fino al 5 novembre 2013, ore 12.00.", &navLink{Words: "Aggiungi un’adesione", Link: "/"}},
		Facts: []definition{
			{"Numero di repertorio", cell{Words: "2013/12"}},
			{"Stato", cell{State: &badge{"pubblicato", "good"}, Note: "dal 4 al 19 novembre 2013"}},
		},
		Findings: []finding{
			{Severity: "errore", Class: "error", What: "Il 6 novembre 2013 non è un martedì.", Why: "Chi legge non sa quale dei due è giusto.", Repair: "Correggere il giorno o la data.", Where: "riga 41, carattere 15", Excerpt: "giorno: martedì", Link: &navLink{Words: "Modifica l’incontro", Link: "/"}},
			{Severity: "da confermare", Class: "confirm", What: "Il termine cade dopo il primo incontro aperto.", Why: "Chi aderisce dopo non può parteciparvi.", Repair: "Confermare, o anticipare il termine."},
			{Severity: "avviso", Class: "warning", What: "Non è indicato il responsabile del procedimento.", Repair: "Indicarlo nei dati dell’ente."},
		},
		Badges: []*badge{{Words: "bozza"}, {"emesso", "info"}, {"firmato", "good"}, {"da confermare", "warn"}, {"annullato", "bad"}},
		Confirm: confirmation{
			Question: "Annullare l’avviso n. 2013/12?", Consequences: []string{"L’avviso resta in archivio, con la scritta ANNULLATO.", "Il numero 2013/12 non si usa più.", "Non si può tornare indietro."},
			Fields: []field{{Kind: "textarea", Name: "motivo", Label: "Motivo dell’annullamento", Required: true, Hint: "Sta scritto nell’archivio per sempre."}},
			Hidden: []hidden{{"versione", "3"}}, Action: "/conferma", Buttons: buttons{Do: "Annulla l’avviso", Danger: true, Back: back},
		},
	}
	p.Table.Rows = slices.DeleteFunc(p.Table.Rows, func(r row) bool {
		return !strings.Contains(strings.ToLower(r.Cells[0].Words), wanted)
	})
	return p
}

func TestKit_PagerKeepsWhatWasSearchedFor(t *testing.T) {
	at := &url.URL{Path: "/adesioni", RawQuery: "cerca=aurora&pagina=4"}
	p := newPager("Pagine", at, 4, 25, 214)
	if p.Previous != "/adesioni?cerca=aurora&pagina=3" || p.Next != "/adesioni?cerca=aurora&pagina=5" || p.Shown != "76-100 di 214" {
		t.Errorf("%+v", p)
	}
	var words string
	for _, l := range p.Pages {
		words += l.Words + " "
	}
	if words != "1 … 3 4 5 … 9 " {
		t.Errorf("pages %q", words)
	}
	if newPager("Pagine", at, 1, 50, 50) != nil {
		t.Error("one page needs no pager")
	}
}

func TestKit_FieldNamesWhatDescribesIt(t *testing.T) {
	for _, c := range []struct {
		f    field
		want string
	}{
		{field{Name: "x"}, ""},
		{field{Name: "x", Hint: "h"}, "campo-x-aiuto"},
		{field{Name: "x", Hint: "h", Error: "e"}, "campo-x-aiuto campo-x-errore"},
	} {
		if got := c.f.Described(); got != c.want {
			t.Errorf("%+v: %q, want %q", c.f, got, c.want)
		}
	}
}

func TestAssets_AreKeptOnlyByTheirVersion(t *testing.T) {
	a, err := readAssets(".atto {}")
	if err != nil {
		t.Fatal(err)
	}
	if a.address("manca.css") != "" || !bytes.Contains([]byte(a.address("pagine.css")), []byte("?v=")) {
		t.Errorf("addresses %q and %q", a.address("manca.css"), a.address("pagine.css"))
	}
}
