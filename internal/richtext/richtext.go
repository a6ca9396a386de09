// Package richtext reads the small markup that a closed list of keys of the
// process file may use: paragraphs, lists, **bold**, *italic*, references such as
// {scadenza}, and {omissis motivo: parole} that the public copy leaves out. Nothing in it is executed, and it is not Markdown: there
// is no HTML, no link, no heading.
package richtext

// Text is rich text as read. Every field is plain data, so that its JSON form
// is canonical and can be frozen with an act.
type Text struct {
	Blocks []Block `json:"blocchi"`
}

// Block is a paragraph or a list.
type Block struct {
	Kind  BlockKind `json:"tipo"`
	Text  []Inline  `json:"testo,omitempty"`  // of a Paragraph
	Start int       `json:"inizio,omitempty"` // first number of an OrderedList
	Items []Text    `json:"voci,omitempty"`   // of a list
}

// BlockKind is the kind of a block.
type BlockKind string

// The kinds of blocks.
const (
	Paragraph   BlockKind = "paragrafo"
	OrderedList BlockKind = "elenco-numerato"
	BulletList  BlockKind = "elenco"
)

// Inline is a run of text, a stressed or withheld run, or a reference.
type Inline struct {
	Kind InlineKind `json:"tipo"`
	Text string     `json:"testo,omitempty"`  // of a Plain; name of a Reference, "incontro:plenaria.data"
	Kids []Inline   `json:"dentro,omitempty"` // of a Strong, an Emph or a Withheld
	Why  string     `json:"motivo,omitempty"` // of a Withheld; empty when the office did not say
	Pos  Pos        `json:"-"`
	// Marks lead from the bytes of a Plain back to the source: one where it
	// begins and one wherever the source does not simply go on.
	Marks []Mark `json:"-"`
}

// Mark says where in the source the byte of a Plain at Offset stands.
type Mark struct {
	Offset int
	Pos    Pos
}

// InlineKind is the kind of an inline.
type InlineKind string

// The kinds of inlines.
const (
	Plain     InlineKind = "testo"
	Strong    InlineKind = "forte"
	Emph      InlineKind = "enfasi"
	LineBreak InlineKind = "a-capo"
	Reference InlineKind = "rinvio"
	Withheld  InlineKind = "omissis" // the public copy leaves it out
)

// Pos is a place in the source, both counted from 1; Column counts characters.
type Pos struct{ Line, Column int }
