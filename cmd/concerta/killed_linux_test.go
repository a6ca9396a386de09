package main

import (
	"bytes"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// watch gives what happens to the files in dir, as the system tells of it: a file
// is made, written to, closed, gets a name. Reading ends when it is closed.
func watch(t *testing.T, dir string) *os.File {
	t.Helper()
	fd, err := syscall.InotifyInit1(syscall.IN_CLOEXEC | syscall.IN_NONBLOCK)
	if err != nil {
		t.Fatal(err)
	}
	events := os.NewFile(uintptr(fd), "inotify")
	t.Cleanup(func() { _ = events.Close() })
	const what = syscall.IN_CREATE | syscall.IN_MODIFY | syscall.IN_CLOSE_WRITE | syscall.IN_MOVED_TO
	if _, err := syscall.InotifyAddWatch(fd, dir, what); err != nil {
		t.Fatal(err)
	}
	return events
}

// killAt runs a program and kills it as soon as n things have happened in dir. It
// tells whether the program had begun to write and was killed before its own end.
func killAt(t *testing.T, cmd *exec.Cmd, dir string, n int) bool {
	t.Helper()
	events := watch(t, dir)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() {
		ended <- cmd.Wait()
		_ = events.Close()
	}()
	buffer := make([]byte, 64<<10)
	for seen := 0; seen < n; {
		read, err := events.Read(buffer)
		if err != nil { // it has ended
			break
		}
		for rest := buffer[:read]; len(rest) >= syscall.SizeofInotifyEvent; seen++ {
			name := binary.NativeEndian.Uint32(rest[syscall.SizeofInotifyEvent-4:])
			rest = rest[syscall.SizeofInotifyEvent+name:]
		}
	}
	_ = cmd.Process.Signal(syscall.SIGKILL)
	return <-ended != nil && len(entries(t, dir)) > 0
}

// Killed at any moment, a run leaves under a final name nothing but whole files. The
// moments are those at which something happens in its folder: each of four files is
// made, written and closed under a temporary name, and then all get their own.
func TestRender_KilledLeavesNoHalfFile(t *testing.T) {
	const moments = 4*3 + 4
	name, example := program(t), filepath.Join("..", "..", "examples", "casarano-2013.yaml")
	whole := rendered(t, name, example)
	atWork := 0
	for n := range moments {
		dir := t.TempDir()
		if killAt(t, exec.CommandContext(until(t), name, "render", example, "--format", allFormats, "--out", dir), dir, n+1) {
			atWork++
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
				t.Errorf("killed at moment %d, a run left %d bytes of %s, which has %d", n+1, len(b), e, len(whole[e]))
			}
		}
	}
	if atWork == 0 {
		t.Error("no run was killed while it wrote: the test shows nothing")
	}
	t.Logf("%d of %d runs were killed while they wrote", atWork, moments)
}
