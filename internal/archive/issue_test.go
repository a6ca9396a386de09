package archive_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"concerta/internal/acts"
	"concerta/internal/archive"
	"concerta/internal/archive/archivetest"
	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
	"concerta/internal/pdf/reader"
	"concerta/internal/produce"
)

// pageText is all that the pages of a PDF show, in one line.
func pageText(t *testing.T, pdf []byte) string {
	t.Helper()
	d, err := reader.Read(pdf)
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, p := range d.Pages {
		for _, r := range p.Runs {
			words = append(words, strings.Fields(r.Text)...)
		}
	}
	return strings.Join(words, " ")
}

// part is the text of a part of a DOCX.
func part(t *testing.T, docx []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestIssue_NumberCodeAndIdentifierAreInTheBytesOfEveryFormat(t *testing.T) {
	o := archivetest.New(t)
	act := o.Make(t, archivetest.Notice(archivetest.Casarano))
	if act.Number != 1 || act.Year != 2013 || act.ID != "casarano-2013.avviso.1" || act.State() != ledger.StateIssued {
		t.Fatalf("got %+v", act.IssuedBody)
	}
	tags := regexp.MustCompile(`<[^>]*>`)
	for format, text := range map[string]string{
		"pdf":  pageText(t, o.Content(t, act, ledger.PDF)),
		"docx": tags.ReplaceAllString(part(t, o.Content(t, act, ledger.DOCX), "word/document.xml")+part(t, o.Content(t, act, ledger.DOCX), "word/footer1.xml"), ""),
		"html": tags.ReplaceAllString(string(o.Content(t, act, ledger.HTML)), ""),
		"txt":  string(o.Content(t, act, ledger.Text)),
	} {
		for _, want := range []string{"Rep. n. 0000001/2013", act.ID, act.Revision, act.Code} {
			if !strings.Contains(strings.ReplaceAll(text, "\u00a0", " "), want) {
				t.Errorf("the %s does not say %q", format, want)
			}
		}
	}
	if xml := string(o.Content(t, act, ledger.Metadata)); !strings.Contains(xml, "0000001") {
		t.Errorf("the metadata do not say the number:\n%s", xml)
	}
	o.MustVerify(t)
}

// Acts that are refused take no number.
func TestIssue_NumbersHaveNoGaps(t *testing.T) {
	t.Parallel()
	o := archivetest.New(t)
	o.Make(t, archivetest.Notice(archivetest.Casarano))
	plan, err := o.Plan(t.Context(), archivetest.Pact(""))
	if err != nil {
		t.Fatal(err)
	}
	codes := map[string]bool{}
	for i, task := range plan.Tasks {
		if _, err := o.Try(t.Context(), archivetest.Notice(archivetest.Casarano), archive.IssueOptions{}); !errors.Is(err, archive.ErrIssued) {
			t.Fatalf("the notice a second time: %v", err)
		}
		act, err := o.Issue(t.Context(), plan, task, archive.IssueOptions{Operator: "Anna"})
		if err != nil {
			t.Fatal(err)
		}
		want := fmt.Sprintf("%07d/2013", i+2)
		if act.NumberWords() != want || !strings.Contains(pageText(t, o.Content(t, act, ledger.PDF)), "Rep. n. "+want) {
			t.Errorf("%s has number %s, want %s, and prints it", act.ID, act.NumberWords(), want)
		}
		if codes[act.Code] {
			t.Errorf("code %s twice", act.Code)
		}
		codes[act.Code] = true
	}
	if len(codes) < 10 {
		t.Fatalf("only %d pacts", len(codes))
	}
	o.MustVerify(t)
}

func TestIssue_RequestRepeatedGivesTheSameAct(t *testing.T) {
	o := archivetest.New(t)
	request := archive.IssueOptions{Request: "r-1"}
	first, err := o.Try(t.Context(), archivetest.Notice(archivetest.Casarano), request)
	if err != nil {
		t.Fatal(err)
	}
	o.Edit(t, archivetest.Casarano, "2013-11-05", "2013-11-06") // what was asked for was issued all the same
	again, err := o.Try(t.Context(), archivetest.Notice(archivetest.Casarano), request)
	if err != nil || again.ID != first.ID || again.Code != first.Code {
		t.Errorf("got %v, %v; want %s", again, err, first.ID)
	}
	if _, err := o.Try(t.Context(), archivetest.Pact("mano-tesa"), request); !errors.Is(err, archive.ErrIssued) || !strings.Contains(err.Error(), first.ID) {
		t.Errorf("the request of another act: %v", err)
	}
	if next := o.Make(t, archivetest.Pact("mano-tesa")); next.Number != 2 {
		t.Errorf("the next number is %d, want 2", next.Number)
	}
	o.MustVerify(t)
}

func TestIssue_SameActTwiceIsRefusedUntilAnnulled(t *testing.T) {
	o := archivetest.New(t)
	first := o.Make(t, archivetest.Pact("mano-tesa"))
	_, err := o.Try(t.Context(), archivetest.Pact("mano-tesa"), archive.IssueOptions{})
	if !errors.Is(err, archive.ErrIssued) || !strings.Contains(err.Error(), "rep. n. 0000001/2013") || fault.Repair(err) == "" {
		t.Errorf("got %v", err)
	}
	if _, err := o.Annul(t.Context(), first.ID, archive.Annulment{Operator: "Anna", Reason: "errore"}); err != nil {
		t.Fatal(err)
	}
	if second := o.Make(t, archivetest.Pact("mano-tesa")); second.Number != 2 || second.ID == first.ID {
		t.Errorf("got %s, number %d", second.ID, second.Number)
	}
	o.MustVerify(t)
}

func TestIssue_WithoutANumberIsPrintedAgainAsItIsUntilTheDataChange(t *testing.T) {
	o := archivetest.New(t)
	list := archive.Selection{Process: archivetest.Casarano, Kind: acts.Participants, For: "elenco-ammessi"}
	plan, err := o.Plan(t.Context(), archive.Selection{Process: archivetest.Casarano, Kind: acts.Participants})
	if err != nil {
		t.Fatal(err)
	}
	list.For = plan.Tasks[0].ID
	first := o.Make(t, list)
	if first.Number != 0 || first.NumberWords() != "" || strings.Contains(pageText(t, o.Content(t, first, ledger.PDF)), "Rep. n.") {
		t.Errorf("got number %q", first.NumberWords())
	}
	o.Clock.Add(24 * 3600e9)
	if again := o.Make(t, list); again.ID != first.ID {
		t.Errorf("printed again it is %s, want %s", again.ID, first.ID)
	}
	o.Edit(t, archivetest.Casarano, "Mano Tesa ESEMPIO ODV", "Mano Amica ESEMPIO ODV")
	changed := o.Make(t, list)
	if changed.ID == first.ID || changed.Revision == first.Revision {
		t.Errorf("%s rev. %s after a change, %s rev. %s before", changed.ID, changed.Revision, first.ID, first.Revision)
	}
	if v, err := o.Verify(t.Context(), nil); err != nil || v.Acts != 2 || !v.Good() {
		t.Errorf("got %+v, %v", v, err)
	}
}

func TestIssue_RefusesAProcessWithErrors(t *testing.T) {
	o := archivetest.New(t)
	o.Edit(t, archivetest.Casarano, "giorno: giovedì\n          ora: 16.00", "giorno: venerdì\n          ora: 16.00")
	plan, err := o.Plan(t.Context(), archivetest.Notice(archivetest.Casarano))
	if !errors.Is(err, produce.ErrFindings) || plan == nil || plan.Review.Clean() {
		t.Fatalf("got %v", err)
	}
	// Not even a plan that somebody fills in by hand.
	task := produce.Named(acts.Job{Kind: acts.Notice})[0]
	if _, err := o.Issue(t.Context(), plan, task, archive.IssueOptions{}); err == nil {
		t.Error("issued")
	}
	if v, err := o.Verify(t.Context(), nil); err != nil || v.Acts != 0 || v.Files != 0 || v.Orphans != 0 {
		t.Errorf("got %+v, %v", v, err)
	}
}

// Minutes that are being written must not hold up the notice.
func TestIssue_AsksNoReasonForWhatIsWrongWithOtherActs(t *testing.T) {
	o := archivetest.New(t)
	o.Edit(t, archivetest.Comune, "\nricorsi:", "\nverbali:\n  - {incontro: apertura, punti: [{titolo: Uno}]}\nricorsi:")
	first, err := o.Try(t.Context(), archivetest.Notice(archivetest.Comune), archive.IssueOptions{Reason: "vale tutto il giorno"})
	if err != nil || len(first.Confirmed) != 1 {
		t.Fatalf("confirmed %+v, error %v", first, err)
	}
	_, err = o.Try(t.Context(), archive.Selection{Process: archivetest.Comune, Kind: acts.Minutes, For: "apertura"}, archive.IssueOptions{})
	if !errors.Is(err, archive.ErrConfirm) || !strings.Contains(err.Error(), "«apertura» non dice chi presiede") || strings.Contains(err.Error(), "scadenza") {
		t.Errorf("got %v", err)
	}
}

func TestIssue_AsksTheReasonOfWhatIsToBeConfirmedAndRemembersIt(t *testing.T) {
	o := archivetest.New(t)
	_, err := o.Try(t.Context(), archivetest.Notice(archivetest.Comune), archive.IssueOptions{Reason: "  "})
	if !errors.Is(err, archive.ErrConfirm) || !strings.Contains(err.Error(), "La scadenza non ha ora.") || !strings.Contains(fault.Repair(err), "--reason") {
		t.Fatalf("got %v", err)
	}
	first, err := o.Try(t.Context(), archivetest.Notice(archivetest.Comune), archive.IssueOptions{Reason: "vale tutto il giorno"})
	if err != nil {
		t.Fatal(err)
	}
	if first.Number != 1 || len(first.Confirmed) != 1 || first.Confirmed[0].Reason != "vale tutto il giorno" {
		t.Errorf("number %d, confirmed %+v", first.Number, first.Confirmed)
	}
	list := archive.Selection{Process: archivetest.Comune, Kind: acts.Register, For: "apertura"}
	if next := o.Make(t, list); len(next.Confirmed) != 1 || next.Confirmed[0] != first.Confirmed[0] {
		t.Errorf("confirmed %+v", next.Confirmed)
	}
	// A reason for one process is none for another, and a new finding asks again.
	o.Edit(t, archivetest.Comune, "data: 2026-10-05\n          giorno: lunedì", "data: 2026-10-04\n          giorno: domenica")
	if _, err := o.Try(t.Context(), archive.Selection{Process: archivetest.Comune, Kind: acts.Register, For: "tavolo-casa"}, archive.IssueOptions{}); !errors.Is(err, archive.ErrConfirm) || strings.Contains(err.Error(), "La scadenza non ha ora") {
		t.Errorf("got %v", err)
	}
	o.MustVerify(t)
}

func TestIssue_RefusesWhenTheProcessChangedMeanwhile(t *testing.T) {
	o := archivetest.New(t)
	plan, err := o.Plan(t.Context(), archivetest.Notice(archivetest.Casarano))
	if err != nil {
		t.Fatal(err)
	}
	o.Edit(t, archivetest.Casarano, "2013-11-05", "2013-11-06")
	_, err = o.Issue(t.Context(), plan, plan.Tasks[0], archive.IssueOptions{})
	if !errors.Is(err, archive.ErrChanged) || !strings.Contains(err.Error(), "versione 2") {
		t.Errorf("got %v", err)
	}
	if act := o.Make(t, archivetest.Notice(archivetest.Casarano)); act.Number != 1 || act.ProcessVersion != 2 {
		t.Errorf("number %d from version %d", act.Number, act.ProcessVersion)
	}
}

// What is frozen is what was shown: the bytes do not depend on when they are made,
// and are those that another archive would make with the same chance and clock.
func TestIssue_SameDataClockAndChanceGiveTheSameBytes(t *testing.T) {
	one, two := archivetest.New(t), archivetest.New(t)
	a, b := one.Make(t, archivetest.Notice(archivetest.Casarano)), two.Make(t, archivetest.Notice(archivetest.Casarano))
	if len(a.Files) != len(b.Files) {
		t.Fatalf("%d files and %d", len(a.Files), len(b.Files))
	}
	for i := range a.Files {
		if a.Files[i] != b.Files[i] {
			t.Errorf("%s differs", a.Files[i].Name)
		}
	}
}

func TestIssue_IsFoundByWordsNumberAndCode(t *testing.T) {
	o := archivetest.New(t)
	act := o.Make(t, archivetest.Notice(archivetest.Casarano))
	o.Make(t, archivetest.Pact("mano-tesa"))
	for _, name := range []string{
		act.ID, "1/2013", "0000001/2013", " 01/2013 ", act.Code, strings.ToLower(act.Code),
		strings.ReplaceAll(act.Code, "-", ""), strings.NewReplacer("0", "o", "1", "l").Replace(act.Code),
	} {
		if got, err := o.Find(t.Context(), name); err != nil || got.ID != act.ID {
			t.Errorf("%q: got %v, %v", name, got, err)
		}
	}
	for _, name := range []string{"", "3/2013", "1/2014", "0/2013", "casarano-2013.avviso.2", "0000-0000-0000-0000", "%"} {
		if got, err := o.Find(t.Context(), name); err == nil {
			t.Errorf("%q: got %s", name, got.ID)
		}
	}
}

// TestPlan_ARequestForManyIsRepeatedAfterTheDataHaveAnError asks again for a batch
// whose answer was lost, as one asks again for a single act.
func TestPlan_ARequestForManyIsRepeatedAfterTheDataHaveAnError(t *testing.T) {
	o := archivetest.New(t)
	many := archive.Selection{Process: archivetest.Casarano, Kind: acts.Pact, Request: "r-1"}
	issue := func() []string {
		plan, err := o.Plan(t.Context(), many)
		if err != nil {
			t.Fatal(err)
		}
		var ids []string
		for _, task := range plan.Tasks {
			act, err := o.Issue(t.Context(), plan, task, archive.IssueOptions{Operator: "Anna ESEMPIO", Request: archive.RequestOf("r-1", task)})
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, act.ID)
		}
		return ids
	}
	before := issue()
	o.Edit(t, archivetest.Casarano, "giorno: giovedì\n          ora: 16.00", "giorno: venerdì\n          ora: 16.00")
	if after := issue(); len(before) < 2 || !slices.Equal(before, after) {
		t.Errorf("asked again it gives %q, want %q", after, before)
	}
	many.Request = "r-2"
	if _, err := o.Plan(t.Context(), many); !errors.Is(err, produce.ErrFindings) {
		t.Errorf("another request: %v", err)
	}
}
