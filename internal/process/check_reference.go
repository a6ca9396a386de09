package process

import (
	"fmt"

	"concerta/internal/richtext"
)

// references looks for references to what is still to be announced: the words
// that stand for it, "data da comunicare", seldom fit the sentence they are put in.
func (c *checker) references(p *Process) {
	for _, t := range p.texts() {
		for _, ref := range t.it.References() {
			if ref.Kind != richtext.RefMeeting {
				continue
			}
			if m := p.Meeting(ref.ID); m != nil {
				c.announced(t.path, ref, m)
			}
		}
	}
}

func (c *checker) announced(path string, ref richtext.Ref, m *Meeting) {
	f := Finding{Severity: Confirm, Path: path, At: ref.Pos}
	switch {
	case m.Date.IsZero() && (ref.Part == richtext.PartDate || ref.Part == richtext.Whole):
		f.Rule = "rinvio-senza-data"
		f.What = fmt.Sprintf("Il rinvio {%s} porta a un incontro senza data.", ref)
		f.Why = "Al suo posto si stampa «data da comunicare», che nella frase può suonare male: «il data da comunicare»."
		f.Repair = "Scrivere la data dell'incontro, o cambiare la frase finché non si conosce."
	case !m.Start.Set && ref.Part == richtext.PartHour:
		f.Rule = "rinvio-senza-ora"
		f.What = fmt.Sprintf("Il rinvio {%s} porta a un incontro senza ora.", ref)
		f.Why = "Al suo posto si stampa «orario da comunicare», che nella frase può suonare male: «alle ore orario da comunicare»."
		f.Repair = "Scrivere l'ora dell'incontro, o cambiare la frase finché non si conosce."
	default:
		return
	}
	c.add(f)
}
