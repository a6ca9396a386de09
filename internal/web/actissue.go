package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/acts"
	"concerta/internal/archive"
	"concerta/internal/archive/ledger"
)

// issuePage asks before an act is issued.
type issuePage struct {
	frame

	Confirm  confirmation
	Findings []finding // that are to be confirmed
}

func (issuePage) file() string { return "issue.html" }

// askIssue asks before an act is issued: it cannot be undone.
func (s *service) askIssue(c *gin.Context) {
	a, err := s.plannedAct(c, strings.TrimSpace(c.Query("motivo")))
	if err != nil {
		s.failPlanned(c, err)
		return
	}
	s.showIssue(c, a, issueForm{Motive: a.motive}, http.StatusOK)
}

// issueForm is what was typed, and what is wrong with it.
type issueForm struct {
	Motive  string // of a correction
	Reason  string // for the findings to confirm
	Wrong   string // what is wrong with the reason
	Others  []problem
	Request string
}

func (s *service) showIssue(c *gin.Context, a *plannedAct, f issueForm, code int) {
	if f.Request == "" {
		var err error
		if f.Request, err = s.newRequest(); err != nil {
			s.fail(c, err)
			return
		}
	}
	self := taskPath(a.stored.Key, a.task.ID)
	page := issuePage{frame: s.frame(c, "Emettere l’atto")}
	page.Office = a.review.Process.Office.Name
	page.Crumbs = append(s.processCrumbs(a.stored.Key, a.stored.Title), navLink{Words: kindName(string(a.task.Kind)), Link: self})
	page.Confirm = confirmation{
		Question:     "Emettere «" + a.task.Title + "»?",
		Consequences: consequences(a),
		Action:       self + "/emissione",
		Hidden: []hidden{
			{requestField, f.Request},
			{"versione", strconv.Itoa(a.stored.Version)},
		},
		Buttons: buttons{Do: "Emetti l’atto", Back: &navLink{Words: "Torna all’anteprima", Link: self}},
	}
	if a.task.Kind == acts.Correction {
		page.Confirm.Fields = append(page.Confirm.Fields, field{
			Name: "motivo", Label: "Motivo della rettifica", Value: f.Motive, Hint: "In una frase: l’atto lo stampa. Può restare vuoto.",
		})
	}
	if found := toConfirm(a.review, a.task); len(found) > 0 {
		page.Findings = repairable(a.stored.Key, a.review, found)
		page.Confirm.Fields = append(page.Confirm.Fields, field{
			Kind: "textarea", Name: "perche", Rows: 3, Label: "Perché si emette comunque", Value: f.Reason, Error: f.Wrong,
			Hint: "Serve per i punti da confermare qui sopra; resta registrato con l’atto. Se sono già stati confermati per un altro atto del procedimento può restare vuoto: vale il motivo di allora.",
		})
	}
	for _, q := range page.Confirm.Fields {
		page.Confirm.Problems = append(page.Confirm.Problems, problemsOf(q)...)
	}
	page.Confirm.Problems = append(page.Confirm.Problems, f.Others...)
	s.show(c, code, page)
}

func consequences(a *plannedAct) []string {
	list := []string{"L’atto resta fermo com’è: quello che si cambia dopo nei dati non lo tocca."}
	if archive.Numbered(a.task.Kind) {
		list = append(list,
			"Prende il prossimo numero del repertorio, che non si dà due volte.",
			"Non si cancella: se è sbagliato si annulla, e resta visibile.")
	} else {
		list = append(list, "Non prende numero: porta una sigla e una revisione, e si può stampare di nuovo.")
	}
	if a.task.Kind != acts.Correction && !a.task.Date.IsZero() && archive.Numbered(a.task.Kind) {
		list = append(list, "Sarà fatto con i dati di adesso: versione "+strconv.Itoa(a.stored.Version)+" del procedimento.")
	}
	return list
}

// issueAct issues an act once, however often the form is sent.
func (s *service) issueAct(c *gin.Context) {
	sent := s.readForm(c)
	if sent == nil {
		return
	}
	a, err := s.plannedAct(c, strings.TrimSpace(sent.Get("motivo")))
	request := requestOf(sent.Get(requestField))
	if done := s.alreadyIssued(c, request); done != nil {
		s.redirect(c, archivedPath(done.ID), flashDone, issuedWords(done))
		return
	}
	if err != nil {
		s.failPlanned(c, err)
		return
	}
	f := issueForm{Motive: a.motive, Reason: strings.TrimSpace(sent.Get("perche")), Request: request}
	if stale := s.changedSince(sent, a); stale != "" {
		f.Others = []problem{{Text: stale}}
		s.showIssue(c, a, f, http.StatusConflict)
		return
	}
	act, err := s.issue(c, a, f)
	switch {
	case errors.Is(err, archive.ErrConfirm):
		f.Wrong = "Manca il motivo: senza, questi punti fermano l’emissione. Scriverlo in una frase, oppure rimediare nel procedimento."
		s.showIssue(c, a, f, http.StatusUnprocessableEntity)
	case errors.Is(err, archive.ErrChanged), errors.Is(err, archive.ErrIssued):
		s.refuseIssue(c, a, err)
	case err != nil:
		s.fail(c, err)
	default:
		s.record(c, deedIssued, act.ID)
		s.redirect(c, archivedPath(act.ID), flashDone, issuedWords(act))
	}
}

func (s *service) issue(c *gin.Context, a *plannedAct, f issueForm) (*ledger.Act, error) {
	plan, err := s.Archive.Plan(c.Request.Context(), a.selection(a.task.Kind, f.Request))
	if err != nil {
		return nil, err
	}
	if len(plan.Tasks) != 1 {
		return nil, fmt.Errorf("issuing %s: %d acts have its name", a.task.ID, len(plan.Tasks))
	}
	return s.Archive.Issue(c.Request.Context(), plan, plan.Tasks[0], archive.IssueOptions{
		Operator: viewerOf(c).Name, Reason: f.Reason, Request: f.Request,
	})
}

// alreadyIssued is the act that the same request has issued, nil when there is none:
// the answer may have been lost on the way, and a correction that was issued is not
// planned again.
func (s *service) alreadyIssued(c *gin.Context, request string) *ledger.Act {
	if request == "" {
		return nil
	}
	act, err := s.Register.ActByRequest(c.Request.Context(), request)
	if err != nil || act.Process != c.Param("chiave") || act.Task != c.Param("atto") {
		return nil
	}
	return act
}

// changedSince says that what would be issued is not what was looked at.
func (s *service) changedSince(sent url.Values, a *plannedAct) string {
	seen, err := strconv.Atoi(sent.Get("versione"))
	if err == nil && seen == a.stored.Version {
		return ""
	}
	return fmt.Sprintf("Nel frattempo il procedimento è cambiato: ora è la versione %d. Guardare di nuovo l’anteprima; se va bene, emettere.", a.stored.Version)
}

// refuseIssue tells of an act that somebody else issued or changed first.
func (s *service) refuseIssue(c *gin.Context, a *plannedAct, err error) {
	what, repair := refusal(err)
	page := errorPage{Heading: "L’atto non è stato emesso", What: what, Repair: repair, Link: &navLink{Words: "Torna all’anteprima", Link: taskPath(a.stored.Key, a.task.ID)}}
	if list, listed := s.issuedOf(c, a.stored.Key, a.task); listed == nil && len(list) > 0 {
		page.Link = &navLink{Words: "Vedi l’atto emesso", Link: archivedPath(list[0].ID)}
	}
	s.showError(c, http.StatusConflict, page)
}

func issuedWords(a *ledger.Act) string {
	words := "Atto emesso."
	if n := numberOf(a); n != "" {
		words = "Atto emesso: repertorio " + n + "."
	}
	if len(a.Missing()) > 0 {
		words += " Ora va firmato."
	}
	return words
}
