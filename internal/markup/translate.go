package markup

import (
	"errors"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// parseProblem turns what text/template says of a template that does not parse
// into a problem. It tells the line only: the column is where the words it
// quotes are, or where the last action of that line starts.
func (f *file) parseProblem(err error) Problem {
	m := regexp.MustCompile(`(?s)^template: [^:]*:(\d+): (.*)$`).FindStringSubmatch(err.Error())
	if m == nil {
		return f.problemAt(0, "il modello non si legge: "+err.Error()+".", "Correggere il modello.")
	}
	line, _ := strconv.Atoi(m[1]) // digits by the expression
	what, repair := italianParse(m[2])
	if started := regexp.MustCompile(`started at [^:]*:(\d+)`).FindStringSubmatch(m[2]); started != nil {
		line, _ = strconv.Atoi(started[1])
	}
	if strings.HasPrefix(m[2], "unexpected EOF") {
		return f.problemAt(f.unfinished(), what, repair)
	}
	start := f.offset(line-1, 0)
	text, _, _ := strings.Cut(f.src[start:], "\n")
	col := max(strings.LastIndex(text, "{{"), 0)
	if keyword, ok := strings.CutPrefix(m[2], "missing value for "); ok {
		if at := regexp.MustCompile(`\{\{-?\s*` + regexp.QuoteMeta(keyword)).FindStringIndex(text); at != nil {
			col = at[0]
		}
	}
	if q := regexp.MustCompile(`"([^"]+)"`).FindStringSubmatch(m[2]); q != nil {
		if i := strings.Index(text, q[1]); i >= 0 {
			col = i
		}
	}
	return f.problemAt(start+col, what, repair)
}

// functionNames is the repair of a name that is no function.
func functionNames() string {
	return "Le funzioni sono: " + strings.Join(slices.Sorted(maps.Keys(helperFuncs())), ", ") + "."
}

// unfinished is the offset of the innermost action that no {{end}} ends.
func (f *file) unfinished() int {
	var open []int
	for _, m := range regexp.MustCompile(`\{\{-?\s*(if|range|with|end)\b`).FindAllStringSubmatchIndex(f.src, -1) {
		if f.src[m[2]:m[3]] != "end" {
			open = append(open, m[0])
		} else if len(open) > 0 {
			open = open[:len(open)-1]
		}
	}
	if len(open) == 0 {
		return len(f.src)
	}
	return open[len(open)-1]
}

func italianParse(msg string) (what, repair string) {
	quoted := func() string {
		if q := regexp.MustCompile(`"([^"]+)"`).FindStringSubmatch(msg); q != nil {
			return q[1]
		}
		return ""
	}
	switch {
	case strings.HasPrefix(msg, "unclosed action"), strings.Contains(msg, "unclosed left paren"):
		return "un'azione o una parentesi non è chiusa.", "Chiudere l'azione con «}}» sulla stessa riga."
	case strings.HasPrefix(msg, "unclosed comment"):
		return "un commento non è chiuso.", "Chiudere il commento con «*/}}»."
	case strings.HasPrefix(msg, "unterminated quoted string"), strings.HasPrefix(msg, "unterminated"):
		return "le virgolette di un'azione non si chiudono.", "Chiudere le virgolette prima di «}}»."
	case strings.HasPrefix(msg, "function "):
		return "la funzione «" + quoted() + "» non esiste.", "I campi iniziano con un punto ({{.Titolo}}). " + functionNames()
	case strings.HasPrefix(msg, "undefined variable"):
		return "la variabile «" + quoted() + "» non è definita.", "Definirla prima con {{$nome := …}}."
	case strings.HasPrefix(msg, "unexpected EOF"):
		return "manca un {{end}}.", "Ogni {{if}}, {{range}} e {{with}} si chiude con {{end}}."
	case strings.HasPrefix(msg, "unexpected {{end}}"), strings.HasPrefix(msg, "unexpected {{else}}"):
		return "c'è un {{end}} o un {{else}} di troppo.", "Toglierlo, o aprire prima con {{if}}, {{range}} o {{with}}."
	case strings.HasPrefix(msg, "missing value for"):
		return "a un'azione manca il valore.", "Scrivere che cosa va provato o ripetuto, come {{if .Privacy}}."
	case strings.HasPrefix(msg, "unexpected"):
		return "l'azione non si legge: c'è qualcosa di troppo («" + quoted() + "»).", "Confrontarla con {{.Campo}} o {{funzione .Campo}}."
	case strings.HasPrefix(msg, "bad character"), strings.HasPrefix(msg, "unrecognized character"):
		return "l'azione contiene un carattere che non si legge.", "I nomi sono fatti di lettere e cifre, preceduti da un punto."
	case strings.HasPrefix(msg, "bad number syntax"):
		return "un numero dell'azione non si legge.", "Scriverlo con sole cifre."
	}
	return "il modello non si legge: " + msg + ".", "Correggere l'azione a questa riga."
}

// execProblem turns an error of execution into a problem.
func (t *Templates) execProblem(act string, err error, r *run) Problem {
	f := t.files[act]
	m := regexp.MustCompile(`(?s)^template: ([^:]*)\.md:(\d+):(\d+): (?:executing "[^"]*" at <(.*?)>: )?(.*)$`).FindStringSubmatch(err.Error())
	if m == nil {
		what, repair := italianExec(err, "")
		return f.problemAt(t.lastPlace(r, f), what, repair)
	}
	if named := t.files[m[1]]; named != nil {
		f = named
	}
	line, _ := strconv.Atoi(m[2]) // digits by the expression
	col, _ := strconv.Atoi(m[3])
	what, repair := italianExec(err, m[4])
	return f.problemAt(f.offset(line-1, col), what, repair)
}

// lastPlace is the offset in f of the last piece that was printed.
func (t *Templates) lastPlace(r *run, f *file) int {
	if n := len(r.origin); n > 0 {
		if p := t.places[r.origin[n-1].place]; p.file == f {
			return p.offset
		}
	}
	return 0
}

func italianExec(err error, at string) (what, repair string) {
	for _, k := range []struct {
		kind   error
		repair string
	}{
		{errReserved, "Togliere il carattere dai dati."},
		{errNotUTF8, "Correggere i dati: il testo dev'essere in UTF-8."},
		{errReference, "Correggere il rinvio nel file del procedimento."},
		{errUnprinted, "Stampare i suoi campi, o ripetere con {{range}}."},
		{errTooLong, "Controllare le ripetizioni ({{range}}) del modello."},
		{errTooMany, "Controllare le ripetizioni ({{range}}) e i pezzi che si richiamano da soli."},
		{errNotDate, "Provare prima se la data c'è, con {{if}}."},
		{errNotText, "Usare la funzione con un testo dell'ente, come .Contenuto o .Chiusura."},
		{errNotList, "Usare la funzione con un elenco."},
		{errOutside, "Usare la funzione con un numero che può trattare."},
		{errTooWordy, "Scrivere parole più brevi."},
	} {
		if errors.Is(err, k.kind) {
			return "in «" + at + "»: " + innermost(err) + ".", k.repair
		}
	}
	if m := regexp.MustCompile(`can't evaluate field (\S+) in type (\S+)`).FindStringSubmatch(err.Error()); m != nil {
		return "il campo «" + m[1] + "» non esiste in questo punto.", "Controllare il nome, maiuscole comprese, e se ci si trova dentro un {{range}} o un {{with}}: lì il punto è un altro ($ è tutto l'atto)."
	}
	switch msg := err.Error(); {
	case strings.Contains(msg, "range can't iterate over"):
		return "«" + at + "» non è un elenco: {{range}} non lo può ripetere.", "Usare {{with}} o {{if}}, oppure un campo che sia un elenco."
	case strings.Contains(msg, "wrong number of args"):
		return "«" + at + "» riceve un numero sbagliato di valori.", "Controllare in docs/modelli.md che cosa vuole la funzione."
	case strings.Contains(msg, "wrong type"), strings.Contains(msg, "expected "), strings.Contains(msg, "incompatible types"):
		return "«" + at + "» riceve un valore del tipo sbagliato.", "Controllare in docs/modelli.md che cosa vuole la funzione."
	case strings.Contains(msg, "nil pointer evaluating"):
		return "«" + at + "» è di un dato che non c'è.", "Provare prima se il dato c'è, con {{with}} o {{if}}."
	case strings.Contains(msg, "exceeded maximum template depth"):
		return "un pezzo richiama sé stesso senza fine.", "Togliere il richiamo."
	}
	return "l'atto non si compone: " + innermost(err) + ".", "Correggere il modello in questo punto."
}

// innermost is the message without what text/template puts before it.
func innermost(err error) string {
	msg := err.Error()
	if i := strings.LastIndex(msg, "error calling "); i >= 0 {
		if _, after, ok := strings.Cut(msg[i:], ": "); ok {
			return after
		}
	}
	if i := strings.LastIndex(msg, ">: "); i >= 0 {
		return msg[i+len(">: "):]
	}
	return msg
}
