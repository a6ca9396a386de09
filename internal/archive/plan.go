package archive

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

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
}

// Selection says which acts are to be issued.
type Selection struct {
	Process string // key
	Kind    acts.Kind
	For     string // id of a body or meeting, or of one act of the process; empty for all of the kind
	Motive  string // of a correction, as it prints it; may be empty
}

// Plan lists the acts that a selection names; of forms without For, the blank one.
// None is an error of kind ErrNoAct; a process with errors is one of kind
// produce.ErrFindings, and the plan then has its findings.
func (a *Archive) Plan(ctx context.Context, s Selection) (*Plan, error) {
	p, err := a.Keeper.Process(ctx, s.Process)
	if err != nil {
		return nil, err
	}
	plan := &Plan{Review: a.recent.of(p), digest: p.Digest}
	if err := plan.Review.Ready(false); err != nil {
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

// reviews remembers the process that was read last: a run that issues two hundred
// pacts reads it once.
type reviews struct {
	mu     sync.Mutex
	digest ledger.Digest
	review *produce.Review
}

func (r *reviews) of(p *store.Process) *produce.Review {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.review == nil || r.digest != p.Digest || r.review.Version != p.Version {
		r.digest, r.review = p.Digest, produce.Read(produce.Stored(p))
	}
	return r.review
}

// corrected is an issued notice and what it says after the corrections so far.
type corrected struct {
	notice *ledger.Act
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
	list, err := a.Keeper.Acts(ctx, store.ActFilter{Process: key})
	if err != nil {
		return nil, err
	}
	var c corrected
	var frozen ledger.StoredFile
	for _, act := range slices.Backward(list) { // the oldest first
		if act.Annulment != nil {
			continue
		}
		switch acts.Kind(act.Kind) { //nolint:exhaustive // the others say nothing of the notice
		case acts.Notice:
			c.notice = act
			frozen, _ = act.File(ledger.View)
		case acts.Correction:
			if f, ok := act.File(ledger.Notice); ok && c.notice != nil && act.Corrects == c.notice.ID {
				frozen = f
			}
		}
	}
	if c.notice == nil {
		return nil, &fault.Error{
			Kind:   ErrNoAct,
			What:   fmt.Sprintf("del procedimento «%s» non è stato emesso nessun avviso da rettificare", key),
			Repair: "emettere prima l’avviso; per un avviso pubblicato altrove usare «concerta render --act rettifica --since FILE»",
		}
	}
	src, err := a.Keeper.Blob(ctx, frozen.Digest)
	if err != nil {
		return nil, err
	}
	if c.view, err = acts.ReadNoticeView(src); err != nil {
		return nil, err
	}
	return &c, nil
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
