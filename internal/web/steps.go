package web

import (
	"cmp"
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/gin-gonic/gin"

	"concerta/internal/acts"
	"concerta/internal/archive"
	"concerta/internal/archive/ledger"
	"concerta/internal/process"
)

// step is a form that leads an act on.
type step struct {
	Link    *navLink // what is to be done first
	Name    string   // also the last part of its address
	Title   string
	Text    string
	Action  string
	File    bool // it sends a file
	Fields  []field
	Buttons buttons
	Open    bool // it was tried
}

// The steps, by the last part of their addresses.
const (
	stepSign     = "firma"
	stepScan     = "scansione"
	stepProtocol = "protocollo"
	stepPublish  = "pubblicazione"
	stepReport   = "referto"
	stepAnnul    = "annullamento"
)

// tried is a step that was refused: what was typed and what is wrong.
type tried struct {
	step     string
	values   map[string]string
	wrong    map[string]string // by field
	problems []problem
	changed  bool // the signed file has something in it that the officer must accept
	unknown  bool // a signature on it is of nobody who must sign
}

// wrongField notes what is wrong with a field.
func (t *tried) wrongField(name, what string) {
	if t.wrong == nil {
		t.wrong = map[string]string{}
	}
	t.wrong[name] = what
	t.problems = append(t.problems, problem{name, what})
}

// addSteps gives the page the one next thing to do, and what else there is, as far
// as who looks may do it.
func (s *service) addSteps(c *gin.Context, page *archivedPage, a *ledger.Act, t tried) {
	if !a.IsAct() || a.Annulment != nil {
		return
	}
	v := viewerOf(c)
	list := s.stepsOf(a, v, t)
	next := s.nextStep(a)
	for _, x := range list {
		x.Action = archivedPath(a.ID) + "/" + x.Name
		if at := primaryAt(a); at >= 0 && (x.Name == stepSign || x.Name == stepScan) {
			x.Link = &navLink{Words: "Scarica il file da firmare", Link: filePath(a, at)}
		}
		x.Open = x.Name == t.step
		for i, f := range x.Fields {
			if t.step == x.Name && x.Fields[i].Kind != "file" {
				x.Fields[i].Value = cmp.Or(t.values[f.Name], f.Value)
			}
			x.Fields[i].Error = t.wrong[f.Name]
		}
		if x.Name == next {
			page.Next = &x
			continue
		}
		x.Buttons = buttons{Also: []submit{{Words: x.Buttons.Do, Name: "invia", Value: "si"}}}
		page.Steps = append(page.Steps, x)
	}
	if page.Next == nil {
		page.Done = s.doneWords(a, v, next)
	}
	if v.May(officer) {
		page.Annul = &navLink{Words: "Annulla l’atto…", Link: archivedPath(a.ID) + "/" + stepAnnul}
	}
}

// stepsOf are the steps that the state of the act allows to who looks.
func (s *service) stepsOf(a *ledger.Act, v *Viewer, t tried) []step {
	var list []step
	if !v.May(operator) {
		return nil
	}
	if len(a.Signers) > 0 && (len(a.Missing()) > 0 || a.Publication == nil) {
		list = append(list, signStep(a, v, t))
		if !slices.ContainsFunc(a.Signers, func(x ledger.Signer) bool { return !x.Hand }) {
			list = append(list, scanStep())
		}
	}
	if a.Protocol == nil {
		list = append(list, protocolStep(s.today()))
	}
	if a.Publication == nil && publishable(a) && maySignLater(a) {
		list = append(list, publishStep(s.today()))
	}
	if a.Publication != nil && a.Report == nil {
		list = append(list, reportStep(s.today()))
	}
	return list
}

// nextStep is the name of the step that comes next; empty when there is none.
func (s *service) nextStep(a *ledger.Act) string {
	hand := len(a.Signers) > 0 && !slices.ContainsFunc(a.Signers, func(x ledger.Signer) bool { return !x.Hand })
	switch {
	case len(a.Signers) > 0 && !maySignLater(a) && hand:
		return stepScan
	case len(a.Signers) > 0 && !maySignLater(a):
		return stepSign
	case (len(a.Signers) > 0 || publishable(a)) && a.Protocol == nil:
		return stepProtocol
	case publishable(a) && a.Publication == nil:
		return stepPublish
	case a.Publication != nil && a.Report == nil && s.over(a.Publication.To):
		return stepReport
	case len(a.Missing()) > 0:
		return stepSign
	}
	return ""
}

// maySignLater tells whether everybody has signed who must before the act goes on.
func maySignLater(a *ledger.Act) bool {
	return !slices.ContainsFunc(a.Missing(), func(m ledger.Signer) bool { return !m.Later })
}

// publishable tells whether acts of the kind are published by the office as a rule.
func publishable(a *ledger.Act) bool {
	switch acts.Kind(a.Kind) {
	case acts.Notice, acts.Correction, acts.Memorandum, acts.ProposalSummary, acts.SteeringGroup, acts.Minutes, acts.Pact:
		return true
	case acts.AdhesionForm, acts.Register, acts.Invitation, acts.Participants:
		return false
	}
	return false
}

func (s *service) doneWords(a *ledger.Act, v *Viewer, next string) string {
	switch {
	case next != "" && !v.May(operator):
		return "Il passo che segue lo fa chi ha il ruolo di operatore."
	case a.Publication != nil && a.Report == nil:
		return process.Joined("In pubblicazione fino al", italianDay(a.Publication.To)) + "; poi si carica il referto."
	case len(a.Signers) == 0:
		return "È emesso: si può stampare quando serve."
	}
	return "Non c’è altro da fare su quest’atto."
}

// today is the day where the office is.
func (s *service) today() process.Date { return dayOf(s.Clock().In(s.Zone)) }

func dayOf(t time.Time) process.Date {
	return process.Date{Year: t.Year(), Month: t.Month(), Day: t.Day()}
}

// over tells whether a day is past.
func (s *service) over(day string) bool {
	d, err := process.ParseDate(day)
	return err == nil && d.Before(s.today())
}

// stepped answers what came of a step: the act's page with a message, or the same
// page with what is wrong.
func (s *service) stepped(c *gin.Context, act *ledger.Act, err error, t tried, done string) {
	if err == nil {
		s.record(c, stepDeed(t.step), act.ID)
		s.redirect(c, archivedPath(act.ID), flashDone, done)
		return
	}
	what, repair := refusal(err)
	if what == "" || errors.Is(err, archive.ErrClock) || errors.Is(err, ledger.ErrBroken) {
		s.fail(c, err)
		return
	}
	t.problems = append(t.problems, problem{Text: what + " " + repair})
	s.refusedStep(c, t, status(err))
}

// refusedStep shows the act's page again with what is wrong with a step.
func (s *service) refusedStep(c *gin.Context, t tried, code int) {
	act, err := s.Register.Act(c.Request.Context(), c.Param("id"))
	if err != nil {
		s.fail(c, err)
		return
	}
	if code < http.StatusBadRequest || code >= http.StatusInternalServerError {
		code = http.StatusUnprocessableEntity
	}
	s.showArchivedAct(c, act, t, code)
}
