package bundle_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"concerta/internal/archive/bundle"
	"concerta/internal/archive/ledger"
)

func TestVerify_APackageAsItWasWrittenIsGood(t *testing.T) {
	o := busy(t)
	src := o.packed()
	for name, known := range map[string]*ledger.Head{
		"without a head":       nil,
		"its own head":         {Seq: o.head().Seq, Digest: o.head().Digest},
		"the head of a moment": {Seq: 3, Digest: o.entries[2].Digest},
	} {
		v := verify(t, src, known)
		if !v.Good() {
			t.Errorf("%s: %v", name, v.Faults)
		}
		if later := known != nil && known.Seq < o.head().Seq; later != (len(v.Notes) > 0) {
			t.Errorf("%s: what the head does not prove is noted as %v", name, v.Notes)
		}
		if v.Entries != 13 || v.Acts != 6 || v.Head != o.head() || v.Files != len(unpack(t, src)) {
			t.Errorf("%s: %d entries, %d acts, %d files, head %s", name, v.Entries, v.Acts, v.Files, v.Head)
		}
	}
}

func TestWrite_TheSameCaseGivesTheSameBytes(t *testing.T) {
	o := busy(t)
	if !bytes.Equal(o.packed(), o.packed()) {
		t.Error("two packages differ")
	}
}

func TestWrite_EntriesAfterTheHeadAreNotOfThePackage(t *testing.T) {
	o := busy(t)
	before := o.packed()
	c := o.asCase()
	o.issue(key, "patto_due", 43)
	var b bytes.Buffer
	if _, err := bundle.Write(t.Context(), &b, c); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(before, b.Bytes()) {
		t.Error("an entry that came while the package was made is in it")
	}
}

func TestWrite_NamesAreHumanAndMetadataStandBesideTheirFile(t *testing.T) {
	var got []string
	for _, f := range unpack(t, busy(t).packed()) {
		got = append(got, f.name)
	}
	want := []string{
		"catena.txt", "registro.jsonl", "manifesto.json",
		"atti/0000001-2013_avviso/2013-10-30_avviso.pdf",
		"atti/0000001-2013_avviso/2013-10-30_avviso.pdf.metadati.xml",
		"atti/0000001-2013_avviso/avviso.json",
		"atti/0000001-2013_avviso/modello.md",
		"atti/0000001-2013_avviso/2013-10-30_avviso_2.pdf",
		"atti/0000001-2013_avviso/2013-10-30_avviso_2.pdf.metadati.xml",
		"atti/0000001-2013_avviso/2013-10-30_avviso_2.pdf.metadati_2.xml",
		"atti/0000001-2013_avviso/referto.pdf",
		"atti/0000003-2013_patto_uno/2013-10-30_patto_uno.pdf",
		"atti/0000003-2013_patto_uno/2013-10-30_patto_uno.pdf.metadati.xml",
		"atti/0000003-2013_patto_uno/patto_uno.json",
		"atti/0000003-2013_patto_uno/modello.md",
		"atti/2013-10-30_registro_1/2013-10-30_registro.pdf",
		"atti/2013-10-30_registro_1/2013-10-30_registro.pdf.metadati.xml",
		"atti/2013-10-30_registro_1/registro.json",
		"atti/2013-10-30_registro_1/modello.md",
		"atti/0000041-2013_verbale/2013-10-30_verbale.pdf",
		"atti/0000041-2013_verbale/2013-10-30_verbale.pdf.metadati.xml",
		"atti/0000041-2013_verbale/verbale.json",
		"atti/0000041-2013_verbale/modello.md",
		"documenti/2013-11-20_Delibera n. 3_2013/delibera.pdf",
		"non-corrispondenti/2013-10-30_1/sconosciuto.pdf.p7m",
		"procedimento/versione-0001/versione.json",
		"procedimento/versione-0001/procedimento.yaml",
		"procedimento/versione-0001/allegati/img_stemma.png",
		"indice.html", "leggimi.txt", "SHA256SUMS",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestWrite_HostileNamesAreNeutralised(t *testing.T) {
	o := newOffice(t)
	hostile := []string{
		"../../etc/passwd", `..\..\windows\x.pdf`, "/etc/passwd", "C:\\x.pdf", "CON.pdf", "lpt1", ".nascosto", "a\x00b\x1b[31m.pdf", "fdp.\u202eexe",
		"Nome.PDF", "nome.pdf", "NOME.pdf", "perché.pdf", "straße.pdf", "STRASSE.pdf", strings.Repeat("à", 400) + ".pdf.p7m", "..", "", " . ", "a:b?.pdf", "-rf.pdf",
	}
	var files []file
	for _, n := range hostile {
		files = append(files, file{ledger.Document, n, "contenuto " + n})
	}
	o.add(key, key+".documento.1", ledger.FiledBody{Title: "../../..", Kind: "altro"}, files...)
	o.add(key, key+".documento.2", ledger.FiledBody{Title: "_.._.._..", Kind: "altro"}, files[:1]...)
	src := o.packed()
	seen := map[string]bool{}
	good := regexp.MustCompile(`^[A-Za-zÀ-ž0-9_+(),' ’-][A-Za-zÀ-ž0-9_.+(),' ’-]*$`)
	for _, f := range unpack(t, src) {
		for part := range strings.SplitSeq(f.name, "/") {
			if !good.MatchString(part) || strings.HasSuffix(part, ".") || strings.HasSuffix(part, " ") || len([]rune(part)) > 125 {
				t.Errorf("name %q", f.name)
			}
			if stem, _, _ := strings.Cut(strings.ToUpper(part), "."); stem == "CON" || stem == "LPT1" {
				t.Errorf("name of a device: %q", f.name)
			}
		}
		folded := strings.ReplaceAll(strings.ToLower(f.name), "ß", "ss")
		if seen[folded] {
			t.Errorf("two files are %q where capitals do not count", f.name)
		}
		seen[folded] = true
	}
	if v := verify(t, src, nil); !v.Good() || v.Files != len(hostile)+1+6 {
		t.Errorf("%d files, %v", v.Files, v.Faults)
	}
}

func TestWrite_WhatPacksSuspiciouslyWellIsNotPacked(t *testing.T) {
	o := newOffice(t)
	o.add(key, key+".documento.1", ledger.FiledBody{Title: "x", Kind: "altro"},
		file{ledger.Text, "lungo.txt", strings.Repeat("a", 3<<20)}, file{ledger.Document, "esterno.txt", strings.Repeat("b", 3<<20)})
	if v := verify(t, o.packed(), nil); !v.Good() {
		t.Errorf("%v", v.Faults)
	}
}

func TestWrite_ATitleThatTurnsTheDirectionOfWritingStaysHarmless(t *testing.T) {
	c := busy(t).asCase()
	c.Title = "Piano \u202e\x1b[31m\xff"
	var b bytes.Buffer
	if _, err := bundle.Write(t.Context(), &b, c); err != nil {
		t.Fatal(err)
	}
	if v := verify(t, b.Bytes(), nil); !v.Good() {
		t.Errorf("%v", v.Faults)
	}
	if bytes.ContainsAny(unpack(t, b.Bytes()).get("indice.html").content, "\u202e\x1b") {
		t.Error("the index has it")
	}
}

func TestWrite_ABrokenArchiveIsRefused(t *testing.T) {
	for name, harm := range map[string]func(*office){
		"a changed file":    func(o *office) { o.blobs[o.entries[1].Files[0].Digest] = []byte("altro") },
		"a changed entry":   func(o *office) { o.entries[1].Operator = "Nessuno" },
		"what is not UTF-8": func(o *office) { o.entries[len(o.entries)-1].Operator = "Nicol\xf2"; last(o) },
		"a missing entry":   func(o *office) { o.entries = slices.Delete(o.entries, 2, 3) },
		"a changed process": func(o *office) { o.version.Source = append(o.version.Source, '#') },
	} {
		o := busy(t)
		harm(o)
		if _, err := bundle.Write(t.Context(), io.Discard, o.asCase()); !errors.Is(err, ledger.ErrBroken) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// last puts the newest entry, of another story now, after the one before.
func last(o *office) {
	e := o.entries[len(o.entries)-1]
	e.Process = key
	o.entries = o.entries[:len(o.entries)-1]
	e.Follow(o.head())
	o.entries = append(o.entries, e)
}

func TestWrite_EndsWhenItIsInterrupted(t *testing.T) {
	o := busy(t)
	ctx, cancel := context.WithCancel(t.Context())
	c := o.asCase()
	read := c.Content
	c.Content = func(ctx context.Context, d ledger.Digest) ([]byte, error) {
		cancel()
		return read(ctx, d)
	}
	if _, err := bundle.Write(ctx, io.Discard, c); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestWrite_AnyProgramForSHA256ChecksThePackage(t *testing.T) {
	tool, err := exec.LookPath("sha256sum")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("sha256sum is missing")
		}
		t.Skip("sha256sum is missing")
	}
	dir := t.TempDir()
	for _, f := range unpack(t, busy(t).packed()) {
		name := filepath.Join(dir, filepath.FromSlash(f.name))
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.CommandContext(t.Context(), tool, "--strict", "-c", "SHA256SUMS")
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if n := bytes.Count(out, []byte(": OK\n")); n != len(unpack(t, busy(t).packed()))-1 {
		t.Errorf("%d files checked", n)
	}
}

func TestIndex_SaysEverythingOfEachActAndIsAccessible(t *testing.T) {
	index := string(unpack(t, busy(t).packed()).get("indice.html").content)
	for _, want := range []string{
		`<html lang="it">`, "0000001/2013", "Avviso &lt;b&gt;avviso&lt;/b&gt;", "pubblicato", "annullato", "Motivo: Emesso per errore",
		"firmato da Antonella FERRARO il 31 ottobre 2013", "emesso, in attesa di firma", "albo n. 77, dal 2 novembre 2013 al 17 novembre 2013",
		`href="atti/0000001-2013_avviso/2013-10-30_avviso_2.pdf"`, `href="documenti/2013-11-20_Delibera%20n.%203_2013/delibera.pdf"`,
		ledger.DigestOf([]byte("%PDF-1.7 avviso firmato")).String(), "Come verificare", "sha256sum -c", "pacchetto di versamento",
		"a pagina 1 c’è un’annotazione. Motivo: è il timbro", `href="atti/0000001-2013_avviso/2013-10-30_avviso_2.pdf.metadati_2.xml"`, "Non è esso stesso la conservazione",
	} {
		if !strings.Contains(index, want) {
			t.Errorf("the index does not say %q", want)
		}
	}
	if tables := strings.Count(index, "<table"); tables == 0 || tables != strings.Count(index, "<caption>") {
		t.Error("a table has no caption")
	}
	if heads := strings.Count(index, "<th "); heads == 0 || heads != strings.Count(index, "<th scope=") || strings.Contains(index, "<th>") {
		t.Error("a heading of a table does not say what it heads")
	}
	for _, never := range []string{"<script", "http://", "https://", "ZgotmplZ"} {
		if strings.Contains(index, never) {
			t.Errorf("the index has %q", never)
		}
	}
	hrefs := regexp.MustCompile(`href="([^"#][^"]*)"`).FindAllStringSubmatch(index, -1)
	all := unpack(t, busy(t).packed())
	for _, h := range hrefs {
		if all.get(strings.ReplaceAll(h[1], "%20", " ")) == nil {
			t.Errorf("the index leads to %q, which is not there", h[1])
		}
	}
}

// A verification writes the index and the instructions again: whoever changes how
// they are written must raise pagesVersion in bundle.go, lest packages that were
// made before be taken for tampered ones, and then write the new digest here.
func TestIndex_HowItIsWrittenIsPartOfTheFormat(t *testing.T) {
	files := unpack(t, busy(t).packed())
	got := ledger.DigestOfParts(files.get("indice.html").content, files.get("leggimi.txt").content).String()
	if want := "bdae4828f8c38299b1004b98c77e4c0929014832f9cd8293caff47832c2950d0"; got != want {
		t.Errorf("the pages have digest %s, want %s", got, want)
	}
	if !bytes.Contains(files.get("manifesto.json").content, []byte(`"pages": 1,`)) {
		t.Error("pagesVersion changed: is the digest here the new one?")
	}
}
