package ooxml

import (
	"bytes"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestNewText_DropsWhatXMLCannotHold(t *testing.T) {
	for in, want := range map[string]string{
		"a\x00b\x01c":     "abc",
		"a\tb\nc\rd":      "a b c d",
		"a\uFFFEb\uFFFFc": "abc",
		"<&>\"' ]]> è 😀":  "<&>\"' ]]> è 😀",
	} {
		if got := NewText(in).Value; got != want {
			t.Errorf("%q gives %q, not %q", in, got, want)
		}
	}
}

func TestNewText_KeepsSpacesThatWordWouldDrop(t *testing.T) {
	for in, want := range map[string]string{"a b": "", " a": "preserve", "a ": "preserve", "a  b": "preserve"} {
		if got := NewText(in).Space; got != want {
			t.Errorf("xml:space of %q is %q, not %q", in, got, want)
		}
	}
}

func TestNewTitle_IsNeverLongerThanWordTakes(t *testing.T) {
	if got := NewTitle(strings.Repeat("è", 100), 64).Val; len([]rune(got)) != 64 || !strings.HasSuffix(got, "…") {
		t.Errorf("%d characters: %q", len([]rune(got)), got)
	}
	if got := NewTitle("corto", 64).Val; got != "corto" {
		t.Errorf("a short title became %q", got)
	}
}

func TestRelative_LeadsFromPartToPart(t *testing.T) {
	for _, c := range [][3]string{
		{"", "word/document.xml", "word/document.xml"},
		{"word/document.xml", "word/styles.xml", "styles.xml"},
		{"word/document.xml", "word/media/image1.png", "media/image1.png"},
		{"word/document.xml", "customXml/item1.xml", "../customXml/item1.xml"},
		{"customXml/item1.xml", "customXml/itemProps1.xml", "itemProps1.xml"},
	} {
		if got := relative(c[0], c[1]); got != c[2] {
			t.Errorf("from %q to %q: %q, not %q", c[0], c[1], got, c[2])
		}
	}
}

func TestPicture_SameBytesAreStoredOnce(t *testing.T) {
	d := New()
	h := d.AddHeader()
	m := Image{Bytes: []byte("png"), Alt: "a"}
	h.Part().Picture(m)
	d.Main().Picture(m)
	d.Main().Picture(Image{Bytes: []byte("altro"), Alt: "b"})
	if n := len(d.media); n != 2 {
		t.Errorf("%d image parts, not 2", n)
	}
}

func TestPicture_EachDrawingHasItsOwnID(t *testing.T) {
	d := New()
	seen := map[int]bool{}
	for range 3 {
		run := d.Main().Picture(Image{Bytes: []byte("png"), Alt: "a"})
		drawing, ok := run.Content[0].(*Drawing)
		if !ok {
			t.Fatal("no drawing")
		}
		id := drawing.Inline.Properties.ID
		if seen[id] {
			t.Errorf("id %d given twice", id)
		}
		seen[id] = true
	}
}

func TestBind_PointsAtTheValueItKeeps(t *testing.T) {
	c := New().AddCustomXML("urn:x", "dati", "{A}")
	c.Bind("uno", "1")
	if got := c.Bind("due", "2").XPath; got != "/d:dati[1]/d:campo[2]" {
		t.Errorf("path of the second value: %s", got)
	}
}

// The order of ECMA-376 part 1 for the types where a wrong order has bitten
// others; the schema is read off the structs, so this is what holds them to it.
func TestSchema_FollowsTheOrderOfTheStandard(t *testing.T) {
	s := newSchema()
	for element, want := range map[string]string{
		"w:pPr":    "pStyle keepNext keepLines pageBreakBefore widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens spacing ind contextualSpacing jc textAlignment outlineLvl sectPr",
		"w:rPr":    "rStyle rFonts b bCs i iCs caps color spacing kern sz szCs u lang",
		"w:sectPr": "headerReference footerReference type pgSz pgMar paperSrc cols titlePg",
		"w:tblPr":  "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
		"w:trPr":   "cantSplit trHeight tblHeader",
		"w:tcPr":   "tcW shd vAlign",
		"w:tbl":    "tblPr tblGrid tr",
		"w:sdt":    "sdtPr sdtContent",
		"w:lvl":    "start numFmt suff lvlText lvlJc pPr",
		"w:style":  "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
	} {
		var got []string
		for _, slot := range s[element] {
			got = append(got, strings.TrimPrefix(slot.names[0], "w:"))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s holds\n%s, not\n%s", element, strings.Join(got, " "), want)
		}
	}
}

func TestSchema_KnowsEveryTypeOfAnInterface(t *testing.T) {
	for of, list := range alternatives() {
		for _, v := range list {
			if !reflect.PointerTo(reflect.TypeOf(v)).Implements(of) {
				t.Errorf("%T is no %v", v, of)
			}
		}
	}
}

func TestRead_RefusesWhatIsNoPackage(t *testing.T) {
	if _, err := Read(bytes.NewReader([]byte("%PDF-1.7")), 8); err == nil {
		t.Error("a PDF was read as a DOCX")
	}
}

func TestRead_GivesAllFaultsAtOnce(t *testing.T) {
	d := New() // no title, no language, no section, no heading
	d.Body.Section = &SectionProperties{TitlePage: On()}
	d.Settings = NewSettings("it-IT")
	d.Body.Blocks = []Block{NewParagraph("Nessuno", NewRun(nil, "parole"))}
	var b bytes.Buffer
	if err := d.Write(&b); err != nil {
		t.Fatal(err)
	}
	_, err := Read(bytes.NewReader(b.Bytes()), int64(b.Len()))
	var faults FaultsError
	if !errors.As(err, &faults) {
		t.Fatalf("error %v", err)
	}
	for _, want := range []string{"titolo", "lingua", "«Nessuno»", "prima pagina"} {
		if !slices.ContainsFunc(faults, func(f Fault) bool { return strings.Contains(f.What, want) }) {
			t.Errorf("nothing said of %s: %v", want, faults)
		}
	}
}
