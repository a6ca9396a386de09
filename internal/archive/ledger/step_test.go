package ledger_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"concerta/internal/archive/ledger"
)

// entry is an entry on the act "a".
func entry(t *testing.T, b ledger.Body, files ...ledger.File) *ledger.Entry {
	t.Helper()
	e := &ledger.Entry{Seq: 1, At: morning(), Operator: "Anna", Process: "p", Act: "a", Files: files}
	if err := e.Say(b); err != nil {
		t.Fatal(err)
	}
	return e
}

func after(t *testing.T, bodies ...ledger.Body) *ledger.Act {
	t.Helper()
	var a *ledger.Act
	for i, b := range bodies {
		next, err := ledger.Step(a, entry(t, b))
		if err != nil {
			t.Fatalf("step %d: %v", i+1, err)
		}
		a = next
	}
	return a
}

// The steps, by a short name each.
func steps() map[string]ledger.Body {
	return map[string]ledger.Body{
		"one signs":      signedBy("firma_1"),
		"both sign":      signedBy("firma_1", "firma_2"),
		"scan":           ledger.AttestedBody{By: "Anna"},
		"protocol":       ledger.ProtocolBody{Number: "12", Date: "2013-10-31"},
		"publish":        ledger.PublishedBody{Albo: "5", From: "2013-11-01", To: "2013-11-16"},
		"report":         ledger.ReportedBody{Date: "2013-11-17"},
		"annul":          ledger.AnnulledBody{Reason: "errore"},
		"annul by act":   ledger.AnnulledBody{Reason: "errore", By: "0000002/2013"},
		"issue again":    issued(2),
		"file again":     ledger.FiledBody{Title: "t"},
		"unmatch":        ledger.UnmatchedBody{Reason: "r"},
		"open register":  ledger.OpenedBody{Office: "u"},
		"restart number": ledger.RestartedBody{Number: 3},
	}
}

func signedBy(fields ...string) ledger.SignedBody {
	b := ledger.SignedBody{Format: "PAdES"}
	for _, f := range fields {
		b.Signatures = append(b.Signatures, ledger.Signature{Field: f, Name: f, Intact: true})
	}
	return b
}

// toSign is an act that waits for two signatures.
func toSign(later ...bool) ledger.IssuedBody {
	b := issued(1)
	for i, f := range []string{"firma_1", "firma_2"} {
		b.Signers = append(b.Signers, ledger.Signer{Field: f, Name: f, Later: i < len(later) && later[i]})
	}
	return b
}

// Every step from every state: what it leads to, or how it is refused.
func TestStep_EveryStepFromEveryState(t *testing.T) {
	const refused, already, broken = "refused", "already", "broken"
	published, annulled := steps()["publish"], steps()["annul by act"]
	for state, c := range map[string]struct {
		before []ledger.Body
		want   map[string]string // a state in words, or a refusal; the rest is broken
	}{
		"emesso, in attesa di firma": {[]ledger.Body{toSign()}, map[string]string{
			"one signs": "firmato in parte (1 di 2)", "both sign": "firmato", "scan": "firmato", "protocol": "emesso, in attesa di firma",
			"publish": refused, "report": refused, "annul": "annullato", "annul by act": "annullato",
		}},
		"emesso": {[]ledger.Body{issued(1)}, map[string]string{ // nobody signs it
			"one signs": refused, "both sign": refused, "scan": refused, "protocol": "emesso",
			"publish": "pubblicato", "report": refused, "annul": "annullato", "annul by act": "annullato",
		}},
		"firmato in parte (1 di 2)": {[]ledger.Body{toSign(), signedBy("firma_1")}, map[string]string{
			"one signs": "firmato in parte (1 di 2)", "both sign": "firmato", "scan": "firmato", "protocol": "firmato in parte (1 di 2)",
			"publish": refused, "report": refused, "annul": refused, "annul by act": "annullato",
		}},
		"firmato": {[]ledger.Body{toSign(), signedBy("firma_1", "firma_2")}, map[string]string{
			"one signs": "firmato in parte (1 di 2)", "both sign": "firmato", "scan": "firmato", "protocol": "firmato",
			"publish": "pubblicato", "report": refused, "annul": refused, "annul by act": "annullato",
		}},
		"pubblicato": {[]ledger.Body{toSign(), signedBy("firma_1", "firma_2"), published}, map[string]string{
			"one signs": "pubblicato", "both sign": "pubblicato", "scan": "pubblicato", "protocol": "pubblicato",
			"publish": already, "report": "pubblicato", "annul": refused, "annul by act": "annullato",
		}},
		"annullato": {[]ledger.Body{toSign(), annulled}, map[string]string{
			"one signs": refused, "both sign": refused, "scan": refused, "protocol": refused,
			"publish": refused, "report": refused, "annul": refused, "annul by act": refused,
			"issue again": refused, "file again": refused, "unmatch": refused, "open register": refused, "restart number": refused,
		}},
		"acquisito": {[]ledger.Body{ledger.FiledBody{Title: "delega"}}, map[string]string{
			"one signs": refused, "both sign": refused, "scan": refused, "protocol": "acquisito",
			"publish": "acquisito", "report": refused, "annul": "annullato", "annul by act": "annullato",
		}},
	} {
		before := after(t, c.before...)
		if before.StateWords() != state {
			t.Fatalf("the act is %q, want %q", before.StateWords(), state)
		}
		for name, b := range steps() {
			a, err := ledger.Step(before, entry(t, b))
			got := broken
			switch {
			case err == nil:
				got = a.StateWords()
			case errors.Is(err, ledger.ErrStep):
				got = refused
			case errors.Is(err, ledger.ErrAlready):
				got = already
			}
			want := c.want[name]
			if want == "" {
				want = broken
			}
			if got != want {
				t.Errorf("%s, %s: got %q (%v), want %q", state, name, got, err, want)
			}
			if (err == nil) != (a != nil) {
				t.Errorf("%s, %s: act %v and error %v", state, name, a, err)
			}
		}
		if before.StateWords() != state || len(before.Files) != 0 {
			t.Errorf("a step changed the act it began from: %q", before.StateWords())
		}
	}
}

func TestStep_ThingsThatAreDoneOnce(t *testing.T) {
	for _, name := range []string{"protocol", "publish", "report"} {
		a := after(t, issued(1))
		if name == "report" {
			a = after(t, issued(1), steps()["publish"])
		}
		once, err := ledger.Step(a, entry(t, steps()[name]))
		if err != nil {
			t.Fatal(err)
		}
		_, err = ledger.Step(once, entry(t, steps()[name]))
		var told *ledger.StepError
		if !errors.Is(err, ledger.ErrAlready) || !errors.As(err, &told) || !strings.Contains(told.Why, "già") {
			t.Errorf("%s twice: %v", name, err)
		}
	}
}

func TestStep_NothingBeginsAnActButItsIssue(t *testing.T) {
	begins := []string{"issue again", "file again", "unmatch"}
	for name, b := range steps() {
		_, err := ledger.Step(nil, entry(t, b))
		if want := slices.Contains(begins, name); (err == nil) != want {
			t.Errorf("%s: %v", name, err)
		} else if err != nil && !errors.Is(err, ledger.ErrBroken) {
			t.Errorf("%s: %v is not of kind ErrBroken", name, err)
		}
	}
}

func TestStep_PublicationWaitsForWhoMustSignBefore(t *testing.T) {
	for name, c := range map[string]struct {
		act     ledger.IssuedBody
		signed  []string
		refused string // name of who is waited for
	}{
		"nobody signed":                {toSign(), nil, "firma_1"},
		"one signed":                   {toSign(), []string{"firma_1"}, "firma_2"},
		"the second signed first":      {toSign(), []string{"firma_2"}, "firma_1"},
		"the other may sign later":     {toSign(false, true), []string{"firma_1"}, ""},
		"all may sign later":           {toSign(true, true), nil, ""},
		"who may sign later did":       {toSign(false, true), []string{"firma_2"}, "firma_1"},
		"everybody signed":             {toSign(), []string{"firma_1", "firma_2"}, ""},
		"who must not, signed as well": {toSign(), []string{"firma_1", "firma_2", "timbro"}, ""},
	} {
		bodies := []ledger.Body{c.act}
		if len(c.signed) > 0 {
			bodies = append(bodies, signedBy(c.signed...))
		}
		_, err := ledger.Step(after(t, bodies...), entry(t, steps()["publish"]))
		if c.refused == "" && err != nil || c.refused != "" && (err == nil || !strings.Contains(err.Error(), "da "+c.refused)) {
			t.Errorf("%s: got %v, want refused for %q", name, err, c.refused)
		}
	}
}

func TestStep_FilesStayInTheOrderInWhichTheyCame(t *testing.T) {
	file := func(r ledger.Role, name string) ledger.File { return ledger.File{Role: r, Name: name} }
	a, err := ledger.Step(nil, entry(t, toSign(), file(ledger.PDF, "a.pdf"), file(ledger.Metadata, "a.xml")))
	if err != nil {
		t.Fatal(err)
	}
	if f, ok := a.Primary(); !ok || f.Name != "a.pdf" {
		t.Errorf("primary %v", f)
	}
	for i, name := range []string{"uno.pdf", "due.pdf"} {
		e := entry(t, signedBy("firma_1"), file(ledger.Return, name))
		e.Seq = int64(i + 2)
		if a, err = ledger.Step(a, e); err != nil {
			t.Fatal(err)
		}
	}
	f, ok := a.Primary()
	if !ok || f.Name != "due.pdf" || f.Seq != 3 || len(a.Files) != 4 || a.Last != 3 {
		t.Errorf("primary %v, files %v, last %d", f, a.Files, a.Last)
	}
	if _, ok := a.File(ledger.Scan); ok {
		t.Error("a file that never came")
	}
}

func TestMissing_IsWhoHasNotSigned(t *testing.T) {
	broken := ledger.Signature{Field: "firma_1"}
	unnamed := ledger.Signature{Name: "Anna", Intact: true}
	second := ledger.Signature{Field: "firma_2", Intact: true}
	for name, c := range map[string]struct {
		signatures []ledger.Signature
		missing    string
		count      int
	}{
		"none":                               {nil, "firma_1 firma_2", 0},
		"the second":                         {[]ledger.Signature{second}, "firma_1", 1},
		"one that does not hold":             {[]ledger.Signature{broken}, "firma_1 firma_2", 0},
		"one that does not hold, and a good": {[]ledger.Signature{broken, second}, "firma_1", 1},
		"one without a field":                {[]ledger.Signature{unnamed}, "firma_2", 1},
		"the second and one without a field": {[]ledger.Signature{second, unnamed}, "", 2},
		"three without a field":              {[]ledger.Signature{unnamed, unnamed, unnamed}, "", 2},
		"one field twice":                    {[]ledger.Signature{second, second}, "firma_1", 1},
	} {
		a := after(t, toSign(), ledger.SignedBody{Format: "PAdES", Signatures: c.signatures})
		var got []string
		for _, s := range a.Missing() {
			got = append(got, s.Field)
		}
		if strings.Join(got, " ") != c.missing || a.SignedCount() != c.count {
			t.Errorf("%s: missing %q, %d signed; want %q, %d", name, got, a.SignedCount(), c.missing, c.count)
		}
		if len(got)+a.SignedCount() != len(a.Signers) {
			t.Errorf("%s: %d missing and %d signed of %d", name, len(got), a.SignedCount(), len(a.Signers))
		}
	}
}

func TestMissing_NobodyAfterAnAttestedScanOrAnAnnulment(t *testing.T) {
	for _, name := range []string{"scan", "annul"} {
		if got := after(t, toSign(), steps()[name]).Missing(); got != nil {
			t.Errorf("%s: %v", name, got)
		}
	}
}

// TestStep_EntriesThatDoNotRecogniseAreCounted reads entries of before signatures said
// for whom they count: an archive must come to what it came to then.
func TestStep_EntriesThatDoNotRecogniseAreCounted(t *testing.T) {
	act := &ledger.Act{ID: "a", IssuedBody: ledger.IssuedBody{Kind: "avviso", Signers: []ledger.Signer{{Field: "f", Name: "Anna"}, {Field: "g", Name: "Ugo"}}}}
	for body, want := range map[string]string{
		`{"format":"CAdES","signatures":[{"name":"UGO","intact":true}]}`:                                                "g",
		`{"format":"CAdES","signatures":[{"name":"X","intact":true},{"name":"X","intact":true}]}`:                       "",
		`{"format":"CAdES","signatures":[{"name":"UGO","intact":true,"certificate":"00","for":"g"}],"recognised":true}`: "f",
		`{"format":"CAdES","signatures":[{"name":"X","intact":true,"certificate":"00"}],"recognised":true}`:             "fg",
		`{"format":"CAdES","signatures":[{"name":"X","intact":false,"certificate":"00","for":"g"}],"recognised":true}`:  "fg",
	} {
		after, err := ledger.Step(act, &ledger.Entry{Act: "a", What: ledger.Signed, Body: []byte(body)})
		if err != nil {
			t.Fatal(err)
		}
		missing := ""
		for _, m := range after.Missing() {
			missing += m.Field
		}
		if missing != want {
			t.Errorf("%s: missing %q, want %q", body, missing, want)
		}
	}
}
