package archive_test

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"concerta/internal/archive"
	"concerta/internal/archive/archivetest"
	"concerta/internal/archive/ledger"
	"concerta/internal/store"
)

// clients is how many work on one archive at once.
const clients = 50

// Every client issues, reads, lists, searches and annuls; nobody sees a lock, and no
// number is given twice or left out.
func TestArchive_FiftyClientsNeverSeeALock(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("issues many acts")
	}
	o := archivetest.New(t)
	load(t, o)
	expectNumbersWithoutGaps(t, o.Store)
	o.MustVerify(t)
}

// The service and a command may work on one folder: neither keeps the other out.
func TestArchive_TwoProgramsOnOneFolderNeverSeeALock(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("issues many acts")
	}
	o := archivetest.New(t)
	other := archivetest.Open(t, o.Dir, o.Clock, "altro")
	load(t, o, other)
	expectNumbersWithoutGaps(t, o.Store)
	other.MustVerify(t)
}

// load has the clients work, each on one of the offices.
func load(t *testing.T, offices ...*archivetest.Office) {
	t.Helper()
	plans := make([]*archive.Plan, len(offices))
	for i, o := range offices {
		var err error
		if plans[i], err = o.Plan(t.Context(), archivetest.Pact("")); err != nil {
			t.Fatal(err)
		}
	}
	var issued atomic.Int64
	var wg sync.WaitGroup
	for c := range clients {
		wg.Go(func() {
			o, plan := offices[c%len(offices)], plans[c%len(offices)]
			task := plan.Tasks[c%len(plan.Tasks)]
			for round := range 2 {
				act, err := o.Issue(t.Context(), plan, task, archive.IssueOptions{Operator: fmt.Sprint(c)})
				switch {
				case errors.Is(err, archive.ErrIssued):
				case err != nil:
					t.Errorf("client %d, round %d: issuing: %v", c, round, err)
					continue
				default:
					issued.Add(1)
					if _, err := o.Store.Blob(t.Context(), act.Files[0].Digest); err != nil {
						t.Errorf("client %d: reading: %v", c, err)
					}
					if _, err := o.Annul(t.Context(), act.ID, archive.Annulment{Operator: fmt.Sprint(c), Reason: "prova"}); err != nil {
						t.Errorf("client %d: annulling: %v", c, err)
					}
				}
				if _, err := o.Store.Acts(t.Context(), store.ActFilter{Words: "patto mano", Limit: 10}); err != nil {
					t.Errorf("client %d: searching: %v", c, err)
				}
				if _, err := o.Stale(t.Context(), archivetest.Casarano); err != nil {
					t.Errorf("client %d: comparing: %v", c, err)
				}
			}
		})
	}
	wg.Wait()
	if issued.Load() < 20 {
		t.Errorf("%d acts issued: the test shows nothing", issued.Load())
	}
}

func expectNumbersWithoutGaps(t *testing.T, st *store.Store) {
	t.Helper()
	(&acks{}).compare(t, st)
}

// Two clicks, or a click and its repetition, give one act.
func TestIssue_OneRequestFromManyClientsGivesOneAct(t *testing.T) {
	t.Parallel()
	o := archivetest.New(t)
	other := archivetest.Open(t, o.Dir, o.Clock, "altro")
	acts := make([]*ledger.Act, 8)
	var wg sync.WaitGroup
	for i := range acts {
		wg.Go(func() {
			office := []*archivetest.Office{o, other}[i%2]
			act, err := office.Try(t.Context(), archivetest.Notice(archivetest.Casarano), archive.IssueOptions{Request: "r-1"})
			if err != nil {
				t.Error(err)
				return
			}
			acts[i] = act
		})
	}
	wg.Wait()
	if t.Failed() {
		return
	}
	for _, a := range acts[1:] {
		if a.ID != acts[0].ID || a.Code != acts[0].Code {
			t.Errorf("%s with code %s, and %s with %s", acts[0].ID, acts[0].Code, a.ID, a.Code)
		}
	}
	if n, err := o.Store.CountActs(t.Context(), store.ActFilter{}); err != nil || n != 1 {
		t.Errorf("%d acts, %v", n, err)
	}
	o.MustVerify(t)
}
