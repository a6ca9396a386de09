// Package ooxml writes WordprocessingML packages (.docx, ECMA-376 transitional)
// and reads back the ones it wrote. It knows nothing of acts: paragraphs,
// tables, content controls and pictures go in, bytes come out. A document may be
// put on a Base, the package of another, whose headers, footers, styles and pages
// it then has.
//
// Each OOXML type is one Go struct whose fields stand in the order of the
// schema, so that the order of elements is right by construction.
package ooxml

// Namespaces of the parts (ECMA-376 part 1, annex A; part 3 for mc).
const (
	nsW            = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	nsW14          = "http://schemas.microsoft.com/office/word/2010/wordml"
	nsR            = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	nsMC           = "http://schemas.openxmlformats.org/markup-compatibility/2006"
	nsWP           = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
	nsA            = "http://schemas.openxmlformats.org/drawingml/2006/main"
	nsPic          = "http://schemas.openxmlformats.org/drawingml/2006/picture"
	nsRels         = "http://schemas.openxmlformats.org/package/2006/relationships"
	nsContentTypes = "http://schemas.openxmlformats.org/package/2006/content-types"
	nsCore         = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
	nsDC           = "http://purl.org/dc/elements/1.1/"
	nsDCTerms      = "http://purl.org/dc/terms/"
	nsXSI          = "http://www.w3.org/2001/XMLSchema-instance"
	nsApp          = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
	nsVML          = "urn:schemas-microsoft-com:vml"
	nsOffice       = "urn:schemas-microsoft-com:office:office"
	nsDataStore    = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
)

// Types of relationships.
const (
	relOffice         = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	relDocument       = relOffice + "officeDocument"
	relStyles         = relOffice + "styles"
	relNumbering      = relOffice + "numbering"
	relSettings       = relOffice + "settings"
	relFontTable      = relOffice + "fontTable"
	relTheme          = relOffice + "theme"
	relFont           = relOffice + "font"
	relHeader         = relOffice + "header"
	relFooter         = relOffice + "footer"
	relImage          = relOffice + "image"
	relHyperlink      = relOffice + "hyperlink"
	relCustomXML      = relOffice + "customXml"
	relCustomXMLProps = relOffice + "customXmlProps"
	relApp            = relOffice + "extended-properties"
	relCore           = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
)

// Content types of parts.
const (
	typeWML            = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	typeDocument       = typeWML + "document.main+xml"
	typeStyles         = typeWML + "styles+xml"
	typeNumbering      = typeWML + "numbering+xml"
	typeSettings       = typeWML + "settings+xml"
	typeFontTable      = typeWML + "fontTable+xml"
	typeTheme          = "application/vnd.openxmlformats-officedocument.theme+xml"
	typeTemplate       = typeWML + "template.main+xml"
	typeHeader         = typeWML + "header+xml"
	typeFooter         = typeWML + "footer+xml"
	typeCore           = "application/vnd.openxmlformats-package.core-properties+xml"
	typeApp            = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
	typeCustomXMLProps = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
)
