package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/acts"
	"concerta/internal/archive"
	"concerta/internal/archive/ledger"
	"concerta/internal/produce"
)

// manyActs are the acts of a kind that are still to be issued.
type manyActs struct {
	kind acts.Kind
	plan *archive.Plan
	left []produce.Task
	all  int
}

// plannedMany finds the acts that the address names. It answers and gives nil when
// there are none to issue.
func (s *service) plannedMany(c *gin.Context) *manyActs {
	m := &manyActs{kind: acts.Kind(c.Param("tipo"))}
	if !slices.Contains(acts.Kinds(), m.kind) || !archive.Numbered(m.kind) || m.kind == acts.Correction {
		s.notFound(c)
		return nil
	}
	var err error
	m.plan, err = s.Archive.Plan(c.Request.Context(), archive.Selection{Process: c.Param("chiave"), Kind: m.kind})
	if err != nil {
		s.failPlanned(c, err)
		return nil
	}
	issued, err := s.newestIssued(c, c.Param("chiave"))
	if err != nil {
		s.fail(c, err)
		return nil
	}
	m.all = len(m.plan.Tasks)
	for _, t := range m.plan.Tasks {
		if issued[t.ID] == nil {
			m.left = append(m.left, t)
		}
	}
	return m
}

// askIssueMany asks before all the acts of a kind are issued.
func (s *service) askIssueMany(c *gin.Context) {
	if m := s.plannedMany(c); m != nil {
		s.showIssueMany(c, m, issueForm{}, http.StatusOK)
	}
}

func (s *service) showIssueMany(c *gin.Context, m *manyActs, f issueForm, code int) {
	key := c.Param("chiave")
	back := navLink{Words: "Torna agli atti", Link: processPath(key) + "/atti"}
	if len(m.left) == 0 {
		s.showError(c, http.StatusConflict, errorPage{
			Heading: "Sono già tutti emessi", What: fmt.Sprintf("Di questi atti ce ne sono %d, e sono tutti emessi.", m.all), Link: &back,
		})
		return
	}
	if f.Request == "" {
		var err error
		if f.Request, err = s.newRequest(); err != nil {
			s.fail(c, err)
			return
		}
	}
	page := issuePage{frame: s.frame(c, "Emettere gli atti")}
	page.Office = m.plan.Review.Process.Office.Name
	page.Crumbs = s.processCrumbs(key, m.plan.Review.Process.Title)
	n := len(m.left)
	page.Confirm = confirmation{
		Question: fmt.Sprintf("Emettere %s? %s", plural(n, "atto", "atti"), m.kind.Words().Many),
		Consequences: []string{
			"Ogni atto resta fermo com’è e prende il prossimo numero del repertorio, nell’ordine dell’elenco.",
			"Il lavoro dura qualche momento e va avanti anche se si lascia la pagina.",
			"Se uno non si può emettere, gli altri si emettono lo stesso.",
		},
		Action:  processPath(key) + "/emissioni/" + string(m.kind),
		Hidden:  []hidden{{requestField, f.Request}, {"versione", strconv.Itoa(m.plan.Review.Version)}},
		Buttons: buttons{Do: "Emetti " + plural(n, "atto", "atti"), Back: &back},
	}
	if m.all > n {
		page.Confirm.Consequences = append(page.Confirm.Consequences, fmt.Sprintf("Già emessi, non si toccano: %d su %d.", m.all-n, m.all))
	}
	if found := toConfirm(m.plan.Review, m.left...); len(found) > 0 {
		page.Findings = repairable(key, m.plan.Review, found)
		page.Confirm.Fields = []field{{
			Kind: "textarea", Name: "perche", Rows: 3, Label: "Perché si emettono comunque", Value: f.Reason, Error: f.Wrong,
			Hint: "Serve per i punti da confermare qui sopra; resta registrato con gli atti. Se sono già stati confermati per un altro atto del procedimento può restare vuoto.",
		}}
		page.Confirm.Problems = problemsOf(page.Confirm.Fields...)
	}
	page.Confirm.Problems = append(page.Confirm.Problems, f.Others...)
	s.show(c, code, page)
}

// issueMany begins the job that issues them, and leads to its page. Sent twice, it
// leads to the same job.
func (s *service) issueMany(c *gin.Context) {
	sent := s.readForm(c)
	if sent == nil {
		return
	}
	f := issueForm{Reason: strings.TrimSpace(sent.Get("perche")), Request: requestOf(sent.Get(requestField))}
	if f.Request != "" && s.jobs.find(f.Request) != nil {
		c.Redirect(http.StatusSeeOther, jobPath(f.Request))
		return
	}
	if j := s.jobs.running(c.Param("chiave"), c.Param("tipo")); j != nil {
		s.redirect(c, jobPath(j.ID), flashWarning, "Questi atti li sta già emettendo "+j.By+".")
		return
	}
	m := s.plannedMany(c)
	if m == nil {
		return
	}
	if seen, err := strconv.Atoi(sent.Get("versione")); f.Request == "" || err != nil || seen != m.plan.Review.Version {
		f.Others = []problem{{Text: fmt.Sprintf("Nel frattempo il procedimento è cambiato: ora è la versione %d. Se va bene, emettere.", m.plan.Review.Version)}}
		s.showIssueMany(c, m, f, http.StatusConflict)
		return
	}
	if len(m.left) == 0 {
		s.showIssueMany(c, m, f, http.StatusConflict)
		return
	}
	s.beginIssue(c, m, f)
}

// beginIssue issues the first act while the officer waits: a reason that is missing
// is missing for all of them. The others are issued by a job.
func (s *service) beginIssue(c *gin.Context, m *manyActs, f issueForm) {
	options := func(t produce.Task) archive.IssueOptions {
		return archive.IssueOptions{Operator: viewerOf(c).Name, Reason: f.Reason, Request: archive.RequestOf(f.Request, t)}
	}
	first := m.left[0]
	_, err := s.Archive.Issue(c.Request.Context(), m.plan, first, options(first))
	if errors.Is(err, archive.ErrConfirm) {
		f.Wrong = "Manca il motivo: senza, questi punti fermano l’emissione. Scriverlo in una frase, oppure rimediare nel procedimento."
		s.showIssueMany(c, m, f, http.StatusUnprocessableEntity)
		return
	}
	j, fresh := s.jobs.begin(&job{
		ID: f.Request, Title: "Emissione: " + strings.ToLower(m.kind.Words().Many),
		Process: c.Param("chiave"), Kind: string(m.kind), Total: len(m.left), By: viewerOf(c).Name,
	})
	if fresh {
		s.record(c, deedManyBegun, j.Process+" "+j.Kind)
		j.step(s.refusedAct(c.Request.Context(), j, first, err))
		todo := make(map[string]archive.IssueOptions, len(m.left))
		for _, t := range m.left[1:] {
			todo[t.ID] = options(t)
		}
		s.work(j, func(ctx context.Context) {
			for _, t := range m.left[1:] {
				if ctx.Err() != nil {
					return
				}
				_, err := s.Archive.Issue(ctx, m.plan, t, todo[t.ID])
				if err != nil && ctx.Err() != nil {
					return
				}
				j.step(s.refusedAct(ctx, j, t, err))
			}
		})
	}
	c.Redirect(http.StatusSeeOther, jobPath(j.ID))
}

// refusedAct is why an act was not issued; nil when it was.
func (s *service) refusedAct(ctx context.Context, j *job, t produce.Task, err error) *refusedAct {
	if err == nil {
		return nil
	}
	what, _ := refusal(err)
	if what == "" {
		s.Log.LogAttrs(ctx, slog.LevelError, "atto non emesso", slog.String("tipo", j.Kind), slog.Any("causa", err))
		what = "Per un difetto del programma."
	}
	return &refusedAct{Title: t.Title, Link: taskPath(j.Process, t.ID), Why: what}
}

// issuedOfKind are the acts of a kind of a process that were issued and not
// annulled, in order of number.
func issuedOfKind(newest map[string]*ledger.Act, kind string) []*ledger.Act {
	var list []*ledger.Act
	for _, a := range newest {
		if a.Kind == kind {
			list = append(list, a)
		}
	}
	slices.SortFunc(list, func(x, y *ledger.Act) int {
		if d := x.At.Compare(y.At); d != 0 {
			return d
		}
		return x.Number - y.Number
	})
	return list
}
