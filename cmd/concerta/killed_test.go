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
	"strings"
	"testing"
	"time"
)

// exitStatus is the exit code in an error of running a program.
func exitStatus(err error) string {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return fmt.Sprint(exit.ExitCode())
	}
	return err.Error()
}

const allFormats = "pdf,docx,html,txt"

// program is the program, callable.
func program(tb testing.TB) string {
	tb.Helper()
	return programNamed(tb, "concerta")
}

// programNamed makes the test binary callable under a name by which TestMain knows
// what it is to be.
func programNamed(tb testing.TB, name string) string {
	tb.Helper()
	self, err := os.Executable()
	if err != nil {
		tb.Fatal(err)
	}
	link := filepath.Join(tb.TempDir(), name)
	if err := os.Symlink(self, link); err != nil {
		tb.Fatal(err)
	}
	return link
}

// until is how long a program of a test may run: as long as the test, and no longer
// than leaves the test the time to say what it waited for.
func until(tb testing.TB) context.Context {
	tb.Helper()
	test, bounded := tb.(interface{ Deadline() (time.Time, bool) })
	if !bounded {
		return tb.Context()
	}
	end, bounded := test.Deadline()
	if !bounded {
		return tb.Context()
	}
	const toTell = 10 * time.Second
	ctx, cancel := context.WithDeadline(tb.Context(), end.Add(-toTell))
	tb.Cleanup(cancel)
	return ctx
}

// rendered gives the files that a whole run makes.
func rendered(t *testing.T, name, example string) map[string][]byte {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.CommandContext(until(t), name, "render", example, "--format", allFormats, "--out", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	files := map[string][]byte{}
	for _, e := range entries(t, dir) {
		b, err := os.ReadFile(filepath.Join(dir, e))
		if err != nil {
			t.Fatal(err)
		}
		files[e] = b
	}
	if len(files) != 4 {
		t.Fatalf("%d files made, want 4", len(files))
	}
	return files
}

func entries(t *testing.T, dir string) []string {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	var names []string
	for _, e := range list {
		names = append(names, e.Name())
	}
	return names
}

// Ctrl-C while the program waits for standard input.
func TestRender_InterruptedWritesNothingAndSaysSo(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "atti")
	cmd := exec.CommandContext(until(t), program(t), "render", "-", "--out", dir)
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	// More than a pipe holds: when it is written, the program reads and so listens
	// for signals.
	if _, err := io.WriteString(stdin, strings.Repeat("# attesa\n", 20_000)); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if got := exitStatus(cmd.Wait()); got != "130" {
		t.Errorf("exit code %s, want 130", got)
	}
	if !strings.Contains(stderr.String(), "concerta: errore: interrotto") {
		t.Errorf("stderr: %s", &stderr)
	}
	if left := entries(t, dir); len(left) != 0 {
		t.Errorf("left: %q", left)
	}
}
