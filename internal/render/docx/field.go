package docx

import (
	"concerta/internal/doc"
	"concerta/internal/ooxml"
)

// Where the values of the fields are kept beside the text.
const (
	dataNamespace = "urn:concerta:modulo:1"
	dataRoot      = "modulo"
	dataStore     = "{8A0E6D52-3C1B-4F7A-9E57-2D4C61B0A901}"
)

// firstControl keeps the ids of our controls away from small numbers, which
// word processors give to theirs.
const firstControl = 100001

// aliasMost is the most characters that Word takes for the title and the tag
// of a content control.
const aliasMost = 64

// field sets a label and its content control, bound to the field's value.
func (f *flow) field(fd *doc.Field) {
	switch fd.Kind {
	case doc.FieldCheck:
		f.put(f.styled(styleField, f.control(fd), f.text(" "+fd.Label)))
	case doc.FieldMultiline:
		label := f.styled(styleField, f.labelOf(fd))
		label.Properties.KeepNext = ooxml.On()
		f.put(label)
		f.put(f.styled(styleFieldBox, f.control(fd)))
	case doc.FieldText, doc.FieldChoice, doc.FieldDate:
		p := f.styled(styleField, f.labelOf(fd), f.text(" "), f.control(fd))
		p.Properties.Tabs = &ooxml.Tabs{Stops: []ooxml.TabStop{{Kind: "right", Leader: "underscore", Position: f.width}}}
		f.put(p)
	}
}

// labelOf sets a label in bold, so that it is told from the value beside it.
func (f *flow) labelOf(fd *doc.Field) *ooxml.Run {
	return ooxml.NewRun(f.properties(format{bold: true}), fd.Label)
}

func (f *flow) control(fd *doc.Field) *ooxml.Control {
	if f.data == nil {
		f.data = f.out.AddCustomXML(dataNamespace, dataRoot, dataStore)
	}
	c := &ooxml.Control{Properties: ooxml.ControlProperties{
		Alias: ooxml.NewTitle(title(fd), aliasMost),
		Tag:   ooxml.NewTitle(fd.Name, aliasMost),
		ID:    ooxml.Num(firstControl + f.controls),
		Lock:  ooxml.Str("sdtLocked"),
	}}
	f.controls++
	p := &c.Properties
	if fd.Kind == doc.FieldCheck {
		box, show := ooxml.NewCheckBox(fd.Checked)
		p.CheckBox = box
		p.Binding = f.data.Bind(fd.Name, map[bool]string{true: "1", false: "0"}[fd.Checked])
		c.Content.Runs = []*ooxml.Run{show}
		return c
	}
	p.Binding = f.data.Bind(fd.Name, fd.Value)
	if fd.Value == "" {
		p.Placeholder = ooxml.On()
		c.Content.Runs = []*ooxml.Run{f.prompt(fd)}
	} else {
		c.Content.Runs = []*ooxml.Run{f.text(fd.Value)}
	}
	switch fd.Kind {
	case doc.FieldText, doc.FieldCheck:
		p.Text = &ooxml.TextControl{}
	case doc.FieldMultiline:
		p.Text = &ooxml.TextControl{MultiLine: 1}
	case doc.FieldChoice:
		p.DropDown = dropDown(fd.Options)
	case doc.FieldDate:
		p.Date = &ooxml.DateControl{
			Format: ooxml.Str("d MMMM yyyy"), Language: ooxml.Str(f.lang), StoreAs: ooxml.Str("text"), Calendar: ooxml.Str("gregorian"),
		}
	}
	return c
}

// title is what a screen reader says of a control: its label, what to write in
// it and whether it must be filled in.
func title(fd *doc.Field) string {
	s := fd.Label
	if fd.Required {
		s += " (obbligatorio)"
	}
	if fd.Hint != "" {
		s += ": " + fd.Hint
	}
	return s
}

// prompt is what an empty control shows: the line to write on, or the empty
// lines of a box. A prompt in words would be words that the act does not have.
func (f *flow) prompt(fd *doc.Field) *ooxml.Run {
	f.used[stylePrompt] = true
	run := &ooxml.Run{Properties: &ooxml.RunProperties{Style: ooxml.Str(stylePrompt)}}
	if fd.Kind != doc.FieldMultiline {
		run.Content = []ooxml.RunContent{&ooxml.Tab{}}
		return run
	}
	run.Content = []ooxml.RunContent{ooxml.NewText("\u2002")} // en space: something to click on
	for range fd.Height() - 1 {
		run.Content = append(run.Content, &ooxml.Break{})
	}
	return run
}

func dropDown(options []string) *ooxml.DropDown {
	d := &ooxml.DropDown{}
	for _, o := range options {
		d.Items = append(d.Items, ooxml.ListItem{Display: o, Value: o})
	}
	return d
}
