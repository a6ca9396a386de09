package agid

import (
	"fmt"
	"strconv"
	"strings"
)

// Problem is one thing wrong in the metadata: what, why and how to repair it, in
// Italian.
type Problem struct {
	Rule   string // stable name, "impronta-esadecimale"
	Path   string // element, "Soggetti/Ruolo[2]/Autore/PF/CodiceFiscale"
	What   string
	Why    string
	Repair string
}

// String is the problem in one line.
func (p Problem) String() string {
	return p.Path + ": " + p.What + " " + p.Why + " " + p.Repair
}

// Check names everything wrong in d: what the schema demands, and what it cannot
// see. A document without problems is valid against the schema.
func Check(d *Document) []Problem {
	c := &checker{doc: d}
	c.texts()
	c.idDoc("IdDoc", &d.ID)
	c.formation()
	c.registration()
	c.signature()
	c.subjects()
	c.key()
	c.attachments()
	c.format()
	c.verification()
	c.aggregations()
	c.primary()
	c.change()
	c.retention()
	return c.problems
}

type checker struct {
	doc      *Document
	problems []Problem
}

func (c *checker) add(rule, path, what, why, repair string) {
	c.problems = append(c.problems, Problem{Rule: rule, Path: path, What: what, Why: why, Repair: repair})
}

// quote is s between quotation marks, short enough for a message.
func quote(s string) string { return "«" + short(s) + "»" }

// texts looks at what holds for every text, and at the order of the schema.
func (c *checker) texts() {
	walk(c.doc, func(path string, v *string) {
		switch r, bad := illegal(*v); {
		case bad:
			c.add("carattere", path, fmt.Sprintf("Il testo contiene il carattere %U.", r),
				"Un file XML non può contenerlo.", "Toglierlo dai dati dell'atto.")
		case strings.TrimSpace(*v) == "":
			c.add("manca", path, "Il valore è vuoto.", "L'Allegato 5 lo vuole.", "Scriverlo nei dati dell'atto.")
		}
	}, func(path, what string) {
		c.add("schema", path, "La struttura non è quella dello schema: "+what+".",
			"Il sistema di conservazione rifiuterebbe il pacchetto.", "Completare i dati dell'atto.")
	})
}

func (c *checker) formation() {
	switch c.doc.Formation {
	case FormationCreated, FormationAcquired, FormationStored, FormationGenerated:
	default:
		c.add("modalita", "ModalitaDiFormazione", "La modalità di formazione "+quote(c.doc.Formation)+" non è una delle quattro previste.",
			"Il campo 2 vuole una di quattro frasi, parola per parola; una lettera non basta.", "Usare la frase dell'Allegato 5.")
	}
}

func (c *checker) key() {
	words := c.doc.Key.Keywords
	const path = "ChiaveDescrittiva/ParoleChiave"
	if len(words) > 5 {
		c.add("parole-chiave", path, fmt.Sprintf("Le parole chiave sono %d.", len(words)),
			"Il campo 6.2 ne ammette cinque.", "Tenere le cinque più utili per ritrovare l'atto.")
	}
	seen := map[string]bool{}
	for i, w := range words {
		w = wordKey(w)
		if seen[w] && w != "" {
			c.add("parola-chiave-doppia", item(path, i), "La parola chiave "+quote(w)+" è scritta due volte.",
				"Occupa il posto di un'altra.", "Toglierne una.")
		}
		seen[w] = true
	}
}

// wordKey is equal for keywords that are the same.
func wordKey(s string) string { return strings.ToLower(strings.TrimSpace(s)) }

func (c *checker) attachments() {
	a := &c.doc.Attachments
	if a.Count != len(a.Entries) {
		c.add("allegati-numero", "Allegati/NumeroAllegati",
			fmt.Sprintf("Gli allegati dichiarati sono %d, quelli elencati %d.", a.Count, len(a.Entries)),
			"Chi riceve il pacchetto non sa se ne manca uno.", "Elencare tutti gli allegati, o correggere il numero.")
	}
	if a.Count < 0 || a.Count > 9999 || len(a.Entries) > 9999 {
		c.add("allegati-troppi", "Allegati/NumeroAllegati", fmt.Sprintf("Gli allegati dichiarati sono %d.", a.Count),
			"Il campo 7.1 va da 0 a 9999.", "Riunire gli allegati, o correggere il numero.")
	}
	seen := map[string]bool{c.doc.ID.Identifier: true}
	for i := range a.Entries {
		id := &a.Entries[i].ID
		path := item("Allegati/IndiceAllegati", i) + "/IdDoc"
		c.idDoc(path, id)
		if seen[id.Identifier] {
			c.add("allegato-doppio", path+"/Identificativo", "L'identificativo "+quote(id.Identifier)+" è già dell'atto o di un altro allegato.",
				"Un identificativo è di un documento solo.", "Dare all'allegato il suo.")
		}
		seen[id.Identifier] = true
	}
}

func (c *checker) aggregations() {
	seen := map[Aggregation]bool{}
	for i, a := range c.doc.Aggregations {
		path := item("Agg/TipoAgg", i)
		switch a.Kind {
		case AggregationFile, AggregationSeries, AggregationSeriesOfFile:
		default:
			c.add("aggregazione", path+"/TipoAggregazione", "Il tipo di aggregazione "+quote(a.Kind)+" non è previsto.",
				"Il campo 12.1 conosce «Fascicolo», «Serie Documentale» e «Serie Di Fascicoli».", "Usare uno dei tre.")
		}
		if seen[a] {
			c.add("aggregazione-doppia", path, "L'aggregazione "+quote(a.ID)+" è scritta due volte.", "Un atto sta una volta sola in un fascicolo.", "Toglierne una.")
		}
		seen[a] = true
	}
}

// primary looks at field 13, which attachments have and other documents do not.
func (c *checker) primary() {
	d, path := c.doc, "IdIdentificativoDocumentoPrimario"
	if d.Primary == nil {
		if kind := strings.ToLower(strings.TrimSpace(d.Kind)); kind == "allegato" || strings.HasPrefix(kind, "allegato ") {
			c.add("primario-manca", path, "L'allegato non dice di quale atto è.",
				"Il campo 13 è obbligatorio per gli allegati.", "Scrivere identificativo e impronta dell'atto.")
		}
		return
	}
	c.idDoc(path, d.Primary)
	if d.Primary.Identifier == d.ID.Identifier {
		c.add("primario-se-stesso", path+"/Identificativo", "Il documento è allegato a sé stesso.",
			"Il campo 13 è solo degli allegati, e nomina un altro documento.", "Togliere il campo, o scrivere l'identificativo dell'atto.")
	}
	if d.Attachments.Count > 0 || len(d.Attachments.Entries) > 0 {
		c.add("primario-con-allegati", path, "Il documento è un allegato e ha a sua volta allegati.",
			"Il campo 13 è solo degli allegati; gli allegati sono tutti dell'atto.", "Togliere il campo, o elencare gli allegati nell'atto.")
	}
}

func (c *checker) retention() {
	if n := c.doc.Retention; n != nil && (*n < 1 || *n > Permanent) {
		c.add("conservazione", "TempoDiConservazione", fmt.Sprintf("Il tempo di conservazione è di %d anni.", *n),
			"Il campo 17 va da 1 a 9999, che vuol dire per sempre.", "Scrivere gli anni del piano di conservazione, o 9999.")
	}
}

func item(path string, i int) string { return path + "[" + strconv.Itoa(i+1) + "]" }

// walker is the codec that only looks: every text with its path.
type walker struct {
	path  []string
	index int // of the next element, from 1; 0: not in a list
	see   func(path string, v *string)
	wrong func(path, what string)
}

func walk(d *Document, see func(path string, v *string), wrong func(path, what string)) {
	d.visit(&walker{see: see, wrong: wrong})
}

func (w *walker) has(_ string, present bool) bool { return present }

func (w *walker) item(i int) { w.index = i + 1 }

func (w *walker) open(name string) {
	if w.index > 0 {
		name = item(name, w.index-1)
		w.index = 0
	}
	w.path = append(w.path, name)
}

func (w *walker) close(string) { w.path = w.path[:len(w.path)-1] }

func (w *walker) text(name string, v *string) {
	w.open(name)
	w.see(strings.Join(w.path, "/"), v)
	w.close(name)
}

func (w *walker) refuse(what string) { w.wrong(strings.Join(w.path, "/"), what) }
