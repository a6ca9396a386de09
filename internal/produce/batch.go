package produce

import (
	"context"
	"iter"
	"sync"
)

// Outcome is what came of one task.
type Outcome[R any] struct {
	Task  Task
	Value R
	Err   error
}

// Batch does each task, as many at a time as there are workers, and gives the
// outcomes in the order of the tasks. Only a few tasks are ever under way or
// waiting for their turn, so that memory does not grow with their number. What
// fails is an outcome among the others; when ctx is done the tasks not yet begun
// have its error as theirs. Whoever stops reading waits for those under way.
func Batch[R any](ctx context.Context, workers int, tasks []Task, do func(context.Context, Task) (R, error)) iter.Seq[Outcome[R]] {
	return func(yield func(Outcome[R]) bool) {
		var running sync.WaitGroup
		defer running.Wait()
		stop := make(chan struct{})
		defer close(stop)

		b := batch[R]{ctx: ctx, do: do, todo: make(chan slot[R]), line: make(chan slot[R], 2*workers)}
		running.Go(func() { b.feed(tasks, stop) })
		for range workers {
			running.Go(b.work)
		}
		for s := range b.line {
			if !yield(<-s.outcome) {
				return
			}
		}
	}
}

// batch is a run of tasks: todo leads to the workers, line to who reads.
type batch[R any] struct {
	ctx  context.Context //nolint:containedctx // it lives no longer than the call of Batch that has it
	do   func(context.Context, Task) (R, error)
	todo chan slot[R]
	line chan slot[R]
}

// slot is the place of a task in the line.
type slot[R any] struct {
	task    Task
	outcome chan Outcome[R] // holds one, so that a worker need not wait to be read
}

// feed gives every task its place in the line, then to a worker.
func (b *batch[R]) feed(tasks []Task, stop <-chan struct{}) {
	defer close(b.todo)
	defer close(b.line)
	for _, t := range tasks {
		s := slot[R]{t, make(chan Outcome[R], 1)}
		for _, to := range []chan slot[R]{b.line, b.todo} {
			select {
			case to <- s:
			case <-stop:
				return
			}
		}
	}
}

func (b *batch[R]) work() {
	for s := range b.todo {
		o := Outcome[R]{Task: s.task, Err: b.ctx.Err()}
		if o.Err == nil {
			o.Value, o.Err = b.do(b.ctx, s.task)
		}
		s.outcome <- o
	}
}
