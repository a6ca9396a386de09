package markup

import (
	"strings"
	"text/template/parse"
)

// forbidden names what no template may do: call functions that are not ours
// or text/template's comparisons, and loop on a bare number.
func (f *file) forbidden() []Problem {
	var list []Problem
	eachNode(f.tree.Root, func(n parse.Node) {
		id, ok := n.(*parse.IdentifierNode)
		if !ok {
			return
		}
		switch id.Ident {
		case "print", "println", "printf", "html", "js", "urlquery", "call":
			list = append(list, f.problemAt(int(id.Pos), "la funzione «"+id.Ident+"» non si può usare nei modelli.", "Scrivere il testo fuori dalle parentesi graffe e stampare i valori uno per uno."))
		default:
			if strings.HasPrefix(id.Ident, "_") {
				list = append(list, f.problemAt(int(id.Pos), "la funzione «"+id.Ident+"» non esiste.", functionNames()))
			}
		}
	})
	return list
}

// checkIncludes refuses the call of a partial that is not there.
func (t *Templates) checkIncludes(key string) {
	f := t.files[key]
	if f.tree == nil {
		return
	}
	eachNode(f.tree.Root, func(n parse.Node) {
		call, ok := n.(*parse.TemplateNode)
		if ok && t.files[call.Name] == nil {
			t.problems = append(t.problems, f.problemAt(int(call.Pos), "il pezzo «"+call.Name+"» non esiste.", "Creare il file "+call.Name+".md o correggere il nome."))
		}
	})
}
