package web

import (
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"

	"concerta/internal/desk"
	"concerta/internal/intake"
	"concerta/internal/process"
)

// adhesionPage is the mask of an adhesion.
type adhesionPage struct {
	frame

	Note     *note // on whom it is about: has adhered already, is not in the list
	Form     *groupedForm
	Known    []option // names offered while typing
	Counters []definition
	Last     *table // those recorded last
	Remove   string // address that takes it away; empty for a new one
	Seen     string
}

func (adhesionPage) file() string { return "adhesion.html" }

// newAdhesion shows the blank mask: received now, or as the form before it.
func (s *service) newAdhesion(c *gin.Context) {
	o := s.openProcess(c)
	if o == nil {
		return
	}
	s.showNewAdhesion(c, http.StatusOK, o, s.blankAdhesion(c, o.Review.Process), nil)
}

func (s *service) blankAdhesion(c *gin.Context, p *process.Process) *groupedForm {
	a := process.Adhesion{Source: process.FromForm, Channel: process.ByCounter, Received: process.MomentOf(s.Clock(), s.Zone)}
	if k := process.ChannelKind(c.Query("canale")); k != "" && channelName(k) != string(k) {
		a.Channel = k
	}
	if d, err := process.ParseDate(c.Query("giorno")); err == nil && d != a.Received.Date {
		a.Received = process.Moment{Date: d} // of another day: nobody knows at what hour the next came
	}
	f := adhesionForm(p, processPath(p.Key)+"/adesioni/nuova", &a)
	name := ""
	if x, ok := intake.PartyOf(p, c.Query("soggetto")); ok {
		name = x.Name()
	}
	f.askWho(p.Key, name)
	f.Back = &navLink{Words: "Torna alle adesioni", Link: processPath(p.Key) + "/adesioni"}
	return f
}

// addAdhesion saves the mask and opens the next one.
func (s *service) addAdhesion(c *gin.Context) {
	sent := s.readForm(c)
	if sent == nil {
		return
	}
	o := s.openProcess(c)
	if o == nil {
		return
	}
	p := o.Review.Process
	f := s.blankAdhesion(c, p)
	f.take(sent)
	a := readAdhesion(f, p, s.today())
	who, n := f.who(p, sent)
	if n == nil && intake.Adhesion(p, who.ID()) != nil && who.ID() != "" {
		n = adheredNote(p, who)
	}
	if f.Wrong() || n != nil {
		code := http.StatusUnprocessableEntity
		if n != nil && n.Link != nil {
			code = http.StatusConflict
		}
		s.showNewAdhesion(c, code, o, f, n)
		return
	}
	saved, err := s.change(c, func(p *process.Process) error {
		one := a
		if one.By = who.ID(); one.By == "" {
			one.By = addParty(p, who)
		}
		return intake.Adhere(p, one)
	})
	if err != nil {
		s.refuseAdhesion(c, f, who, err)
		return
	}
	next := processPath(p.Key) + "/adesioni/nuova?" + url.Values{"canale": {string(a.Channel)}, "giorno": {a.Received.Date.String()}}.Encode()
	words, late := told(p, &a)
	kind := flashDone
	if late {
		kind = flashWarning
	}
	s.done(c, saved, next, kind, who.Name()+": adesione registrata"+words+".")
}

// refuseAdhesion shows the mask again, with what was typed, on the newest version.
func (s *service) refuseAdhesion(c *gin.Context, f *groupedForm, who intake.Party, err error) {
	now := s.openProcess(c)
	if now == nil {
		return
	}
	if intake.Adhesion(now.Review.Process, who.ID()) != nil && who.ID() != "" {
		s.showNewAdhesion(c, http.StatusConflict, now, f, adheredNote(now.Review.Process, who))
		return
	}
	if code := s.failed(c, &f.form, err); code != 0 {
		s.showNewAdhesion(c, code, now, f, nil)
	}
}

// who is whose adhesion it is: one of the list, or somebody new. A note says why
// nobody is.
func (f *groupedForm) who(p *process.Process, sent url.Values) (intake.Party, *note) {
	name := f.get("soggetto")
	which := sent.Get("quale")
	if x, ok := intake.PartyOf(p, which); ok && intake.NewName(x.Name()).Has(name) {
		return x, nil
	}
	found := intake.Matching(p, name)
	fresh := f.choice("tipo") != ""
	switch {
	case name == "":
		return intake.Party{}, nil // said at the field
	case fresh && (which == another || !sameName(found, name)):
		return newcomer(f, p), nil
	case len(found) == 1 && which != another:
		f.field("soggetto").Value = found[0].Name()
		return found[0], nil
	case len(found) > 0 && which != another:
		f.askWhich(found)
		return intake.Party{}, &note{Tone: "info", Text: "Più di uno corrisponde a «" + name + "»: scegliere quale, e Invio salva."}
	}
	f.openNewcomer()
	return intake.Party{}, &note{Tone: "info", Title: "«" + name + "» non è in elenco", Text: "Per aggiungerlo insieme all’adesione, scegliere il tipo in «Soggetto nuovo»; altrimenti correggere il nome."}
}

// sameName tells whether what was typed is the whole name of those found.
func sameName(found []intake.Party, name string) bool {
	return len(found) > 0 && intake.NewName(found[0].Name()).Is(name)
}

// openNewcomer unfolds the questions on somebody new and begins there.
func (f *groupedForm) openNewcomer() {
	f.Groups[len(f.Groups)-1].Open = true
	f.begin("tipo")
}

// adheredNote says that a body has adhered already, and leads to its adhesion.
func adheredNote(p *process.Process, x intake.Party) *note {
	a := intake.Adhesion(p, x.ID())
	return &note{
		Tone: "warn", Title: x.Name() + " ha già un’adesione",
		Text: process.Joined("È stata ricevuta il", shortMoment(a.Received)) + ", tavoli " + numbers(a.Tables) + ". Un soggetto, un’adesione: la seconda non si salva; se dice altro, correggere la prima.",
		Link: &navLink{Words: "Apri l’adesione di " + x.Name(), Link: processPath(p.Key) + "/adesioni/di/" + x.ID()},
	}
}

func (s *service) showNewAdhesion(c *gin.Context, code int, o *desk.Open, f *groupedForm, n *note) {
	p := o.Review.Process
	page := adhesionPage{
		frame: s.peopleFrame(c, p, "Nuova adesione"), Note: n, Form: f, Known: offered(p), Counters: counterFacts(p), Last: lastAdhesions(p),
	}
	if f.Wrong() {
		f.begin("")
	}
	s.show(c, code, page)
}

// shownLast is how many of the last adhesions the mask shows.
const shownLast = 5

// lastAdhesions are those recorded last, the newest first; nil when there are none.
func lastAdhesions(p *process.Process) *table {
	if len(p.Adhesions) == 0 {
		return nil
	}
	t := &table{Caption: "Registrate per ultime", Columns: []column{{Words: "Soggetto"}, {Words: "Ricevuta"}, {Words: "Tavoli"}, {Words: "Stato"}, {Words: "Operazioni"}}}
	adherents := adherentsByID(p)
	for i := len(p.Adhesions) - 1; i >= 0 && len(t.Rows) < shownLast; i-- {
		a := &p.Adhesions[i]
		t.Rows = append(t.Rows, row{Cells: adhesionCells(p, a, adherents[a.By], true)})
	}
	return t
}
