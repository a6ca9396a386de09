package pdf

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"concerta/internal/doc"
	pdfw "concerta/internal/pdf"
	"concerta/internal/pdf/reader"
)

// issueNamespace is where the properties of an issued act live that no standard
// schema has. It is printed in files that last: it never changes.
const issueNamespace = "urn:concerta:atto:1:"

// The names of those properties.
const (
	propOffice   = "ufficio"
	propRegister = "registro"
	propNumber   = "numero"
	propYear     = "anno"
	propCode     = "codiceVerifica"
)

// info is what a file says of itself.
func info(m doc.Meta) pdfw.Info {
	i := pdfw.Info{
		Title: m.Title, Author: m.Author, Subject: m.Subject, Keywords: m.Keywords,
		Lang: m.Lang, Producer: "concerta", Created: m.Created, Identifier: m.Identifier,
	}
	if m.Issue == nil {
		return i
	}
	i.Publisher, i.Type, i.Date = m.Author, m.Issue.Kind, m.Issue.Date
	number, year := "", ""
	if m.Issue.Number != 0 {
		number, year = strconv.Itoa(m.Issue.Number), strconv.Itoa(m.Issue.Year)
	}
	s := pdfw.Schema{Namespace: issueNamespace, Prefix: "atto", Name: "Registrazione dell'atto"}
	for _, p := range []pdfw.Property{
		{Name: propOffice, Value: m.Issue.Office, Type: "Text", Description: "Codice dell'ente che ha emesso l'atto"},
		{Name: propRegister, Value: m.Issue.Register, Type: "Text", Description: "Registro in cui l'atto ha il numero"},
		{Name: propNumber, Value: number, Type: "Integer", Description: "Numero nel registro e nell'anno"},
		{Name: propYear, Value: year, Type: "Integer", Description: "Anno del numero"},
		{Name: propCode, Value: m.Issue.Code, Type: "Text", Description: "Codice di verifica"},
	} {
		if p.Value != "" {
			s.Properties = append(s.Properties, p)
		}
	}
	if len(s.Properties) > 0 {
		i.Schemas = []pdfw.Schema{s}
	}
	return i
}

// ReadMeta gives back what a file that Render wrote says of itself in its XMP
// metadata, so that it can be compared with what it was made of. The error is
// of kind reader.ErrForeign for any other file.
func ReadMeta(file []byte) (doc.Meta, error) {
	packet, err := reader.Packet(file)
	if err != nil {
		return doc.Meta{}, err
	}
	x, err := reader.ReadXMP(packet)
	if err != nil {
		return doc.Meta{}, err
	}
	const dc = "http://purl.org/dc/elements/1.1/"
	m := doc.Meta{
		Title: x.Get(dc, "title"), Subject: x.Get(dc, "description"), Author: x.Get(dc, "creator"),
		Lang: x.Get(dc, "language"), Identifier: x.Get(dc, "identifier"),
	}
	if k := x.Get("http://ns.adobe.com/pdf/1.3/", "Keywords"); k != "" {
		m.Keywords = strings.Split(k, ", ")
	}
	var faults []error
	if at := x.Get("http://ns.adobe.com/xap/1.0/", "CreateDate"); at != "" {
		m.Created, err = time.Parse(time.RFC3339, at)
		faults = append(faults, err)
	}
	if date := x.Get(dc, "date"); date != "" {
		own := func(name string) string { return x.Get(issueNamespace, name) }
		count := func(name string) int {
			if own(name) == "" {
				return 0
			}
			n, err := strconv.Atoi(own(name))
			faults = append(faults, err)
			return n
		}
		m.Issue = &doc.Issue{
			Kind: x.Get(dc, "type"), Office: own(propOffice), Register: own(propRegister),
			Number: count(propNumber), Year: count(propYear), Date: date, Code: own(propCode),
		}
	}
	if err := errors.Join(faults...); err != nil {
		return doc.Meta{}, fmt.Errorf("%w: metadata: %w", reader.ErrForeign, err)
	}
	return m, nil
}
