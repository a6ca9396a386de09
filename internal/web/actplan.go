package web

import (
	"errors"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"concerta/internal/acts"
	"concerta/internal/archive"
	"concerta/internal/archive/ledger"
	"concerta/internal/produce"
	"concerta/internal/store"
)

// plannedAct is an act of a process as it would be made now.
type plannedAct struct {
	stored *store.Process
	review *produce.Review
	task   produce.Task
	motive string // of a correction
}

var errNoSuchAct = errors.New("web: the process has no such act")

// plannedAct finds the act that the address names. None is an error of kind
// errNoSuchAct.
func (s *service) plannedAct(c *gin.Context, motive string) (*plannedAct, error) {
	id := c.Param("atto")
	kind, _, _ := strings.Cut(id, "_")
	if !slices.Contains(acts.Kinds(), acts.Kind(kind)) {
		return nil, errNoSuchAct
	}
	p, err := s.Store.Process(c.Request.Context(), c.Param("chiave"))
	if err != nil {
		return nil, err
	}
	a := &plannedAct{stored: p, review: s.Reviews.Of(p), motive: motive}
	if acts.Kind(kind) == acts.Correction {
		plan, err := s.Archive.Plan(c.Request.Context(), a.selection(acts.Correction, ""))
		if err != nil {
			return nil, err
		}
		a.review, a.task = plan.Review, plan.Tasks[0]
		return a, nil
	}
	if !a.review.Legible {
		return nil, produce.ErrFindings
	}
	tasks, err := produce.Tasks(a.review.Process, acts.Kind(kind))
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(tasks, func(t produce.Task) bool { return t.ID == id })
	if at < 0 {
		return nil, errNoSuchAct
	}
	a.task = tasks[at]
	return a, nil
}

func (a *plannedAct) selection(k acts.Kind, request string) archive.Selection {
	sel := archive.Selection{Process: a.stored.Key, Kind: k, Motive: a.motive, Request: request}
	if k != acts.Correction {
		sel.For = a.task.ID
	}
	return sel
}

// issuedOf are the acts that were issued of a task and not annulled, newest first.
func (s *service) issuedOf(c *gin.Context, key string, t produce.Task) ([]*ledger.Act, error) {
	list, err := s.Register.Acts(c.Request.Context(), store.ActFilter{Process: key, Kind: string(t.Kind)})
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(list, func(a *ledger.Act) bool { return a.Task != t.ID || a.Annulment != nil }), nil
}

// taskPath is the address of an act of a process, as it would be made now.
func taskPath(key, task string) string { return processPath(key) + "/atti/" + task }
