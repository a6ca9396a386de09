package processfile

import (
	"fmt"
	"slices"

	"github.com/goccy/go-yaml/ast"

	"concerta/internal/process"
)

// rooms reads the mapping from the id of a place to its printed words.
func rooms(key string) field {
	return field{key: key, read: func(v value) {
		if v.r.keys != nil {
			return
		}
		node, ok := v.node.(*ast.MappingNode)
		if !ok {
			v.wrongType("elenca i luoghi per id", "Scrivere una riga per luogo: «sala-consiliare: Sala Consiliare, piazza San Domenico».")
			return
		}
		v.r.rooms = map[string]string{}
		for _, pair := range node.Values {
			v.room(pair)
		}
	}}
}

func (v value) room(pair *ast.MappingValueNode) {
	name := pair.Key.GetToken().Value
	k := v.child(v.join(name), pair.Key, pair.Key)
	if _, twice := v.r.rooms[name]; twice {
		k.fault("chiave-doppia", fmt.Sprintf("Il luogo «%s» c'è due volte.", name), "Non si può sapere quale vale.", "Tenerne uno.")
		return
	}
	var checked string
	id("", &checked).read(k)
	v.r.rooms[name] = ""
	if isNull(pair.Value) {
		k.fault("chiave-mancante", fmt.Sprintf("Il luogo «%s» non ha parole da stampare.", name), "Gli atti stampano queste parole.",
			"Scriverle dopo i due punti.")
		return
	}
	v.r.rooms[name] = v.child(v.join(name), pair.Key, pair.Value).plain()
}

// readPlace reads a place: the words to print, the id of a known place, or
// both under their own keys.
func readPlace(v value, p *process.Place) {
	if v.r.keys != nil {
		v.describe([]field{id("id", &p.ID), text("stampa", &p.Printed)})
		return
	}
	if _, isMapping := v.node.(*ast.MappingNode); !isMapping {
		words := v.plain()
		v.r.later = append(v.r.later, func() {
			if printed, known := v.r.rooms[words]; known {
				*p = process.Place{ID: words, Printed: printed}
				return
			}
			p.Printed = words
		})
		return
	}
	v.object(id("id", &p.ID), text("stampa", &p.Printed))
	v.r.later = append(v.r.later, func() { v.lookUp(p) })
}

// lookUp gives a place known by its id the words to print.
func (v value) lookUp(p *process.Place) {
	printed, known := v.r.rooms[p.ID]
	switch {
	case p.ID != "" && !known && v.r.rooms != nil:
		at := v
		at.path = v.join("id")
		at.line, at.column = v.r.places[at.path].line, v.r.places[at.path].column
		at.fault("luogo-sconosciuto", fmt.Sprintf("Il luogo «%s» non è tra quelli di «luoghi».", p.ID),
			"L'id di un luogo serve a riconoscere due incontri nella stessa sala.", v.r.nearRoom(p.ID))
	case p.Printed == "" && printed != "":
		p.Printed = printed
	case p.Printed == "" && p.ID != "":
		v.fault("chiave-mancante", fmt.Sprintf("Del luogo «%s» non si sa che cosa stampare.", p.ID), "Gli atti stampano queste parole.",
			"Aggiungere «stampa:», oppure il luogo tra i «luoghi».")
	}
}

func (r *reader) nearRoom(id string) string {
	var ids []string
	for known := range r.rooms {
		ids = append(ids, known)
	}
	slices.Sort(ids)
	if near := nearest(id, ids); near != "" {
		return "Forse si intendeva «" + near + "»; altrimenti aggiungerlo ai «luoghi»."
	}
	return "Aggiungerlo ai «luoghi»."
}
