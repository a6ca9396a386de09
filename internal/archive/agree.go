package archive

import (
	"context"
	"fmt"

	"concerta/internal/acts"
	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
	"concerta/internal/produce"
	"concerta/internal/store"
)

// Stale is an issued act that says otherwise than the data do now.
type Stale struct {
	Act  *ledger.Act
	Gone bool // the process has no such act any more
}

// Stale lists the acts of a process, not annulled, that no longer agree with its
// data, oldest first. Of acts that are printed again at will only the newest
// print counts; a notice whose corrections say what the data say agrees.
func (a *Archive) Stale(ctx context.Context, key string) ([]Stale, error) {
	p, err := a.Keeper.Process(ctx, key)
	if err != nil {
		return nil, err
	}
	// Read before the acts: at worst what is kept is asked for anew.
	head, err := a.Keeper.Head(ctx)
	if err != nil {
		return nil, err
	}
	if list, known := a.stale.of(key, p.Digest, head); known {
		return list, nil
	}
	list, err := a.compare(ctx, p)
	if err != nil {
		return nil, err
	}
	a.stale.keep(key, p.Digest, head, list)
	return list, nil
}

// compare makes today's view of every act and compares it with the issued one.
func (a *Archive) compare(ctx context.Context, p *store.Process) ([]Stale, error) {
	key := p.Key
	review := a.Reviews.Of(p)
	if !review.Legible {
		return nil, fmt.Errorf("comparing the acts of %s: %w", key, produce.ErrFindings)
	}
	list, err := a.Keeper.Acts(ctx, store.ActFilter{Process: key})
	if err != nil {
		return nil, err
	}
	today, err := tasksByID(review)
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	var stale []Stale
	for _, act := range list { // the newest first
		if !act.IsAct() || act.Annulment != nil || acts.Kind(act.Kind) == acts.Correction || seen[act.Task] {
			continue
		}
		seen[act.Task] = true
		t, there := today[act.Task]
		if !there {
			stale = append(stale, Stale{act, true})
			continue
		}
		agrees, err := a.agrees(ctx, review, act, t)
		if err != nil {
			return nil, err
		}
		if !agrees {
			stale = append(stale, Stale{act, false})
		}
	}
	for i, j := 0, len(stale)-1; i < j; i, j = i+1, j-1 {
		stale[i], stale[j] = stale[j], stale[i]
	}
	return stale, nil
}

// agrees tells whether an act says what the data say.
func (a *Archive) agrees(ctx context.Context, review *produce.Review, act *ledger.Act, t produce.Task) (bool, error) {
	_, digest, err := acts.Frozen(review.Process, t.Job)
	if err != nil {
		return false, err
	}
	if digest == act.View.String() {
		return true, nil
	}
	if acts.Kind(act.Kind) != acts.Notice {
		return false, nil
	}
	now, err := a.noticeNow(ctx, act.Process)
	if err != nil {
		return false, err
	}
	view, err := acts.NewNoticeView(review.Process)
	if err != nil {
		return false, err
	}
	return len(acts.Differences(now.view, view)) == 0, nil
}

// Diff says in words what the data say otherwise than an issued act; nothing when
// they agree. An act that the process has no more is an error of kind ErrNoAct.
func (a *Archive) Diff(ctx context.Context, id string) ([]acts.Differenza, error) {
	act, err := a.Find(ctx, id)
	if err != nil {
		return nil, err
	}
	frozen, ok := act.File(ledger.View)
	if !ok {
		return nil, &fault.Error{Kind: ErrNoAct, What: fmt.Sprintf("«%s» non è un atto fatto dai dati", act.ID), Repair: "confrontare un atto emesso da questo programma"}
	}
	before, err := a.Keeper.Blob(ctx, frozen.Digest)
	if err != nil {
		return nil, err
	}
	p, err := a.Keeper.Process(ctx, act.Process)
	if err != nil {
		return nil, err
	}
	review := a.Reviews.Of(p)
	if !review.Legible {
		return nil, fmt.Errorf("comparing act %s: %w", act.ID, produce.ErrFindings)
	}
	if acts.Kind(act.Kind) == acts.Correction {
		return a.diffCorrection(ctx, review, act)
	}
	today, err := tasksByID(review)
	if err != nil {
		return nil, err
	}
	t, there := today[act.Task]
	if !there {
		return nil, &fault.Error{
			Kind:   ErrNoAct,
			What:   fmt.Sprintf("il procedimento non ha più l’atto «%s»: ciò di cui era è stato tolto dai dati", act.Title),
			Repair: "se l’atto non serve più, annullarlo",
		}
	}
	after, _, err := acts.Frozen(review.Process, t.Job)
	if err != nil {
		return nil, err
	}
	return acts.DifferencesOf(t.Kind, before, after)
}

// diffCorrection compares what the notice says after a correction with the data.
func (a *Archive) diffCorrection(ctx context.Context, review *produce.Review, act *ledger.Act) ([]acts.Differenza, error) {
	f, ok := act.File(ledger.Notice)
	if !ok {
		return nil, fmt.Errorf("%w: act %s has no notice", ledger.ErrBroken, act.ID)
	}
	before, err := a.Keeper.Blob(ctx, f.Digest)
	if err != nil {
		return nil, err
	}
	after, _, err := acts.Frozen(review.Process, acts.Job{Kind: acts.Notice})
	if err != nil {
		return nil, err
	}
	return acts.DifferencesOf(acts.Notice, before, after)
}

// tasksByID are the acts that a process has now.
func tasksByID(review *produce.Review) (map[string]produce.Task, error) {
	list, err := produce.Tasks(review.Process, acts.Kinds()...)
	if err != nil {
		return nil, err
	}
	m := make(map[string]produce.Task, len(list))
	for _, t := range list {
		m[t.ID] = t
	}
	return m, nil
}
