package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// chosen are the tests that a line of the Makefile runs: those of some packages
// whose names have something in them.
type chosen struct {
	line     string
	packages []string
	what     string // Test, Fuzz or Benchmark
	pattern  string
}

// choices reads the lines of the Makefile that choose among tests.
func choices(t *testing.T, makefile string) []chosen {
	t.Helper()
	src, err := os.ReadFile(makefile)
	if err != nil {
		t.Fatal(err)
	}
	pattern := regexp.MustCompile(`-(run|fuzz|bench) ('[^']*'|\S+)`)
	var list []chosen
	for line := range strings.Lines(string(src)) {
		if !strings.HasPrefix(line, "\t") || !strings.Contains(line, "./internal") {
			continue
		}
		for _, m := range pattern.FindAllStringSubmatch(line, -1) {
			c := chosen{line: strings.TrimSpace(line), what: map[string]string{"run": "Test", "fuzz": "Fuzz", "bench": "Benchmark"}[m[1]], pattern: strings.Trim(m[2], "'")}
			for _, f := range strings.Fields(line) {
				if strings.HasPrefix(f, "./") {
					c.packages = append(c.packages, f)
				}
			}
			if c.pattern != "xxx" { // what no test is named, where only fuzzing or measuring is meant
				list = append(list, c)
			}
		}
	}
	return list
}

// testsOf are the tests, by the folder of their package, that begin with a word.
func testsOf(t *testing.T, root, what string) map[string][]string {
	t.Helper()
	head := regexp.MustCompile(`(?m)^func (` + what + `\w*)\(`)
	tests := map[string][]string{}
	err := filepath.WalkDir(filepath.Join(root, "internal"), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		dir, err := filepath.Rel(root, filepath.Dir(path))
		for _, m := range head.FindAllStringSubmatch(string(src), -1) {
			tests["./"+filepath.ToSlash(dir)] = append(tests["./"+filepath.ToSlash(dir)], m[1])
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return tests
}

// matching are those of the tests of a choice in whose names there is something.
func (c chosen) matching(t *testing.T, tests map[string][]string, something string) []string {
	t.Helper()
	pattern, err := regexp.Compile(something)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for dir, names := range tests {
		for _, p := range c.packages {
			below, isTree := strings.CutSuffix(p, "/...")
			if inTree := isTree && strings.HasPrefix(dir, below+"/"); dir != below && !inTree {
				continue
			}
			for _, n := range names {
				if pattern.MatchString(n) {
					list = append(list, dir+"."+n)
				}
			}
		}
	}
	return list
}

// A word of a pattern that is in the name of no test runs nothing, and nobody is told.
func TestMakefile_EveryWordOfAPatternFindsATest(t *testing.T) {
	const root = "../.."
	list := choices(t, root+"/Makefile")
	fuzzed := map[string]bool{}
	for _, c := range list {
		tests := testsOf(t, root, c.what)
		for word := range strings.SplitSeq(c.pattern, "|") {
			found := c.matching(t, tests, word)
			if len(found) == 0 {
				t.Errorf("%q is in the name of no test of %q:\n%s", word, c.packages, c.line)
			}
			if c.what == "Fuzz" {
				if len(found) > 1 {
					t.Errorf("go fuzzes one at a time, and %q means %q", word, found)
				}
				for _, f := range found {
					fuzzed[f] = true
				}
			}
		}
	}
	for dir, names := range testsOf(t, root, "Fuzz") {
		for _, n := range names {
			if !fuzzed[dir+"."+n] {
				t.Errorf("%s.%s is fuzzed by no target", dir, n)
			}
		}
	}
	if len(list) < 15 {
		t.Errorf("only %d patterns were found: the Makefile is written in another way", len(list))
	}
}
