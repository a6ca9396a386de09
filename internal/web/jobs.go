package web

import (
	"context"
	"log/slog"
	"slices"
	"sync"
)

// mostJobs is how many jobs that ended are kept in mind.
const mostJobs = 20

// jobs are the long jobs of the service. They are kept in memory: what they made is
// in the archive.
type jobs struct {
	mu   sync.Mutex
	list []*job // oldest first
}

// job is one run over many acts.
type job struct {
	ID      string // also the name of the request that began it
	Title   string
	Process string
	Kind    string
	Total   int
	By      string

	mu sync.Mutex
	jobState
}

// jobState is how far a job has come.
type jobState struct {
	Done    int // issued or refused
	Issued  int
	Refused []refusedAct
	Ended   bool
	Stopped bool // ended before everything was tried
	Defect  bool // it was a defect of the program that stopped it
}

type refusedAct struct {
	Title string
	Link  string
	Why   string
}

// begin adds a job, unless there is one of that name: then it gives that, and false.
func (js *jobs) begin(j *job) (*job, bool) {
	js.mu.Lock()
	defer js.mu.Unlock()
	if at := slices.IndexFunc(js.list, func(o *job) bool { return o.ID == j.ID }); at >= 0 {
		return js.list[at], false
	}
	for len(js.list) >= mostJobs {
		at := slices.IndexFunc(js.list, func(o *job) bool { return o.state().Ended })
		if at < 0 {
			break
		}
		js.list = slices.Delete(js.list, at, at+1)
	}
	js.list = append(js.list, j)
	return j, true
}

// find gives the job of a name, nil when there is none.
func (js *jobs) find(id string) *job {
	js.mu.Lock()
	defer js.mu.Unlock()
	if at := slices.IndexFunc(js.list, func(o *job) bool { return o.ID == id }); at >= 0 {
		return js.list[at]
	}
	return nil
}

// running is a job under way on acts of a kind, nil when there is none.
func (js *jobs) running(process, kind string) *job {
	js.mu.Lock()
	defer js.mu.Unlock()
	at := slices.IndexFunc(js.list, func(o *job) bool { return o.Process == process && o.Kind == kind && !o.state().Ended })
	if at < 0 {
		return nil
	}
	return js.list[at]
}

// state is how far the job has come at this moment.
func (j *job) state() jobState {
	j.mu.Lock()
	defer j.mu.Unlock()
	st := j.jobState
	st.Refused = slices.Clone(st.Refused)
	return st
}

// step notes what came of one act.
func (j *job) step(refused *refusedAct) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.Done++
	if refused == nil {
		j.Issued++
		return
	}
	j.Refused = append(j.Refused, *refused)
}

// end notes that nothing more will come. A defect stops a job also when it comes
// after the last act.
func (j *job) end(ctx context.Context, defect bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.Ended, j.Defect = true, defect
	j.Stopped = defect || ctx.Err() != nil && j.Done < j.Total
}

// work does a job in the background until it ends. A defect ends this job, as it
// would end a request, and not the service with all that others do.
func (s *service) work(j *job, do func(context.Context)) {
	s.Background(func(ctx context.Context) {
		defer func() {
			cause := recover()
			if cause != nil {
				s.logDefect(ctx, slog.String("lavoro", j.Kind), cause)
			}
			j.end(ctx, cause != nil)
		}()
		do(ctx)
	})
}
