package archive

import (
	"context"
	"fmt"

	"concerta/internal/acts"
	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
	"concerta/internal/process"
	"concerta/internal/produce"
)

// Reprint makes the document of an issued act again as it was issued, from the
// version of the process that it was made from, for copies to print in which acts
// stand together. The act itself is its frozen file. An act that would not come out
// the same, since its template was changed, is an error of kind ErrChanged; one that
// the process alone does not make, a correction, is one of kind ErrNoAct.
func (a *Archive) Reprint(ctx context.Context, act *ledger.Act) (*produce.Act, error) {
	p, err := a.Keeper.ProcessVersion(ctx, act.Process, act.ProcessVersion)
	if err != nil {
		return nil, err
	}
	review := a.Reviews.Of(p)
	if !review.Legible {
		return nil, fmt.Errorf("printing act %s: %w", act.ID, produce.ErrFindings)
	}
	today, err := tasksByID(review)
	if err != nil {
		return nil, err
	}
	t, there := today[act.Task]
	if !there {
		return nil, &fault.Error{
			Kind: ErrNoAct, What: fmt.Sprintf("l’atto «%s» non si può rifare dai dati del procedimento", act.Title), Repair: "usare il suo file, nell’archivio",
		}
	}
	_, wording, err := a.Wording(t.Job)
	if err != nil {
		return nil, fmt.Errorf("printing act %s: %w", act.ID, err)
	}
	if wording != act.WordingDigest {
		return nil, &fault.Error{
			Kind:   ErrChanged,
			What:   fmt.Sprintf("il modello dell’atto «%s» è cambiato dopo l’emissione: rifatto ora direbbe altro", act.Title),
			Repair: "usare i file dell’archivio, uno per atto o nello ZIP",
		}
	}
	issued := &acts.Issued{
		ID: act.ID, Register: act.Register, Number: act.Number, Year: act.Year, Date: dateOf(act.Date), Code: act.Code,
	}
	if a.VerifyURL != nil {
		issued.VerifyURL = a.VerifyURL(act.Code)
	}
	return a.Press.Make(review, t, acts.Options{Issued: issued})
}

// Published is the process as it was when an act was issued.
func (a *Archive) Published(ctx context.Context, act *ledger.Act) (*process.Process, error) {
	p, err := a.Keeper.ProcessVersion(ctx, act.Process, act.ProcessVersion)
	if err != nil {
		return nil, err
	}
	review := a.Reviews.Of(p)
	if review.Process == nil {
		return nil, fmt.Errorf("reading the process of act %s: %w", act.ID, produce.ErrFindings)
	}
	return review.Process, nil
}
