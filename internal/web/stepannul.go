package web

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/archive"
	"concerta/internal/archive/ledger"
)

// annulPage asks before an act is annulled.
type annulPage struct {
	frame

	Confirm confirmation
}

func (annulPage) file() string { return "annul.html" }

// askAnnul asks before an act is annulled.
func (s *service) askAnnul(c *gin.Context) {
	act, err := s.Register.Act(c.Request.Context(), c.Param("id"))
	if err != nil {
		s.fail(c, err)
		return
	}
	if !act.IsAct() || act.Annulment != nil {
		what := "L’atto è già annullato."
		if !act.IsAct() {
			what = "Un documento del fascicolo non si annulla."
		}
		s.showError(c, http.StatusConflict, errorPage{Heading: "Non si può annullare", What: what, Link: &navLink{Words: "Torna alla sua pagina", Link: archivedPath(act.ID)}})
		return
	}
	s.showAnnul(c, act, archive.Annulment{}, nil, http.StatusOK)
}

func (s *service) showAnnul(c *gin.Context, act *ledger.Act, typed archive.Annulment, wrong []problem, code int) {
	errorOf := func(name string) string {
		for _, p := range wrong {
			if p.Field == name {
				return p.Text
			}
		}
		return ""
	}
	page := annulPage{frame: s.frame(c, "Annullare l’atto")}
	page.Crumbs = []navLink{{Words: "Archivio", Link: archivePath}, {Words: act.Title, Link: archivedPath(act.ID)}}
	page.Confirm = confirmation{
		Question: "Annullare «" + act.Title + "»?",
		Consequences: []string{
			"L’atto perde effetto. Resta in archivio con tutti i suoi file, segnato come annullato.",
			"Il suo numero, o la sua sigla, non si dà a un altro atto.",
			"Non si può tornare indietro: se serve ancora, si emette un altro atto.",
		},
		Problems: wrong,
		Fields: []field{{
			Kind: "textarea", Name: "motivo", Rows: 3, Label: "Motivo", Required: true, Value: typed.Reason, Error: errorOf("motivo"),
			Hint: "Resta scritto con l’atto.",
		}},
		Action:  archivedPath(act.ID) + "/" + stepAnnul,
		Buttons: buttons{Do: "Annulla l’atto", Danger: true, Back: &navLink{Words: "Non annullare", Link: archivedPath(act.ID)}},
	}
	if needsAct(act) {
		page.Confirm.Consequences = append(page.Confirm.Consequences, "L’atto è già "+act.StateWords()+": serve un altro atto, già adottato, che lo annulli o lo revochi.")
		page.Confirm.Fields = append(page.Confirm.Fields, field{
			Name: "atto", Label: "Numero e data dell’atto che annulla o revoca", Required: true, Width: "medium", Value: typed.By, Error: errorOf("atto"),
			Hint: "Per esempio: determinazione n. 45 del 12/11/2013.",
		})
	}
	s.show(c, code, page)
}

// needsAct tells whether the act has gone so far that only another act undoes it.
func needsAct(a *ledger.Act) bool {
	switch a.State() {
	case ledger.StatePartly, ledger.StateSigned, ledger.StatePublished:
		return true
	case ledger.StateIssued, ledger.StateAnnulled, ledger.StateKept:
	}
	return false
}

// annul takes its effect from an act.
func (s *service) annul(c *gin.Context) {
	sent := s.readForm(c)
	if sent == nil {
		return
	}
	act, err := s.Register.Act(c.Request.Context(), c.Param("id"))
	if err != nil {
		s.fail(c, err)
		return
	}
	n := archive.Annulment{Operator: viewerOf(c).Name, Reason: strings.TrimSpace(sent.Get("motivo")), By: strings.TrimSpace(sent.Get("atto"))}
	var wrong []problem
	if n.Reason == "" {
		wrong = append(wrong, problem{"motivo", "Scrivere il motivo dell’annullamento."})
	}
	if n.By == "" && needsAct(act) {
		wrong = append(wrong, problem{"atto", "Scrivere il numero e la data dell’atto che lo annulla o lo revoca."})
	}
	if len(wrong) > 0 {
		s.showAnnul(c, act, n, wrong, http.StatusUnprocessableEntity)
		return
	}
	done, err := s.Archive.Annul(c.Request.Context(), act.ID, n)
	if what, repair := refusal(err); err != nil && what != "" && status(err) < http.StatusInternalServerError {
		s.showAnnul(c, act, n, []problem{{Text: what + " " + repair}}, status(err))
		return
	}
	if err != nil {
		s.fail(c, err)
		return
	}
	s.record(c, deedAnnulled, done.ID)
	s.redirect(c, archivedPath(done.ID), flashDone, "Atto annullato: resta in archivio.")
}
