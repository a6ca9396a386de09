package main

import (
	"fmt"
	"slices"

	"concerta/examples"
	"concerta/internal/acts"
	"concerta/internal/fault"
	"concerta/internal/markup"
	"concerta/internal/process"
	"concerta/internal/produce"
)

type templateCmd struct {
	Check templateCheckCmd `cmd:"" help:"Controlla i modelli, quelli forniti o quelli di una cartella."`
}

type templateCheckCmd struct {
	Dir string `arg:"" optional:"" name:"cartella" help:"Cartella dei modelli dell’ufficio; senza, i modelli forniti."`
}

// Run prints everything wrong in the templates. It fails with errChecks when there
// is anything.
func (c *templateCheckCmd) Run(env environment) error {
	t, err := loadTemplates(c.Dir)
	if err != nil {
		return err
	}
	problems, err := checkTemplates(t)
	if err != nil {
		return err
	}
	findings := make([]process.Finding, 0, len(problems))
	for _, p := range problems {
		findings = append(findings, asFinding(p))
	}
	if err := (findingPrinter{env.stdout, style{env.styled()}}).print(findings); err != nil {
		return err
	}
	if len(findings) > 0 {
		return &fault.Error{
			Kind:   errChecks,
			What:   fmt.Sprintf("i modelli non passano il controllo: %s", plural(len(findings), "errore", "errori")),
			Repair: "correggere i modelli dove è indicato e ripetere",
		}
	}
	return nil
}

// checkTemplates names what is wrong in the templates whatever the data and, when
// that is nothing, what goes wrong with the processes given as examples.
func checkTemplates(t *markup.Templates) ([]markup.Problem, error) {
	if problems := t.Check(); len(problems) > 0 {
		return problems, nil
	}
	entries, err := examples.Files.ReadDir(".")
	if err != nil {
		return nil, fmt.Errorf("listing the examples: %w", err)
	}
	var problems []markup.Problem
	for _, e := range entries {
		src, err := readExample(e.Name())
		if err != nil {
			return nil, err
		}
		review := produce.Read(src)
		if !review.Legible {
			return nil, fmt.Errorf("the example %s cannot be read", e.Name())
		}
		found, err := checkAgainst(t, review.Process)
		if err != nil {
			return nil, fmt.Errorf("the example %s: %w", e.Name(), err)
		}
		for _, p := range found {
			if !slices.Contains(problems, p) { // the examples find mostly the same
				problems = append(problems, p)
			}
		}
	}
	return problems, nil
}

// checkAgainst names what goes wrong in each template with the first act that p
// makes with it: the others are of the same shape.
func checkAgainst(t *markup.Templates, p *process.Process) ([]markup.Problem, error) {
	var problems []markup.Problem
	for _, k := range acts.Kinds() {
		jobs, err := acts.Jobs(p, k)
		if err != nil {
			return nil, err
		}
		seen := map[string]bool{}
		for _, j := range jobs {
			if seen[j.Template()] {
				continue
			}
			seen[j.Template()] = true
			view, err := acts.View(p, j)
			if err != nil {
				return nil, err
			}
			problems = append(problems, t.CheckAgainst(j.Template(), view)...)
		}
	}
	return problems, nil
}

// asFinding lets a problem of a template print like a finding of a process.
func asFinding(p markup.Problem) process.Finding {
	return process.Finding{
		Rule: "modello", Severity: process.Error,
		File: p.Template, Line: p.Line, Column: p.Column, Excerpt: p.Excerpt,
		What: p.What, Repair: p.Repair,
	}
}
