package ooxml

import "encoding/xml"

type (
	// DataBinding is CT_DataBinding: the node of a custom XML part that holds
	// the value of a control.
	DataBinding struct {
		Prefixes string `xml:"w:prefixMappings,attr"`
		XPath    string `xml:"w:xpath,attr"`
		Store    string `xml:"w:storeItemID,attr"`
	}

	// ListItem is CT_SdtListItem.
	ListItem struct {
		Display string `xml:"w:displayText,attr"`
		Value   string `xml:"w:value,attr"`
	}

	// DropDown is CT_SdtDropDownList.
	DropDown struct {
		Items []ListItem `xml:"w:listItem"`
	}

	// DateControl is CT_SdtDate.
	DateControl struct {
		Format   *String `xml:"w:dateFormat"`
		Language *String `xml:"w:lid"`
		StoreAs  *String `xml:"w:storeMappedDataAs"`
		Calendar *String `xml:"w:calendar"`
	}

	// TextControl is CT_SdtText.
	TextControl struct {
		MultiLine int `xml:"w:multiLine,attr,omitempty"`
	}

	// CheckState is the character that shows a state of a check box.
	CheckState struct {
		Val  string `xml:"w14:val,attr"` // hexadecimal
		Font string `xml:"w14:font,attr"`
	}

	// CheckValue is w14:CT_OnOff.
	CheckValue struct {
		Val int `xml:"w14:val,attr"`
	}

	// CheckBox is w14:CT_SdtCheckbox.
	CheckBox struct {
		Checked CheckValue `xml:"w14:checked"`
		On      CheckState `xml:"w14:checkedState"`
		Off     CheckState `xml:"w14:uncheckedState"`
	}

	// ControlProperties is CT_SdtPr (17.5.2.38). Alias and Tag hold at most 64
	// characters; ID is unique in the document. One of the kinds is set.
	ControlProperties struct {
		XMLName     xml.Name `xml:"w:sdtPr"`
		Properties  *RunProperties
		Alias       *String      `xml:"w:alias"`
		Tag         *String      `xml:"w:tag"`
		ID          *Number      `xml:"w:id"`
		Lock        *String      `xml:"w:lock"`
		Placeholder *OnOff       `xml:"w:showingPlcHdr"`
		Binding     *DataBinding `xml:"w:dataBinding"`
		DropDown    *DropDown    `xml:"w:dropDownList"`
		Date        *DateControl `xml:"w:date"`
		Text        *TextControl `xml:"w:text"`
		CheckBox    *CheckBox    `xml:"w14:checkbox"`
	}

	// ControlContent is CT_SdtContentRun.
	ControlContent struct {
		XMLName xml.Name `xml:"w:sdtContent"`
		Runs    []*Run
	}

	// Control is CT_SdtRun: a content control inside a paragraph.
	Control struct {
		XMLName    xml.Name `xml:"w:sdt"`
		Properties ControlProperties
		Content    ControlContent
	}
)

// The font and the characters that Word itself uses for check boxes.
const (
	checkFont = "MS Gothic"
	boxEmpty  = "☐"
	boxTicked = "☒"
)

// NewCheckBox is a check box and the run that shows its state.
func NewCheckBox(checked bool) (*CheckBox, *Run) {
	box := &CheckBox{On: CheckState{"2612", checkFont}, Off: CheckState{"2610", checkFont}}
	show := boxEmpty
	if checked {
		box.Checked.Val, show = 1, boxTicked
	}
	return box, NewRun(&RunProperties{Fonts: &Fonts{checkFont, checkFont, checkFont, ""}}, show)
}
