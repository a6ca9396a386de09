package text_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"concerta/internal/doc"
	"concerta/internal/doc/doctest"
	"concerta/internal/render/text"
)

func render(t *testing.T, d *doc.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := text.Render(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var update = flag.Bool("update", false, "rewrite the golden files")

func TestRender_EveryNode(t *testing.T) {
	const golden = "testdata/everything.txt"
	got := render(t, doctest.Everything())
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
}

func TestWords_LeaveOutWhatStandsOnEveryPage(t *testing.T) {
	words := text.Words(render(t, doctest.Everything()))
	if len(words) == 0 || words[0] != "AMBITO" || words[len(words)-1] != "STEFANO" {
		t.Errorf("words from %q to %q", words[0], words[len(words)-1])
	}
}

func TestWords_CountNumbersOfListsButNoDashesAndLines(t *testing.T) {
	got := text.Words("1. uno – due\n- tre ____ | ---\n=== piede ===\n")
	if diff := cmp.Diff([]string{"1.", "uno", "due", "tre"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestRender_KeepsLongWordsWholeAndLinesShort(t *testing.T) {
	long := strings.Repeat("x", 200) + "@example.org"
	got := render(t, &doc.Document{Blocks: []doc.Block{doctest.P(strings.Repeat("parola ", 40) + long + " fine")}})
	for line := range strings.Lines(got) {
		line = strings.TrimSuffix(line, "\n")
		if len(line) > 78 && line != long {
			t.Errorf("a line of %d: %q", len(line), line)
		}
	}
	if !strings.Contains(got, "\n"+long+"\nfine\n") {
		t.Error("the address is broken")
	}
}

type full struct{}

var errFull = errors.New("full")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestRender_TellsOfAFullDisk(t *testing.T) {
	if err := text.Render(full{}, doctest.Everything()); !errors.Is(err, errFull) {
		t.Errorf("error %v", err)
	}
}
