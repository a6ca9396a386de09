package docx

import "concerta/internal/ooxml"

// Ids of the styles. Those of Word's own carry its ids; the others are ours.
const (
	styleNormal     = "Normal"
	styleBody       = "BodyText"
	styleSubtitle   = "Subtitle"
	styleNote       = "Note"
	styleHeading    = "Heading" // and its level
	styleBullet     = "ListBullet"
	styleNumber     = "ListNumber"
	styleContinue   = "ListContinue"
	styleCaption    = "Caption"
	styleHeader     = "Header"
	styleFooter     = "Footer"
	styleMark       = "PageMark"
	styleIssuer     = "LetterheadIssuer"
	styleUnder      = "LetterheadUnder"
	styleContacts   = "LetterheadContacts"
	styleLogo       = "LetterheadLogo"
	styleSignature  = "Signature"
	styleField      = "FieldLine"
	styleFieldBox   = "FieldBox"
	styleTableText  = "TableText"
	styleTableHead  = "TableHead"
	styleRowHead    = "TableRowHead"
	styleFigure     = "Figure"
	styleRule       = "Rule"
	styleSeparator  = "Separator"
	styleTable      = "TableGrid"
	styleHyperlink  = "Hyperlink"
	stylePrompt     = "PlaceholderText"
	baseFont        = "DefaultParagraphFont"
	baseTable       = "TableNormal"
	baseList        = "NoList"
	kindParagraph   = "paragraph"
	kindCharacter   = "character"
	kindTable       = "table"
	headingsInStyle = 6
)

// The type of the page. Times New Roman is on every clerk's Word, and
// LibreOffice sets Liberation Serif in its stead, whose letters have the same
// widths: lines break about where they do in the PDF, which is set in Liberation
// Serif at the same size. Sizes are in half points, lines in 240ths.
const (
	typeface     = "Times New Roman"
	typefaceFree = "Liberation Serif"
	sizeBody     = 22
	sizeSmall    = 18
	sizeTable    = 20
	lineBody     = 275 // 14.5 points
)

// fonts says what replaces the typeface where it is missing.
func fonts() ooxml.FontTable {
	return ooxml.FontTable{Fonts: []ooxml.Font{{
		Name: typeface, Instead: ooxml.Str(typefaceFree), Family: ooxml.Str("roman"), Pitch: ooxml.Str("variable"),
	}}}
}

// styles is the styles part: the built-in styles that Word always expects and,
// of the others, those in use, so that the clerk's list of styles stays short.
// Headings stay, all six, for whoever goes on writing.
func styles(lang string, used map[string]bool) ooxml.Styles {
	var s ooxml.Styles
	s.Defaults.Run.Properties = &ooxml.RunProperties{
		Fonts:  &ooxml.Fonts{ASCII: typeface, HAnsi: typeface, EastAsia: typeface, CS: typeface},
		Size:   ooxml.Num(sizeBody),
		SizeCS: ooxml.Num(sizeBody),
		Lang:   &ooxml.Language{Val: lang, EastAsia: lang, Bidi: "ar-SA"},
	}
	s.Defaults.Paragraph.Properties = &ooxml.ParagraphProperties{
		WidowControl: ooxml.On(),
		Spacing:      &ooxml.Spacing{Line: lineBody, LineRule: "auto"},
	}
	s.Styles = append(s.Styles, baseStyles()...)
	for _, list := range [][]ooxml.Style{headingStyles(), textStyles(), pageStyles(), tableStyles(), formStyles()} {
		for _, st := range list {
			if st.Default == 1 || used[st.ID] || st.ID == styleBody || st.Paragraph != nil && st.Paragraph.OutlineLevel != nil {
				s.Styles = append(s.Styles, st)
			}
		}
	}
	return s
}

// look is the shape of a paragraph style, in the units of ooxml.
type look struct {
	before, after ooxml.Twips
	line          int // 240ths of a line; 0 means the default
	align         string
	size          int // half points; 0 means the base's
	bold, italic  bool
	keepNext      bool
	spaced        int // letter spacing in twips
	colour        string
}

func (l look) paragraph() *ooxml.ParagraphProperties {
	p := &ooxml.ParagraphProperties{}
	if l.keepNext {
		p.KeepNext, p.KeepLines = ooxml.On(), ooxml.On()
	}
	if l.before != 0 || l.after != 0 || l.line != 0 {
		p.Spacing = &ooxml.Spacing{Before: l.before, After: l.after, Line: l.line}
		if l.line != 0 {
			p.Spacing.LineRule = "auto"
		}
	}
	if l.align != "" {
		p.Justify = ooxml.Str(l.align)
	}
	return p
}

func (l look) run() *ooxml.RunProperties {
	if l.size == 0 && !l.bold && !l.italic && l.spaced == 0 && l.colour == "" {
		return nil
	}
	p := &ooxml.RunProperties{}
	if l.bold {
		p.Bold, p.BoldCS = ooxml.On(), ooxml.On()
	}
	if l.italic {
		p.Italic, p.ItalicCS = ooxml.On(), ooxml.On()
	}
	if l.colour != "" {
		p.Colour = ooxml.Str(l.colour)
	}
	if l.spaced != 0 {
		p.Spacing = ooxml.Num(l.spaced)
	}
	if l.size != 0 {
		p.Size, p.SizeCS = ooxml.Num(l.size), ooxml.Num(l.size)
	}
	return p
}

// builtIn is one of Word's paragraph styles, by its English name.
func builtIn(id, name, based, next string, priority int, l look) ooxml.Style {
	s := ooxml.Style{Kind: kindParagraph, ID: id, Name: ooxml.String{Val: name}, Priority: ooxml.Num(priority), Quick: ooxml.On()}
	if based != "" {
		s.BasedOn = ooxml.Str(based)
	}
	if next != "" {
		s.Next = ooxml.Str(next)
	}
	s.Paragraph, s.Run = l.paragraph(), l.run()
	return s
}

// custom is a paragraph style of ours; clerks read its name, so it is Italian.
func custom(id, name, based string, l look) ooxml.Style {
	s := builtIn(id, name, based, "", 50, l)
	s.Custom = 1
	return s
}
