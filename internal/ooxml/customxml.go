package ooxml

import (
	"encoding/xml"
	"fmt"
	"strconv"
)

// CustomXML is a part that holds the values of content controls, so that they
// can be read without looking for the controls and survive word processors
// that drop tags.
type CustomXML struct {
	namespace string
	root      string
	store     string
	values    []customValue
}

type (
	customValue struct {
		XMLName xml.Name
		Name    string `xml:"nome,attr"`
		Value   string `xml:",chardata"`
	}

	dataStoreItem struct {
		XMLName xml.Name `xml:"ds:datastoreItem"`
		ID      string   `xml:"ds:itemID,attr"`
		NS      string   `xml:"xmlns:ds,attr"`
		Schemas struct {
			Refs []schemaRef `xml:"ds:schemaRef"`
		} `xml:"ds:schemaRefs"`
	}

	schemaRef struct {
		URI string `xml:"ds:uri,attr"`
	}

	customRoot struct {
		NS     string `xml:"xmlns,attr"`
		Values []customValue
	}
)

// customElement is the element that holds one value.
const customElement = "campo"

// AddCustomXML adds a part whose root has that name and namespace. Store is
// its identity: a GUID in braces, in capitals.
func (d *Document) AddCustomXML(namespace, root, store string) *CustomXML {
	c := &CustomXML{namespace: namespace, root: root, store: store}
	d.data = append(d.data, c)
	return c
}

// Bind keeps a value in the part and gives the binding for its control.
func (c *CustomXML) Bind(name, value string) *DataBinding {
	c.values = append(c.values, customValue{xml.Name{Local: customElement}, clean(name), clean(value)})
	return &DataBinding{
		Prefixes: `xmlns:d="` + c.namespace + `"`,
		XPath:    fmt.Sprintf("/d:%s[1]/d:%s[%d]", c.root, customElement, len(c.values)),
		Store:    c.store,
	}
}

// parts are the part and its properties, related to the main part.
func (c *CustomXML) parts(n int, main *Part) []*Part {
	num := strconv.Itoa(n)
	item := dataStoreItem{ID: c.store, NS: nsDataStore}
	item.Schemas.Refs = []schemaRef{{c.namespace}}
	data := &Part{
		name:    "customXml/item" + num + ".xml",
		root:    xml.StartElement{Name: xml.Name{Local: c.root}},
		content: customRoot{c.namespace, c.values},
	}
	props := &Part{name: "customXml/itemProps" + num + ".xml", typ: typeCustomXMLProps, content: item}
	main.link(relCustomXML, data)
	data.link(relCustomXMLProps, props)
	return []*Part{data, props}
}
