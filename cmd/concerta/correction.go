package main

import (
	"context"
	"errors"

	"concerta/internal/acts"
	"concerta/internal/fault"
	"concerta/internal/process"
	"concerta/internal/produce"
)

// correction is the act that leads from the notice of --since to that of p.
func (c *renderCmd) correction(ctx context.Context, env environment, p *process.Process) ([]produce.Task, error) {
	src, err := readSource(ctx, env, c.Since)
	if err != nil {
		return nil, err
	}
	original := produce.Read(src)
	if !original.Legible {
		if err := (findingPrinter{w: env.stderr}).print(original.Findings); err != nil {
			return nil, err
		}
		return nil, notMade(original, "la rettifica non è stata fatta", c.Since)
	}
	job, err := acts.CorrectionJob(p, acts.Original{Process: original.Process})
	switch {
	case errors.Is(err, acts.ErrUnchanged):
		return nil, &fault.Error{
			Kind: errChecks, Cause: err,
			What:   "non c’è nulla da rettificare: l’avviso dice le stesse cose di quello di " + c.Since,
			Repair: "controllare che --since sia il file com’era prima delle modifiche",
		}
	case errors.Is(err, acts.ErrOtherProcess):
		return nil, &fault.Error{
			Kind: errChecks, Cause: err,
			What:   "il file " + c.Since + " è di un altro procedimento, «" + original.Process.Key + "»",
			Repair: "indicare con --since una versione precedente dello stesso procedimento",
		}
	case err != nil:
		return nil, err
	}
	return produce.Named(job), nil
}
