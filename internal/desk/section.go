package desk

import "slices"

// Section is what is filled in on one page: parts of a process, or one item of a
// list, which has a page of its own.
type Section struct {
	Name  string // in addresses: "avviso"
	Title string // "Testo dell’avviso"
	About string // what it is for, in a sentence

	paths  []string // its parts in the process file; of an item, below it
	except []string // what of those paths another page fills in
	item   *items   // what it is one of; nil when it is there once
}

// items is a list whose items are found by a key of theirs, never by the place they
// have in it, which others change.
type items struct {
	list string // its path; of the calendar, the list within a phase
	kind string // "incontro": the key of an entry of the calendar that this is; else empty
	id   string // the key of an item that names it
}

// IsItem tells whether a page is of one item of a list.
func (s *Section) IsItem() bool { return s.item != nil }

// Group is sections that belong together.
type Group struct {
	Title    string
	Sections []Section
}

// Groups are all the sections that are there once, in the order of the journey.
func Groups() []Group {
	return []Group{
		{"L’ufficio", []Section{
			{Name: "ente", Title: "Ente e carta intestata", About: "Chi fa gli atti, la testata, i recapiti.", paths: []string{"ente"}, except: []string{"ente.intestazione.logo"}},
			{Name: "firmatari", Title: "Chi firma", About: "In ordine, con l’ufficio e il nome come si stampano.", paths: []string{"firmatari"}},
			{Name: "responsabile", Title: "Responsabile del procedimento", About: "Legge 241/1990, articoli 4-6.", paths: []string{"responsabile"}},
			{Name: "privacy", Title: "Informativa sulla privacy", About: "Chi tratta i dati, perché e per quanto.", paths: []string{"privacy"}},
			{Name: "festivita", Title: "Feste del posto", About: "Il santo patrono: un incontro in quel giorno va confermato.", paths: []string{"festivita"}},
		}},
		{"L’avviso", []Section{
			{Name: "generale", Title: "Titolo e clausole generali", About: "Come si chiama il procedimento; pubblicazione e ricorsi.", paths: []string{"titolo", "lingua", "pubblicazione", "ricorsi"}},
			{Name: "avviso", Title: "Testo dell’avviso", About: "Titolo, premesse, paragrafi di chiusura, luogo e data.", paths: []string{"avviso"}, except: []string{"avviso.annuncio"}},
			{Name: "annuncio", Title: "Annuncio", About: "La frase per cui l’avviso esiste: chi, che verbo, che cosa.", paths: []string{"avviso.annuncio"}},
			{Name: "calendario", Title: "Calendario", About: "Fasi, incontri e periodi."},
			{Name: "tavoli", Title: "Tavoli tematici", About: "I numeri e i nomi dei tavoli.", paths: []string{"tavoli"}},
			{Name: "scadenza", Title: "Scadenza e canali", About: "Entro quando si aderisce, e come.", paths: []string{"scadenza"}},
			{Name: "riferimenti", Title: "Norme richiamate", About: "Con la loro data: il controllo avvisa di una norma più recente dell’atto.", paths: []string{"riferimenti"}},
		}},
		{"Adesioni e registri", []Section{
			{Name: "scheda", Title: "Scheda di adesione", About: "Che cosa chiede la scheda.", paths: []string{"scheda"}},
			{Name: "registro", Title: "Registri delle presenze", About: "Quante righe bianche, quante caselle.", paths: []string{"registro"}},
		}},
		{"Quello che segue", []Section{
			{Name: "proposte", Title: "Proposte", About: "Le proposte dei tavoli e il loro esito."},
			{Name: "verbali", Title: "Verbali", About: "Un verbale per incontro."},
			{Name: "patti", Title: "Patti di partecipazione", About: "Date, impegni e regole comuni a tutti i patti.", paths: []string{"patti"}, except: []string{"patti.parti"}},
			{Name: "parti-dei-patti", Title: "Chi firma i patti", About: "I soggetti con cui si sottoscrivono.", paths: []string{"patti.parti"}},
			{Name: "intesa", Title: "Protocollo d’intesa", About: "Titolo, data, premesse.", paths: []string{"intesa"}, except: []string{"intesa.articoli", "intesa.parti"}},
			{Name: "articoli", Title: "Articoli del protocollo d’intesa", About: "Nell’ordine; il numero lo mette il modello.", paths: []string{"intesa.articoli"}},
			{Name: "parti-dell-intesa", Title: "Chi firma il protocollo d’intesa", About: "L’ente e i sindacati.", paths: []string{"intesa.parti"}},
			{Name: "cabina", Title: "Cabina di regia", About: "I componenti, con il tavolo di cui sono referenti.", paths: []string{"cabina"}},
			{Name: "protocolli", Title: "Numeri di protocollo", About: "I numeri del protocollo del Comune già noti.", paths: []string{"protocolli"}},
		}},
	}
}

// itemSections are the pages of one item.
func itemSections() []Section {
	return []Section{
		{Name: "fase", Title: "Fase", paths: []string{""}, except: []string{"voci"}, item: &items{list: "fasi", id: "id"}},
		{Name: "incontro", Title: "Incontro", paths: []string{""}, item: &items{list: "voci", kind: "incontro", id: "id"}},
		{Name: "periodo", Title: "Periodo", paths: []string{""}, item: &items{list: "voci", kind: "periodo", id: "id"}},
		{Name: "testo", Title: "Testo nel calendario", paths: []string{""}, item: &items{list: "voci", kind: "testo"}},
		{Name: "proposta", Title: "Proposta", paths: []string{""}, item: &items{list: "proposte", id: "id"}},
		{Name: "verbale", Title: "Verbale", paths: []string{""}, item: &items{list: "verbali", id: "incontro"}},
	}
}

// SectionNamed gives the section of that name.
func SectionNamed(name string) (*Section, bool) {
	all := itemSections()
	for _, g := range Groups() {
		all = append(all, g.Sections...)
	}
	i := slices.IndexFunc(all, func(s Section) bool { return s.Name == name })
	if i < 0 {
		return nil, false
	}
	return &all[i], true
}
