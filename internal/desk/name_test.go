package desk_test

import (
	"testing"

	"concerta/internal/desk"
)

func TestNameFor_IsTheIDThatAListWouldGive(t *testing.T) {
	taken := map[string]bool{"aurora": true}
	for words, want := range map[string]string{"Õpen Škola": "open-skola", "Aurora": "aurora-2", "!": "voce"} {
		if got := desk.NameFor(words, func(id string) bool { return taken[id] }); got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
}
