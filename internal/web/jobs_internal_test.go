package web

import (
	"context"
	"fmt"
	"sync"
	"testing"
)

func TestJobs_RunningIsWhatHasNotEnded(t *testing.T) {
	var js jobs
	first, fresh := js.begin(&job{ID: "a", Process: "prova-2026", Kind: "patto", Total: 1})
	if !fresh || js.running("prova-2026", "patto") != first {
		t.Error("a job that began is not running")
	}
	for _, other := range [][2]string{{"altra-2026", "patto"}, {"prova-2026", "avviso"}} {
		if js.running(other[0], other[1]) != nil {
			t.Errorf("%v: a job of something else is running", other)
		}
	}
	first.end(t.Context(), false)
	if js.running("prova-2026", "patto") != nil {
		t.Error("a job that ended is running")
	}
	if js.find("a") != first {
		t.Error("a job that ended has no page any more")
	}
}

func TestJobs_ThoseUnderWayAreNeverForgotten(t *testing.T) {
	var js jobs
	for i := range mostJobs {
		js.begin(&job{ID: fmt.Sprint(i)})
	}
	js.find("7").end(t.Context(), false)
	js.begin(&job{ID: "ancora"})
	if js.find("7") != nil || js.find("0") == nil || len(js.list) != mostJobs {
		t.Errorf("ended: %v, oldest: %v, %d jobs", js.find("7"), js.find("0"), len(js.list))
	}
	if js.begin(&job{ID: "e-ancora"}); len(js.list) != mostJobs+1 {
		t.Errorf("%d jobs, all of them under way", len(js.list))
	}
}

func TestJobs_BegunByManyAtOnceIsOne(t *testing.T) {
	var js jobs
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if j, fresh := js.begin(&job{ID: "a", Total: 8}); fresh {
				defer j.end(t.Context(), false)
			}
			j := js.find("a")
			j.step(nil)
			j.step(&refusedAct{Title: "x"})
			_ = j.state()
		})
	}
	all.Wait()
	if st := js.find("a").state(); len(js.list) != 1 || st.Done != 16 || st.Issued != 8 || len(st.Refused) != 8 || !st.Ended {
		t.Errorf("%d jobs, %+v", len(js.list), st)
	}
}

func TestJobs_StoppedSaysWhetherTheServiceEndedOrADefectWasMet(t *testing.T) {
	for name, c := range map[string]struct {
		ended  bool // the service
		done   int
		defect bool
		want   string
	}{
		"all was tried":            {false, 2, false, ""},
		"all, and then the end":    {true, 2, false, ""},
		"the service ended":        {true, 1, false, "Il servizio si è fermato prima della fine"},
		"a defect":                 {false, 1, true, "Un difetto del programma ha fermato il lavoro"},
		"a defect after the last":  {false, 2, true, "Un difetto del programma ha fermato il lavoro"},
		"a defect and then an end": {true, 1, true, "Un difetto del programma ha fermato il lavoro"},
	} {
		j := &job{Total: 2}
		for range c.done {
			j.step(nil)
		}
		ctx, stop := context.WithCancel(t.Context())
		if c.ended {
			stop()
		}
		j.end(ctx, c.defect)
		stop()
		if st := j.state(); !st.Ended || st.why() != c.want {
			t.Errorf("%s: %q, want %q", name, st.why(), c.want)
		}
	}
}
