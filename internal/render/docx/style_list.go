package docx

import (
	"strconv"

	"concerta/internal/ooxml"
)

// baseStyles are the four defaults, one for each kind of style (17.7.4.17).
func baseStyles() []ooxml.Style {
	hidden := func(kind, id, name string, priority int) ooxml.Style {
		return ooxml.Style{
			Kind: kind, Default: 1, ID: id, Name: ooxml.String{Val: name},
			Priority: ooxml.Num(priority), SemiHidden: ooxml.On(), Unhide: ooxml.On(),
		}
	}
	table := hidden(kindTable, baseTable, "Normal Table", 99)
	zero, side := ooxml.DXA(0), ooxml.DXA(85)
	table.Table = &ooxml.TableProperties{
		Indent:  zero,
		Margins: &ooxml.CellMargins{Top: zero, Left: side, Bottom: zero, Right: side},
	}
	return []ooxml.Style{
		{Kind: kindParagraph, Default: 1, ID: styleNormal, Name: ooxml.String{Val: "Normal"}, Quick: ooxml.On()},
		hidden(kindCharacter, baseFont, "Default Paragraph Font", 1),
		table,
		hidden("numbering", baseList, "No List", 99),
	}
}

func headingStyles() []ooxml.Style {
	looks := [headingsInStyle]look{
		{before: 240, after: 160, align: "center", size: 36, bold: true, spaced: 40},
		{before: 280, after: 160, align: "center", size: 24, bold: true},
		{before: 240, after: 100, size: 24, bold: true},
		{before: 180, after: 60, size: sizeBody, bold: true},
		{before: 120, after: 60, size: sizeBody, bold: true, italic: true},
		{before: 120, after: 60, size: sizeBody, italic: true},
	}
	var list []ooxml.Style
	for i, l := range looks {
		l.keepNext = true
		n := strconv.Itoa(i + 1)
		s := builtIn(styleHeading+n, "heading "+n, styleNormal, styleBody, 9, l)
		s.Paragraph.OutlineLevel = ooxml.Num(i)
		list = append(list, s)
	}
	return list
}

func textStyles() []ooxml.Style {
	rule := custom(styleRule, "Filetto", styleNormal, look{before: 60, after: 180})
	rule.Paragraph.Borders = &ooxml.ParagraphBorders{Bottom: thinBorder(1)}
	rule.Paragraph.Spacing.Line, rule.Paragraph.Spacing.LineRule = 60, "exact"
	separator := custom(styleSeparator, "Separatore", styleNormal, look{})
	separator.Paragraph.Spacing = &ooxml.Spacing{Line: 120, LineRule: "exact"}
	signature := builtIn(styleSignature, "Signature", styleNormal, styleSignature, 99, look{align: "center", keepNext: true})
	return []ooxml.Style{
		builtIn(styleBody, "Body Text", styleNormal, styleBody, 1, look{after: 110, align: "both"}),
		builtIn(styleSubtitle, "Subtitle", styleNormal, styleBody, 11, look{after: 220, align: "center", size: 25, keepNext: true}),
		custom(styleNote, "Nota", styleBody, look{after: 60, size: sizeSmall}),
		builtIn(styleBullet, "List Bullet", styleBody, "", 99, look{after: 60}),
		builtIn(styleNumber, "List Number", styleBody, "", 99, look{after: 60}),
		builtIn(styleContinue, "List Continue", styleBody, "", 99, look{after: 60}),
		signature,
		custom(styleFigure, "Figura", styleNormal, look{before: 60, after: 120, align: "center"}),
		rule,
		separator,
		{
			Kind: kindCharacter, ID: styleHyperlink, Name: ooxml.String{Val: "Hyperlink"}, BasedOn: ooxml.Str(baseFont),
			Priority: ooxml.Num(99), Run: &ooxml.RunProperties{Colour: ooxml.Str("0B4A8F"), Underline: ooxml.Str("single")},
		},
	}
}

// pageStyles are those of headers and footers.
func pageStyles() []ooxml.Style {
	head := builtIn(styleHeader, "header", styleNormal, "", 99, look{size: sizeSmall, italic: true, align: "center"})
	foot := builtIn(styleFooter, "footer", styleNormal, "", 99, look{size: sizeSmall})
	foot.Paragraph.Borders = &ooxml.ParagraphBorders{Top: thinBorder(4)}
	issuer := look{align: "center", size: 28, bold: true, line: 240}
	return []ooxml.Style{
		head,
		foot,
		custom(styleMark, "Bozza", styleNormal, look{align: "center", size: 36, bold: true, spaced: 120, colour: "A61B1B"}),
		custom(styleLogo, "Intestazione stemma", styleNormal, look{align: "center", after: 60}),
		custom(styleIssuer, "Intestazione ente", styleNormal, issuer),
		custom(styleUnder, "Intestazione sotto l’ente", styleNormal, look{align: "center", size: sizeBody}),
		custom(styleContacts, "Intestazione recapiti", styleNormal, look{align: "center", size: sizeSmall}),
	}
}

func tableStyles() []ooxml.Style {
	line := thinBorder(0)
	grid := ooxml.Style{
		Kind: kindTable, ID: styleTable, Name: ooxml.String{Val: "Table Grid"}, BasedOn: ooxml.Str(baseTable), Priority: ooxml.Num(39),
		Table: &ooxml.TableProperties{Borders: &ooxml.TableBorders{Top: line, Left: line, Bottom: line, Right: line, InsideH: line, InsideV: line}},
	}
	return []ooxml.Style{
		builtIn(styleCaption, "caption", styleNormal, styleBody, 35, look{before: 120, after: 80, size: sizeTable, bold: true, keepNext: true}),
		custom(styleTableText, "Testo tabella", styleNormal, look{before: 30, after: 30, size: sizeTable, line: 240}),
		custom(styleTableHead, "Intestazione di colonna", styleTableText, look{bold: true, before: 30, after: 30}),
		custom(styleRowHead, "Intestazione di riga", styleTableText, look{bold: true, before: 30, after: 30}),
		grid,
	}
}

func formStyles() []ooxml.Style {
	box := custom(styleFieldBox, "Riquadro modulo", styleNormal, look{after: 160})
	edge := thinBorder(4)
	box.Paragraph.KeepLines = ooxml.On()
	box.Paragraph.Borders = &ooxml.ParagraphBorders{Top: edge, Left: edge, Bottom: edge, Right: edge}
	box.Paragraph.Indent = &ooxml.Indent{Left: 100, Right: 100}
	return []ooxml.Style{
		custom(styleField, "Riga modulo", styleNormal, look{before: 60, after: 100}),
		box,
		{
			Kind: kindCharacter, ID: stylePrompt, Name: ooxml.String{Val: "Placeholder Text"}, BasedOn: ooxml.Str(baseFont),
			Priority: ooxml.Num(99), Run: &ooxml.RunProperties{Colour: ooxml.Str("595959")},
		},
	}
}

// thinBorder is a half-point line; space is in points.
func thinBorder(space int) *ooxml.Border {
	return &ooxml.Border{Val: "single", Size: 4, Space: space, Colour: "auto"}
}
