package ooxml

import "encoding/xml"

type (
	// Width is CT_TblWidth in twips (Kind "dxa") or unset ("auto").
	Width struct {
		Value Twips  `xml:"w:w,attr"`
		Kind  string `xml:"w:type,attr"`
	}

	// TableBorders is CT_TblBorders.
	TableBorders struct {
		Top     *Border `xml:"w:top"`
		Left    *Border `xml:"w:left"`
		Bottom  *Border `xml:"w:bottom"`
		Right   *Border `xml:"w:right"`
		InsideH *Border `xml:"w:insideH"`
		InsideV *Border `xml:"w:insideV"`
	}

	// TableLayout is CT_TblLayoutType: "fixed" or "autofit".
	TableLayout struct {
		Kind string `xml:"w:type,attr"`
	}

	// CellMargins is CT_TblCellMar.
	CellMargins struct {
		Top    *Width `xml:"w:top"`
		Left   *Width `xml:"w:left"`
		Bottom *Width `xml:"w:bottom"`
		Right  *Width `xml:"w:right"`
	}

	// TableLook is CT_TblLook: which rows and columns of the style apply.
	// FirstRow and FirstColumn are what assistive technology takes as heads.
	TableLook struct {
		Val         string `xml:"w:val,attr"`
		FirstRow    int    `xml:"w:firstRow,attr"`
		LastRow     int    `xml:"w:lastRow,attr"`
		FirstColumn int    `xml:"w:firstColumn,attr"`
		LastColumn  int    `xml:"w:lastColumn,attr"`
		NoHBand     int    `xml:"w:noHBand,attr"`
		NoVBand     int    `xml:"w:noVBand,attr"`
	}

	// TableProperties is CT_TblPr (17.4.60).
	TableProperties struct {
		XMLName     xml.Name      `xml:"w:tblPr"`
		Style       *String       `xml:"w:tblStyle"`
		Width       *Width        `xml:"w:tblW"`
		Indent      *Width        `xml:"w:tblInd"`
		Borders     *TableBorders `xml:"w:tblBorders"`
		Layout      *TableLayout  `xml:"w:tblLayout"`
		Margins     *CellMargins  `xml:"w:tblCellMar"`
		Look        *TableLook    `xml:"w:tblLook"`
		Caption     *String       `xml:"w:tblCaption"`
		Description *String       `xml:"w:tblDescription"`
	}

	// GridColumn is CT_TblGridCol.
	GridColumn struct {
		Width Twips `xml:"w:w,attr"`
	}

	// Grid is CT_TblGrid.
	Grid struct {
		Columns []GridColumn `xml:"w:gridCol"`
	}

	// RowHeight is CT_Height; Rule is "atLeast" or "exact".
	RowHeight struct {
		Value Twips  `xml:"w:val,attr"`
		Rule  string `xml:"w:hRule,attr"`
	}

	// RowProperties is CT_TrPr.
	RowProperties struct {
		XMLName   xml.Name   `xml:"w:trPr"`
		CantSplit *OnOff     `xml:"w:cantSplit"`
		Height    *RowHeight `xml:"w:trHeight"`
		Header    *OnOff     `xml:"w:tblHeader"` // repeated on every page
	}

	// CellProperties is CT_TcPr.
	CellProperties struct {
		XMLName xml.Name `xml:"w:tcPr"`
		Width   *Width   `xml:"w:tcW"`
		Shading *Shading `xml:"w:shd"`
		VAlign  *String  `xml:"w:vAlign"`
	}

	// Cell is CT_Tc. Its last block is a paragraph (17.4.66).
	Cell struct {
		XMLName    xml.Name `xml:"w:tc"`
		Properties *CellProperties
		Blocks     []Block
	}

	// Row is CT_Row.
	Row struct {
		XMLName    xml.Name `xml:"w:tr"`
		Properties *RowProperties
		Cells      []*Cell
	}

	// Table is CT_Tbl.
	Table struct {
		XMLName    xml.Name `xml:"w:tbl"`
		Properties *TableProperties
		Grid       Grid `xml:"w:tblGrid"`
		Rows       []*Row
	}
)

// Bits of w:tblLook w:val (17.4.56), which old readers take instead of the
// attributes.
const (
	lookFirstRow    = "0620" // first row, no bands
	lookFirstRowCol = "06A0" // first row and first column, no bands
)

// Look is the look of a table with a head row and, when column is true, a head
// column.
func Look(column bool) *TableLook {
	l := &TableLook{Val: lookFirstRow, FirstRow: 1, NoHBand: 1, NoVBand: 1}
	if column {
		l.Val, l.FirstColumn = lookFirstRowCol, 1
	}
	return l
}

// DXA is a width in twips.
func DXA(t Twips) *Width { return &Width{t, "dxa"} }
