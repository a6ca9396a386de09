package acts_test

import (
	"testing"

	"concerta/internal/acts"
	"concerta/internal/process"
)

func TestConcerns_WhatIsWrongWithOneActIsNothingToTheOthers(t *testing.T) {
	p := &process.Process{
		Minutes: []process.Minutes{{Meeting: "prima"}, {Meeting: "seconda"}},
		Pacts:   &process.Pacts{Parties: []process.PactParty{{Organization: "aurora"}, {Organization: "liceo"}}},
	}
	job := func(k acts.Kind, of string) acts.Job { return acts.Job{Kind: k, For: of} }
	for _, c := range []struct {
		path    string
		of, not []acts.Job
	}{
		{"verbali[1].presidente", []acts.Job{job(acts.Minutes, "seconda")}, []acts.Job{job(acts.Minutes, "prima"), job(acts.Register, "seconda"), job(acts.Notice, "")}},
		{"patti.parti[1].potere", []acts.Job{job(acts.Pact, "liceo"), job(acts.Pact, "")}, []acts.Job{job(acts.Pact, "aurora"), job(acts.Memorandum, "")}},
		{"patti.premesse[0]", []acts.Job{job(acts.Pact, "liceo"), job(acts.Pact, "aurora")}, []acts.Job{job(acts.Correction, "")}},
		{"intesa.articoli", []acts.Job{job(acts.Memorandum, "")}, []acts.Job{job(acts.Notice, ""), job(acts.Minutes, "prima")}},
		{"scadenza.ora", []acts.Job{job(acts.Notice, ""), job(acts.Minutes, "prima"), job(acts.Pact, "liceo")}, nil},
		{"verbali", []acts.Job{job(acts.Minutes, "prima")}, []acts.Job{job(acts.Notice, "")}},
	} {
		f := process.Finding{Path: c.path}
		for _, j := range c.of {
			if !acts.Concerns(p, j, f) {
				t.Errorf("%s is nothing to %s of %q", c.path, j.Kind, j.For)
			}
		}
		for _, j := range c.not {
			if acts.Concerns(p, j, f) {
				t.Errorf("%s is said of %s of %q", c.path, j.Kind, j.For)
			}
		}
	}
}
