package doc_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"concerta/internal/doc"
	"concerta/internal/doc/doctest"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func TestDump_ShowsEveryNode(t *testing.T) {
	const golden = "testdata/everything.dump"
	var b bytes.Buffer
	if err := doc.Dump(&b, doctest.Everything()); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("want (-), got (+):\n%s", diff)
	}
}

func TestWalk_VisitsParentsBeforeWhatTheyHold(t *testing.T) {
	var got []string
	doc.Walk([]doc.Block{
		&doc.Section{Blocks: []doc.Block{
			&doc.List{Items: []doc.Item{{Blocks: []doc.Block{doctest.P("a")}}}},
			&doc.Table{Caption: doctest.T("b"), Head: []doc.Row{{Cells: []doc.Cell{{Blocks: []doc.Block{doctest.P("c")}}}}}},
		}},
	}, func(b doc.Block) { got = append(got, fmt.Sprintf("%T", b)) }, func(in doc.Inline) { got = append(got, doc.Plain([]doc.Inline{in})) })
	want := []string{"*doc.Section", "*doc.List", "*doc.Paragraph", "a", "*doc.Table", "b", "*doc.Paragraph", "c"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestPlain_LeavesMarksOut(t *testing.T) {
	got := doc.Plain([]doc.Inline{&doc.Strong{Text: doctest.T("a")}, &doc.Break{}, &doc.Link{URL: "x", Text: doctest.T("b")}})
	if got != "a b" {
		t.Errorf("%q", got)
	}
}
