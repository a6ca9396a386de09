package agid_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"concerta/internal/archive/agid"
)

func TestMake_GivesDocumentsThatCheckAccepts(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := agid.Make(facts().Draw(t, "facts"))
		for _, p := range agid.Check(d) {
			t.Errorf("%s: %s", p.Rule, p)
		}
	})
}

func TestMake_GivesDocumentsThatTheSchemaAccepts(t *testing.T) {
	var docs []*agid.Document
	for i := range 250 {
		docs = append(docs, agid.Make(facts().Example(i)))
	}
	validate(t, append(docs, agid.Make(casarano())))
}

// What Check accepts the schema accepts, whatever was broken: one text of a good
// document becomes another.
func TestCheck_LeavesNothingToTheSchema(t *testing.T) {
	values := []string{
		"", " ", "x", "0", "-1", "10000", "0000001", "2013-02-30", "2013-10-30", "2013-10-30Z", "25:00:00", "09:30", "true", "TRUE", "1", "1.2",
		"abc def", "A B", strings.Repeat("A", 17), strings.Repeat("ab", 32), "AAAA", "E", "U", "I", "Fascicolo", "fascicolo", "RSSMRA85T10A562S",
		"RSSMRA85T10A562X", "00743110157", "007431101570", "Autore", "a\u0085b", "٣٣٣٣٣٣٣",
	}
	broken := rapid.Custom(func(t *rapid.T) *agid.Document {
		d := agid.Make(facts().Draw(t, "facts"))
		n := 0
		agid.WalkTexts(d, func(string, *string) { n++ })
		at, value := rapid.IntRange(0, n-1).Draw(t, "at"), rapid.SampledFrom(values).Draw(t, "value")
		i := 0
		agid.WalkTexts(d, func(_ string, v *string) {
			if i == at {
				*v = value
			}
			i++
		})
		return d
	})
	var accepted []*agid.Document
	refused := 0
	for i := range 1200 {
		if d := broken.Example(i); len(agid.Check(d)) == 0 {
			accepted = append(accepted, d)
		} else {
			refused++
		}
	}
	if len(accepted) < 100 || refused < 100 {
		t.Fatalf("%d accepted, %d refused: the test sees nothing", len(accepted), refused)
	}
	validate(t, accepted)
}

// validate asks xmllint about all documents at once.
func validate(t *testing.T, docs []*agid.Document) {
	t.Helper()
	lint, schema := validator(t)
	dir := t.TempDir()
	args := []string{"--nonet", "--noout", "--schema", schema}
	for i, d := range docs {
		name := filepath.Join(dir, fmt.Sprintf("%04d.xml", i))
		if err := os.WriteFile(name, xml(t, d), 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, name)
	}
	out, err := exec.Command(lint, args...).CombinedOutput()
	if err != nil {
		for _, line := range strings.Split(string(out), "\n") {
			if line != "" && !strings.HasSuffix(line, " validates") {
				t.Error(line)
			}
		}
		t.Errorf("xmllint: %v", err)
	}
	if got := strings.Count(string(out), " validates\n"); got != len(docs) {
		t.Errorf("%d of %d documents are valid", got, len(docs))
	}
}

// validator finds xmllint and the schema beside the repository; without them the
// test is skipped, except under CI=true.
func validator(t *testing.T) (lint, schema string) {
	t.Helper()
	schema = filepath.Join("..", "..", "..", "..", "shared", "checks", "xsd", "agid", "DocumentoAmministrativoInformatico.xsd")
	_, err := os.Stat(schema)
	if err == nil {
		lint, err = exec.LookPath("xmllint")
	}
	if err != nil && os.Getenv("CI") == "true" {
		t.Fatalf("the schema cannot be checked: %v", err)
	}
	if err != nil {
		t.Skipf("the schema cannot be checked: %v", err)
	}
	return lint, schema
}
