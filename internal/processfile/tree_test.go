package processfile_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"concerta/internal/process"
	"concerta/internal/processfile"
)

func example(t *testing.T, name string) *process.Process {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("..", "..", "examples", name))
	if err != nil {
		t.Fatal(err)
	}
	return legible(t, src)
}

func legible(t *testing.T, src []byte) *process.Process {
	t.Helper()
	f, findings := processfile.Read("prova.yaml", src, nil)
	for _, x := range findings {
		t.Fatalf("%d: %s: %s (%s)", x.Line, x.Path, x.What, x.Excerpt)
	}
	return f.Process
}

// canonical is the file of a process, in which two equal ones do not differ.
func canonical(t *testing.T, p *process.Process) string {
	t.Helper()
	var b strings.Builder
	if err := processfile.Write(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// typed is what a browser sends of a form that nobody touched.
func typed(p processfile.Part, values map[string][]string) {
	switch p.Kind {
	case processfile.Group, processfile.Groups, processfile.Texts:
		for _, x := range p.Parts {
			typed(x, values)
		}
	case processfile.Lines:
		values[p.Path] = []string{strings.Join(p.Values, "\r\n")}
	case processfile.Checks, processfile.Numbers:
		values[p.Path] = p.Values
	case processfile.YesNo:
		if p.Value != "" {
			values[p.Path] = []string{"sì"}
		}
	case processfile.Unedited:
	default:
		values[p.Path] = []string{strings.ReplaceAll(p.Value, "\n", "\r\n")}
	}
}

var sections = []string{
	"ente", "avviso", "tavoli", "fasi", "voci", "scadenza", "firmatari", "responsabile", "privacy", "riferimenti", "festivita",
	"scheda", "registro", "soggetti", "cittadini", "adesioni", "presenze", "proposte", "cabina", "patti", "intesa", "verbali", "protocolli",
	"titolo", "lingua", "pubblicazione", "ricorsi",
}

func TestTree_AFormSentAsItIsChangesNothing(t *testing.T) {
	for _, name := range []string{"casarano-2013.yaml", "comune-esempio.yaml", "consorzio-esempio.yaml"} {
		p := example(t, name)
		for _, path := range sections {
			tree := processfile.NewTree(p)
			part, ok := tree.Part(path)
			if !ok {
				t.Fatalf("%s: no part %s", name, path)
			}
			values := map[string][]string{}
			typed(part, values)
			before := tree.Digest(path)
			if !tree.Fill(path, values) {
				t.Fatalf("%s: %s cannot be filled in", name, path)
			}
			again := legible(t, tree.Bytes())
			if diff := cmp.Diff(canonical(t, p), canonical(t, again)); diff != "" {
				t.Errorf("%s, %s:\n%s", name, path, diff)
			}
			if before != processfile.NewTree(again).Digest(path) {
				t.Errorf("%s, %s: another digest", name, path)
			}
		}
	}
}

func TestTree_AnswersForEveryKeyOfTheFile(t *testing.T) {
	tree := processfile.NewTree(example(t, "casarano-2013.yaml"))
	for _, k := range processfile.Keys() {
		path := strings.ReplaceAll(k.Path, "[]", "[0]")
		if path == "luoghi" || path == "versione" {
			continue
		}
		part, ok := tree.Part(path)
		if !ok || part.Kind == processfile.Unedited || part.Label == "" {
			t.Errorf("%s: %v, kind %q, label %q", path, ok, part.Kind, part.Label)
		}
	}
}

func TestTree_WhatIsWrongIsSaidOfTheControlThatSaysIt(t *testing.T) {
	tree := processfile.NewTree(example(t, "casarano-2013.yaml"))
	const path = "fasi[0].voci[0]"
	if part, there := tree.Part(path + ".incontro.ora"); !there || part.Value == "" {
		t.Fatalf("%s is no meeting with an hour: %+v", path, part)
	}
	tree.Fill(path+".incontro.ora", map[string][]string{path + ".incontro.ora": {"25.90"}})
	tree.Fill(path+".incontro.data", map[string][]string{path + ".incontro.data": {"2013-02-30"}})
	_, findings := processfile.Read("prova.yaml", tree.Bytes(), nil)
	wrong := map[string]bool{}
	for _, f := range findings {
		wrong[f.Path] = true
	}
	if !wrong[path+".incontro.ora"] || !wrong[path+".incontro.data"] {
		t.Errorf("got %v", wrong)
	}
}

func TestTree_ItemsAreAddedRemovedAndMoved(t *testing.T) {
	tree := processfile.NewTree(example(t, "casarano-2013.yaml"))
	n := tree.Len("tavoli")
	last := fmt.Sprintf("tavoli[%d]", n)
	tree.Fill(last, map[string][]string{last + ".numero": {"99"}, last + ".nome": {"Nuovo: «sì», 12.30 # e - altro"}})
	tree.Move("tavoli", n, -1)
	tree.Move("tavoli", n-1, -1000)
	p := legible(t, tree.Bytes())
	if len(p.Tables) != n+1 || p.Tables[0].Name != "Nuovo: «sì», 12.30 # e - altro" || p.Tables[0].Number != 99 {
		t.Errorf("got %+v", p.Tables)
	}
	tree.Remove("tavoli[0]")
	if p := legible(t, tree.Bytes()); len(p.Tables) != n || p.Tables[0].Number == 99 {
		t.Errorf("got %+v", p.Tables)
	}
}

func TestTree_HostilePathsAndValuesChangeNothingElse(t *testing.T) {
	p := example(t, "casarano-2013.yaml")
	for _, path := range []string{"", ".", "x", "tavoli[", "tavoli[-1]", "tavoli[x]", "tavoli[99999999999]", "tavoli.nome", "ente.nome.x", "[0]", "fasi[0][0]", "chiave["} {
		tree := processfile.NewTree(p)
		tree.Fill(path, map[string][]string{path: {"x"}})
		if diff := cmp.Diff(canonical(t, p), canonical(t, legible(t, tree.Bytes()))); diff != "" {
			t.Errorf("%q: %s", path, diff)
		}
	}
	tree := processfile.NewTree(p)
	nasty := "a\nchiave: rubata\n- b\x00\u2028c"
	tree.Fill("titolo", map[string][]string{"titolo": {nasty}})
	f, _ := processfile.Read("prova.yaml", tree.Bytes(), nil)
	if f.Process == nil || f.Process.Key != p.Key {
		t.Errorf("a typed text became keys: %q", tree.Bytes()[:200])
	}
}
