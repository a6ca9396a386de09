package pdf

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

// Schema is properties of a namespace that PDF/A does not know. It is described
// in the file, as PDF/A-2 6.6.2.3.1 demands.
type Schema struct {
	Namespace  string // ends with a sign that parts it from a name: "urn:example:"
	Prefix     string
	Name       string // what the schema is, for people
	Properties []Property
}

// Property is one value of a schema.
type Property struct {
	Name, Value string
	Type        string // value type of XMP: "Text", "Integer"
	Description string // what it is, for people
}

// uaSchema is the mark of PDF/UA, which PDF/A-2 is too old to know.
func uaSchema() Schema {
	return Schema{
		Namespace: "http://www.aiim.org/pdfua/ns/id/", Prefix: "pdfuaid", Name: "PDF/UA identification",
		Properties: []Property{{"part", "1", "Integer", "Part of ISO 14289 the file conforms to"}},
	}
}

// xmp is the metadata packet: it says the same as the information dictionary
// (PDF/A-2 6.6.3), names both standards, and describes every schema that PDF/A
// does not know.
func xmp(info *Info) []byte {
	var b bytes.Buffer
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" + xmpOpen)
	for _, s := range info.Schemas {
		fmt.Fprintf(&b, " xmlns:%s=\"%s\"", s.Prefix, escaped(s.Namespace))
	}
	b.WriteString(">\n<dc:format>application/pdf</dc:format>\n")
	fmt.Fprintf(&b, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:title>\n", escaped(info.Title))
	if info.Author != "" {
		fmt.Fprintf(&b, "<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>\n", escaped(info.Author))
	}
	if info.Subject != "" {
		fmt.Fprintf(&b, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></dc:description>\n", escaped(info.Subject))
	}
	fmt.Fprintf(&b, "<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>\n", escaped(info.Lang))
	if !info.Created.IsZero() {
		date := info.Created.Format(time.RFC3339)
		fmt.Fprintf(&b, "<xmp:CreateDate>%s</xmp:CreateDate><xmp:ModifyDate>%s</xmp:ModifyDate><xmp:MetadataDate>%s</xmp:MetadataDate>\n", date, date, date)
	}
	if info.Producer != "" {
		fmt.Fprintf(&b, "<pdf:Producer>%s</pdf:Producer>\n", escaped(info.Producer))
	}
	if k := joinKeywords(info.Keywords); k != "" {
		fmt.Fprintf(&b, "<pdf:Keywords>%s</pdf:Keywords>\n", escaped(k))
	}
	for _, e := range []struct{ open, value, shut string }{
		{"<dc:identifier>", info.Identifier, "</dc:identifier>\n"},
		{"<dc:publisher><rdf:Bag><rdf:li>", info.Publisher, "</rdf:li></rdf:Bag></dc:publisher>\n"},
		{"<dc:type><rdf:Bag><rdf:li>", info.Type, "</rdf:li></rdf:Bag></dc:type>\n"},
		{"<dc:date><rdf:Seq><rdf:li>", info.Date, "</rdf:li></rdf:Seq></dc:date>\n"},
	} {
		if e.value != "" {
			b.WriteString(e.open + escaped(e.value) + e.shut)
		}
	}
	b.WriteString("<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>")
	schemas := append([]Schema{uaSchema()}, info.Schemas...)
	for _, s := range schemas {
		for _, p := range s.Properties {
			fmt.Fprintf(&b, "<%s:%s>%s</%s:%s>", s.Prefix, p.Name, escaped(p.Value), s.Prefix, p.Name)
		}
		b.WriteByte('\n')
	}
	b.WriteString("<pdfaExtension:schemas><rdf:Bag>")
	for _, s := range schemas {
		s.describe(&b)
	}
	b.WriteString("</rdf:Bag></pdfaExtension:schemas>\n</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>")
	return b.Bytes()
}

// describe writes what a schema is and which properties it has.
func (s *Schema) describe(b *bytes.Buffer) {
	fmt.Fprintf(b, "<rdf:li rdf:parseType=\"Resource\">\n<pdfaSchema:schema>%s</pdfaSchema:schema>\n<pdfaSchema:namespaceURI>%s</pdfaSchema:namespaceURI>\n<pdfaSchema:prefix>%s</pdfaSchema:prefix>\n<pdfaSchema:property><rdf:Seq>",
		escaped(s.Name), escaped(s.Namespace), s.Prefix)
	for _, p := range s.Properties {
		fmt.Fprintf(b, "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>%s</pdfaProperty:name><pdfaProperty:valueType>%s</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>%s</pdfaProperty:description></rdf:li>",
			p.Name, p.Type, escaped(p.Description))
	}
	b.WriteString("</rdf:Seq></pdfaSchema:property>\n</rdf:li>")
}

func joinKeywords(list []string) string { return strings.Join(list, ", ") }

func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}

const xmpOpen = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"`
