package archive_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"concerta/internal/acts"
	"concerta/internal/archive"
	"concerta/internal/archive/agid"
	"concerta/internal/archive/archivetest"
	"concerta/internal/archive/ledger"
	"concerta/internal/render/pdf"
	"concerta/internal/store"
)

// everyAct issues an act of every kind, and what goes with acts.
func everyAct(t *testing.T, o *archivetest.Office) {
	t.Helper()
	for _, k := range acts.Kinds() {
		if k == acts.Correction {
			continue
		}
		plan, err := o.Plan(t.Context(), archive.Selection{Process: archivetest.Casarano, Kind: k})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := o.Issue(t.Context(), plan, plan.Tasks[0], archive.IssueOptions{Operator: "Anna ESEMPIO"}); err != nil {
			t.Fatalf("%s: %v", k, err)
		}
	}
	o.Edit(t, archivetest.Casarano, "ora: 15.30", "ora: 16.00")
	o.Make(t, archivetest.Correction(archivetest.Casarano))
	_, err := o.File(t.Context(), archive.Received{Operator: "Anna ESEMPIO", Process: archivetest.Casarano, Title: "Slide <1> & altro", Kind: "presentazione"},
		archive.Incoming{Name: "slide.pdf", Content: []byte("%PDF-1.4 slide")})
	if err != nil {
		t.Fatal(err)
	}
}

// TestMetadata_OfEveryDocumentAreValidAndTrue looks at the metadata of every stored
// document: they pass our checks and the schema of AgID, and say the digest of the
// file before them; the PDF says of itself the same.
func TestMetadata_OfEveryDocumentAreValidAndTrue(t *testing.T) {
	o := archivetest.New(t)
	everyAct(t, o)
	list, err := o.Store.Acts(t.Context(), store.ActFilter{})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var files []string
	for _, act := range list {
		var before ledger.StoredFile
		for _, f := range act.Files {
			if before.Role.IsDocument() && f.Role != ledger.Metadata {
				t.Errorf("%s: %s has no metadata", act.ID, before.Name)
			}
			if f.Role == ledger.Metadata {
				src := described(t, o, act, before, f)
				path := filepath.Join(dir, f.Digest.String()+".xml")
				if err := os.WriteFile(path, src, 0o600); err != nil {
					t.Fatal(err)
				}
				files = append(files, path)
			}
			before = f
		}
	}
	if len(files) < 25 {
		t.Fatalf("only %d metadata files", len(files))
	}
	validate(t, files)
}

func described(t *testing.T, o *archivetest.Office, act *ledger.Act, of, f ledger.StoredFile) []byte {
	t.Helper()
	src, err := o.Store.Blob(t.Context(), f.Digest)
	if err != nil {
		t.Fatal(err)
	}
	d, err := agid.Read(src)
	if err != nil {
		t.Fatalf("%s, %s: %v", act.ID, of.Name, err)
	}
	for _, p := range agid.Check(d) {
		t.Errorf("%s, %s: %s", act.ID, of.Name, p)
	}
	if !strings.HasPrefix(d.ID.Identifier, act.ID) || d.FileName != of.Name {
		t.Errorf("%s: metadata of %s say %s, %s", act.ID, of.Name, d.ID.Identifier, d.FileName)
	}
	if of.Role == ledger.PDF {
		samePDF(t, o, act, of, d)
	}
	return src
}

// samePDF tells whether the PDF's own metadata agree with those beside it.
func samePDF(t *testing.T, o *archivetest.Office, act *ledger.Act, of ledger.StoredFile, d *agid.Document) {
	t.Helper()
	content, err := o.Store.Blob(t.Context(), of.Digest)
	if err != nil {
		t.Fatal(err)
	}
	meta, err := pdf.ReadMeta(content)
	if err != nil {
		t.Fatalf("%s: %v", act.ID, err)
	}
	if meta.Identifier != d.ID.Identifier || meta.Title != d.Key.Subject {
		t.Errorf("%s: the PDF says %q, %q; the metadata %q, %q", act.ID, meta.Identifier, meta.Title, d.ID.Identifier, d.Key.Subject)
	}
	if meta.Issue == nil || meta.Issue.Number != act.Number || meta.Issue.Year != act.Year || meta.Issue.Code != act.Code || meta.Issue.Date != act.Date {
		t.Errorf("%s: the PDF says %+v", act.ID, meta.Issue)
	}
}

// validate gives files to xmllint with AgID's schema.
func validate(t *testing.T, files []string) {
	t.Helper()
	schema, err := filepath.Abs(filepath.Join("..", "..", "..", "shared", "checks", "xsd", "agid", "DocumentoAmministrativoInformatico.xsd"))
	if err != nil {
		t.Fatal(err)
	}
	_, missing := os.Stat(schema)
	tool, err := exec.LookPath("xmllint")
	if err != nil || missing != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("xmllint: %v; schema: %v", err, missing)
		}
		t.Skipf("xmllint: %v; schema: %v", err, missing)
	}
	out, err := exec.CommandContext(t.Context(), tool, append([]string{"--nonet", "--noout", "--schema", schema}, files...)...).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%.4000s", err, out)
	}
}
