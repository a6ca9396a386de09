package pdf

import "concerta/internal/doc"

// All lengths are in points (1/72 inch) unless a name says otherwise.

const (
	millimetre = 72 / 25.4

	a4Short = 210 * millimetre
	a4Long  = 297 * millimetre

	marginSide   = 25 * millimetre
	marginTop    = 20 * millimetre // first page, where the letterhead stands
	marginBottom = 24 * millimetre
	runningTop   = 12 * millimetre // from the sheet's edge to the running head
	runningFoot  = 14 * millimetre // from the sheet's edge to the running foot
	runningFoot2 = 13 * millimetre // the same of the last line of a foot of two
	headRoom     = 8               // more top margin where there is a running head
)

// textStyle is how a run of text is set.
type textStyle struct {
	size, lead float64
	bold       bool
	italic     bool
	align      doc.Align
	justify    bool
}

// largePrint is how much larger text is in large print: 16.5 points for the
// body.
const largePrint = 1.5

// times is the style so many times as large.
func (s textStyle) times(scale float64) textStyle {
	s.size *= scale
	s.lead *= scale
	return s
}

// The styles of an act. Sizes are those of a typed letter: 11 points on 14.5
// read well on A4 with these margins.
func bodyStyle() textStyle  { return textStyle{size: 11, lead: 14.5, justify: true} }
func cellStyle() textStyle  { return textStyle{size: 10, lead: 12.5} }
func noteStyle() textStyle  { return textStyle{size: 9, lead: 11.5, justify: true} }
func labelStyle() textStyle { return textStyle{size: 10, lead: 12.5} }

func subtitleStyle() textStyle {
	return textStyle{size: 12.5, lead: 16.5, align: doc.Center}
}

// The title of a sheet to sign is smaller: its first page has room to sign.
const (
	sheetTitle     = 17
	sheetTitleLead = 20
)

// headingStyle gives the style of a heading and the space above and below it.
func headingStyle(level int) (s textStyle, before, after float64) {
	switch level {
	case 1:
		return textStyle{size: 19, lead: 24, bold: true, align: doc.Center}, 18, 8
	case 2:
		return textStyle{size: 12, lead: 16, bold: true, align: doc.Center}, 14, 8
	case 3:
		return textStyle{size: 12, lead: 15.5, bold: true, align: doc.Start}, 14, 5
	}
	return textStyle{size: 11, lead: 14.5, bold: true, align: doc.Start}, 9, 3
}

// Spaces between blocks.
const (
	paragraphGap = 5.5
	subtitleGap  = 10
	itemGap      = 2.5
	listGap      = 5.5
	tableGap     = 9
	figureGap    = 9
	ruleGap      = 9
	fieldGap     = 7
	signatureGap = 22

	listIndent  = 20 // from the text's edge to an item's text
	bulletInset = 6  // from the text's edge to a bullet

	cellPad    = 1.5 * millimetre // the register's rule: text stays off the lines
	borderLine = 0.25 * millimetre
	hairline   = 0.4
)

const (
	runningSize = 8.5
	runningLead = 10.5 // between the lines of a foot of two
	headShare   = 0.7  // of the line that one half of the running head may take
	footGap     = 12   // between the foot and the number of the page

	// The code by which a page is verified stands in the margin at the foot,
	// under the text's right edge: nothing is laid out anew because of it, so an
	// act breaks into the same pages before its issue and after.
	verifySide = 15 * millimetre
	verifyTop  = 22 * millimetre // from the sheet's lower edge

	letterheadGap   = 12
	issuerSize      = 14
	issuerLead      = 18
	underSize       = 10.5
	underLead       = 13.5
	contactSize     = 9
	contactLead     = 11.5
	logoHeight      = 20 * millimetre
	logoMaxWidth    = 80 * millimetre
	letterheadAfter = 4

	fieldHeight = 18
	typedSize   = 10 // of text typed into a field
	leastTyped  = 7  // of the same, when a value is long
	checkSide   = 11

	signatureColumns = 3
	signatureGutter  = 24
	signatureHeight  = 46
	signatureLine    = 34 // from the name down to the line to sign on
	signatureMax     = 230

	codeSide      = 25 // millimetres
	quietModules  = 4  // around a QR code (ISO/IEC 18004)
	pictureDPI    = 150
	markSize      = 130
	markGray      = 0.92
	headRepeatMax = 0.4 // of a page: taller table heads are not repeated
)
