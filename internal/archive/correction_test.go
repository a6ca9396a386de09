package archive_test

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"concerta/internal/acts"
	"concerta/internal/archive"
	"concerta/internal/archive/archivetest"
	"concerta/internal/archive/ledger"
	"concerta/internal/process"
	"concerta/internal/store"
)

func archiveYear(year int) store.ActFilter { return store.ActFilter{Year: year} }

// text is the plain text of an act in one line.
func text(t *testing.T, o *archivetest.Office, act *ledger.Act) string {
	t.Helper()
	return strings.Join(strings.Fields(string(o.Content(t, act, ledger.Text))), " ")
}

const (
	deadline1, deadline2 = "data: 2013-11-05\n  ora: 12.00", "data: 2013-11-05\n  ora: 13.30"
	place1, place2       = "auditorium: Auditorium Comunale - Casarano", "auditorium: Auditorium Nuovo - Casarano"
)

// Each correction says what is new since the one before, and cites the notice.
func TestCorrection_EachSaysOnlyWhatIsNew(t *testing.T) {
	o := archivetest.New(t)
	key := archivetest.Casarano
	if _, err := o.Plan(t.Context(), archivetest.Correction(key)); !errors.Is(err, archive.ErrNoAct) || !strings.Contains(err.Error(), "nessun avviso da rettificare") {
		t.Errorf("before the notice: %v", err)
	}
	notice := o.Make(t, archivetest.Notice(key))
	if _, err := o.SetProtocol(t.Context(), notice.ID, "Anna", protocol(t)); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Plan(t.Context(), archivetest.Correction(key)); !errors.Is(err, archive.ErrNoAct) || !strings.Contains(err.Error(), "non c’è nulla da rettificare") {
		t.Errorf("nothing changed: %v", err)
	}

	o.Edit(t, key, deadline1, deadline2)
	first := o.Make(t, archivetest.Correction(key))
	o.Edit(t, key, place1, place2)
	second := o.Make(t, archivetest.Correction(key))

	for act, c := range map[*ledger.Act]struct{ says, silent string }{
		first:  {"13.30", "Auditorium Nuovo"},
		second: {"Auditorium Nuovo", "13.30"},
	} {
		got := text(t, o, act)
		if !strings.Contains(got, c.says) || strings.Contains(got, c.silent) {
			t.Errorf("%s must say %q and not %q:\n%s", act.ID, c.says, c.silent, got)
		}
		if !strings.Contains(got, "n. 0000001/2013") && !strings.Contains(got, "n. 0000001 del") || !strings.Contains(got, "4711") {
			t.Errorf("%s does not cite the notice and its protocol:\n%s", act.ID, got)
		}
		if act.Corrects != notice.ID {
			t.Errorf("%s corrects %q", act.ID, act.Corrects)
		}
	}
	if first.Number != 2 || second.Number != 3 {
		t.Errorf("numbers %d and %d", first.Number, second.Number)
	}
	if _, err := o.Plan(t.Context(), archivetest.Correction(key)); !errors.Is(err, archive.ErrNoAct) {
		t.Errorf("after both: %v", err)
	}
	o.MustVerify(t)
}

// An annulled correction has said nothing.
func TestCorrection_AnnulledIsSaidAgain(t *testing.T) {
	o := archivetest.New(t)
	key := archivetest.Casarano
	o.Make(t, archivetest.Notice(key))
	o.Edit(t, key, deadline1, deadline2)
	first := o.Make(t, archivetest.Correction(key))
	if _, err := o.Annul(t.Context(), first.ID, archive.Annulment{Reason: "errore"}); err != nil {
		t.Fatal(err)
	}
	o.Edit(t, key, place1, place2)
	got := text(t, o, o.Make(t, archivetest.Correction(key)))
	if !strings.Contains(got, "13.30") || !strings.Contains(got, "Auditorium Nuovo") {
		t.Errorf("got:\n%s", got)
	}
	o.MustVerify(t)
}

// Two people who press the button at once do not publish one change twice.
func TestCorrection_OfOneChangeIsIssuedOnce(t *testing.T) {
	o := archivetest.New(t)
	key := archivetest.Casarano
	notice := o.Make(t, archivetest.Notice(key))
	o.Edit(t, key, deadline1, deadline2)
	var plans []*archive.Plan
	for range 4 {
		plan, err := o.Plan(t.Context(), archivetest.Correction(key))
		if err != nil {
			t.Fatal(err)
		}
		plans = append(plans, plan)
	}
	errs := make([]error, len(plans)-1)
	var wg sync.WaitGroup
	for i, plan := range plans[1:] {
		wg.Go(func() { _, errs[i] = o.Issue(t.Context(), plan, plan.Tasks[0], archive.IssueOptions{Operator: "Anna"}) })
	}
	wg.Wait()
	issued := 0
	for _, err := range errs {
		switch {
		case err == nil:
			issued++
		case !errors.Is(err, archive.ErrChanged):
			t.Errorf("got %v", err)
		}
	}
	if issued != 1 {
		t.Errorf("%d corrections of one change", issued)
	}
	// Nor is a notice corrected that was annulled meanwhile.
	if _, err := o.Annul(t.Context(), notice.ID, archive.Annulment{Reason: "errore"}); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Issue(t.Context(), plans[0], plans[0].Tasks[0], archive.IssueOptions{}); !errors.Is(err, archive.ErrChanged) {
		t.Errorf("after annulling the notice: %v", err)
	}
	o.MustVerify(t)
}

// The answer to the first request may have been lost on the way.
func TestCorrection_RequestRepeatedGivesTheSameAct(t *testing.T) {
	o := archivetest.New(t)
	key := archivetest.Casarano
	o.Make(t, archivetest.Notice(key))
	o.Edit(t, key, deadline1, deadline2)
	s := archivetest.Correction(key)
	s.Request = "r-7"
	first, err := o.Try(t.Context(), s, archive.IssueOptions{Request: "r-7"})
	if err != nil {
		t.Fatal(err)
	}
	again, err := o.Try(t.Context(), s, archive.IssueOptions{Request: "r-7"})
	if err != nil || again.ID != first.ID {
		t.Errorf("got %v, %v", again, err)
	}
	s.Request = "r-8"
	if _, err := o.Try(t.Context(), s, archive.IssueOptions{Request: "r-8"}); !errors.Is(err, archive.ErrNoAct) {
		t.Errorf("another request: %v", err)
	}
}

func protocol(t *testing.T) process.ProtocolNumber {
	t.Helper()
	d, ok := process.NewDate(2013, 10, 30)
	if !ok {
		t.Fatal("no such day")
	}
	return process.ProtocolNumber{Number: "4711", Date: d}
}

func TestStale_ListsTheActsThatNoLongerAgreeWithTheData(t *testing.T) {
	o := archivetest.New(t)
	key := archivetest.Casarano
	notice, pact, gone := o.Make(t, archivetest.Notice(key)), o.Make(t, archivetest.Pact("mano-tesa")), o.Make(t, archivetest.Pact("soccorso"))
	expectStale(t, o)

	o.Edit(t, key, deadline1, deadline2)
	expectStale(t, o, notice.ID)
	o.Make(t, archivetest.Correction(key)) // says it
	expectStale(t, o)

	o.Edit(t, key, "potere: \"statuto, art. 12\"\n      delegato: Anna Greco ESEMPIO", "potere: \"statuto, art. 15\"\n      delegato: Anna Greco ESEMPIO")
	expectStale(t, o, pact.ID)
	o.Edit(t, key, "    - soggetto: soccorso\n      tavoli: [5]\n      firmatario: {nome: Marco Dell'Anna ESEMPIO, ruolo: presidente, genere: m}\n      potere: \"statuto, art. 12\"\n      delegato: Marco Dell'Anna ESEMPIO\n      firma: digitale\n", "")
	expectStale(t, o, pact.ID, gone.ID+" gone")
	if _, err := o.Annul(t.Context(), pact.ID, archive.Annulment{Reason: "errore"}); err != nil {
		t.Fatal(err)
	}
	expectStale(t, o, gone.ID+" gone")
}

func expectStale(t *testing.T, o *archivetest.Office, want ...string) {
	t.Helper()
	list, err := o.Stale(t.Context(), archivetest.Casarano)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range list {
		name := s.Act.ID
		if s.Gone {
			name += " gone"
		}
		got = append(got, name)
	}
	if strings.Join(got, ", ") != strings.Join(want, ", ") {
		t.Errorf("stale: %q, want %q", got, want)
	}
}

func TestDiff_SaysInWordsWhatChanged(t *testing.T) {
	o := archivetest.New(t)
	key := archivetest.Casarano
	notice, pact, gone := o.Make(t, archivetest.Notice(key)), o.Make(t, archivetest.Pact("mano-tesa")), o.Make(t, archivetest.Pact("soccorso"))
	for _, act := range []*ledger.Act{notice, pact} {
		if got, err := o.Diff(t.Context(), act.ID); err != nil || len(got) != 0 {
			t.Errorf("%s: %v, %v", act.ID, got, err)
		}
	}
	o.Edit(t, key, deadline1, deadline2)
	o.Edit(t, key, "potere: \"statuto, art. 12\"\n      delegato: Anna Greco ESEMPIO", "potere: \"statuto, art. 15\"\n      delegato: Anna Greco ESEMPIO")
	expectDiff(t, o, notice.NumberWords(), "12.00", "13.30")
	expectDiff(t, o, pact.ID, "art. 12", "art. 15")
	correction := o.Make(t, archivetest.Correction(key))
	if got, err := o.Diff(t.Context(), correction.ID); err != nil || len(got) != 0 {
		t.Errorf("a correction just issued: %v, %v", got, err)
	}
	o.Edit(t, key, place1, place2)
	expectDiff(t, o, correction.ID, "Auditorium Comunale", "Auditorium Nuovo")

	o.Edit(t, key, "    - soggetto: soccorso\n      tavoli: [5]\n      firmatario: {nome: Marco Dell'Anna ESEMPIO, ruolo: presidente, genere: m}\n      potere: \"statuto, art. 12\"\n      delegato: Marco Dell'Anna ESEMPIO\n      firma: digitale\n", "")
	if _, err := o.Diff(t.Context(), gone.ID); !errors.Is(err, archive.ErrNoAct) || !strings.Contains(err.Error(), "non ha più l’atto") {
		t.Errorf("got %v", err)
	}
}

func expectDiff(t *testing.T, o *archivetest.Office, id, before, after string) {
	t.Helper()
	list, err := o.Diff(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	one := func(d acts.Differenza) bool {
		return strings.Contains(d.Prima, before) && strings.Contains(d.Dopo, after) && d.Dove != ""
	}
	if len(list) != 1 || !one(list[0]) {
		t.Errorf("%s: got %+v, want one from %q to %q", id, list, before, after)
	}
}
