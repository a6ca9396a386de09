package archive

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"concerta/internal/acts"
	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
	"concerta/internal/process"
	"concerta/internal/produce"
	"concerta/internal/store"
)

// Plan is the acts of a process that are to be issued, from one state of it.
type Plan struct {
	Review *produce.Review
	Tasks  []produce.Task
	digest ledger.Digest // of the version of the process
	// corrected is the notice that a correction is of, and what it says now.
	corrected *corrected
	again     map[string]*ledger.Act // was issued for the same request, by task
}

// Selection says which acts are to be issued.
type Selection struct {
	Process string // key
	Kind    acts.Kind
	For     string // id of a body or meeting, or of one act of the process; empty for all of the kind
	Motive  string // of a correction, as it prints it; may be empty
	Request string // as in IssueOptions: what it issued before is planned again; may be empty
}

// Plan lists the acts that a selection names; of forms without For, the blank one.
// None is an error of kind ErrNoAct; a process with errors is one of kind
// produce.ErrFindings, and the plan then has its findings.
func (a *Archive) Plan(ctx context.Context, s Selection) (*Plan, error) {
	p, err := a.Keeper.Process(ctx, s.Process)
	if err != nil {
		return nil, err
	}
	plan := &Plan{Review: a.Reviews.Of(p), digest: p.Digest}
	if again, err := a.planAgain(ctx, plan, s); again || err != nil {
		return plan, err
	}
	if err := plan.Review.Ready(false); err != nil {
		if again, failed := a.planManyAgain(ctx, plan, s); again || failed != nil {
			return plan, failed
		}
		return plan, fmt.Errorf("issuing acts of %s: %w", s.Process, err)
	}
	if s.Kind == acts.Correction {
		return plan, a.planCorrection(ctx, plan, s.Motive)
	}
	list, err := produce.Tasks(plan.Review.Process, s.Kind)
	if err != nil {
		return plan, err
	}
	for _, t := range list {
		if s.For == "" && s.Kind != acts.AdhesionForm || s.For == t.For || s.For == t.ID {
			plan.Tasks = append(plan.Tasks, t)
		}
	}
	if len(plan.Tasks) == 0 {
		return plan, noSuchAct(s, list)
	}
	return plan, nil
}

// planAgain plans the act that the same request has issued, whatever the process
// has become since: the answer may have been lost on the way.
func (a *Archive) planAgain(ctx context.Context, plan *Plan, s Selection) (bool, error) {
	if s.Request == "" {
		return false, nil
	}
	act, err := a.Keeper.ActByRequest(ctx, s.Request)
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if act.Process != s.Process || act.Kind != string(s.Kind) || s.For != "" && s.For != act.For && s.For != act.Task {
		return false, nil // Issue refuses it
	}
	plan.repeat(act)
	return true, nil
}

// RequestOf is the key of the request for one of many acts that a request is for.
func RequestOf(request string, t produce.Task) string { return request + "/" + t.ID }

// planManyAgain plans the acts that the same request for many has issued, when the data
// have come to be such that nothing can be planned from them.
func (a *Archive) planManyAgain(ctx context.Context, plan *Plan, s Selection) (bool, error) {
	if s.Request == "" {
		return false, nil
	}
	list, err := a.Keeper.Acts(ctx, store.ActFilter{Process: s.Process, Kind: string(s.Kind)})
	if err != nil {
		return false, err
	}
	for _, act := range slices.Backward(list) { // the oldest first
		if act.Request == RequestOf(s.Request, produce.Task{ID: act.Task}) && (s.For == "" || s.For == act.For || s.For == act.Task) {
			plan.repeat(act)
		}
	}
	return len(plan.Tasks) > 0, nil
}

// repeat plans an act that was issued already.
func (p *Plan) repeat(act *ledger.Act) {
	if p.again == nil {
		p.again = map[string]*ledger.Act{}
	}
	p.again[act.Task] = act
	kind := acts.Kind(act.Kind)
	p.Tasks = append(p.Tasks, produce.Task{Job: acts.Job{Kind: kind, For: act.For, Title: act.Title}, Name: act.Task, ID: act.Task})
}

func noSuchAct(s Selection, list []produce.Task) error {
	err := &fault.Error{
		Kind:   ErrNoAct,
		What:   fmt.Sprintf("il procedimento «%s» non ha atti di tipo «%s»", s.Process, s.Kind),
		Repair: "aggiungere al procedimento i dati da cui l’atto si fa",
	}
	if len(list) == 0 {
		return err
	}
	err.What = fmt.Sprintf("nessun atto di tipo «%s» è per «%s»", s.Kind, s.For)
	var names []string
	for _, t := range list {
		if t.For != "" && !slices.Contains(names, t.For) && len(names) < 20 {
			names = append(names, t.For)
		}
	}
	err.Repair = "di questo atto ce n’è uno solo: non indicare per chi"
	if len(names) > 0 {
		err.Repair = "ci sono quelli per: " + strings.Join(names, ", ")
	}
	return err
}

// corrected is an issued notice and what it says after the corrections so far.
type corrected struct {
	notice *ledger.Act
	says   ledger.Digest // of the file with what it says
	view   acts.NoticeView
}

// planCorrection makes the one task of a correction: from what the issued notice
// says, with the corrections issued so far, to what the process says now.
func (a *Archive) planCorrection(ctx context.Context, plan *Plan, motive string) error {
	p := plan.Review.Process
	now, err := a.noticeNow(ctx, p.Key)
	if err != nil {
		return err
	}
	original := a.original(now)
	original.Reason = motive
	job, err := acts.CorrectionJob(p, original)
	if errors.Is(err, acts.ErrUnchanged) {
		return &fault.Error{
			Kind: ErrNoAct, Cause: err,
			What:   "non c’è nulla da rettificare: l’avviso emesso e le sue rettifiche dicono già quello che dicono i dati",
			Repair: "modificare il procedimento, poi emettere la rettifica",
		}
	}
	if err != nil {
		return err
	}
	plan.corrected = now
	plan.Tasks = produce.Named(job)
	return nil
}

// noticeNow finds the issued notice of a process and what it says after its
// corrections.
func (a *Archive) noticeNow(ctx context.Context, key string) (*corrected, error) {
	var lists [2][]*ledger.Act
	for i, k := range []acts.Kind{acts.Notice, acts.Correction} {
		list, err := a.Keeper.Acts(ctx, store.ActFilter{Process: key, Kind: string(k)})
		if err != nil {
			return nil, err
		}
		slices.Reverse(list) // the oldest first
		lists[i] = list
	}
	c, ok := correctedBy(lists[0], lists[1])
	if !ok {
		return nil, &fault.Error{
			Kind:   ErrNoAct,
			What:   fmt.Sprintf("del procedimento «%s» non è stato emesso nessun avviso da rettificare", key),
			Repair: "emettere prima l’avviso; per un avviso pubblicato altrove usare «concerta render --act rettifica --since FILE»",
		}
	}
	src, err := a.Keeper.Blob(ctx, c.says)
	if err != nil {
		return nil, err
	}
	if c.view, err = acts.ReadNoticeView(src); err != nil {
		return nil, err
	}
	return c, nil
}

// correctedBy finds the notice in force among those of a process, and the file
// with what it says after its corrections; both lists in order of issue.
func correctedBy(notices, corrections []*ledger.Act) (*corrected, bool) {
	var c corrected
	for _, n := range notices {
		if f, ok := n.File(ledger.View); ok && n.Annulment == nil {
			c.notice, c.says = n, f.Digest
		}
	}
	if c.notice == nil {
		return nil, false
	}
	for _, r := range corrections {
		if f, ok := r.File(ledger.Notice); ok && r.Annulment == nil && r.Corrects == c.notice.ID {
			c.says = f.Digest
		}
	}
	return &c, true
}

// original is what a correction cites.
func (a *Archive) original(c *corrected) acts.Original {
	o := acts.Original{View: c.view}
	o.Repertory.Number, o.Repertory.Year = c.notice.Number, c.notice.Year
	o.Repertory.Date = a.day(c.notice.At)
	if p := c.notice.Protocol; p != nil {
		o.Protocol = process.ProtocolNumber{Number: p.Number, Date: dateOf(p.Date)}
	}
	return o
}

// dateOf reads a date that was checked when it was written.
func dateOf(s string) process.Date {
	var d process.Date
	_, _ = fmt.Sscanf(s, "%d-%d-%d", &d.Year, (*int)(&d.Month), &d.Day)
	return d
}
