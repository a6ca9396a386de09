package acts_test

import (
	"testing"

	"concerta/internal/acts"
)

func TestKinds_HaveEachAllTheirNames(t *testing.T) {
	of := map[acts.KindWords]acts.Kind{}
	for _, k := range acts.Kinds() {
		words := k.Words()
		if words.One == "" || words.Many == "" || words.Formal == "" {
			t.Errorf("%s is called %+v", k, words)
		}
		if other, taken := of[words]; taken {
			t.Errorf("%s and %s are called the same", k, other)
		}
		of[words] = k
	}
	if words := acts.Kind("documento").Words(); words != (acts.KindWords{}) {
		t.Errorf("what is no act is called %+v", words)
	}
}
