package web

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"

	"github.com/gin-gonic/gin"

	"concerta/internal/acts"
	"concerta/internal/desk"
	"concerta/internal/process"
	"concerta/internal/produce"
	"concerta/internal/store"
)

// movePage moves a meeting: what is asked, then what it brings about, then what is
// left to do.
type movePage struct {
	newPage

	Now      string // when and where the meeting is
	Touched  []string
	Changes  []definition // asked for, once they are known
	Findings []finding    // that the change brings
	Hidden   []hidden
}

func (movePage) file() string { return "move.html" }

func (s *service) movePage(c *gin.Context, o *desk.Open, m *process.Meeting) *movePage {
	key := c.Param("chiave")
	address := processPath(key) + "/sposta?" + url.Values{"incontro": {m.ID}}.Encode()
	page := &movePage{newPage: newPage{frame: s.frame(c, "Sposta l’incontro"), Action: address}}
	page.Office = o.Review.Process.Office.Name
	page.Section = processTabs(key, editTab)
	page.Crumbs = append(editCrumbs(o.Review.Process, editing{section: &desk.Section{Name: "incontro"}, key: key}),
		navLink{Words: "Incontro", Link: sectionPath(key, "incontro", m.ID)})
	e := meetingEvent(m)
	page.Now = cmp.Or(e.Title, "Incontro") + ": " + e.When
	if e.Where != "" {
		page.Now += ", " + e.Where
	}
	day, _ := desk.BrowserDay(m.Date.String())
	start, _ := desk.BrowserHour(m.Start.String())
	end, _ := desk.BrowserHour(m.End.String())
	room := &field{Kind: "select", Name: "luogo", Label: "Luogo", Value: m.Place.ID, Options: append([]option{{Value: "", Words: "– un altro, scritto qui sotto –"}}, placeOptions(o.Review.Process)...)}
	other := &field{Name: "altro-luogo", Label: "Un altro luogo", Hint: "Solo se non è tra quelli qui sopra."}
	if m.Place.ID == "" {
		other.Value = m.Place.Printed
	}
	page.Fields = []*field{
		{Kind: "date", Name: "data", Label: "Giorno", Width: "short", Required: true, Value: day},
		{Kind: "time", Name: "ora", Label: "Ora", Width: "short", Value: start},
		{Kind: "time", Name: "fine", Label: "Fine", Width: "short", Value: end},
		room, other,
	}
	page.Buttons = buttons{Do: "Vedi che cosa cambia", Back: &navLink{Words: "Torna all’incontro", Link: sectionPath(key, "incontro", m.ID)}}
	return page
}

// askMove asks where a meeting goes, and says which issued acts name it.
func (s *service) askMove(c *gin.Context) {
	o, m := s.meetingOf(c)
	if m == nil {
		return
	}
	page := s.movePage(c, o, m)
	var err error
	if page.Touched, err = s.touched(c.Request.Context(), o.Review.Process, m.ID); err != nil {
		s.fail(c, err)
		return
	}
	page.Hidden = []hidden{{seenField, digestOf(o, m.ID)}}
	s.show(c, http.StatusOK, page)
}

// touched are the issued acts that say when a meeting is.
func (s *service) touched(ctx context.Context, p *process.Process, meeting string) ([]string, error) {
	if s.Register == nil {
		return nil, nil
	}
	tasks, err := produce.Tasks(p, acts.Kinds()...)
	if err != nil {
		return nil, err
	}
	names := map[string]bool{}
	for _, t := range tasks {
		names[t.ID] = t.For == meeting && t.Kind != acts.Pact || t.Kind == acts.Notice
	}
	issued, err := s.Register.Acts(ctx, store.ActFilter{Process: p.Key})
	if err != nil {
		return nil, err
	}
	var list []string
	for _, a := range issued {
		if a.IsAct() && a.Annulment == nil && names[a.Task] {
			list = append(list, a.Title+" ("+a.StateWords()+")")
		}
	}
	return list, nil
}

// digestOf tells whether a meeting is still what it was.
func digestOf(o *desk.Open, meeting string) string {
	section, ok := desk.SectionNamed("incontro")
	if !ok {
		return goneDigest
	}
	place, ok := section.Place(o.Tree, meeting, "")
	if !ok {
		return goneDigest
	}
	return place.Digest(o.Tree)
}

// moved is where a meeting goes.
type moved struct {
	date       process.Date
	start, end process.TimeOfDay
	place      process.Place
}

// move changes a process.
func (w moved) move(p *process.Process, meeting string) bool {
	m := p.Meeting(meeting)
	if m == nil {
		return false
	}
	m.Date, m.Start, m.End = w.date, w.start, w.end
	if m.Weekday != "" { // it follows the date, which is what was asked for
		m.Weekday = weekday(w.date)
	}
	if w.place.ID != m.Place.ID || w.place.ID == "" {
		m.Place = w.place
	}
	return true
}

// there tells whether a meeting is already where it goes.
func (w moved) there(m *process.Meeting) bool {
	return m.Date == w.date && m.Start == w.start && m.End == w.end && m.Place.ID == w.place.ID &&
		(w.place.ID != "" || m.Place.Printed == w.place.Printed)
}

func afterMovePath(key, meeting string) string {
	return processPath(key) + "/sposta/fatto?" + url.Values{"incontro": {meeting}}.Encode()
}

// moveMeeting says what a move brings about and, once that was seen, saves it.
func (s *service) moveMeeting(c *gin.Context) {
	sent := s.readForm(c)
	if sent == nil {
		return
	}
	o, m := s.meetingOf(c)
	if m == nil {
		return
	}
	page := s.movePage(c, o, m)
	page.read(sent.Get)
	to := moved{date: page.date("data"), start: page.hour("ora"), end: page.hour("fine"), place: process.Place{ID: page.value("luogo"), Printed: page.value("altro-luogo")}}
	for _, x := range placeOptions(o.Review.Process) {
		if x.Value == to.place.ID {
			to.place.Printed = x.Words
		}
	}
	page.Hidden = []hidden{{seenField, sent.Get(seenField)}}
	if page.wrong() {
		s.show(c, http.StatusUnprocessableEntity, page)
		return
	}
	if sent.Get("conferma") == "" {
		s.previewMove(c, page, o, m.ID, to)
		return
	}
	saved, err := s.desk.Save(c.Request.Context(), desk.Change{
		Key: c.Param("chiave"), Seen: sent.Get(seenField), Digest: func(o *desk.Open) string { return digestOf(o, m.ID) },
		Do: func(o *desk.Open) error {
			p := o.Own()
			if !to.move(p, m.ID) {
				return desk.ErrNoPart
			}
			o.Put(p)
			return nil
		},
	})
	var invalid *desk.InvalidError
	switch {
	case errors.As(err, &invalid):
		for _, f := range invalid.Findings {
			page.Problems = append(page.Problems, problem{"", faultWords(f)})
		}
		s.show(c, http.StatusUnprocessableEntity, page)
	case errors.Is(err, desk.ErrConflict) && s.alreadyMoved(c, m.ID, to): // the form was sent twice
		s.redirect(c, afterMovePath(c.Param("chiave"), m.ID), flashDone, "L’incontro è stato spostato.")
	case errors.Is(err, desk.ErrConflict):
		page.Problems = []problem{{"", cmp.Or(toldWords(err), "L’incontro è cambiato nel frattempo.")}}
		page.Hidden = []hidden{{seenField, digestOf(o, m.ID)}}
		s.show(c, http.StatusConflict, page)
	case err != nil:
		s.fail(c, err)
	default:
		s.redirectSaved(c, afterMovePath(c.Param("chiave"), m.ID), sectionPath(c.Param("chiave"), "incontro", m.ID), saved, "L’incontro è stato spostato.")
	}
}

// alreadyMoved tells whether a meeting, as it is saved now, is where it was to go.
func (s *service) alreadyMoved(c *gin.Context, meeting string, to moved) bool {
	o, err := s.desk.Look(c.Request.Context(), c.Param("chiave"))
	if err != nil {
		return false
	}
	m := o.Review.Process.Meeting(meeting)
	return m != nil && to.there(m)
}

// previewMove shows what a move brings about; nothing is saved.
func (s *service) previewMove(c *gin.Context, page *movePage, o *desk.Open, meeting string, to moved) {
	p := o.Own()
	before := p.Meeting(meeting)
	was := meetingEvent(before)
	known := map[string]bool{}
	for _, f := range process.Check(p) {
		known[f.Rule+f.Path+f.What] = true
	}
	var err error
	if page.Touched, err = s.touched(c.Request.Context(), p, meeting); err != nil {
		s.fail(c, err)
		return
	}
	to.move(p, meeting)
	is := meetingEvent(p.Meeting(meeting))
	page.Changes = []definition{{"Prima", cell{Words: was.When, Note: was.Where}}, {"Dopo", cell{Words: is.When, Note: is.Where}}}
	for _, f := range process.Check(p) {
		if !known[f.Rule+f.Path+f.What] {
			page.Findings = append(page.Findings, findingsOf([]process.Finding{inPages(f)})...)
		}
	}
	page.Hidden = append(page.Hidden, hidden{"conferma", "sì"})
	page.Buttons.Do = "Sposta l’incontro"
	s.show(c, http.StatusOK, page)
}

// movedPage is what is left to do after a meeting was moved.
type movedPage struct {
	frame

	Now   string
	Stale []navLink // issued acts that say otherwise now
	Known bool      // whether the archive could be asked
	Do    []definition
}

func (movedPage) file() string { return "moved.html" }

// afterMove lists the acts that no longer agree, and what to make anew.
func (s *service) afterMove(c *gin.Context) {
	o, m := s.meetingOf(c)
	if m == nil {
		return
	}
	key := c.Param("chiave")
	page := movedPage{frame: s.frame(c, "Dopo lo spostamento"), Known: s.Archive != nil}
	page.Office = o.Review.Process.Office.Name
	page.Section = processTabs(key, editTab)
	page.Crumbs = editCrumbs(o.Review.Process, editing{section: &desk.Section{Name: "incontro"}, key: key})
	e := meetingEvent(m)
	page.Now = cmp.Or(e.Title, "Incontro") + ": " + e.When
	notice := false
	if s.Archive != nil {
		stale, err := s.Archive.Stale(c.Request.Context(), key)
		if err != nil {
			s.fail(c, err)
			return
		}
		for _, x := range stale {
			page.Stale = append(page.Stale, navLink{Words: x.Act.Title + " (" + x.Act.StateWords() + ")", Link: "/archivio/" + x.Act.ID})
			notice = notice || acts.Kind(x.Act.Kind) == acts.Notice
		}
	}
	if notice {
		page.Do = append(page.Do, definition{"Avvisare tutti", cell{Words: "Emetti la rettifica dell’avviso", Link: processPath(key) + actsTab + "/" + string(acts.Correction)}})
	}
	page.Do = append(page.Do, definition{"Registri", cell{Words: "Stampa i nuovi registri", Link: processPath(key) + "/stampe/incontri/" + m.ID + ".pdf?vista=1"}})
	page.Do = append(page.Do, s.invitations(o, m)...)
	s.show(c, http.StatusOK, page)
}

// invitations are the invitations to a meeting, with the file for calendars.
func (s *service) invitations(o *desk.Open, m *process.Meeting) []definition {
	tasks, err := produce.Tasks(o.Review.Process, acts.Invitation)
	if err != nil {
		return nil
	}
	tasks = slices.DeleteFunc(tasks, func(t produce.Task) bool { return t.For != m.ID })
	var list []definition
	for _, t := range tasks {
		d := definition{"Convocazione", cell{Words: cmp.Or(t.Category, t.Title)}}
		for _, f := range s.Press.Formats().For(t) {
			switch f.Ext {
			case "pdf":
				d.Actions = append(d.Actions, navLink{Words: "PDF", Link: actPath(o.Review.Process.Key, t, f) + "?vista=1"})
			case "ics":
				d.Actions = append(d.Actions, navLink{Words: "Per il calendario (.ics)", Link: actPath(o.Review.Process.Key, t, f)})
			}
		}
		list = append(list, d)
	}
	return list
}
