package web

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"concerta/internal/desk"
	"concerta/internal/intake"
	"concerta/internal/process"
)

// latePage is the adhesions that came late, to be decided on.
type latePage struct {
	frame

	Deadline string
	May      bool // who asks may decide
	Problems []problem
	Action   string
	Rows     []lateRow
	Decision field
	Reason   field
	Buttons  buttons
}

func (latePage) file() string { return "late.html" }

// lateRow is one of them.
type lateRow struct {
	ID, Name string
	Received string
	State    *badge
	Decided  string // and why
	Chosen   bool
	Seen     string
}

// listLate shows the adhesions that came late.
func (s *service) listLate(c *gin.Context) {
	if o := s.openProcess(c); o != nil {
		s.showLate(c, http.StatusOK, o, s.lateForm(o))
	}
}

func (s *service) lateForm(o *desk.Open) *latePage {
	p := o.Review.Process
	page := &latePage{
		Deadline: deadline(p.Deadline), Action: processPath(p.Key) + "/adesioni/ritardi",
		Decision: field{Kind: "radio", Name: "decisione", Label: "Decisione", Required: true, Options: []option{{Value: "ammessa", Words: "Ammettere"}, {Value: "non-ammessa", Words: "Non ammettere"}}},
		Reason:   field{Name: "motivo", Label: "Motivo", Required: true, Hint: "Lo stesso per quelle scelte: chi arriva in ritardo va trattato come gli altri in ritardo."},
		Buttons:  buttons{Do: "Registra la decisione", Back: &navLink{Words: "Torna alle adesioni", Link: processPath(p.Key) + "/adesioni"}},
	}
	for _, a := range p.Adherents() {
		if !a.Late {
			continue
		}
		r := lateRow{ID: a.By, Name: a.Name, Received: shortMoment(a.Adhesion.Received), State: statusBadge(&a), Seen: intake.Seen(*a.Adhesion)}
		if d := a.Adhesion.LateTaken; d != nil {
			r.Decided = decisionWords(d) + ": " + d.Reason
		}
		page.Rows = append(page.Rows, r)
	}
	return page
}

// decideLate records one decision on those chosen.
func (s *service) decideLate(c *gin.Context) {
	sent := s.readForm(c)
	if sent == nil {
		return
	}
	o := s.openProcess(c)
	if o == nil {
		return
	}
	page := s.lateForm(o)
	seen := map[string]string{}
	for _, id := range sent["adesione"] {
		seen[id] = sent.Get("visto-" + id)
	}
	for i := range page.Rows {
		_, page.Rows[i].Chosen = seen[page.Rows[i].ID]
	}
	page.Decision.Value, page.Reason.Value = sent.Get("decisione"), typed(sent.Get("motivo"))
	if len(seen) == 0 {
		page.Problems = append(page.Problems, problem{"", "Nessuna adesione è scelta: scegliere quelle su cui si decide."})
	}
	if v := page.Decision.Value; v != "ammessa" && v != "non-ammessa" {
		page.Decision.Error = "Manca la decisione: sceglierla."
	}
	if page.Reason.Value == "" {
		page.Reason.Error = "Manca il motivo: si deve vedere perché."
	}
	page.Problems = append(page.Problems, problemsOf(page.Decision, page.Reason)...)
	if len(page.Problems) > 0 {
		s.showLate(c, http.StatusUnprocessableEntity, o, page)
		return
	}
	d := process.LateDecision{Admitted: page.Decision.Value == "ammessa", Reason: page.Reason.Value}
	saved, err := s.change(c, func(p *process.Process) error { return intake.Decide(p, seen, d) })
	if err != nil {
		words, code := whatFailed(err)
		if code == 0 {
			s.fail(c, err)
			return
		}
		for _, w := range words {
			page.Problems = append(page.Problems, problem{"", w})
		}
		s.showLate(c, code, o, page)
		return
	}
	s.done(c, saved, page.Action, flashDone, "Decisione registrata: "+decisionWords(&d)+".")
}

func (s *service) showLate(c *gin.Context, code int, o *desk.Open, page *latePage) {
	page.frame = s.peopleFrame(c, o.Review.Process, "Adesioni arrivate in ritardo")
	page.May = viewerOf(c).May(officer)
	s.show(c, code, *page)
}
