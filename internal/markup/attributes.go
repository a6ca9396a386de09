package markup

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"concerta/internal/doc"
)

// form is where a directive may stand.
type form string

const (
	containerForm form = "contenitore" // :::nome … :::
	leafForm      form = "riga"        // ::nome
	inlineForm    form = "testo"       // :nome[…]
)

// rule says what a directive is: its form, the attributes it knows and those
// it cannot do without.
type rule struct {
	form     form
	known    []string
	required []string
	label    bool // it takes [words]
}

// directiveRules are the directives by name.
func directiveRules() map[string]rule {
	return map[string]rule{
		"intestazione": {form: containerForm, known: []string{"logo"}},
		"ente":         {form: leafForm, label: true},
		"sotto":        {form: leafForm, label: true},
		"contatti":     {form: leafForm, label: true},
		"centrato":     {form: containerForm},
		"destra":       {form: containerForm},
		"sottotitolo":  {form: containerForm},
		"nota":         {form: containerForm},
		"sezione":      {form: containerForm, known: []string{"orientamento", "lingua"}},
		"tabella":      {form: containerForm, known: []string{"didascalia", "larghezze", "righe-vuote", "altezza", "nomi-riga", "celle", "con-precedente"}},
		"titolo":       {form: leafForm, known: []string{"livello"}, required: []string{"livello"}, label: true},
		"firme":        {form: containerForm},
		"firma":        {form: leafForm, known: []string{"nome", "ruolo", "chi", "modo", "nota", "omissis"}, required: []string{"nome", "chi"}},
		"campo": {
			form:     leafForm,
			known:    []string{"nome", "etichetta", "suggerimento", "tipo", "opzioni", "valore", "obbligatorio", "spuntato", "righe", "omissis"},
			required: []string{"nome", "etichetta"},
		},
		"figura":       {form: leafForm, known: []string{"immagine", "testo", "larghezza", "id"}, required: []string{"immagine"}},
		"codice":       {form: leafForm, known: []string{"dati", "testo", "alternativa", "lato", "id"}, required: []string{"dati", "alternativa"}},
		"riga":         {form: leafForm},
		"salto-pagina": {form: leafForm},
		"lingua":       {form: inlineForm, known: []string{"codice"}, required: []string{"codice"}, label: true},
		"omissis":      {form: inlineForm, known: []string{"motivo", "invece"}, required: []string{"motivo"}, label: true},
	}
}

// attrs are the attributes of one directive, tokens still in them.
type attrs struct {
	c    *converter
	raw  map[string]string
	at   map[string]int // offset of each value
	here int            // offset of the directive
}

// attributes reads and checks the attributes of a directive. It is false when
// the directive cannot be made.
func (c *converter) attributes(name, s string, sAt, at int, f form) (attrs, bool) {
	a := attrs{c: c, raw: map[string]string{}, at: map[string]int{}, here: at}
	r, ok := c.t.grammar.rules[name]
	if !ok {
		c.fail(at, "la direttiva «"+name+"» non esiste.", "Usare una fra: "+strings.Join(slices.Sorted(maps.Keys(c.t.grammar.rules)), ", ")+".")
		return a, false
	}
	if r.form != f {
		c.fail(at, "la direttiva «"+name+"» è scritta con i due punti sbagliati.", "Si scrive "+example(name, r.form)+".")
		return a, false
	}
	if !a.read(s, sAt) {
		return a, false
	}
	good := true
	for _, key := range a.keys() {
		if !slices.Contains(r.known, key) {
			c.fail(a.at[key], "la direttiva «"+name+"» non ha l'attributo «"+key+"».", knownWords(r.known))
			good = false
		}
	}
	for _, key := range r.required {
		if _, has := a.raw[key]; !has {
			c.fail(at, "alla direttiva «"+name+"» manca l'attributo «"+key+"».", "Aggiungere {"+key+`="…"}.`)
			good = false
		}
	}
	return a, good
}

func example(name string, f form) string {
	switch f {
	case containerForm:
		return "«:::" + name + "», e più sotto «:::» per chiudere"
	case leafForm:
		return "«::" + name + "» su una riga sola"
	case inlineForm:
		return "«:" + name + "[testo]»"
	}
	return name
}

func knownWords(known []string) string {
	if len(known) == 0 {
		return "Non ne ha nessuno: togliere le parentesi graffe."
	}
	return "Ha solo: " + strings.Join(known, ", ") + "."
}

// read cuts key="value" pairs.
func (a attrs) read(s string, off int) bool {
	i := 0
	for {
		for i < len(s) && (s[i] == ' ' || s[i] == '\t') {
			i++
		}
		if i == len(s) {
			return true
		}
		eq := strings.IndexByte(s[i:], '=')
		key := strings.TrimSpace(s[i:])
		if eq >= 0 {
			key = strings.TrimSpace(s[i : i+eq])
		}
		start := i + eq + 1
		if eq < 0 || key == "" || strings.ContainsAny(key, " \t\"") || start >= len(s) || s[start] != '"' {
			a.c.fail(off+i, "gli attributi non si leggono da qui: «"+strings.TrimSpace(dropTokens(s[i:]))+"».", `Scriverli così: {chiave="valore" altra="valore"}.`)
			return false
		}
		end := strings.IndexByte(s[start+1:], '"')
		if end < 0 {
			a.c.fail(off+start, "nell'attributo «"+key+"» le virgolette non si chiudono.", `Scrivere {`+key+`="valore"}.`)
			return false
		}
		if _, twice := a.raw[key]; twice {
			a.c.fail(off+i, "l'attributo «"+key+"» è scritto due volte.", "Lasciarne uno.")
			return false
		}
		a.raw[key] = s[start+1 : start+1+end]
		a.at[key] = off + i
		i = start + 1 + end + 1
	}
}

func (a attrs) keys() []string {
	list := make([]string, 0, len(a.raw))
	for k := range a.raw {
		list = append(list, k)
	}
	slices.SortFunc(list, func(x, y string) int { return a.at[x] - a.at[y] })
	return list
}

// dropTokens shows a part of an executed template to people.
func dropTokens(s string) string {
	var sb strings.Builder
	for _, p := range pieces(s) {
		if p.kind == 0 {
			sb.WriteString(p.raw)
		} else {
			sb.WriteString("{{…}}")
		}
	}
	return sb.String()
}

// madeUp tells whether a value is not known while only the shape is checked.
func (a attrs) madeUp(key string) bool { return a.c.shape && hasToken(a.raw[key]) }

func (a attrs) text(key string) string {
	s, _ := a.c.plain(a.raw[key], a.at[key])
	return s
}

// choice is the index of the value among the words; 0 when it is not given.
func (a attrs) choice(key string, words ...string) int {
	v := a.text(key)
	if v == "" || a.madeUp(key) {
		return 0
	}
	i := slices.Index(words, v)
	if i < 0 {
		a.c.fail(a.at[key], "l'attributo «"+key+"» non può valere «"+v+"».", "Scrivere uno fra: "+strings.Join(words, ", ")+".")
		return 0
	}
	return i
}

func (a attrs) yes(key string) bool { return a.choice(key, "no", "sì") == 1 }

// number is a value between least and most; least when it is not given.
func (a attrs) number(key string, least, most float64) float64 {
	v := a.text(key)
	if v == "" || a.madeUp(key) {
		return least
	}
	n, err := strconv.ParseFloat(strings.Replace(v, ",", ".", 1), 64)
	if err != nil || !(n >= least && n <= most) {
		a.c.fail(a.at[key], "l'attributo «"+key+"» non può valere «"+v+"».",
			"Scrivere un numero fra "+strconv.FormatFloat(least, 'g', -1, 64)+" e "+strconv.FormatFloat(most, 'g', -1, 64)+".")
		return least
	}
	return n
}

func (a attrs) whole(key string, least, most int) int {
	return int(a.number(key, float64(least), float64(most)))
}

// image is the picture whose token is the value; nil when there is none.
func (a attrs) image(key string) *doc.Image {
	list := pieces(strings.TrimSpace(a.raw[key]))
	if len(list) == 0 || a.c.shape || len(list) == 1 && list[0].kind == textToken && list[0].text == "" {
		return nil
	}
	if len(list) != 1 || list[0].kind != imageToken {
		a.c.fail(a.at[key], "l'attributo «"+key+"» non è un'immagine.", `Scrivere un'immagine dei dati, come {logo="{{.Ente.Logo}}"}.`)
		return nil
	}
	im := a.c.run.images[list[0].n]
	return &im
}

// positive reads a number greater than zero.
func positive(s string) (float64, bool) {
	n, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	return n, err == nil && n > 0 && n < 1e6
}
