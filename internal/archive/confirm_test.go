package archive_test

import (
	"testing"

	"concerta/internal/acts"
	"concerta/internal/archive"
	"concerta/internal/archive/archivetest"
)

// TestIssue_NewestReasonCounts has a finding confirmed twice, and by the older act
// one more that the newer act did not have: neither act alone has all reasons.
func TestIssue_NewestReasonCounts(t *testing.T) {
	o := archivetest.New(t)
	const monday, sunday = "data: 2026-10-05\n          giorno: lunedì", "data: 2026-10-04\n          giorno: domenica"
	issue := func(register, reason string) map[string]string {
		t.Helper()
		act, err := o.Try(t.Context(), archive.Selection{Process: archivetest.Comune, Kind: acts.Register, For: register}, archive.IssueOptions{Reason: reason})
		if err != nil {
			t.Fatalf("%s: %v", register, err)
		}
		reasons := map[string]string{}
		for _, c := range act.Confirmed {
			reasons[c.Rule] = c.Reason
		}
		return reasons
	}
	o.Edit(t, archivetest.Comune, monday, sunday)
	first := issue("apertura", "motivo vecchio")
	o.Edit(t, archivetest.Comune, sunday, monday)
	second := issue("apertura", "motivo nuovo")
	o.Edit(t, archivetest.Comune, monday, sunday)
	third := issue("apertura", "")
	if len(first) != 2 || len(second) != 1 || len(third) != 2 {
		t.Fatalf("confirmed %v, %v, %v", first, second, third)
	}
	for rule, reason := range third {
		want := "motivo vecchio"
		if second[rule] != "" {
			want = second[rule]
		}
		if reason != want {
			t.Errorf("%s: %q, want %q", rule, reason, want)
		}
	}
}
