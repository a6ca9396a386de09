package web

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"concerta/internal/desk"
	"concerta/internal/intake"
	"concerta/internal/process"
)

// editAdhesion shows an adhesion to correct it.
func (s *service) editAdhesion(c *gin.Context) {
	o := s.openProcess(c)
	if o == nil {
		return
	}
	a := intake.Adhesion(o.Review.Process, c.Param("id"))
	if a == nil {
		s.notFound(c)
		return
	}
	s.showAdhesion(c, http.StatusOK, o, a, nil)
}

// setAdhesion saves the corrected adhesion.
func (s *service) setAdhesion(c *gin.Context) {
	sent := s.readForm(c)
	if sent == nil {
		return
	}
	o := s.openProcess(c)
	if o == nil {
		return
	}
	p := o.Review.Process
	now := intake.Adhesion(p, c.Param("id"))
	if now == nil {
		s.notFound(c)
		return
	}
	f := adhesionForm(p, c.Request.URL.Path, now)
	f.take(sent)
	a := readAdhesion(f, p, s.today())
	a.By = now.By
	if f.Wrong() {
		s.showAdhesion(c, http.StatusUnprocessableEntity, o, now, f)
		return
	}
	saved, err := s.change(c, func(p *process.Process) error { return intake.SetAdhesion(p, a, sent.Get("visto")) })
	if err != nil {
		if code := s.failed(c, &f.form, err); code != 0 {
			s.showAdhesion(c, code, o, now, f)
		}
		return
	}
	words, _ := told(p, &a)
	s.done(c, saved, processPath(p.Key)+"/adesioni", flashDone, partyName(p, a.By)+": adesione corretta"+words+".")
}

// removeAdhesion takes an adhesion away, as it was seen.
func (s *service) removeAdhesion(c *gin.Context) {
	sent := s.readForm(c)
	if sent == nil {
		return
	}
	list := processPath(c.Param("chiave")) + "/adesioni"
	saved, err := s.change(c, func(p *process.Process) error { return intake.RemoveAdhesion(p, c.Param("id"), sent.Get("visto")) })
	switch words, code := whatFailed(err); {
	case err == nil:
		s.done(c, saved, list, flashDone, partyName(saved.Review.Process, c.Param("id"))+": adesione tolta.")
	case code == 0:
		s.fail(c, err)
	default:
		s.redirect(c, list, flashWarning, words[0])
	}
}

func (s *service) showAdhesion(c *gin.Context, code int, o *desk.Open, a *process.Adhesion, f *groupedForm) {
	p := o.Review.Process
	path := processPath(p.Key) + "/adesioni/di/" + a.By
	if f == nil {
		f = adhesionForm(p, path, a)
		if len(a.Tables) == 0 {
			if t := f.field("tavoli"); t != nil {
				t.Options[len(t.Options)-1].Chosen = true
			}
		}
		f.begin("giorno")
	}
	f.Hidden = []hidden{{"visto", intake.Seen(*a)}}
	f.Unsaved = true
	f.Back = &navLink{Words: "Torna alle adesioni", Link: processPath(p.Key) + "/adesioni"}
	if f.Wrong() {
		f.begin("")
	}
	page := adhesionPage{frame: s.peopleFrame(c, p, "Adesione di "+partyName(p, a.By)), Form: f, Remove: path + "/togli", Seen: intake.Seen(*a)}
	if x := adherentsByID(p)[a.By]; x != nil {
		page.Counters = []definition{
			{"Stato", cell{State: statusBadge(x)}},
			{"Ricevuta", cell{Words: "da stampare", Link: path + "/ricevuta"}},
			{"Soggetto", cell{Words: partyName(p, a.By), Link: processPath(p.Key) + "/soggetti/" + a.By}},
		}
		if d := a.LateTaken; d != nil {
			page.Counters = append(page.Counters, definition{"Decisione", cell{Words: decisionWords(d), Note: d.Reason}})
		}
	}
	s.show(c, code, page)
}

func decisionWords(d *process.LateDecision) string {
	if d.Admitted {
		return "ammessa"
	}
	return "non ammessa"
}

// partyName is the name of a body or a citizen; the id itself when there is none.
func partyName(p *process.Process, id string) string {
	if x, ok := intake.PartyOf(p, id); ok {
		return x.Name()
	}
	return id
}
