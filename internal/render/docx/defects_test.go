package docx_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"concerta/internal/ooxml"
)

// Parts that defects are planted in.
const (
	documentPart  = "word/document.xml"
	stylesPart    = "word/styles.xml"
	numberingPart = "word/numbering.xml"
	settingsPart  = "word/settings.xml"
	relsPart      = "word/_rels/document.xml.rels"
	typesPart     = "[Content_Types].xml"
	corePart      = "docProps/core.xml"
)

// defect is one change that makes a good file bad: the first old in a part
// becomes new, or the part goes when both are empty.
type defect struct {
	name, part, old, new string
}

// defects that our own reader catches.
func defects() []defect {
	return []defect{
		{"element out of order", documentPart, `<w:cantSplit></w:cantSplit><w:trHeight w:val="680" w:hRule="atLeast"></w:trHeight>`, `<w:trHeight w:val="680" w:hRule="atLeast"></w:trHeight><w:cantSplit></w:cantSplit>`},
		{"run properties out of order", documentPart, `<w:b></w:b><w:bCs></w:bCs>`, `<w:bCs></w:bCs><w:b></w:b>`},
		{"unknown element", documentPart, `<w:body>`, `<w:body><w:p><w:foo/></w:p>`},
		{"table without a repeated head", documentPart, `<w:tblHeader></w:tblHeader>`, ``},
		{"table look without a head row", documentPart, `w:firstRow="1"`, `w:firstRow="0"`},
		{"skipped heading level", documentPart, `<w:pStyle w:val="Heading2">`, `<w:pStyle w:val="Heading4">`},
		{"no heading at all", stylesPart, `<w:outlineLvl w:val="0"></w:outlineLvl>`, ``},
		{"picture without words", documentPart, ` descr="Stemma dell’Ambito"`, ``},
		{"floating picture", documentPart, `<w:drawing>`, `<w:drawing><wp:anchor></wp:anchor>`},
		{"control id used twice", documentPart, `<w:id w:val="100002">`, `<w:id w:val="100001">`},
		{"control tag used twice", documentPart, `<w:tag w:val="ente">`, `<w:tag w:val="nome">`},
		{"control without a title", documentPart, `<w:alias w:val="Ente"></w:alias>`, ``},
		{"control bound to nothing", documentPart, `/d:campo[2]`, `/d:campo[99]`},
		{"control bound to another store", documentPart, `w:storeItemID="{8A0E6D52`, `w:storeItemID="{00000000`},
		{"relationship missing", relsPart, `Id="rId2"`, `Id="rId99"`},
		{"relationship given twice", relsPart, `Id="rId2"`, `Id="rId1"`},
		{"relationship to a part that is not there", relsPart, `Target="styles.xml"`, `Target="stili.xml"`},
		{"picture from outside the package", relsPart, `Target="styles.xml"`, `Target="https://example.it/s.xml" TargetMode="External"`},
		{"cell without a paragraph", documentPart, cellParagraph, ``},
		{"row one cell short", documentPart, "<w:tc>" + cellHead + cellParagraph + "</w:tc>", ``},
		{"merged cells", documentPart, `<w:tcPr><w:tcW w:w="726" w:type="dxa"></w:tcW>`, `<w:tcPr><w:tcW w:w="726" w:type="dxa"></w:tcW><w:gridSpan w:val="2"/>`},
		{"style that does not exist", documentPart, `<w:pStyle w:val="BodyText">`, `<w:pStyle w:val="CorpoTesto">`},
		{"style based on one that does not exist", stylesPart, `<w:basedOn w:val="BodyText">`, `<w:basedOn w:val="CorpoTesto">`},
		{"list that does not exist", documentPart, `<w:numId w:val="2">`, `<w:numId w:val="77">`},
		{"no language", stylesPart, `<w:lang w:val="it-IT" w:eastAsia="it-IT" w:bidi="ar-SA"></w:lang>`, ``},
		{"no title", corePart, `<dc:title>Avviso di prova</dc:title>`, `<dc:title></dc:title>`},
		{"styles part missing", stylesPart, ``, ``},
		{"content type missing", typesPart, `/word/styles.xml`, `/word/stili.xml`},
		{"content type of another part", typesPart, `wordprocessingml.styles+xml`, `wordprocessingml.settings+xml`},
		{"empty paragraphs for space", documentPart, `<w:body>`, `<w:body><w:p><w:pPr><w:pStyle w:val="Normal"></w:pStyle></w:pPr></w:p><w:p><w:pPr><w:pStyle w:val="Normal"></w:pStyle></w:pPr></w:p>`},
		{"list typed by hand", documentPart, `<w:t>Dopo l’interruzione.</w:t>`, `<w:t>1. Dopo l’interruzione.</w:t>`},
		{"first page without a header", documentPart, `<w:headerReference w:type="first"`, `<w:headerReference w:type="even"`},
		{"part that is no XML", settingsPart, `</w:settings>`, ``},
		{"numbering part missing", numberingPart, ``, ``},
	}
}

// The empty cell of the sample's first body row, to write a signature in.
const (
	cellHead      = `<w:tcPr><w:tcW w:w="2721" w:type="dxa"></w:tcW><w:vAlign w:val="center"></w:vAlign></w:tcPr>`
	cellParagraph = `<w:p><w:pPr><w:pStyle w:val="TableText"></w:pStyle></w:pPr></w:p>`
)

// invisible are defects that only the validators see: values, not structure.
func invisible() []defect {
	return []defect{
		{"alignment that does not exist", documentPart, `<w:jc w:val="center">`, `<w:jc w:val="middle">`},
		{"width that is no number", documentPart, `<w:gridCol w:w="726">`, `<w:gridCol w:w="largo">`},
		{"border that does not exist", stylesPart, `<w:bottom w:val="single"`, `<w:bottom w:val="riga"`},
		{"zoom without a percentage", settingsPart, `<w:zoom w:percent="100">`, `<w:zoom>`},
		{"prefix ignored but not declared", documentPart, `mc:Ignorable="w14"`, `mc:Ignorable="w15"`},
		{"link that says nothing", documentPart, `<w:t>www.ambitodicasarano.it</w:t>`, `<w:t>https://www.ambitodicasarano.it</w:t>`},
	}
}

// plant gives the good file with the defect in it.
func plant(tb testing.TB, good []file, d defect) []byte {
	tb.Helper()
	var bad []file
	found := false
	for _, f := range good {
		if f.name == d.part {
			found = true
			if d.old == "" && d.new == "" {
				continue
			}
			if !strings.Contains(f.data, d.old) {
				tb.Fatalf("%s: %s does not hold %s", d.name, d.part, d.old)
			}
			f.data = strings.Replace(f.data, d.old, d.new, 1)
		}
		bad = append(bad, f)
	}
	if !found {
		tb.Fatalf("%s: no part %s", d.name, d.part)
	}
	return zipped(tb, bad)
}

// readBack is what our own reader says of a file.
func readBack(b []byte) error {
	_, err := ooxml.Read(bytes.NewReader(b), int64(len(b)))
	return err
}

func TestRead_CatchesEveryPlantedDefect(t *testing.T) {
	good := unzip(t, render(t, everything(t)))
	if err := readBack(zipped(t, good)); err != nil {
		t.Fatalf("the good file is bad: %v", err)
	}
	for _, d := range defects() {
		if err := readBack(plant(t, good, d)); err == nil {
			t.Errorf("%s: not caught", d.name)
		}
	}
}

// FuzzRead_NeverPanics cuts some bytes out of a part and puts others there.
func FuzzRead_NeverPanics(f *testing.F) {
	good := unzip(f, render(f, document(form()...)))
	for i, x := range good {
		f.Add(uint(i), uint(len(x.data)/2), uint(20), "<w:p/>")
	}
	f.Fuzz(func(t *testing.T, which, at, cut uint, insert string) {
		bad := slices.Clone(good)
		x := &bad[which%uint(len(bad))]
		at %= uint(len(x.data))
		end := min(at+cut%1000, uint(len(x.data)))
		x.data = x.data[:at] + insert + x.data[end:]
		_ = readBack(zipped(t, bad)) // any answer will do
	})
}
