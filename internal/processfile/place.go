package processfile

import (
	"fmt"
	"slices"

	"github.com/goccy/go-yaml/ast"

	"concerta/internal/process"
	"concerta/internal/richtext"
)

// rooms is the key of the mapping from the id of a place to its printed words.
// A process keeps the words with each meeting: written, a place is listed with
// the words of the first meeting held there.
func rooms(key string, p *process.Process) field {
	return field{
		key:   key,
		read:  readRooms,
		write: func(writer) *node { return roomsNode(p) },
		shape: shape{kind: isRooms}.self,
	}
}

func readRooms(v value) {
	node, ok := v.node.(*ast.MappingNode)
	if !ok {
		v.wrongType("elenca i luoghi per id", "Scrivere una riga per luogo: «sala-consiliare: Sala Consiliare, piazza San Domenico».")
		return
	}
	v.r.rooms = map[string]string{}
	for _, pair := range node.Values {
		v.room(pair)
	}
}

func (v value) room(pair *ast.MappingValueNode) {
	name := pair.Key.GetToken().Value
	k := v.child(v.join(name), pair.Key, pair.Key)
	if _, twice := v.r.rooms[name]; twice {
		k.fault("chiave-doppia", fmt.Sprintf("Il luogo «%s» c'è due volte.", name), "Non si può sapere quale vale.", "Tenerne uno.")
		return
	}
	var checked string
	idForm().read(k, &checked)
	v.r.rooms[name] = ""
	if isNull(pair.Value) {
		k.fault("chiave-mancante", fmt.Sprintf("Il luogo «%s» non ha parole da stampare.", name), "Gli atti stampano queste parole.",
			"Scriverle dopo i due punti.")
		return
	}
	v.r.rooms[name] = v.child(v.join(name), pair.Key, pair.Value).plain()
}

// roomsNode lists the places that have an id; nil when none has.
func roomsNode(p *process.Process) *node {
	n := &node{kind: mappingNode}
	printed := printedRooms(p)
	for _, m := range p.Meetings() {
		if words, known := printed[m.Place.ID]; known {
			n.entries = append(n.entries, entry{m.Place.ID, plainNode(words)})
			delete(printed, m.Place.ID)
		}
	}
	if len(n.entries) == 0 {
		return nil
	}
	return n
}

// printedRooms is the words of the first meeting in each place that has an id.
func printedRooms(p *process.Process) map[string]string {
	printed := map[string]string{}
	for _, m := range p.Meetings() {
		if _, known := printed[m.Place.ID]; !known && m.Place.ID != "" {
			printed[m.Place.ID] = m.Place.Printed
		}
	}
	return printed
}

// placeForm is the form of a place: the words to print, the id of a known
// place, or both under their own keys.
func placeForm() form[process.Place] {
	return form[process.Place]{read: readPlace, write: writePlace, shape: func() shape {
		s := shapeOf(placeKeys(&process.Place{}))
		s.kind = isPlace
		return s
	}}
}

func placeKeys(p *process.Place) group {
	return keys(id("id", &p.ID), text("stampa", &p.Printed)).and(func(v value, _ map[string]bool) {
		v.r.later = append(v.r.later, func() { v.lookUp(p) })
	})
}

func readPlace(v value, p *process.Place) {
	if _, isMapping := v.node.(*ast.MappingNode); isMapping {
		v.object(placeKeys(p))
		return
	}
	words := v.plain()
	v.r.later = append(v.r.later, func() {
		if printed, known := v.r.rooms[words]; known {
			*p = process.Place{ID: words, Printed: printed}
			return
		}
		p.Printed = words
	})
}

// writePlace writes the id alone when the place is listed with the same words.
// Words that could be the id of another place stand under their own key.
func writePlace(w writer, p process.Place) *node {
	switch {
	case p.ID == "" && !richtext.IsID(p.Printed):
		return plainNode(p.Printed)
	case p.ID != "" && p.Printed == w.rooms[p.ID]:
		return wordNode(p.ID)
	}
	return w.mapping(placeKeys(&p))
}

// lookUp gives a place known by its id the words to print.
func (v value) lookUp(p *process.Place) {
	printed, known := v.r.rooms[p.ID]
	switch {
	case p.ID != "" && !known && v.r.rooms != nil:
		v.at("id").fault("luogo-sconosciuto", fmt.Sprintf("Il luogo «%s» non è tra quelli di «luoghi».", p.ID),
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
