package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"concerta/internal/acts"
	"concerta/internal/fault"
	"concerta/internal/outfile"
	"concerta/internal/process"
	"concerta/internal/produce"
)

// manyBodies is a process with n bodies that all sign a pact.
func manyBodies(n int) (*produce.Review, error) {
	src, err := readExample(demoFile)
	if err != nil {
		return nil, err
	}
	review := produce.Read(src)
	if !review.Legible {
		return nil, fmt.Errorf("the example cannot be read: %v", review.Findings)
	}
	p := review.Process
	p.Organizations, p.Pacts = nil, &process.Pacts{Place: "Casarano"}
	for i := range n {
		id := fmt.Sprintf("ente-%05d", i+1)
		p.Organizations = append(p.Organizations, process.Organization{
			ID: id, Name: fmt.Sprintf("Associazione ESEMPIO numero %d", i+1), Kind: process.SocialPromotion, Seat: "Casarano",
			Representative: process.Representative{Name: "Anna ESEMPIO", Role: "Presidente", Gender: process.Feminine},
		})
		p.Pacts.Parties = append(p.Pacts.Parties, process.PactParty{
			Organization: id, Tables: []int{1}, Power: "statuto, art. 12",
			Signatory: process.Representative{Name: "Anna ESEMPIO", Role: "Presidente", Gender: process.Feminine},
		})
	}
	return review, nil
}

// batchOf is a run of render that makes the pacts of n bodies as PDF.
func batchOf(n int, dir string, stdout io.Writer) (*rendering, []produce.Task, error) {
	review, err := manyBodies(n)
	if err != nil {
		return nil, nil, err
	}
	press, _, err := newPress("", nil)
	if err != nil {
		return nil, nil, err
	}
	tasks, err := produce.Tasks(review.Process, acts.Pact)
	if err != nil {
		return nil, nil, err
	}
	formats := (&renderCmd{Format: []string{"pdf"}}).formats(press.Formats())
	return &rendering{
		env: environment{stdout: stdout, stderr: stdout}, press: press, review: review, formats: formats, out: dir,
		options: acts.Options{Draft: true}, // whatever check says of the made-up bodies
	}, tasks, nil
}

// makePacts is a program of its own, so that its memory can be measured: it makes
// the pacts of as many bodies as the first argument says into the second.
func makePacts() {
	n, err := strconv.Atoi(os.Args[1])
	if err != nil {
		report(os.Stderr, err)
		os.Exit(1)
	}
	run, tasks, err := batchOf(n, os.Args[2], os.Stdout)
	if err == nil {
		err = run.files(context.Background(), tasks)
	}
	if err != nil {
		report(os.Stderr, err)
	}
	os.Exit(exitCode(err))
}

// peak makes the pacts of n bodies in a program of its own and gives the memory,
// in megabytes, that it took at most.
func peak(tb testing.TB, n int, dir string) int {
	tb.Helper()
	cmd := exec.CommandContext(tb.Context(), programNamed(tb, "patti"), strconv.Itoa(n), dir)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Run(); err != nil {
		tb.Fatalf("%v: %s", err, &stderr)
	}
	usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	if !ok {
		tb.Skip("this system does not tell how much memory a program took")
	}
	return int(usage.Maxrss >> 10) // of kilobytes
}

// mostMemory is in megabytes, whatever the number of acts.
const mostMemory = 150

func TestBatch_TakesTheSameMemoryForAnyNumberOfActs(t *testing.T) {
	if testing.Short() {
		t.Skip("makes a thousand acts")
	}
	dir := t.TempDir()
	few, many := peak(t, 100, filepath.Join(dir, "few")), peak(t, 1000, filepath.Join(dir, "many"))
	if n := len(entries(t, filepath.Join(dir, "many", "patto"))); n != 1000 {
		t.Errorf("%d files, want 1000", n)
	}
	if many > mostMemory || many > 2*few {
		t.Errorf("1000 acts took %d MB, 100 took %d; at most %d", many, few, mostMemory)
	}
}

// BenchmarkBatch makes ten thousand pacts from generated bodies, each in a file.
func BenchmarkBatch(b *testing.B) {
	const pacts = 10_000
	for b.Loop() {
		if got := peak(b, pacts, b.TempDir()); got > mostMemory {
			b.Errorf("%d acts took %d MB, more than %d", pacts, got, mostMemory)
		} else {
			b.ReportMetric(float64(got), "MB")
		}
	}
	b.ReportMetric(float64(pacts*b.N)/b.Elapsed().Seconds(), "acts/s")
}

func TestBatch_LinesAreInTheOrderOfTheActs(t *testing.T) {
	dir := t.TempDir()
	var stdout strings.Builder
	run, tasks, err := batchOf(60, dir, &stdout)
	if err != nil {
		t.Fatal(err)
	}
	if err := run.files(t.Context(), tasks); err != nil {
		t.Fatal(err)
	}
	var want strings.Builder
	for _, task := range tasks {
		fmt.Fprintln(&want, filepath.Join(dir, "patto", task.Name+".pdf"))
	}
	if stdout.String() != want.String() {
		t.Errorf("got:\n%s\nwant:\n%s", &stdout, &want)
	}
}

func TestBatch_AnErrorInOneActNamesItAndTheOthersAreMade(t *testing.T) {
	dir := t.TempDir()
	var out strings.Builder
	run, _, err := batchOf(9, dir, &out)
	if err != nil {
		t.Fatal(err)
	}
	run.review.Process.Organizations[3].Name = "Associazione \U0001F600" // no font has it
	tasks, err := produce.Tasks(run.review.Process, acts.Pact)
	if err != nil {
		t.Fatal(err)
	}
	err = run.files(t.Context(), tasks)
	if got := exitCode(err); got != 1 {
		t.Errorf("exit code %d, want 1: %v", got, err)
	}
	if !strings.Contains(fault.Repair(err), "gli altri atti sono fatti") || !strings.Contains(err.Error(), "1 atto su 9") {
		t.Errorf("%v: %s", err, fault.Repair(err))
	}
	if !strings.Contains(out.String(), "concerta: errore: l’atto «") || !strings.Contains(out.String(), tasks[3].Name) {
		t.Errorf("the act is not named:\n%s", &out)
	}
	if n := len(entries(t, filepath.Join(dir, "patto"))); n != 8 {
		t.Errorf("%d files, want the 8 others", n)
	}
}

func TestBatch_InterruptedLeavesWholeFilesOnly(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	lines := 0
	run, tasks, err := batchOf(500, dir, writerFunc(func(p []byte) (int, error) {
		if lines++; lines == 20 {
			cancel()
		}
		return len(p), nil
	}))
	if err != nil {
		t.Fatal(err)
	}
	err = run.files(ctx, tasks)
	if got := exitCode(err); got != 130 {
		t.Errorf("exit code %d, want 130: %v", got, err)
	}
	made := entries(t, filepath.Join(dir, "patto"))
	if len(made) < 20 || len(made) == len(tasks) {
		t.Errorf("%d files of %d: the test shows nothing", len(made), len(tasks))
	}
	for _, name := range made {
		b, err := os.ReadFile(filepath.Join(dir, "patto", name))
		if err != nil || !bytes.HasSuffix(bytes.TrimSpace(b), []byte("%%EOF")) {
			t.Errorf("%s is not whole (%d bytes), error %v", name, len(b), err)
		}
	}
}

func TestBatch_EndsAtOnceWhenItCannotWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(dir, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	run, tasks, err := batchOf(50, dir, &out)
	if err != nil {
		t.Fatal(err)
	}
	if err := run.files(t.Context(), tasks); !errors.Is(err, outfile.ErrWrite) || out.String() != "" {
		t.Errorf("got %v, and printed %q", err, &out)
	}
}

func TestProgress_IsShownToWhoWatchesOnly(t *testing.T) {
	for watched, bar := range map[bool]string{true: "\r", false: ""} {
		var stdout, stderr strings.Builder
		run, tasks, err := batchOf(3, t.TempDir(), &stdout)
		if err != nil {
			t.Fatal(err)
		}
		run.env.stderr, run.env.watched, run.env.getenv = &stderr, watched, func(string) string { return "" }
		if err := run.files(t.Context(), tasks); err != nil {
			t.Fatal(err)
		}
		if got := stderr.String(); strings.Contains(got, "\r") != (bar != "") {
			t.Errorf("watched %v: stderr %q", watched, got)
		}
		if strings.ContainsAny(stdout.String(), "\r\x1b") || strings.Count(stdout.String(), "\n") != 3 {
			t.Errorf("watched %v: stdout %q", watched, &stdout)
		}
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }
