package processfile_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"concerta/internal/process"
	"concerta/internal/processfile"
)

var update = flag.Bool("update", false, "rewrite the cases whose findings differ")

// A case is a process file and what is wrong with it, in one file that people
// read: its comment states the rule, "procedimento.yaml" goes in, "esito"
// comes out, any other part is a file beside the process file.
func TestRead_NamesEveryFault(t *testing.T) {
	paths, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			raw, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			input, want, _ := strings.Cut(string(raw), "-- esito --\n")
			src, assets := split(input)
			_, findings := processfile.Read("procedimento.yaml", src, assets)
			got := show(findings)
			if *update && want != got {
				if err := os.WriteFile(path, []byte(input+"-- esito --\n"+got), 0o644); err != nil {
					t.Fatal(err)
				}
				want = got
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// split takes the process file and the files beside it out of a case.
func split(input string) (src []byte, assets fstest.MapFS) {
	assets = fstest.MapFS{}
	parts := strings.Split("\n"+input, "\n-- ")
	for _, part := range parts[1:] {
		name, data, _ := strings.Cut(part, " --\n")
		if name == "procedimento.yaml" {
			src = []byte(strings.TrimSuffix(data, "\n") + "\n")
			continue
		}
		assets[name] = &fstest.MapFile{Data: []byte(data), Mode: 0o444}
	}
	return src, assets
}

// show writes findings as people review them, with the excerpt and a caret
// under the place.
func show(findings []process.Finding) string {
	var b strings.Builder
	for _, f := range findings {
		fmt.Fprintf(&b, "%d:%d %s %s\n", f.Line, f.Column, f.Severity.Italian(), f.Rule)
		if f.Line > 0 {
			fmt.Fprintf(&b, "    %s\n    %s^\n", f.Excerpt, strings.Repeat(" ", max(f.Column-1, 0)))
		}
		fmt.Fprintf(&b, "  %s\n  %s\n  %s\n", f.What, f.Why, f.Repair)
	}
	if b.Len() == 0 {
		return "nessun rilievo\n"
	}
	return b.String()
}
