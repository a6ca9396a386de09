// Package doc is the one document model in which every act is built and which
// every renderer reads. It holds finished words only: no placeholder, no data
// still to look up. It knows nothing of acts, files or formats.
package doc

import "time"

// Document is a finished act, ready to be laid out.
type Document struct {
	Meta    Meta
	Running Running
	Large   bool // large print: text of at least 16 points
	Blocks  []Block
}

// Meta is what PDF/UA-1 (7.1), OOXML core properties and HTML ask of a document
// as a whole.
type Meta struct {
	Title    string // dc:title; never empty in a document that passes Check
	Subject  string
	Author   string // the issuing office
	Keywords []string
	Lang     string    // BCP 47, such as "it-IT"
	Created  time.Time // given by the caller, never the clock; zero when unknown

	Identifier string // of an issued act, dc:identifier; empty before issue
	Issue      *Issue // what an issued act says of itself to machines; nil before issue
}

// Issue is how an issued act stands in the office's register. It is metadata:
// what of it is printed is in Running.
type Issue struct {
	Kind     string // "avviso"
	Office   string // id of the office: IPA code or tax code; may be empty
	Register string // name of the register; empty for an act that is not numbered
	Number   int    // in the register and year, from 1; 0 for an act that is not numbered
	Year     int    // of the number
	Date     string // day of issue, ISO 8601 (2006-01-02)
	Code     string // verification code; may be empty
}

// words are all the words of the metadata.
func (m *Meta) words() []string {
	list := append([]string{m.Title, m.Subject, m.Author, m.Identifier}, m.Keywords...)
	if i := m.Issue; i != nil {
		list = append(list, i.Kind, i.Office, i.Register, i.Date, i.Code)
	}
	return list
}

// Running is what stands on every page outside the text: it is no part of the
// words of the act, so renderers mark it as an artifact.
type Running struct {
	Head   string // short head of every page after the first
	Foot   string // id and revision of the act, at the foot's left
	Page   string // word before the page number, "pag."
	Of     string // word between page and total, "di"
	Mark   string // "BOZZA" on every page of a draft; empty for none
	MarkAt string // words that explain Mark at the head of every page; may be empty
	Scan   *Scan  // what a scan of the pages is read by; nil for none

	Number string        // in the register, as printed: "Rep. n. 0000012/2013"; empty for none
	Copy   string        // what copy this is, "copia per la pubblicazione"; empty for the act itself
	Verify *Verification // how a reader of paper finds the act again; nil for none
}

// Verification is how whoever holds a page of an issued act finds it again.
type Verification struct {
	Label string // words before the code, "codice di verifica"
	Code  string // "ABCD-EFGH-JKLM-NPQR"
	URL   string // of the page that verifies it, printed as a QR code; empty when there is no public address
}

// Scan are the marks by which a page that was written on by hand is found and
// set straight in a scan: a solid square near each corner, and two QR codes
// that say which page it is.
type Scan struct {
	Code string // short code of the act: at most 10 capital letters and digits, no personal data
}

// Block is a node that stacks vertically. The set is closed.
//
//sumtype:decl
type Block interface{ isBlock() }

// Inline is a node that flows inside a line of text. The set is closed.
//
//sumtype:decl
type Inline interface{ isInline() }

type (
	// Letterhead is the issuer's head at the top of the first page.
	Letterhead struct {
		Logo     *Image   // nil for none
		Issuer   []string // the office's name, printed large, one line each
		Under    []string // lines under the name, such as the province
		Contacts []string // telephone, e-mail, web, printed small
	}

	// Heading is a title. Level runs from 1 to 6 and never skips one
	// downwards (PDF/UA-1 7.4.2).
	Heading struct {
		Level int
		Text  []Inline
	}

	// Paragraph is a run of text.
	Paragraph struct {
		Style Style
		Align Align
		Text  []Inline
	}

	// List is an ordered or bulleted list; items may hold lists.
	List struct {
		Ordered bool
		Start   int // number of the first item of an ordered list; 0 means 1
		Items   []Item
	}

	// Table has at least one head row, repeated on every page. Rows never
	// split across pages unless one alone is taller than a page.
	Table struct {
		Caption   []Inline
		Columns   []Column
		Head      []Row
		Body      []Row
		BlankRows int     // empty rows to write on by hand, after Body
		RowHeight float64 // least height of a body row in millimetres; 0 means the text's own
		Signed    bool    // a box to sign in by hand: whole, and on a page with two lines of the text before it
	}

	// Field is a form control: an AcroForm field in PDF, a content control in
	// DOCX, an input in HTML, a label and a rule in plain text.
	Field struct {
		Name     string // unique in the document, no dot
		Label    string // printed beside the control
		Hint     string // what to write; the accessible description
		Kind     FieldKind
		Options  []string // of a FieldChoice
		Value    string   // text, chosen option or date as printed
		Checked  bool     // of a FieldCheck
		Required bool
		Lines    int    // height of a FieldMultiline in lines of text; 0 means 3
		Withhold string // why the public copy leaves the value out; empty: it does not
	}

	// Signatures are signature blocks side by side (or stacked when there are
	// more than fit), in signing order.
	Signatures struct{ Items []Signature }

	// Figure is a picture in the text.
	Figure struct {
		ID    string
		Image Image
		Width float64 // millimetres; 0 means the picture's own at 150 dpi
	}

	// Code is a QR code with its text printed beside it.
	Code struct {
		ID   string
		Data string  // what the code says
		Text string  // printed beside; empty means Data
		Alt  string  // words that stand for the picture
		Side float64 // millimetres; 0 means 25
	}

	// Rule is a horizontal line.
	Rule struct{}

	// PageBreak starts a new page.
	PageBreak struct{}

	// Section sets a run of blocks on pages of their own orientation, or in
	// another language.
	Section struct {
		Orientation Orientation
		Lang        string // BCP 47; empty means the document's
		Blocks      []Block
	}
)

type (
	// Item is one entry of a list.
	Item struct{ Blocks []Block }

	// Column is one column of a table.
	Column struct {
		Width float64 // fraction of the text width; all 0 means by content
		Align Align
	}

	// Row is one row of a table; it has as many cells as the table columns.
	Row struct{ Cells []Cell }

	// Cell is one cell of a table.
	Cell struct {
		ID      string // where layout put it can be asked for; may be empty
		RowHead bool   // the cell names its row (TH with row scope)
		Blocks  []Block
	}

	// Signature is the place where one person signs.
	Signature struct {
		Name string // of the signature field; unique, no dot
		Role string // office as typed
		Who  string // person as typed
		Mode SignMode
		Note string // words under the place to sign, or in its place; may be empty

		Withhold string // why the public copy leaves the person out; empty: it does not
	}

	// Image is a picture and the words that stand for it.
	Image struct {
		Bytes []byte // PNG or JPEG
		MIME  string // "image/png" or "image/jpeg"
		Alt   string // never empty in a document that passes Check
	}
)

type (
	// Text is plain text: it has no line breaks and no control characters.
	Text struct{ Value string }

	// Strong is text of greater weight.
	Strong struct{ Text []Inline }

	// Emph is stressed text.
	Emph struct{ Text []Inline }

	// Link leads to a URL with the scheme http, https or mailto.
	Link struct {
		URL  string
		Text []Inline
	}

	// Break ends a line without ending the paragraph.
	Break struct{}

	// Foreign is text in another language.
	Foreign struct {
		Lang string // BCP 47
		Text []Inline
	}

	// Redactable is text that the public copy of the act leaves out.
	Redactable struct {
		Reason  string
		Instead string // what the public copy says in its place, "un cittadino"; empty: OMISSIS
		Text    []Inline
	}
)

// Style says what a paragraph is for.
type Style uint8

// The styles of paragraphs.
const (
	StyleBody     Style = iota // running text
	StyleSubtitle              // the subject under the title
	StyleNote                  // small print
)

// Align is the alignment of a paragraph or of a column.
type Align uint8

// The alignments. Natural is justified for paragraphs of body text and start
// for everything else.
const (
	Natural Align = iota
	Start
	Center
	End
)

// FieldKind is the kind of a form control.
type FieldKind uint8

// The kinds of form controls.
const (
	FieldText FieldKind = iota
	FieldMultiline
	FieldCheck
	FieldChoice
	FieldDate
)

// SignMode says how a person signs.
type SignMode uint8

// The ways to sign: a line on paper, an empty named signature field, or not at all,
// where the law lets the printed name stand for a signature and Note says so.
const (
	ByHand SignMode = iota
	Digital
	Substituted
)

// Orientation is the orientation of the pages of a section.
type Orientation uint8

// The orientations.
const (
	Portrait Orientation = iota
	Landscape
)

func (*Letterhead) isBlock() {}
func (*Heading) isBlock()    {}
func (*Paragraph) isBlock()  {}
func (*List) isBlock()       {}
func (*Table) isBlock()      {}
func (*Field) isBlock()      {}
func (*Signatures) isBlock() {}
func (*Figure) isBlock()     {}
func (*Code) isBlock()       {}
func (*Rule) isBlock()       {}
func (*PageBreak) isBlock()  {}
func (*Section) isBlock()    {}

func (*Text) isInline()       {}
func (*Strong) isInline()     {}
func (*Emph) isInline()       {}
func (*Link) isInline()       {}
func (*Break) isInline()      {}
func (*Foreign) isInline()    {}
func (*Redactable) isInline() {}
