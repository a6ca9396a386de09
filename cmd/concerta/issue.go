package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"concerta/internal/acts"
	"concerta/internal/archive"
	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
)

type issueCmd struct {
	archiveFlags `embed:""`

	Key     string `arg:"" optional:"" name:"chiave" help:"Chiave del procedimento."`
	Act     string `name:"act" placeholder:"ATTO" help:"Atto da emettere: ${acts}."`
	For     string `name:"for" placeholder:"ID" help:"Solo l’atto di un soggetto o di un incontro; senza, quelli di tutti."`
	Reason  string `name:"reason" placeholder:"TESTO" help:"Motivo per cui si emette benché ci siano segnalazioni da confermare; della rettifica, il motivo che stampa."`
	Request string `name:"request" placeholder:"ID" help:"Sigla della richiesta: ripetuta, dà lo stesso atto e non uno nuovo."`
	JSON    bool   `name:"json" help:"Scrive gli atti emessi come un solo oggetto JSON."`
}

// Run issues the acts asked for, each in a transaction of its own, and tells of
// each as soon as it is on the disk.
func (c *issueCmd) Run(ctx context.Context, env environment) (err error) {
	var m misuses
	m.when(c.Key == "", "manca la chiave del procedimento", "vedere le chiavi con «concerta list»")
	m.when(c.Act == "", "manca l’atto da emettere", "aggiungere --act ATTO; gli atti sono: "+kindNames())
	m.when(c.Act != "" && !slices.Contains(acts.Kinds(), acts.Kind(c.Act)), "l’atto «"+c.Act+"» non esiste", "gli atti sono: "+kindNames())
	if err := m.err(); err != nil {
		return err
	}
	a, st, err := c.open(ctx, env)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	plan, err := a.Plan(ctx, archive.Selection{Process: c.Key, Kind: acts.Kind(c.Act), For: c.For, Motive: c.Reason, Request: c.Request})
	if err != nil {
		return notPassed(env, plan, err, "--process "+c.Key+" --data "+c.Data)
	}
	return c.issue(ctx, env, a, plan)
}

// issue goes on to the next act when one is refused, and gives the first refusal
// at the end.
func (c *issueCmd) issue(ctx context.Context, env environment, a *archive.Archive, plan *archive.Plan) error {
	bar := newProgress(env, len(plan.Tasks))
	defer bar.end()
	var issued []*ledger.Act
	var refusals []error
	for _, t := range plan.Tasks {
		o := archive.IssueOptions{Operator: c.operator(env), Reason: c.Reason, Request: c.Request}
		if c.Request != "" && len(plan.Tasks) > 1 {
			o.Request = archive.RequestOf(c.Request, t)
		}
		act, err := a.Issue(ctx, plan, t, o)
		switch {
		case err == nil:
			issued = append(issued, act)
			if !c.JSON {
				err = bar.line(env.stdout, actLine(act)+"\n")
			}
			if err != nil {
				return err
			}
		case ctx.Err() != nil:
			return ctx.Err()
		default:
			refusals = append(refusals, refused(t, err))
			if len(plan.Tasks) > 1 {
				bar.interrupt(func() { report(env.stderr, refused(t, err)) })
			}
		}
		bar.step()
	}
	if c.JSON {
		if err := printActs(env.stdout, issued); err != nil {
			return err
		}
	}
	switch len(refusals) {
	case 0:
		return nil
	case 1:
		if len(plan.Tasks) == 1 {
			return refusals[0]
		}
	}
	return someRefused(refusals, len(plan.Tasks))
}

// someRefused is the error of a run in which some acts, each told of already, were
// not issued. It is of the kind of the first.
func someRefused(refusals []error, of int) error {
	return &fault.Error{
		Cause:  refusals[0],
		What:   fmt.Sprintf("%d atti su %d non sono stati emessi", len(refusals), of),
		Repair: "rimediare a ciò che è detto sopra di ciascuno e ripetere; gli altri atti sono emessi",
	}
}
