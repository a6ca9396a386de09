// Package ooxmltest makes letterheads for tests, as the word processors of offices
// write them, and hostile ones.
package ooxmltest

import (
	"archive/zip"
	"bytes"
	"image"
	"image/color"
	"image/png"
	"maps"
	"slices"
	"strings"
)

// Parts are the parts of a package by name.
type Parts map[string]string

// Namespaces of the roots below.
const roots = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
	`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ` +
	`xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ` +
	`xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ` +
	`xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"`

const (
	declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	wml         = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	office      = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// Relation is a relationship of the part of the text to another of the word folder.
type Relation struct{ ID, Kind, Target string }

// Rels is a part of relationships.
func Rels(list ...Relation) string {
	var sb strings.Builder
	for _, r := range list {
		sb.WriteString(`<Relationship Id="` + r.ID + `" Type="` + office + r.Kind + `" Target="` + r.Target + `"/>`)
	}
	return declaration + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + sb.String() + `</Relationships>`
}

// Types is the part of content types for the parts of p.
func (p Parts) Types() string {
	var sb strings.Builder
	for _, name := range slices.Sorted(maps.Keys(p)) {
		base, isWord := strings.CutPrefix(name, "word/")
		if !isWord || !strings.HasSuffix(name, ".xml") {
			continue
		}
		typ := wml + strings.TrimRight(strings.TrimSuffix(base, ".xml"), "0123456789") + "+xml"
		switch {
		case base == "document.xml":
			typ = wml + "document.main+xml"
		case strings.HasPrefix(base, "theme/"):
			typ = "application/vnd.openxmlformats-officedocument.theme+xml"
		}
		sb.WriteString(`<Override PartName="/` + name + `" ContentType="` + typ + `"/>`)
	}
	return declaration + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>` +
		sb.String() + `</Types>`
}

// Bytes is the package. Content types are made up unless p has some.
func (p Parts) Bytes() []byte {
	all := maps.Clone(p)
	if _, ok := all["[Content_Types].xml"]; !ok {
		all["[Content_Types].xml"] = p.Types()
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(all[name]))
		}
		must(err)
	}
	must(z.Close())
	return b.Bytes()
}

// With is p with one part more, or another in its place.
func (p Parts) With(name, data string) Parts {
	q := maps.Clone(p)
	q[name] = data
	return q
}

// Replace is p with the first old in a part become another. It panics when the part
// does not hold it, for the test would then test nothing.
func (p Parts) Replace(name, old, to string) Parts {
	if !strings.Contains(p[name], old) {
		panic(name + " does not hold " + old)
	}
	return p.With(name, strings.Replace(p[name], old, to, 1))
}

// must ends a test whose letterhead cannot be written in memory: nothing can be
// tested then.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

func document(body string) string {
	return declaration + `<w:document ` + roots + `><w:body>` + body + `</w:body></w:document>`
}

// Minimal is a package with a text and nothing else: no styles, no header.
func Minimal() Parts {
	return Parts{
		"_rels/.rels":       Rels(Relation{"rId1", "officeDocument", "word/document.xml"}),
		"word/document.xml": document(`<w:p/>`),
	}
}

// Italian is a letterhead as an Italian Word writes it: ids of styles in Italian, a
// centred head, a numbered heading style, a list of its own.
func Italian() Parts {
	p := Minimal()
	p["word/document.xml"] = document(`<w:p><w:pPr><w:pStyle w:val="Titolo1"/></w:pPr><w:r><w:t>Testo di prova della carta</w:t></w:r></w:p>` +
		`<w:sectPr><w:headerReference w:type="default" r:id="rId5"/><w:footerReference w:type="default" r:id="rId6"/>` +
		`<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2268" w:right="1134" w:bottom="1701" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>` +
		`<w:paperSrc w:first="1" w:other="2"/><w:cols w:space="708"/></w:sectPr>`)
	p["word/_rels/document.xml.rels"] = Rels(
		Relation{"rId1", "styles", "styles.xml"}, Relation{"rId2", "numbering", "numbering.xml"},
		Relation{"rId3", "settings", "settings.xml"}, Relation{"rId4", "fontTable", "fontTable.xml"},
		Relation{"rId5", "header", "header1.xml"}, Relation{"rId6", "footer", "footer1.xml"},
	)
	p["word/header1.xml"] = declaration + `<w:hdr ` + roots + `><w:p><w:pPr><w:pStyle w:val="Intestazione"/><w:jc w:val="center"/></w:pPr>` +
		`<w:r><w:rPr><w:b/><w:sz w:val="32"/></w:rPr><w:t>COMUNE DI PROVA</w:t></w:r></w:p>` +
		`<w:p><w:pPr><w:pStyle w:val="Intestazione"/><w:jc w:val="center"/></w:pPr><w:r><w:t>Settore Servizi alla Persona</w:t></w:r></w:p></w:hdr>`
	p["word/footer1.xml"] = declaration + `<w:ftr ` + roots + `><w:p><w:pPr><w:pStyle w:val="Pidipagina"/><w:jc w:val="center"/></w:pPr>` +
		`<w:r><w:t>Piazza Libertà 1 – 73042 Prova – C.F. 80001234567</w:t></w:r></w:p></w:ftr>`
	p["word/styles.xml"] = declaration + `<w:styles ` + roots + `><w:docDefaults><w:rPrDefault><w:rPr>` +
		`<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="it-IT" w:eastAsia="en-US" w:bidi="ar-SA"/>` +
		`</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normale"><w:name w:val="Normal"/><w:qFormat/></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Titolo1"><w:name w:val="heading 1"/><w:basedOn w:val="Normale"/><w:next w:val="Normale"/><w:qFormat/>` +
		`<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr><w:spacing w:before="240" w:after="120"/><w:outlineLvl w:val="0"/></w:pPr>` +
		`<w:rPr><w:b/><w:color w:val="1F4E79"/><w:sz w:val="32"/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Titolo2"><w:name w:val="Heading 2"/><w:basedOn w:val="Normale"/><w:next w:val="Normale"/><w:qFormat/>` +
		`<w:pPr><w:keepNext/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:color w:val="1F4E79"/><w:sz w:val="26"/></w:rPr></w:style>` +
		`<w:style w:type="character" w:default="1" w:styleId="Carpredefinitoparagrafo"><w:name w:val="Default Paragraph Font"/></w:style>` +
		`<w:style w:type="table" w:default="1" w:styleId="Tabellanormale"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>` +
		`<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>` +
		`<w:style w:type="numbering" w:default="1" w:styleId="Nessunelenco"><w:name w:val="No List"/></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Intestazione"><w:name w:val="header"/><w:basedOn w:val="Normale"/><w:pPr><w:tabs><w:tab w:val="center" w:pos="4819"/><w:tab w:val="right" w:pos="9638"/></w:tabs><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Pidipagina"><w:name w:val="footer"/><w:basedOn w:val="Normale"/><w:pPr><w:tabs><w:tab w:val="center" w:pos="4819"/><w:tab w:val="right" w:pos="9638"/></w:tabs><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Corpotesto"><w:name w:val="Body Text"/><w:basedOn w:val="Normale"/><w:pPr><w:spacing w:after="120"/><w:jc w:val="both"/></w:pPr></w:style>` +
		`<w:style w:type="table" w:styleId="Grigliatabella"><w:name w:val="Table Grid"/><w:basedOn w:val="Tabellanormale"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:left w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:right w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tblBorders></w:tblPr></w:style>` +
		`<w:style w:type="character" w:customStyle="1" w:styleId="FieldLine"><w:name w:val="Nota"/><w:basedOn w:val="Carpredefinitoparagrafo"/></w:style>` +
		`</w:styles>`
	p["word/numbering.xml"] = declaration + `<w:numbering ` + roots + `><w:abstractNum w:abstractNumId="4"><w:multiLevelType w:val="multilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:pStyle w:val="Titolo1"/><w:lvlText w:val="%1)"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>` +
		`<w:num w:numId="7"><w:abstractNumId w:val="4"/></w:num></w:numbering>`
	p["word/settings.xml"] = declaration + `<w:settings ` + roots + `><w:zoom w:percent="100"/><w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:defaultTabStop w:val="720"/></w:settings>`
	p["word/fontTable.xml"] = declaration + `<w:fonts ` + roots + `><w:font w:name="Arial"><w:family w:val="swiss"/></w:font></w:fonts>`
	return p
}

// Logo is a picture of an office.
func Logo() []byte {
	m := image.NewRGBA(image.Rect(0, 0, 90, 90))
	for y := range 90 {
		for x := range 90 {
			c := color.RGBA{0x1F, 0x4E, 0x79, 0xFF}
			if (x-45)*(x-45)+(y-45)*(y-45) > 44*44 {
				c = color.RGBA{}
			}
			m.Set(x, y, c)
		}
	}
	var b bytes.Buffer
	must(png.Encode(&b, m))
	return b.Bytes()
}

// Pages is a letterhead whose first page, other pages and even pages have headers
// and footers of their own, with a picture and a theme.
func Pages() Parts {
	p := Italian()
	p["word/document.xml"] = document(`<w:p/><w:sectPr>` +
		`<w:headerReference w:type="even" r:id="rId5"/><w:headerReference w:type="default" r:id="rId7"/><w:headerReference w:type="first" r:id="rId8"/>` +
		`<w:footerReference w:type="even" r:id="rId6"/><w:footerReference w:type="default" r:id="rId6"/><w:footerReference w:type="first" r:id="rId9"/>` +
		`<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1701" w:right="1134" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/>` +
		`<w:cols w:space="708"/><w:titlePg/></w:sectPr>`)
	p["word/_rels/document.xml.rels"] = Rels(
		Relation{"rId1", "styles", "styles.xml"}, Relation{"rId2", "numbering", "numbering.xml"},
		Relation{"rId3", "settings", "settings.xml"}, Relation{"rId4", "theme", "theme/theme1.xml"},
		Relation{"rId5", "header", "header1.xml"}, Relation{"rId6", "footer", "footer1.xml"},
		Relation{"rId7", "header", "header2.xml"}, Relation{"rId8", "header", "header3.xml"}, Relation{"rId9", "footer", "footer2.xml"},
	)
	delete(p, "word/fontTable.xml")
	line := func(root, style, text string) string {
		return declaration + `<w:` + root + ` ` + roots + `><w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr><w:r><w:t>` + text + `</w:t></w:r></w:p></w:` + root + `>`
	}
	p["word/header1.xml"] = line("hdr", "Intestazione", "Pagine pari")
	p["word/header2.xml"] = line("hdr", "Intestazione", "Pagine dispari")
	p["word/header3.xml"] = declaration + `<w:hdr ` + roots + `><w:p><w:pPr><w:pStyle w:val="Intestazione"/></w:pPr><w:r>` + drawing("rId1", "Stemma del Comune di Prova") + `</w:r></w:p>` +
		`<w:p><w:pPr><w:pStyle w:val="Intestazione"/></w:pPr><w:r><w:rPr><w:color w:val="2E74B5" w:themeColor="accent1"/></w:rPr><w:t>COMUNE DI PROVA</w:t></w:r></w:p></w:hdr>`
	p["word/_rels/header3.xml.rels"] = Rels(Relation{"rId1", "image", "media/image1.png"})
	p["word/media/image1.png"] = string(Logo())
	p["word/footer2.xml"] = line("ftr", "Pidipagina", "Prima pagina")
	p["word/settings.xml"] = declaration + `<w:settings ` + roots + `><w:zoom w:percent="100"/><w:evenAndOddHeaders/><w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/></w:settings>`
	p["word/theme/theme1.xml"] = theme()
	return p
}

// drawing is a picture in a line, 18 mm wide.
func drawing(id, alt string) string {
	const side = `cx="648000" cy="648000"`
	return `<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent ` + side + `/><wp:docPr id="1" name="Stemma" descr="` + alt + `"/>` +
		`<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="Stemma"/><pic:cNvPicPr/></pic:nvPicPr>` +
		`<pic:blipFill><a:blip r:embed="` + id + `"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ` + side + `/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>`
}

// theme is the least theme that the schema takes.
func theme() string {
	var colours strings.Builder
	for _, name := range strings.Fields("dk1 lt1 dk2 lt2 accent1 accent2 accent3 accent4 accent5 accent6 hlink folHlink") {
		colours.WriteString(`<a:` + name + `><a:srgbClr val="1F4E79"/></a:` + name + `>`)
	}
	font := `<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>`
	fill := strings.Repeat(`<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>`, 3)
	line := strings.Repeat(`<a:ln w="6350"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>`, 3)
	effect := strings.Repeat(`<a:effectStyle><a:effectLst/></a:effectStyle>`, 3)
	return declaration + `<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Prova"><a:themeElements>` +
		`<a:clrScheme name="Prova">` + colours.String() + `</a:clrScheme>` +
		`<a:fontScheme name="Prova"><a:majorFont>` + font + `</a:majorFont><a:minorFont>` + font + `</a:minorFont></a:fontScheme>` +
		`<a:fmtScheme name="Prova"><a:fillStyleLst>` + fill + `</a:fillStyleLst><a:lnStyleLst>` + line + `</a:lnStyleLst>` +
		`<a:effectStyleLst>` + effect + `</a:effectStyleLst><a:bgFillStyleLst>` + fill + `</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`
}
