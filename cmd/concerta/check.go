package main

import (
	"context"
	"encoding/json"
	"io"

	"concerta/internal/fault"
	"concerta/internal/press"
	"concerta/internal/process"
	"concerta/internal/produce"
)

type checkCmd struct {
	sourceFlags `embed:""`

	JSON bool `name:"json" help:"Scrive le segnalazioni come un solo oggetto JSON."`
}

// Run prints the findings. It fails with errChecks when one of them is an error.
func (c *checkCmd) Run(ctx context.Context, env environment) error {
	src, err := c.source(ctx, env)
	if err != nil {
		return err
	}
	if src.Prints, err = press.Prints(); err != nil {
		return err
	}
	review := produce.Read(src)
	if c.JSON {
		err = printJSON(env.stdout, struct {
			Findings []process.Finding `json:"findings"`
		}{review.All()})
	} else {
		err = findingPrinter{env.stdout, style{env.styled()}}.print(review.All())
	}
	if err != nil {
		return err
	}
	if !review.Clean() {
		return notMade(review, "il procedimento non passa il controllo", c.name())
	}
	return nil
}

// notMade is the error of a process whose errors keep an act from being made.
func notMade(review *produce.Review, what, source string) error {
	repair := "correggere gli errori elencati e ripetere"
	if !review.Legible {
		repair = "correggere il file dove è indicato e ripetere"
	}
	n := review.Count(process.Error)
	if n == 0 {
		return &fault.Error{Kind: errChecks, What: what + ": il file non si può leggere come procedimento", Repair: repair}
	}
	return &fault.Error{Kind: errChecks, What: what + ": " + plural(n, "errore", "errori") + " in " + source, Repair: repair}
}

// printJSON writes one object, indented, with text as it is.
func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
