package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// «concerta render … | head -1» reads one line and goes away. Here the reader has
// gone before the first line, so that the outcome is always the same.
func TestRender_ReaderThatGoesAwayIsAnErrorAndLeavesNoHalfFile(t *testing.T) {
	name := program(t)
	example, err := filepath.Abs(filepath.Join("..", "..", "examples", "casarano-2013.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for what, args := range map[string][]string{
		"files": {"render", example, "--all", "--format", "pdf,docx,html,txt"},
		"copy":  {"render", example, "--act", "registro", "--merge"},
	} {
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		var told bytes.Buffer
		dir := t.TempDir()
		cmd := exec.CommandContext(t.Context(), name, append(args, "--out", dir)...)
		cmd.Stdout, cmd.Stderr = w, &told
		err = errors.Join(cmd.Run(), w.Close())
		if exitStatus(err) != "1" {
			t.Errorf("%s: %v", what, err)
		}
		for _, want := range []string{"concerta: errore: lo standard output non si può scrivere: chi lo riceve ha smesso di leggere\n", "suggerimento: "} {
			if !strings.Contains(told.String(), want) {
				t.Errorf("%s: %q does not say %q", what, told.String(), want)
			}
		}
		err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if !d.IsDir() && strings.HasPrefix(d.Name(), ".") {
				t.Errorf("%s: left: %s", what, path)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}
