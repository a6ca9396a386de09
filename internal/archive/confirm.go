package archive

import (
	"context"
	"slices"
	"strings"

	"concerta/internal/acts"
	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
	"concerta/internal/process"
)

// confirmed records the reason for each finding about the act that asks one. A finding that was
// confirmed for an earlier act of the process keeps its reason.
func (i *issuing) confirmed(ctx context.Context, tx ledger.Tx) ([]ledger.Confirmed, error) {
	var found []process.Finding
	for _, f := range i.plan.Review.Findings {
		if f.Severity == process.Confirm && acts.Concerns(i.plan.Review.Process, i.task.Job, f) {
			found = append(found, f)
		}
	}
	known := map[[2]string]string{}
	if len(found) > 0 && i.body.Reason == "" {
		var err error
		if known, err = i.reasons(ctx, tx, found); err != nil {
			return nil, err
		}
	}
	var list []ledger.Confirmed
	var asked []string
	for _, f := range found {
		reason := i.body.Reason
		if reason == "" {
			reason = known[[2]string{f.Rule, f.What}]
		}
		if reason == "" {
			asked = append(asked, f.What)
			continue
		}
		list = append(list, ledger.Confirmed{Rule: f.Rule, What: f.What, Reason: reason})
	}
	if len(asked) == 0 {
		return list, nil
	}
	return nil, &fault.Error{
		Kind:   ErrConfirm,
		What:   "il responsabile deve confermare, con un motivo: " + strings.Join(asked, " "),
		Repair: "rimediare, oppure indicare il motivo con --reason: resta registrato con l’atto",
	}
}

// reasons are those that earlier acts of the process were issued with, the newest
// counting. It stops when there is one for each of the findings: those that are
// about any act are repeated by each.
func (i *issuing) reasons(ctx context.Context, tx ledger.Tx, found []process.Finding) (map[[2]string]string, error) {
	known := map[[2]string]string{}
	for act, err := range tx.Newest(ctx, i.plan.Review.Process.Key) {
		if err != nil {
			return nil, err
		}
		for _, c := range act.Confirmed {
			if key := [2]string{c.Rule, c.What}; known[key] == "" {
				known[key] = c.Reason
			}
		}
		if !slices.ContainsFunc(found, func(f process.Finding) bool { return known[[2]string{f.Rule, f.What}] == "" }) {
			break
		}
	}
	return known, nil
}
