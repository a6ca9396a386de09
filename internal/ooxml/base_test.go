package ooxml_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"concerta/internal/ooxml"
	"concerta/internal/ooxml/ooxmltest"
)

const (
	docPart   = "word/document.xml"
	docRels   = "word/_rels/document.xml.rels"
	header    = "word/header1.xml"
	headRels  = "word/_rels/header1.xml.rels"
	typesPart = "[Content_Types].xml"
)

// refusal is why a base is refused; none when it is taken.
func refusal(t *testing.T, file []byte) []ooxml.BaseFault {
	t.Helper()
	_, err := ooxml.ReadBase(file)
	if err == nil {
		return nil
	}
	var refused *ooxml.BaseError
	if !errors.As(err, &refused) || len(refused.Faults) == 0 {
		t.Fatalf("error %v", err)
	}
	for _, f := range refused.Faults {
		if f.What == "" || f.Repair == "" {
			t.Errorf("a fault does not say all: %+v", f)
		}
	}
	return refused.Faults
}

// expectRefusal fails unless one of the faults is of that part and says those words.
func expectRefusal(t *testing.T, name string, file []byte, part, words string) {
	t.Helper()
	faults := refusal(t, file)
	for _, f := range faults {
		if f.Part == part && strings.Contains(f.What, words) {
			return
		}
	}
	t.Errorf("%s: nothing says of %q %q: %v", name, part, words, faults)
}

// typed is p with the type of a part said.
func typed(p ooxmltest.Parts, part, typ string) ooxmltest.Parts {
	return p.With(typesPart, strings.Replace(p.Types(), "</Types>", `<Override PartName="/`+part+`" ContentType="`+typ+`"/></Types>`, 1))
}

// inHeader is the Italian letterhead with something in its header.
func inHeader(xml string) ooxmltest.Parts {
	return ooxmltest.Italian().Replace(header, `<w:t>COMUNE DI PROVA</w:t>`, `<w:t>COMUNE DI PROVA</w:t></w:r><w:r>`+xml)
}

// related is the Italian letterhead whose header has a relationship.
func related(kind, target, mode string) ooxmltest.Parts {
	rel := ooxmltest.Rels(ooxmltest.Relation{ID: "rId1", Kind: kind, Target: target})
	if mode != "" {
		rel = strings.Replace(rel, "/></Rel", ` TargetMode="`+mode+`"/></Rel`, 1)
	}
	return ooxmltest.Italian().With(headRels, rel)
}

func TestReadBase_TakesHonestLetterheads(t *testing.T) {
	for name, p := range map[string]ooxmltest.Parts{
		"minimal":    ooxmltest.Minimal(),
		"italian":    ooxmltest.Italian(),
		"pages":      ooxmltest.Pages(),
		"a template": typed(ooxmltest.Minimal(), docPart, "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"),
		"a folder":   ooxmltest.Italian().With("word/media/", ""),
		"its fields": inHeader(`<w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE  \* MERGEFORMAT </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/>`),
	} {
		if faults := refusal(t, p.Bytes()); faults != nil {
			t.Errorf("%s: %v", name, faults)
		}
	}
}

func TestReadBase_RefusesWhatRunsOrLeadsOut(t *testing.T) {
	it := ooxmltest.Italian()
	logo := string(ooxmltest.Logo())
	for name, c := range map[string]struct {
		base        ooxmltest.Parts
		part, words string
	}{
		"macro by type": {typed(it.With("word/x.bin", "x"), "word/x.bin", "application/vnd.ms-office.vbaProject"), "word/x.bin", "macro"},
		"macro by name": {typed(it.With("word/vbaProject.bin", "x"), "word/vbaProject.bin", "application/octet-stream"), "word/vbaProject.bin", "macro"},
		"docm":          {typed(ooxmltest.Minimal(), docPart, "application/vnd.ms-word.document.macroEnabled.main+xml"), docPart, "macro"},
		"macro by relationship": {
			it.Replace(docRels, "</Relationships>", `<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="styles.xml"/></Relationships>`), docPart, "macro",
		},
		"link in the header":     {related("hyperlink", "https://example.it", "External"), header, "porta fuori dal file, a «https://example.it»"},
		"linked picture":         {related("image", "file://server/logo.png", "External"), header, "porta fuori"},
		"odd target mode":        {related("image", "//server/logo.png", "external"), header, "porta fuori"},
		"template from a server": {it.With("word/_rels/settings.xml.rels", strings.Replace(ooxmltest.Rels(ooxmltest.Relation{ID: "rId1", Kind: "attachedTemplate", Target: "http://x/y.dotm"}), "/></Rel", ` TargetMode="External"/></Rel`, 1)), "word/settings.xml", "porta fuori"},
		"OLE by relationship":    {related("oleObject", "media/x.bin", ""), header, "OLE"},
		"OLE by place":           {it.With("word/embeddings/x.xlsx", "x"), "word/embeddings/x.xlsx", "OLE"},
		"OLE in the header":      {inHeader(`<w:object/>`), header, "OLE"},
		"ActiveX by type":        {typed(it.With("word/x.xml", "<x/>"), "word/x.xml", "application/vnd.ms-office.activeX+xml"), "word/x.xml", "ActiveX"},
		"ActiveX by place":       {it.With("word/activeX/a.xml", "<x/>"), "word/activeX/a.xml", "ActiveX"},
		"altChunk":               {it.Replace(docRels, "</Relationships>", `<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/aFChunk" Target="a.html"/></Relationships>`), docPart, "altChunk"},
		"altChunk in the text":   {it.Replace(docPart, "<w:body>", `<w:body><w:altChunk r:id="rId1"/>`), docPart, "altChunk"},
		"field that fetches":     {inHeader(`</w:r><w:fldSimple w:instr=" INCLUDEPICTURE &quot;http://x/y.png&quot; "/><w:r>`), header, "«INCLUDEPICTURE»"},
		"field in pieces":        {inHeader(`<w:fldChar w:fldCharType="begin"/><w:instrText> DDE</w:instrText><w:instrText>AUTO c:\\x </w:instrText><w:fldChar w:fldCharType="end"/>`), header, "«DDEAUTO»"},
		"field never closed":     {inHeader(`<w:fldChar w:fldCharType="begin"/><w:instrText>DDE x</w:instrText>`), header, "«DDE»"},
		"field named by another": {inHeader(`<w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="begin"/><w:instrText>QUOTE 68</w:instrText><w:fldChar w:fldCharType="end"/><w:fldChar w:fldCharType="end"/>`), header, "campo"},
		"old drawing that leads out": {
			inHeader(`<w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:imagedata src="http://x/y.png"/></v:shape></w:pict>`), header, "porta fuori",
		},
		"chart":                    {related("chart", "charts/chart1.xml", "").With("word/charts/chart1.xml", "<c/>"), header, "«chart»"},
		"picture that is none":     {related("image", "media/a.png", "").With("word/media/a.png", "MZ\x90"), "word/media/a.png", "non è ciò che il suo nome dice"},
		"picture of unknown kind":  {related("image", "media/a.exe", "").With("word/media/a.exe", logo), "word/media/a.exe", "di un tipo"},
		"picture missing":          {related("image", "media/a.png", ""), header, "manca la parte"},
		"relationship missing":     {inHeader(`<w:drawing><a:blip r:embed="rId7"/></w:drawing>`), header, "rId7"},
		"program in a picture":     {related("image", "media/a.svg", "").With("word/media/a.svg", `<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>`), "word/media/a.svg", "SVG"},
		"picture that fetches":     {related("image", "media/a.svg", "").With("word/media/a.svg", `<svg xmlns="http://www.w3.org/2000/svg"><image href="http://x/y.png"/></svg>`), "word/media/a.svg", "SVG"},
		"style that hides":         {it.Replace("word/styles.xml", `<w:rPr><w:b/>`, `<w:rPr><w:vanish/><w:b/>`), "word/styles.xml", "«heading 1» nasconde"},
		"hidden by default":        {it.Replace("word/styles.xml", `<w:rFonts`, `<w:vanish/><w:rFonts`), "word/styles.xml", "nascondono"},
		"style given twice":        {it.Replace("word/styles.xml", `w:styleId="Titolo2"`, `w:styleId="Titolo1"`), "word/styles.xml", "due volte"},
		"logo in the text":         {ooxmltest.Minimal().Replace(docPart, `<w:p/>`, `<w:p><w:r><w:drawing/></w:r></w:p>`), docPart, "lo stemma è nel testo"},
		"margins without text":     {it.Replace(docPart, `w:left="1701"`, `w:left="8000"`), docPart, "margini"},
		"page as large as a house": {it.Replace(docPart, `w:w="11906"`, `w:w="999999"`), docPart, "formato della pagina"},
		"lists beyond number":      {it.Replace("word/numbering.xml", `<w:num w:numId="7">`, `<w:num w:numId="2147483647">`), "word/numbering.xml", "troppo grandi"},
		"header of another kind":   {it.Replace(docRels, `Target="header1.xml"`, `Target="footer1.xml"`), "word/footer1.xml", "non è una parte del tipo"},
		"header that is not there": {it.Replace(docPart, `w:type="default" r:id="rId5"`, `w:type="default" r:id="rId55"`), docPart, "intestazione"},
	} {
		expectRefusal(t, name, c.base.Bytes(), c.part, c.words)
	}
}

func TestReadBase_RefusesXMLWithADocumentType(t *testing.T) {
	const dtd = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>`
	for _, part := range []string{docPart, header, "word/styles.xml", "word/numbering.xml", "word/settings.xml", "word/fontTable.xml", docRels} {
		p := ooxmltest.Italian()
		p = p.With(part, strings.Replace(p[part], "?>\n", "?>\n"+dtd, 1))
		expectRefusal(t, part, p.Bytes(), part, "DTD")
	}
	entity := ooxmltest.Italian().Replace(header, "COMUNE", "&xxe;")
	expectRefusal(t, "an entity nobody declared", entity.Bytes(), header, "non si legge")
	expectRefusal(t, "UTF-16", ooxmltest.Italian().With(header, "\xFF\xFE<\x00").Bytes(), header, "UTF-8")
	deep := ooxmltest.Italian().Replace(header, "<w:p>", strings.Repeat("<w:sdt>", 300)+"<w:p>")
	expectRefusal(t, "deep", deep.Bytes(), header, "troppo in profondità")
	many := ooxmltest.Italian().Replace(header, "</w:hdr>", strings.Repeat("<w:p/>", 200_001)+"</w:hdr>")
	expectRefusal(t, "many", many.Bytes(), header, "troppi")
}

// rawEntry is an entry of a zip as a hostile program writes it.
type rawEntry struct {
	name string
	data string
	as   func(*zip.FileHeader)
}

func rawZip(t *testing.T, list ...rawEntry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range list {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		if e.as != nil {
			e.as(h)
		}
		w, err := z.CreateHeader(h)
		if err == nil {
			_, err = w.Write([]byte(e.data))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestReadBase_RefusesNamesThatLeaveThePackage(t *testing.T) {
	for _, name := range []string{"../evil", "word/../../evil", "/etc/passwd", `word\header1.xml`, "C:/x", "word//x", "word/./x", "word/...", "word/%2e%2e/x", "a\x00b", "a\nb", "\xFF\xFE", strings.Repeat("x", 300)} {
		faults := refusal(t, rawZip(t, rawEntry{name: name, data: "x"}))
		if len(faults) == 0 || !strings.Contains(faults[0].What, "il nome della parte") {
			t.Errorf("%q: %v", name, faults)
		}
		for _, f := range faults {
			if strings.ContainsAny(f.Part, "\x00\n") || len(f.Part) > 400 {
				t.Errorf("%q is shown as it is", name)
			}
		}
	}
	expectRefusal(t, "one name twice", rawZip(t, rawEntry{name: "word/a.xml"}, rawEntry{name: "Word/A.xml"}), "Word/A.xml", "due volte")
}

func TestReadBase_RefusesFilesMadeToExhaust(t *testing.T) {
	zeros := strings.Repeat("\x00", 5<<20)
	expectRefusal(t, "ratio", rawZip(t, rawEntry{name: "word/a.xml", data: zeros}), "word/a.xml", "compressa più di 200 volte")
	expectRefusal(t, "large part", rawZip(t, rawEntry{name: "word/a.xml", data: strings.Repeat(zeros, 5)}), "word/a.xml", "supera 24 MB")
	expectRefusal(t, "large file", make([]byte, ooxml.BaseMost+1), "", "supera 10 MB")
	var total, many []rawEntry
	for i := range 20 {
		total = append(total, rawEntry{name: fmt.Sprint(i), data: strings.Repeat("\x00", 4<<20)})
	}
	for i := range 2001 {
		many = append(many, rawEntry{name: fmt.Sprint(i)})
	}
	expectRefusal(t, "all parts together", rawZip(t, total...), "", "superano insieme 64 MB")
	expectRefusal(t, "many parts", rawZip(t, many...), "", "2001 parti")
	encrypted := rawZip(t, rawEntry{name: "a", data: "x"})
	encrypted[bytes.Index(encrypted, []byte("PK\x01\x02"))+8] |= 1
	expectRefusal(t, "encrypted part", encrypted, "a", "cifrata")
	lies := rawZip(t, rawEntry{name: "a", data: strings.Repeat("x", 1000)})
	lies[bytes.Index(lies, []byte("PK\x01\x02"))+24] = 1 // says it is shorter than it is
	expectRefusal(t, "a part that lies about its size", lies, "a", "rovinata")
}

func TestReadBase_RefusesWhatIsNoLetterhead(t *testing.T) {
	ok := ooxmltest.Minimal()
	strict := ok.Replace("_rels/.rels", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument", "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument")
	expectRefusal(t, "PDF", []byte("%PDF-1.7"), "", "non è un .docx")
	expectRefusal(t, "empty", nil, "", "non è un .docx")
	expectRefusal(t, "password", append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 600)...), "", "password")
	expectRefusal(t, "another zip", rawZip(t, rawEntry{name: "a.txt"}), "", "[Content_Types].xml")
	expectRefusal(t, "strict", strict.Bytes(), "", "Strict")
	expectRefusal(t, "sheet", typed(ok, docPart, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml").Bytes(), docPart, "non è un documento di testo")
	expectRefusal(t, "no document", ok.With("_rels/.rels", ooxmltest.Rels()).Bytes(), "", "non dice qual è il documento")
	expectRefusal(t, "no text", ok.With(docPart, "<x/>").Bytes(), docPart, "non è un documento")
}

func TestReadBase_GivesAllFaultsAtOnce(t *testing.T) {
	p := related("hyperlink", "https://example.it", "External").With("word/embeddings/x.bin", "x").With("word/vbaProject.bin", "x")
	faults := refusal(t, p.Bytes())
	if len(faults) != 3 {
		t.Errorf("%d faults, not 3: %v", len(faults), faults)
	}
	_, err := ooxml.ReadBase(p.Bytes())
	var refused *ooxml.BaseError
	if errors.As(err, &refused) && len(refused.Repairs()) != 3 {
		t.Errorf("advices: %q", refused.Repairs())
	}
}

// FuzzReadBase cuts some bytes out of a part and puts others there: whatever comes
// of it, a base that is taken gives documents that can be written.
func FuzzReadBase(f *testing.F) {
	parts := ooxmltest.Pages()
	names := []string{docPart, docRels, header, "word/styles.xml", "word/numbering.xml", "word/settings.xml", "word/theme/theme1.xml", "word/header3.xml"}
	for i, name := range names {
		f.Add(uint(i), uint(len(parts[name])/2), uint(20), "<w:p/>")
	}
	f.Fuzz(func(t *testing.T, which, at, cut uint, insert string) {
		name := names[which%uint(len(names))]
		data := parts[name]
		at %= uint(len(data))
		end := min(at+cut%1000, uint(len(data)))
		b, err := ooxml.ReadBase(parts.With(name, data[:at]+insert+data[end:]).Bytes())
		if err != nil {
			return
		}
		d := ooxml.NewOn(b)
		d.Properties.Lang = "it-IT"
		d.Settings = ooxml.NewSettings("it-IT")
		d.Styles.Styles = []ooxml.Style{{Kind: "paragraph", ID: "Heading1", Name: ooxml.String{Val: "heading 1"}}}
		d.Numbering = ooxml.Numbering{Abstract: []ooxml.AbstractList{{NSID: ooxml.Str("1C0C3700"), Template: ooxml.Str("1C0C3700")}}, Lists: []ooxml.ListInstance{{ID: 1}}}
		d.Body.Blocks = []ooxml.Block{ooxml.NewParagraph("Heading1", ooxml.NewRun(nil, "parole"))}
		for _, kind := range []string{"default", "first", "even"} {
			d.BaseHeader(kind)
			if foot := d.BaseFooter(kind); foot != nil {
				foot.Blocks = []ooxml.Block{ooxml.NewParagraph("Heading1")}
			}
		}
		var out bytes.Buffer
		if err := d.Write(&out); err != nil {
			t.Fatal(err)
		}
		if _, err := ooxml.ReadBase(out.Bytes()); err != nil && !strings.Contains(err.Error(), "due volte") {
			t.Fatalf("a document on a base is no base: %v", err)
		}
	})
}
