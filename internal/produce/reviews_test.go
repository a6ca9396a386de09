package produce_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"concerta/examples"
	"concerta/internal/produce"
	"concerta/internal/store"
)

func keptProcess(t *testing.T, key, add string, version int) *store.Process {
	t.Helper()
	src, err := examples.Files.ReadFile("comune-esempio.yaml")
	if err != nil {
		t.Fatal(err)
	}
	d := store.Draft{Key: key, Source: append(src, add...)}
	return &store.Process{Draft: d, Digest: d.Digest(), Version: version, SavedAt: time.Unix(int64(version), 0)}
}

// The same content is read once, whoever asks and however many at once; each answer
// says of which version it is, and none is of another content.
func TestReviews_ReadEachContentOnceAndNeverGiveAnother(t *testing.T) {
	t.Parallel()
	r := &produce.Reviews{}
	first := keptProcess(t, "a", "", 1)
	var wg sync.WaitGroup
	got := make([]*produce.Review, 8)
	for i := range got {
		wg.Go(func() { got[i] = r.Of(first) })
	}
	wg.Wait()
	for _, x := range got {
		if x.Process != got[0].Process || x.Version != 1 {
			t.Error("read more than once")
		}
	}
	again := r.Of(keptProcess(t, "a", "", 7))
	if again.Process != got[0].Process || again.Version != 7 || again.Saved != time.Unix(7, 0) || got[0].Version != 1 {
		t.Errorf("version %d saved %v", again.Version, again.Saved)
	}
	if other := r.Of(keptProcess(t, "a", "sconosciuta: 1\n", 8)); other.Process == got[0].Process || other.Legible {
		t.Error("another content has the same review")
	}
	if other := r.Of(keptProcess(t, "b", "", 1)); other.Process == got[0].Process {
		t.Error("the file of another process has the same review: its findings name the other")
	}
	for i := range 20 {
		r.Of(keptProcess(t, fmt.Sprint("altro-", i), "", 1))
	}
	if again := r.Of(first); again.Process == got[0].Process {
		t.Error("everything that was ever read is kept")
	}
	var none *produce.Reviews
	if none.Of(first).Process == nil {
		t.Error("nothing is read without reviews")
	}
}
