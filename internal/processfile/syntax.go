package processfile

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"concerta/internal/process"
)

// Bounds on what is given to the YAML parser: beyond them its time grows with
// the square of the size, or its stack with the depth. No honest file comes
// near them.
const (
	maxColumn    = 200  // of a key or a dash
	maxFlowDepth = 20   // of [ ] and { }
	maxKeys      = 1000 // in one mapping
	maxBlank     = 200  // blank lines in a row
)

// parse gives the root of the YAML tree, or nil and why there is none.
func parse(s source) (ast.Node, []process.Finding) {
	if f := blankRun(s); f != nil {
		return nil, []process.Finding{*f}
	}
	tokens := lexer.Tokenize(s.text)
	if faults := refuse(tokens); len(faults) > 0 {
		return nil, faults
	}
	file, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
	if err != nil {
		return nil, []process.Finding{syntaxFault(err)}
	}
	var root ast.Node
	for _, d := range file.Docs {
		if d.Body == nil || d.Body.Type() == ast.CommentType {
			continue
		}
		if root != nil {
			return nil, []process.Finding{notAllowed(spotOf(d.Body), "Nel file ci sono più documenti YAML separati da ---.",
				"Tenere un procedimento per file.")}
		}
		root = d.Body
	}
	if root == nil {
		return nil, []process.Finding{*unreadable(nil)}
	}
	return root, nil
}

func blankRun(s source) *process.Finding {
	run := 0
	for i, l := range s.lines {
		if strings.TrimSpace(l) != "" {
			run = 0
			continue
		}
		if run++; run > maxBlank {
			f := tooMuch(i+1, 1, fmt.Sprintf("Ci sono più di %d righe vuote di seguito.", maxBlank))
			f.Repair = "Togliere le righe vuote in più."
			return &f
		}
	}
	return nil
}

// refuse names the YAML that a process file may not use, wherever it is.
func refuse(tokens token.Tokens) []process.Finding {
	var faults []process.Finding
	depth := 0
	keys := [maxColumn + 1]int{} // of the mapping now open at each column
	for _, t := range tokens {
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType, token.TagType, token.DirectiveType, token.MappingKeyType:
			if t.Prev == nil || t.Prev.Type != t.Type { // "**" is one mistake, not two
				faults = append(faults, refusedToken(t))
			}
		case token.SequenceStartType, token.MappingStartType:
			if depth++; depth > maxFlowDepth {
				return append(faults, tooMuch(t.Position.Line, t.Position.Column, "Le parentesi sono troppo annidate."))
			}
		case token.SequenceEndType, token.MappingEndType:
			depth--
		case token.SequenceEntryType, token.MappingValueType:
			column := t.Position.Column
			if t.Type == token.MappingValueType && t.Prev != nil {
				column = t.Prev.Position.Column
			}
			if depth > 0 {
				continue
			}
			if column > maxColumn {
				return append(faults, tooMuch(t.Position.Line, t.Position.Column, "I livelli sono troppo rientrati."))
			}
			column = max(column, 0)
			if t.Type == token.MappingValueType {
				keys[column]++
			}
			clear(keys[column+1:])
			if keys[column] > maxKeys {
				return append(faults, tooMuch(t.Position.Line, t.Position.Column, "Le chiavi di uno stesso livello sono troppe."))
			}
		default:
		}
	}
	return faults
}

func refusedToken(t *token.Token) process.Finding {
	const quote = "Se è un testo che comincia così, metterlo tra virgolette o sulla riga dopo, introdotto da |."
	at := spot{t.Position.Line, t.Position.Column}
	switch t.Type {
	case token.AliasType:
		return notAllowed(at, "Un valore comincia con un asterisco, che in YAML è un alias.",
			"Per un testo con **grassetto** o *corsivo* all'inizio scrivere | e il testo sulla riga dopo, rientrato.")
	case token.AnchorType:
		return notAllowed(at, "Un valore comincia con &, che in YAML è un'ancora.", quote)
	case token.TagType:
		return notAllowed(at, "Un valore comincia con !, che in YAML è un tipo.", quote)
	case token.MergeKeyType:
		return notAllowed(at, "C'è la chiave << di YAML.", "Scrivere per esteso le chiavi che si volevano riprendere.")
	case token.MappingKeyType:
		return notAllowed(at, "C'è un punto interrogativo, che in YAML introduce una chiave complessa.", quote)
	default:
		return notAllowed(at, "C'è una direttiva di YAML (una riga che comincia con %).", "Togliere la riga.")
	}
}

func notAllowed(at spot, what, repair string) process.Finding {
	return process.Finding{
		Rule: "yaml-non-ammesso", Severity: process.Error, Line: at.line, Column: at.column,
		What:   what,
		Why:    "Un procedimento usa solo chiavi, elenchi e valori: ogni cosa si legge dove è scritta.",
		Repair: repair,
	}
}

func tooMuch(line, column int, what string) process.Finding {
	return process.Finding{
		Rule: "yaml-non-ammesso", Severity: process.Error, Line: line, Column: column,
		What: what, Why: "Il file non ha la forma di un procedimento.",
		Repair: "Confrontare il file con uno degli esempi descritti in docs/procedimento.md.",
	}
}

// syntaxFault puts the parser's error in words for the office.
func syntaxFault(err error) process.Finding {
	f := process.Finding{
		Rule: "yaml", Severity: process.Error, Line: 1, Column: 1,
		What:   "Da qui in poi il file non è YAML ben formato.",
		Why:    "Senza una struttura certa non si può leggere nient'altro.",
		Repair: "Controllare rientri, due punti e virgolette di questa riga e di quella prima.",
	}
	var syntax *yaml.SyntaxError
	if !errors.As(err, &syntax) {
		return f
	}
	if syntax.Token != nil {
		f.Line, f.Column = max(syntax.Token.Position.Line, 1), max(syntax.Token.Position.Column, 1)
	}
	for _, m := range syntaxMessages() {
		if strings.Contains(syntax.Message, m.english) {
			f.What, f.Repair = m.what, m.repair
			break
		}
	}
	return f
}

type syntaxMessage struct{ english, what, repair string }

func syntaxMessages() []syntaxMessage {
	const align = "Allineare le chiavi di uno stesso livello alla stessa colonna, e rientrare di due spazi ciò che sta dentro."
	const colon = "Se il valore contiene due punti seguiti da uno spazio, metterlo tra virgolette o introdurlo con |."
	return []syntaxMessage{
		{"end character of double-quoted", "Un testo tra virgolette \" non è chiuso.", "Chiudere le virgolette; dentro il testo scrivere \\\" o usare “ ”."},
		{"end character of single-quoted", "Un testo tra apici ' non è chiuso.", "Chiudere gli apici; dentro il testo raddoppiare l'apostrofo ('')."},
		{"escape character", "Dentro le virgolette \" la barra rovesciata è seguita da un carattere non previsto.", "Raddoppiare la barra (\\\\), o introdurre il testo con |."},
		{"is a reserved character", "Un valore comincia con un carattere riservato (@ o `).", "Mettere il valore tra virgolette."},
		{"mapping value is not allowed", "Qui i due punti non sono attesi: o ce ne sono due sulla stessa riga, o la riga dopo è rientrata troppo.", colon + " " + align},
		{"non-map value is specified", "Qui è attesa una chiave seguita da due punti.", align},
		{"expected map key-value delimiter", "Qui è attesa una chiave seguita da due punti.", align},
		{"value is not allowed in this context", "Qui non è atteso un valore.", align},
		{"unexpected key name", "Questa riga non è una chiave seguita da due punti.", align},
		{"implicit line break", "Una chiave sta su più righe.", align},
		{"block sequence entries are not allowed", "Un trattino di elenco sta sulla stessa riga della chiave.", "Mettere il trattino sulla riga dopo."},
		{"flow mapping end", "La graffa { non è chiusa.", "Chiudere con }. Un testo che comincia con un rinvio {…} va sulla riga dopo, introdotto da |."},
		{"flow map", "Dentro le graffe { } manca qualcosa.", "Scrivere {chiave: valore, chiave: valore}. Un testo che comincia con un rinvio {…} va sulla riga dopo, introdotto da |."},
		{"',' or '}'", "Dentro le graffe { } manca una virgola o la graffa di chiusura.", "Separare con virgole e chiudere con }."},
		{"sequence end token", "La parentesi [ non è chiusa.", "Chiudere con ]."},
		{"',' or ']'", "Dentro le parentesi [ ] manca una virgola o la parentesi di chiusura.", "Separare con virgole e chiudere con ]."},
		{"corresponding to", "C'è una parentesi che non ne chiude nessuna.", "Toglierla, o mettere il valore tra virgolette."},
		{"sequence was used where mapping", "Un elenco sta dove è attesa una chiave.", align},
		{"number of indent", "Il rientro indicato dopo | o > non va bene.", "Scrivere solo | oppure solo >."},
		{"header option", "Dopo | o > c'è qualcosa che non va.", "Scrivere solo | oppure >, e il testo dalla riga dopo."},
	}
}
