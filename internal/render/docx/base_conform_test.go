package docx_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"concerta/internal/doc"
	"concerta/internal/ooxml"
)

// openLetterhead is a letterhead as an OpenDocument in one file, for LibreOffice to
// make a DOCX of.
const openLetterhead = `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles><style:default-style style:family="paragraph"><style:text-properties fo:font-size="11pt" fo:language="it" fo:country="IT"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph" style:class="text"/>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:parent-style-name="Standard" style:default-outline-level="1"><style:text-properties fo:color="#800000" fo:font-size="16pt"/></style:style></office:styles>
<office:automatic-styles><style:page-layout style:name="pm1"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="2.5cm" fo:margin-right="2cm"/><style:header-style/><style:footer-style/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm1"><style:header><text:p>UNIONE DEI COMUNI DI PROVA</text:p></style:header><style:footer><text:p>Via Roma 2, pagina <text:page-number>1</text:page-number></text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text><text:h text:style-name="Heading_20_1" text:outline-level="1">Titolo</text:h><text:p>Testo</text:p></office:text></office:body></office:document>`

// libreOffice makes a letterhead with LibreOffice. Without it the test is skipped,
// except where CI says that it must be there.
func libreOffice(tb testing.TB) []byte {
	tb.Helper()
	program, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("CI") == "true" {
			tb.Fatal(err)
		}
		tb.Skip(err)
	}
	dir := tb.TempDir()
	source := filepath.Join(dir, "carta.fodt")
	if err := os.WriteFile(source, []byte(openLetterhead), 0o600); err != nil {
		tb.Fatal(err)
	}
	command := exec.CommandContext(tb.Context(), program, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", dir, source)
	if out, err := command.CombinedOutput(); err != nil {
		tb.Fatalf("%v\n%s", err, out)
	}
	file, err := os.ReadFile(filepath.Join(dir, "carta.docx"))
	if err != nil {
		tb.Fatal(err)
	}
	return file
}

// TestConform_ActsOnLetterheadsPassAllValidators gives acts on every letterhead to
// the validators: no finding.
func TestConform_ActsOnLetterheadsPassAllValidators(t *testing.T) {
	script := validator(t)
	bases := map[string]*ooxml.Base{}
	for name, p := range letterheads() {
		bases[name] = base(t, p)
	}
	made, err := ooxml.ReadBase(libreOffice(t))
	if err != nil {
		t.Fatal(err)
	}
	bases["libreoffice"] = made
	undated := document(say("a"), &doc.Section{Orientation: doc.Landscape, Blocks: []doc.Block{say("b")}})
	dir := t.TempDir()
	var files []string
	for name, b := range bases {
		for act, d := range map[string]*doc.Document{"notice": notice(t), "everything": everything(t), "form": document(form()...), "turned": undated} {
			files = append(files, save(t, dir, name+"-"+act, renderOn(t, d, b)))
		}
	}
	out, err := exec.CommandContext(t.Context(), script, files...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, findings(string(out)))
	}
	t.Logf("%d files pass all validators", len(files))
}

// TestConform_LibreOfficeShowsTheHeadAndBothFeet has LibreOffice set an act on a
// letterhead and looks at the text of its pages.
func TestConform_LibreOfficeShowsTheHeadAndBothFeet(t *testing.T) {
	b, err := ooxml.ReadBase(libreOffice(t))
	if err != nil {
		t.Fatal(err)
	}
	pdftotext, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	file := save(t, dir, "atto", renderOn(t, notice(t), b))
	command := exec.CommandContext(t.Context(), "soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf", "--outdir", dir, file)
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	out, err := exec.CommandContext(t.Context(), pdftotext, "-layout", filepath.Join(dir, "atto.pdf"), "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
	for i, page := range pages {
		for _, want := range []string{"UNIONE DEI COMUNI DI PROVA", "Via Roma 2, pagina", "casarano-2013 · avviso · rev. 1"} {
			if strings.Count(page, want) != 1 {
				t.Errorf("page %d of %d does not show %q once", i+1, len(pages), want)
			}
		}
	}
}
