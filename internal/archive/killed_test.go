package archive_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"concerta/internal/archive"
	"concerta/internal/archive/archivetest"
	"concerta/internal/archive/ledger"
	"concerta/internal/produce"
	"concerta/internal/store"
)

// The test binary is also the program that is killed: with this in its environment
// it issues acts in the data folder that it names until it is stopped.
const writerOf = "CONCERTA_TEST_WRITER"

func TestMain(m *testing.M) {
	if dir := os.Getenv(writerOf); dir != "" {
		if err := writeUntilKilled(context.Background(), dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// Two programs of four writers each.
const programs, writersEach = 2, 4

// writeUntilKilled issues and annuls pacts over and over, and acknowledges each on
// standard output once the archive has said that it is on the disk.
func writeUntilKilled(ctx context.Context, dir string) error {
	fmt.Println("begun")
	st, err := store.Open(ctx, dir, time.Now)
	if err != nil {
		return err
	}
	fmt.Println("open")
	a, err := archivetest.NewArchive(ctx, st, time.Now, strconv.Itoa(os.Getpid())+time.Now().String())
	if err != nil {
		return err
	}
	plan, err := a.Plan(ctx, archivetest.Pact(""))
	if err != nil {
		return err
	}
	if os.Getenv("CONCERTA_TEST_ONCE") != "" {
		return writeOnce(ctx, a, plan)
	}
	first, err := strconv.Atoi(os.Getenv("CONCERTA_TEST_FIRST"))
	if err != nil {
		return err
	}
	failed := make(chan error)
	for w := range writersEach {
		go func() { failed <- write(ctx, a, plan, plan.Tasks[first+w]) }()
	}
	return <-failed
}

func write(ctx context.Context, a *archive.Archive, plan *archive.Plan, task produce.Task) error {
	for {
		act, err := a.Issue(ctx, plan, task, archive.IssueOptions{Operator: "scrittore"})
		if err != nil {
			// Issued by a writer that was killed before it annulled it.
			list, err2 := a.Keeper.Acts(ctx, store.ActFilter{Process: archivetest.Casarano, State: ledger.StateIssued})
			if err2 != nil {
				return err2
			}
			for _, x := range list {
				if x.Task == task.ID {
					act = x
				}
			}
			if act == nil {
				return err
			}
		}
		f, _ := act.File(ledger.PDF)
		fmt.Printf("issued %s %s %s\n", act.ID, act.NumberWords(), f.Digest)
		if _, err := a.Annul(ctx, act.ID, archive.Annulment{Operator: "scrittore", Reason: "prova"}); err != nil {
			return err
		}
		fmt.Printf("annulled %s\n", act.ID)
	}
}

// until is how long a program of a test may run: as long as the test, and no longer
// than leaves the test the time to say what it waited for.
func until(t *testing.T) context.Context {
	t.Helper()
	end, bounded := t.Deadline()
	if !bounded {
		return t.Context()
	}
	const toTell = 10 * time.Second
	ctx, cancel := context.WithDeadline(t.Context(), end.Add(-toTell))
	t.Cleanup(cancel)
	return ctx
}

// killRounds is how often programs are killed: few in a common run, as many as one
// likes with CONCERTA_KILL_ROUNDS.
func killRounds(t *testing.T) int {
	t.Helper()
	if s := os.Getenv("CONCERTA_KILL_ROUNDS"); s != "" {
		n, err := strconv.Atoi(s)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	return 6
}

// Killed at any moment while eight writers issue and annul, the archive has lost,
// renumbered and halved nothing of what was acknowledged.
func TestArchive_KilledLosesNothingThatWasAcknowledged(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("starts and kills programs")
	}
	dir := t.TempDir()
	o := archivetest.Open(t, dir, archivetest.NewClock(time.Now()), "x")
	o.Import(t, "casarano-2013.yaml")
	chance := rand.New(rand.NewPCG(20131030, 7)) //nolint:gosec // moments to kill at
	acknowledged := newAcks()
	duringWork, orphans := 0, 0
	for round := range killRounds(t) {
		before := acknowledged.count()
		killRound(t, dir, chance, round%5 == 4, acknowledged)
		if acknowledged.count() > before {
			duringWork++
		}
		v, err := archivetest.Verify(t.Context(), dir, archivetest.NewClock(time.Now()))
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		for _, f := range v.Faults {
			t.Errorf("round %d: %s: %s", round, f.Where, f.What)
		}
		orphans = v.Orphans
		acknowledged.compare(t, o.Store)
		if t.Failed() {
			return
		}
	}
	if duringWork == 0 {
		t.Error("nothing was acknowledged before a kill: the test shows nothing")
	}
	if count, _, err := o.Store.CollectOrphans(t.Context()); err != nil || count != orphans {
		t.Errorf("%d orphans collected of %d: %v", count, orphans, err)
	}
	if v, err := o.Verify(t.Context(), nil); err != nil || !v.Good() || v.Orphans != 0 {
		t.Errorf("after collecting: %+v, %v", v, err)
	}
	t.Logf("%d rounds killed, %d of them during work; %d acknowledgements kept; %d orphans collected", killRounds(t), duringWork, acknowledged.count(), orphans)
}

// killRound starts the programs and kills them all, after some acts, or while they
// start. The moments are counted in what the programs say; the pause only has the
// kill come somewhere within what they do next.
func killRound(t *testing.T, dir string, chance *rand.Rand, starting bool, to *acks) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	var reading sync.WaitGroup
	var commands []*exec.Cmd
	var stderr [programs]bytes.Buffer
	to.forget()
	for p := range programs {
		cmd := exec.CommandContext(until(t), self)
		cmd.Env = append(os.Environ(), writerOf+"="+dir, fmt.Sprintf("CONCERTA_TEST_FIRST=%d", p*writersEach))
		cmd.Stderr = &stderr[p]
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		commands = append(commands, cmd)
		reading.Go(func() { to.read(out) })
	}
	ended := make(chan struct{})
	go func() {
		reading.Wait()
		close(ended)
	}()
	word, times := "issued", 1+chance.IntN(2*programs*writersEach)
	if starting {
		word, times = []string{"begun", "open"}[chance.IntN(2)], 1+chance.IntN(programs)
	}
	if !to.hears(word, times, ended) {
		t.Errorf("the programs ended before %q was said %d times", word, times)
	}
	time.Sleep(time.Duration(chance.IntN(40_000)) * time.Microsecond)
	for _, cmd := range commands {
		_ = cmd.Process.Signal(syscall.SIGKILL)
	}
	<-ended
	for p, cmd := range commands {
		if err := cmd.Wait(); exitedByItself(err) {
			t.Errorf("a writer ended by itself: %v: %s", err, &stderr[p])
		}
	}
}

func exitedByItself(err error) bool {
	return err == nil || !strings.Contains(err.Error(), "signal: killed")
}

// acks are what was acknowledged.
type acks struct {
	mu       sync.Mutex
	issued   map[string]string // id → number and digest
	annulled map[string]bool
	said     map[string]int // how often each word was said in this round
	news     chan struct{}  // something was said
}

func newAcks() *acks {
	return &acks{issued: map[string]string{}, annulled: map[string]bool{}, said: map[string]int{}, news: make(chan struct{}, 1)}
}

func (a *acks) count() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.issued) + len(a.annulled)
}

// forget begins a round, in which nothing was said yet.
func (a *acks) forget() {
	a.mu.Lock()
	defer a.mu.Unlock()
	clear(a.said)
}

// hears waits until a word was said so many times; false when all have ended before.
func (a *acks) hears(word string, times int, ended <-chan struct{}) bool {
	for {
		a.mu.Lock()
		enough := a.said[word] >= times
		a.mu.Unlock()
		if enough {
			return true
		}
		select {
		case <-a.news:
		case <-ended:
			return false
		}
	}
}

// read reads whole lines only: what was cut short was not acknowledged.
func (a *acks) read(r io.Reader) {
	in := bufio.NewReader(r)
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		a.mu.Lock()
		f := strings.Fields(line)
		a.said[f[0]]++
		switch f[0] {
		case "issued":
			a.issued[f[1]] = f[2] + " " + f[3]
		case "annulled":
			a.annulled[f[1]] = true
		}
		a.mu.Unlock()
		select {
		case a.news <- struct{}{}:
		default: // there are news already
		}
	}
}

// compare finds what was acknowledged in the archive, as it was, and the numbers
// without gaps.
func (a *acks) compare(t *testing.T, st *store.Store) {
	t.Helper()
	list, err := st.Acts(t.Context(), store.ActFilter{})
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]*ledger.Act{}
	highest := 0
	numbers := map[int]string{}
	for _, act := range list {
		there[act.ID] = act
		if other := numbers[act.Number]; other != "" {
			t.Errorf("%s and %s have one number, %d", other, act.ID, act.Number)
		}
		numbers[act.Number] = act.ID
		highest = max(highest, act.Number)
	}
	if highest != len(numbers) {
		t.Errorf("%d numbers up to %d", len(numbers), highest)
	}
	for id, want := range a.issued {
		act := there[id]
		if act == nil {
			t.Errorf("%s was acknowledged and is lost", id)
			continue
		}
		f, _ := act.File(ledger.PDF)
		if got := act.NumberWords() + " " + f.Digest.String(); got != want {
			t.Errorf("%s was acknowledged as %s and is %s", id, want, got)
		}
	}
	for id := range a.annulled {
		if there[id] == nil || there[id].Annulment == nil {
			t.Errorf("the annulment of %s was acknowledged and is lost", id)
		}
	}
}
