package web

import (
	"testing"

	"concerta/internal/acts"
	"concerta/internal/produce"
)

func TestBlankOf_IsTheFormOfNobodyWhereverItStands(t *testing.T) {
	task := func(name, whose string, short bool) produce.Task {
		return produce.Task{Job: acts.Job{Kind: acts.AdhesionForm, For: whose, Short: short}, Name: name}
	}
	named, short, blank := task("sua", "approdo", false), task("breve", "", true), task("bianca", "", false)
	if got, there := blankOf([]produce.Task{named, short, blank}); !there || got.Name != "bianca" {
		t.Errorf("%v, %+v", there, got)
	}
	if got, there := blankOf([]produce.Task{named, short}); there {
		t.Errorf("%+v is given as blank", got)
	}
}
