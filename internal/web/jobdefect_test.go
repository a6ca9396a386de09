package web_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"concerta/internal/acts"
	"concerta/internal/archive"
	"concerta/internal/archive/archivetest"
	"concerta/internal/archive/ledger"
	"concerta/internal/produce"
	"concerta/internal/web"
)

// defective is an archive with a defect that the third act meets.
type defective struct {
	web.Archive
	n int
}

func (d *defective) Issue(ctx context.Context, plan *archive.Plan, t produce.Task, o archive.IssueOptions) (*ledger.Act, error) {
	if d.n++; d.n == 3 {
		panic("riservato: " + t.Title)
	}
	return d.Archive.Issue(ctx, plan, t, o)
}

func TestIssueMany_DefectStopsTheJobAndNotTheService(t *testing.T) {
	o := archivetest.New(t)
	d := deskFor(t, o, func(c *web.Config) { c.Archive = &defective{Archive: o.Archive} })
	const path = "/procedimenti/casarano-2013/emissioni/patto"
	w := d.post(path, "", hiddenOf(d.get(path).Body.String()))
	d.jobs.Wait()
	job := d.get(w.Header().Get("Location"))
	wants(t, job, http.StatusOK, "Finito: 2 atti emessi su 18", "Un difetto del programma ha fermato il lavoro: gli atti emessi sono interi")
	lacks(t, job, "Il servizio si è fermato", "hx-trigger")
	if log := d.log.String(); !strings.Contains(log, "difetto del programma") || !strings.Contains(log, "lavoro=patto") || strings.Contains(log, "riservato") {
		t.Errorf("log:\n%s", log)
	}
	// The others are issued by asking again: nothing stands in their way.
	w = d.post(path, "", hiddenOf(d.get(path).Body.String()))
	d.jobs.Wait()
	wants(t, d.get(w.Header().Get("Location")), http.StatusOK, "Finito: 16 atti emessi su 16")
	if n := len(d.acts(t, acts.Pact)); n != 18 {
		t.Errorf("%d pacts", n)
	}
	d.MustVerify(t)
}
