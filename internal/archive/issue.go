package archive

import (
	"context"
	"fmt"
	"strings"

	"concerta/internal/acts"
	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
	"concerta/internal/process"
	"concerta/internal/produce"
)

// IssueOptions say how acts are issued.
type IssueOptions struct {
	Operator string
	Reason   string // for the findings that are to be confirmed
	Request  string // key of the request: repeated, it gives the same act; may be empty
}

// Issue issues one act of a plan: it is frozen, and numbered when its kind is, in
// one transaction. When it returns, the act is on the disk. Issued already is an
// error of kind ErrIssued for a numbered act; an unnumbered one that would be the
// same is given as it is, to be printed again.
func (a *Archive) Issue(ctx context.Context, plan *Plan, t produce.Task, o IssueOptions) (*ledger.Act, error) {
	if act := plan.again[t.ID]; act != nil {
		return act, nil
	}
	frozen, view, err := acts.Frozen(plan.Review.Process, t.Job)
	if err != nil {
		return nil, fmt.Errorf("issuing %s: %w", t.Name, err)
	}
	wording, wordingDigest, err := a.Wording(t.Job)
	if err != nil {
		return nil, fmt.Errorf("issuing %s: %w", t.Name, err)
	}
	i := &issuing{Archive: a, plan: plan, task: t, options: o, frozen: frozen, wording: wording}
	i.body = ledger.IssuedBody{
		Kind: string(t.Kind), Task: t.ID, For: t.For, Title: t.Title,
		ProcessVersion: plan.Review.Version, ProcessDigest: plan.digest,
		WordingDigest: wordingDigest, Revision: acts.Revision(view, wordingDigest),
		Reason: strings.TrimSpace(o.Reason), Request: o.Request,
	}
	if i.body.View, err = ledger.ParseDigest(view); err != nil {
		return nil, err
	}
	if plan.corrected != nil {
		i.body.Corrects = plan.corrected.notice.ID
	}
	if i.body.Signers, err = signers(plan.Review.Process, t.Job); err != nil {
		return nil, fmt.Errorf("issuing %s: %w", t.Name, err)
	}
	made, err := a.Keeper.Append(ctx, i.propose)
	if err != nil {
		return nil, err
	}
	if i.same != nil {
		return i.same, nil
	}
	return made, nil
}

// Numbered tells whether acts of the kind are entered in the repertory. A switch
// over all of them: a new kind must say.
func Numbered(k acts.Kind) bool {
	switch k {
	case acts.Notice, acts.Correction, acts.Pact, acts.Memorandum, acts.Minutes, acts.ProposalSummary, acts.SteeringGroup:
		return true
	case acts.AdhesionForm, acts.Register, acts.Invitation, acts.Participants:
		return false
	}
	return false
}

func signers(p *process.Process, j acts.Job) ([]ledger.Signer, error) {
	list, err := acts.Signers(p, j)
	if err != nil {
		return nil, err
	}
	var out []ledger.Signer
	for _, f := range list {
		out = append(out, ledger.Signer{Field: f.Campo, Office: f.Ufficio, Name: f.Nome, Hand: f.Modo != "digitale", Later: f.Successivo, Body: f.Per})
	}
	return out, nil
}

// issuing is the issue of one act.
type issuing struct {
	*Archive
	plan    *Plan
	task    produce.Task
	options IssueOptions
	frozen  []byte
	wording []byte
	body    ledger.IssuedBody
	same    *ledger.Act // issued before, given again
}

// propose makes the entry of the act while nobody else can write, so that the
// number it takes is in its bytes.
func (i *issuing) propose(ctx context.Context, tx ledger.Tx) (*ledger.Proposal, error) {
	i.same = nil
	if i.options.Request != "" {
		again, err := tx.ByRequest(ctx, i.options.Request)
		if err != nil {
			return nil, err
		}
		if again != nil {
			return nil, i.repeated(again)
		}
	}
	version, err := tx.ProcessVersion(ctx, i.plan.Review.Process.Key)
	if err != nil {
		return nil, err
	}
	if version != i.plan.Review.Version {
		return nil, &fault.Error{
			Kind:   ErrChanged,
			What:   fmt.Sprintf("il procedimento è cambiato nel frattempo: ora è la versione %d", version),
			Repair: "rileggere il procedimento e ripetere",
		}
	}
	earlier, err := tx.ActsOf(ctx, i.plan.Review.Process.Key, i.task.ID)
	if err != nil {
		return nil, err
	}
	n, err := i.before(earlier)
	if err != nil || i.same != nil {
		return nil, err
	}
	if err := i.stillCorrects(ctx, tx, earlier); err != nil {
		return nil, err
	}
	if i.body.Confirmed, err = i.confirmed(ctx, tx); err != nil {
		return nil, err
	}
	at, err := i.moment(tx)
	if err != nil {
		return nil, err
	}
	if err := i.number(ctx, tx, i.day(at)); err != nil {
		return nil, err
	}
	if i.body.Code, err = i.code(); err != nil {
		return nil, err
	}
	e := ledger.Entry{
		At: at, Operator: i.options.Operator, Process: i.plan.Review.Process.Key,
		Act: ledger.NewActID(i.plan.Review.Process.Key, i.task.ID, n),
	}
	return i.freeze(e, tx.Head().Seq+1)
}

// repeated gives the act of the same request again. The request of another act is
// a mistake.
func (i *issuing) repeated(again *ledger.Act) error {
	if again.Process != i.plan.Review.Process.Key || again.Task != i.task.ID {
		return &fault.Error{
			Kind:   ErrIssued,
			What:   fmt.Sprintf("con la richiesta «%s» è già stato emesso un altro atto, %s", i.options.Request, again.ID),
			Repair: "usare per ogni atto una richiesta propria",
		}
	}
	i.same = again
	return nil
}

// before looks at what was issued of the task, and says which issue this is.
func (i *issuing) before(earlier []*ledger.Act) (int, error) {
	n := 1 + len(earlier)
	var last *ledger.Act
	for _, e := range earlier {
		if e.Annulment == nil {
			last = e
		}
	}
	switch {
	case last == nil, i.task.Kind == acts.Correction:
		return n, nil
	case !Numbered(i.task.Kind):
		if last.View == i.body.View && last.WordingDigest == i.body.WordingDigest {
			i.same = last
		}
		return n, nil
	}
	repair := "per correggerlo emettere una rettifica, oppure annullarlo e poi emetterlo di nuovo"
	if i.task.Kind != acts.Notice {
		repair = "per rifarlo annullarlo prima, con «concerta annul»"
	}
	return n, &fault.Error{
		Kind:   ErrIssued,
		What:   fmt.Sprintf("l’atto «%s» è già emesso: rep. n. %s, %s", i.task.Title, last.NumberWords(), last.ID),
		Repair: repair,
	}
}

// stillCorrects refuses a correction when the notice came to say otherwise, or was
// annulled, after the correction was planned: the change would be published twice.
func (i *issuing) stillCorrects(ctx context.Context, tx ledger.Tx, corrections []*ledger.Act) error {
	planned := i.plan.corrected
	if planned == nil {
		return nil
	}
	notices, err := tx.ActsOf(ctx, i.plan.Review.Process.Key, planned.notice.Task)
	if err != nil {
		return err
	}
	if now, ok := correctedBy(notices, corrections); ok && now.notice.ID == planned.notice.ID && now.says == planned.says {
		return nil
	}
	return &fault.Error{
		Kind:   ErrChanged,
		What:   "nel frattempo l’avviso è stato annullato, oppure è stata emessa o annullata una sua rettifica",
		Repair: "vedere gli atti emessi e, se serve ancora, ripetere",
	}
}

// number gives the act the next number of the register and year, and its day.
func (i *issuing) number(ctx context.Context, tx ledger.Tx, day process.Date) error {
	i.body.Date = day.String()
	if !Numbered(i.task.Kind) {
		return nil
	}
	last, err := tx.LastNumber(ctx, Register, day.Year)
	if err != nil {
		return err
	}
	i.body.Register, i.body.Year, i.body.Number = Register, day.Year, last+1
	return nil
}
