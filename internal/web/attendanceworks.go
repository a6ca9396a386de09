package web

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"concerta/internal/intake"
	"concerta/internal/process"
)

// worksForm asks who chairs, and when the works open and close.
func worksForm(p *process.Process, x intake.Sheet) *groupedForm {
	w := x.Works(p)
	f := newGrouped(below(p.Key, x, "lavori"), "Salva", fieldGroup{Legend: "Presidente, apertura e chiusura", Folded: true, Fields: []*field{
		{Name: "presidente", Label: "Presiede", Value: w.Chair, Width: "medium", Autocomplete: "off"},
		{Kind: "time", Name: "apertura", Label: "Apertura", Value: clock(w.Opened), Width: "short"},
		{Kind: "time", Name: "chiusura", Label: "Chiusura", Value: clock(w.Closed), Width: "short"},
	}})
	f.Hidden, f.Inside = []hidden{{"visto", intake.Seen(w)}}, true
	return f
}

func worksFacts(w intake.Works) []definition {
	var facts []definition
	for _, d := range []definition{
		{"Presiede", cell{Words: w.Chair}}, {"Apertura", cell{Words: w.Opened.String()}}, {"Chiusura", cell{Words: w.Closed.String()}},
	} {
		if d.Words != "" {
			facts = append(facts, d)
		}
	}
	return facts
}

// setWorks saves them.
func (s *service) setWorks(c *gin.Context) {
	sent := s.readForm(c)
	if sent == nil {
		return
	}
	o, x := s.openSheet(c)
	if o == nil {
		return
	}
	f := worksForm(o.Review.Process, x)
	f.take(sent)
	w := intake.Works{Chair: f.get("presidente"), Opened: f.hour("apertura"), Closed: f.hour("chiusura")}
	if w.Opened.Set && w.Closed.Set && w.Closed.Minutes() <= w.Opened.Minutes() {
		f.fail("chiusura", "La chiusura viene dopo l’apertura: controllare le due ore.")
	}
	show := func(code int) {
		s.showSheet(c, code, o, x, func(page *attendancePage) {
			f.Groups[0].Open = true
			page.Works = f
		})
	}
	if f.Wrong() {
		show(http.StatusUnprocessableEntity)
		return
	}
	saved, err := s.change(c, func(p *process.Process) error { return x.SetWorks(p, w, sent.Get("visto")) })
	if err != nil {
		if code := s.failed(c, &f.form, err); code != 0 {
			show(code)
		}
		return
	}
	s.done(c, saved, sheetPath(c.Param("chiave"), x), flashDone, "Salvati presidente e orari.")
}
