package ooxml

import "encoding/xml"

type (
	// Level is CT_Lvl (17.9.6). Text holds %1 to %9 for the numbers of the
	// levels.
	Level struct {
		XMLName   xml.Name `xml:"w:lvl"`
		Index     int      `xml:"w:ilvl,attr"`
		Start     *Number  `xml:"w:start"`
		Format    *String  `xml:"w:numFmt"` // decimal, bullet, none
		Suffix    *String  `xml:"w:suff"`   // tab when nil, space, nothing
		Text      *String  `xml:"w:lvlText"`
		Justify   *String  `xml:"w:lvlJc"`
		Paragraph *ParagraphProperties
	}

	// AbstractList is CT_AbstractNum: a kind of list.
	AbstractList struct {
		XMLName  xml.Name `xml:"w:abstractNum"`
		ID       int      `xml:"w:abstractNumId,attr"`
		NSID     *String  `xml:"w:nsid"`
		Kind     *String  `xml:"w:multiLevelType"` // hybridMultilevel, singleLevel
		Template *String  `xml:"w:tmpl"`
		Levels   []Level
	}

	// LevelOverride is CT_NumLvl: where one list starts at one level.
	LevelOverride struct {
		XMLName xml.Name `xml:"w:lvlOverride"`
		Level   int      `xml:"w:ilvl,attr"`
		Start   *Number  `xml:"w:startOverride"`
	}

	// ListInstance is CT_Num: one list. Two instances of one abstract list
	// continue each other unless an override restarts them.
	ListInstance struct {
		XMLName   xml.Name `xml:"w:num"`
		ID        int      `xml:"w:numId,attr"`
		Abstract  Number   `xml:"w:abstractNumId"`
		Overrides []LevelOverride
	}

	// Numbering is CT_Numbering: the numbering part.
	Numbering struct {
		Abstract []AbstractList
		Lists    []ListInstance
	}
)
