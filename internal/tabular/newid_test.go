package tabular_test

import (
	"testing"

	"concerta/internal/tabular"
)

func TestMerge_NewBodyGetsTheIDThatAPageWouldGiveIt(t *testing.T) {
	got, _ := merge(t, sample(), tabular.Bodies, []byte("denominazione;natura giuridica\nÕpen Škola;aps\nAurora;aps\nÕpen-škola n. 2;aps\n"))
	var ids []string
	for _, o := range got.Organizations[1:] {
		ids = append(ids, o.ID)
	}
	want := []string{"open-skola", "aurora-2", "open-skola-n-2"}
	if len(ids) != len(want) {
		t.Fatalf("%q", ids)
	}
	for i := range want {
		if ids[i] != want[i] {
			t.Errorf("%q, want %q", ids[i], want[i])
		}
	}
}
