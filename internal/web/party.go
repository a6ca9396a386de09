package web

import (
	"html"
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/desk"
	"concerta/internal/intake"
	"concerta/internal/process"
)

// partyPage is the form of a body or a citizen.
type partyPage struct {
	frame

	Form   *groupedForm
	Facts  []definition // of one that is there: its adhesion
	Remove string       // address that takes it away; empty when it cannot be
	Why    string       // it cannot be taken away
}

func (partyPage) file() string { return "party.html" }

// newParty asks for a new body or citizen.
func (s *service) newParty(c *gin.Context) {
	if o := s.openProcess(c); o != nil {
		s.showParty(c, http.StatusOK, o, blankParty(c), nil)
	}
}

// blankParty is what the address asks for: a body, or a citizen.
func blankParty(c *gin.Context) intake.Party {
	if c.Query("tipo") == citizenKind {
		return intake.Party{Citizen: &process.Citizen{Name: typed(c.Query("nome"))}}
	}
	return intake.Party{Body: &process.Organization{Name: typed(c.Query("nome"))}}
}

// addParty adds what the form says.
func (s *service) addParty(c *gin.Context) {
	s.saveParty(c, func(*desk.Open) (intake.Party, bool) { return blankParty(c), true })
}

// editParty shows the form of one that is there.
func (s *service) editParty(c *gin.Context) {
	o := s.openProcess(c)
	if o == nil {
		return
	}
	x, ok := intake.PartyOf(o.Review.Process, c.Param("id"))
	if !ok {
		s.notFound(c)
		return
	}
	s.showParty(c, http.StatusOK, o, x, nil)
}

// setParty changes one that is there.
func (s *service) setParty(c *gin.Context) {
	s.saveParty(c, func(o *desk.Open) (intake.Party, bool) { return intake.PartyOf(o.Review.Process, c.Param("id")) })
}

// saveParty saves the form of a body or a citizen, new when it has no id yet.
func (s *service) saveParty(c *gin.Context, which func(*desk.Open) (intake.Party, bool)) {
	sent := s.readForm(c)
	if sent == nil {
		return
	}
	o := s.openProcess(c)
	if o == nil {
		return
	}
	x, ok := which(o)
	if !ok {
		s.notFound(c)
		return
	}
	f := s.formOf(c, o, x)
	f.take(sent)
	var next intake.Party
	if x.Body != nil {
		body := readBody(f, o.Review.Process, x.ID())
		next.Body = &body
	} else {
		citizen := readCitizen(f, x.ID())
		next.Citizen = &citizen
	}
	if f.Wrong() {
		s.showParty(c, http.StatusUnprocessableEntity, o, x, f)
		return
	}
	saved, err := s.change(c, func(p *process.Process) error { return putParty(p, next, sent.Get("visto")) })
	if err != nil {
		if code := s.failed(c, &f.form, err); code != 0 {
			s.showParty(c, code, o, x, f)
		}
		return
	}
	s.done(c, saved, processPath(c.Param("chiave"))+"/soggetti", flashDone, "Salvato: "+next.Name()+".")
}

// putParty saves a body or a citizen; a new one gets an id from its name.
func putParty(p *process.Process, x intake.Party, seen string) error {
	switch {
	case x.ID() == "":
		addParty(p, x)
		return nil
	case x.Body != nil:
		return intake.SetBody(p, *x.Body, seen)
	}
	return intake.SetCitizen(p, *x.Citizen, seen)
}

// addParty adds a body or a citizen and gives its id.
func addParty(p *process.Process, x intake.Party) string {
	id := desk.NameFor(x.Name(), intake.Used(p))
	if o := x.Body; o != nil {
		added := *o
		added.ID = id
		p.Organizations = append(p.Organizations, added)
		return id
	}
	added := *x.Citizen
	added.ID = id
	p.Citizens = append(p.Citizens, added)
	return id
}

// removeParty takes away one that nothing refers to.
func (s *service) removeParty(c *gin.Context) {
	sent := s.readForm(c)
	if sent == nil {
		return
	}
	list := processPath(c.Param("chiave")) + "/soggetti"
	saved, err := s.change(c, func(p *process.Process) error { return intake.RemoveParty(p, c.Param("id")) })
	switch words, code := whatFailed(err); {
	case err == nil:
		s.done(c, saved, list, flashDone, "Tolto dall’elenco.")
	case code == 0:
		s.fail(c, err)
	default:
		s.redirect(c, list, flashWarning, strings.Join(words, " "))
	}
}

func (s *service) formOf(c *gin.Context, o *desk.Open, x intake.Party) *groupedForm {
	f := partyForm(o.Review.Process.Key, c.Request.URL.RequestURI(), x)
	if x.ID() != "" {
		f.Hidden = []hidden{{"visto", seenParty(x)}}
	}
	return f
}

func seenParty(x intake.Party) string {
	if x.Body != nil {
		return intake.Seen(*x.Body)
	}
	return intake.Seen(*x.Citizen)
}

func (s *service) showParty(c *gin.Context, code int, o *desk.Open, x intake.Party, f *groupedForm) {
	p := o.Review.Process
	if f == nil {
		f = s.formOf(c, o, x)
	}
	title := x.Name()
	switch {
	case x.ID() != "":
	case x.Body != nil:
		title = "Nuovo soggetto"
	default:
		title = "Nuovo cittadino"
	}
	if f.Wrong() {
		f.begin("")
	}
	page := partyPage{frame: s.peopleFrame(c, p, title), Form: f}
	if x.ID() != "" {
		page.Facts = adhesionFacts(p, x.ID())
		page.Why = intake.InUse(p, x.ID())
		page.Remove = processPath(p.Key) + "/soggetti/" + x.ID() + "/togli"
		if code == http.StatusConflict { // saving again is meant
			f.Hidden = []hidden{{"visto", seenParty(x)}}
		}
	}
	s.show(c, code, page)
}

// adhesionFacts say how the adhesion of a body or a citizen stands.
func adhesionFacts(p *process.Process, id string) []definition {
	a := adherentsByID(p)[id]
	base := processPath(p.Key) + "/adesioni"
	if a == nil {
		return []definition{{"Adesione", cell{Words: "nessuna", Actions: []navLink{{Words: "Registrarla", Link: base + "/nuova?soggetto=" + id}}}}}
	}
	d := definition{"Adesione", cell{State: statusBadge(a)}}
	if a.Adhesion != nil {
		d.Actions = []navLink{{Words: "Apri", Link: base + "/di/" + id}, {Words: "Ricevuta", Link: base + "/di/" + id + "/ricevuta"}}
		d.About = "dell’adesione"
	}
	return []definition{d}
}

// checkTaxCode says what is wrong with a tax code while it is typed.
func (s *service) checkTaxCode(c *gin.Context) {
	o := s.openProcess(c)
	if o == nil {
		return
	}
	code := strings.ToUpper(strings.ReplaceAll(typed(c.Query("codice-fiscale")), " ", ""))
	const person, body = 16, 11
	words := wrongTaxCode(o.Review.Process, c.Query("di"), code)
	switch {
	case code == "":
	case words == "":
		words = "Il codice fiscale torna."
	case len(code) != body && len(code) < person && !strings.HasPrefix(words, "È già"):
		words = "" // not all of it is there yet
	}
	send(c, http.StatusOK, "text/html; charset=utf-8", []byte(html.EscapeString(words)))
}
