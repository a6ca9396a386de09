package produce_test

import (
	"context"
	"errors"
	"strconv"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"concerta/internal/produce"
)

func numbered(n int) []produce.Task {
	tasks := make([]produce.Task, n)
	for i := range tasks {
		tasks[i].Name = strconv.Itoa(i)
	}
	return tasks
}

var errOdd = errors.New("odd")

// odd fails on odd tasks, and is slow on some.
func odd(_ context.Context, t produce.Task) (string, error) {
	n, err := strconv.Atoi(t.Name)
	if n%7 == 0 {
		time.Sleep(time.Millisecond)
	}
	if n%2 == 1 {
		err = errOdd
	}
	return t.Name, err
}

func TestBatch_OutcomesAreInTheOrderOfTheTasks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		i := 0
		for o := range produce.Batch(t.Context(), 4, numbered(200), odd) {
			if want := strconv.Itoa(i); o.Value != want || o.Task.Name != want {
				t.Fatalf("outcome %d is of task %s", i, o.Task.Name)
			}
			if failed := errors.Is(o.Err, errOdd); failed != (i%2 == 1) {
				t.Errorf("task %d: error %v", i, o.Err)
			}
			i++
		}
		if i != 200 {
			t.Errorf("%d outcomes", i)
		}
	})
}

func TestBatch_FewTasksAreUnderWayAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const workers = 3
		var begun, read atomic.Int32
		do := func(context.Context, produce.Task) (int, error) {
			if ahead := begun.Add(1) - read.Load(); ahead > 4*workers {
				t.Errorf("%d tasks ahead of who reads", ahead)
			}
			return 0, nil
		}
		for range produce.Batch(t.Context(), workers, numbered(300), do) {
			read.Add(1)
			if read.Load() == 10 {
				synctest.Wait() // all others do what they can before they wait too
			}
		}
	})
}

func TestBatch_WhoStopsReadingWaitsForWhatIsUnderWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var begun, done atomic.Int32
		do := func(context.Context, produce.Task) (int, error) {
			if begun.Add(1) > 1 {
				time.Sleep(time.Hour) // of the bubble: it passes when all wait
			}
			done.Add(1)
			return 0, nil
		}
		for range produce.Batch(t.Context(), 3, numbered(100), do) {
			synctest.Wait()
			if begun.Load() == done.Load() {
				t.Fatal("nothing is under way, so there is nothing to wait for")
			}
			break
		}
		if begun.Load() != done.Load() {
			t.Errorf("%d tasks begun and %d done when Batch has ended", begun.Load(), done.Load())
		}
	})
}

func TestBatch_EndsWhenNobodyReadsOrTheContextIsDone(t *testing.T) {
	var begun atomic.Int32
	do := func(context.Context, produce.Task) (int, error) { begun.Add(1); return 0, nil }
	for range produce.Batch(t.Context(), 2, numbered(1000), do) {
		break
	}
	if n := begun.Load(); n > 20 {
		t.Errorf("%d tasks begun after the reader left", n)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	begun.Store(0)
	for o := range produce.Batch(ctx, 2, numbered(50), do) {
		if !errors.Is(o.Err, context.Canceled) {
			t.Fatalf("error %v", o.Err)
		}
	}
	if begun.Load() != 0 {
		t.Errorf("%d tasks begun", begun.Load())
	}
}
