package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
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

// rendered gives the files that a whole run makes.
func rendered(t *testing.T, name, example string) map[string][]byte {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.CommandContext(t.Context(), name, "render", example, "--format", allFormats, "--out", dir).CombinedOutput(); err != nil {
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

// Killed at any moment, a run leaves under a final name nothing but whole files.
func TestRender_KilledLeavesNoHalfFile(t *testing.T) {
	name, example := program(t), filepath.Join("..", "..", "examples", "casarano-2013.yaml")
	whole := rendered(t, name, example)
	killed := 0
	for i := range 40 {
		dir := t.TempDir()
		cmd := exec.CommandContext(t.Context(), name, "render", example, "--format", allFormats, "--out", dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(i) * 3 * time.Millisecond) // somewhere in a run of some 100 ms
		_ = cmd.Process.Signal(syscall.SIGKILL)
		if err := cmd.Wait(); err != nil {
			killed++
		}
		for _, e := range entries(t, dir) {
			if strings.HasPrefix(e, ".") { // a temporary name
				continue
			}
			b, err := os.ReadFile(filepath.Join(dir, e))
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(b, whole[e]) {
				t.Errorf("run %d left %d bytes of %s, which has %d", i, len(b), e, len(whole[e]))
			}
		}
	}
	if killed == 0 {
		t.Error("no run was killed before its end: the test shows nothing")
	}
}

// Ctrl-C while the program waits for standard input.
func TestRender_InterruptedWritesNothingAndSaysSo(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "atti")
	cmd := exec.CommandContext(t.Context(), program(t), "render", "-", "--out", dir)
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
