package ooxml

import (
	"encoding/xml"
	"strings"
	"time"
)

// Properties are the core properties of a package (ECMA-376 part 2, 11).
type Properties struct {
	Title       string
	Subject     string
	Author      string
	Keywords    []string
	Lang        string    // BCP 47
	Created     time.Time // zero leaves the dates out
	Identifier  string    // dc:identifier; may be empty
	Application string    // program named in the extended properties
}

type (
	coreProperties struct {
		XMLName  xml.Name `xml:"cp:coreProperties"`
		CP       string   `xml:"xmlns:cp,attr"`
		DC       string   `xml:"xmlns:dc,attr"`
		DCTerms  string   `xml:"xmlns:dcterms,attr"`
		XSI      string   `xml:"xmlns:xsi,attr"`
		Title    string   `xml:"dc:title"`
		Subject  string   `xml:"dc:subject,omitempty"`
		Creator  string   `xml:"dc:creator,omitempty"`
		Keywords string   `xml:"cp:keywords,omitempty"`
		Editor   string   `xml:"cp:lastModifiedBy,omitempty"`
		Revision string   `xml:"cp:revision"`
		Created  *w3cdtf  `xml:"dcterms:created"`
		Modified *w3cdtf  `xml:"dcterms:modified"`
		Language string   `xml:"dc:language,omitempty"`
		ID       string   `xml:"dc:identifier,omitempty"`
	}

	w3cdtf struct {
		Kind  string `xml:"xsi:type,attr"`
		Value string `xml:",chardata"`
	}

	appProperties struct {
		XMLName     xml.Name `xml:"Properties"`
		NS          string   `xml:"xmlns,attr"`
		Application string   `xml:"Application"`
	}
)

func (p Properties) core() coreProperties {
	c := coreProperties{
		CP: nsCore, DC: nsDC, DCTerms: nsDCTerms, XSI: nsXSI,
		Title: clean(p.Title), Subject: clean(p.Subject),
		Creator: clean(p.Author), Keywords: clean(strings.Join(p.Keywords, ", ")),
		Editor: clean(p.Author), Revision: "1", Language: p.Lang, ID: clean(p.Identifier),
	}
	if !p.Created.IsZero() {
		at := &w3cdtf{"dcterms:W3CDTF", p.Created.UTC().Format(time.RFC3339)}
		c.Created, c.Modified = at, at
	}
	return c
}

func (p Properties) app() appProperties {
	return appProperties{NS: nsApp, Application: p.Application}
}

func clean(s string) string { return strings.Map(xmlRune, s) }
