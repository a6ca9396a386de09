package web

import (
	"net/url"
	"slices"
	"strconv"

	"concerta/internal/process"
)

// fieldGroup is questions that belong together.
type fieldGroup struct {
	Legend string // none: the group is not marked
	Folded bool   // shown when asked for
	Open   bool   // folded, and asked for
	Fields []*field
}

// groupedForm is a form whose questions are in groups. The template "grouped" of
// _grouped.html shows it.
type groupedForm struct {
	form

	Groups  []fieldGroup
	Hidden  []hidden
	Also    []submit
	Back    *navLink
	Unsaved bool // ask before what was typed is lost
	Inside  bool // the buttons are in the last group, and folded away with it
	kept    bool // a tax code that is not right is kept, as was asked
}

// newGrouped puts the fields of the groups into the form too, so that they are read.
func newGrouped(action, button string, groups ...fieldGroup) *groupedForm {
	f := &groupedForm{form: form{Action: action, Button: button}, Groups: groups}
	for _, g := range groups {
		f.Fields = append(f.Fields, g.Fields...)
	}
	return f
}

// Buttons end the form.
func (f *groupedForm) Buttons() buttons { return buttons{Do: f.Button, Also: f.Also, Back: f.Back} }

// take fills in what was sent, each answer as one line.
func (f *groupedForm) take(sent url.Values) {
	lines := url.Values{}
	for name, values := range sent {
		for _, v := range values {
			lines.Add(name, typed(v))
		}
	}
	f.read(lines)
	f.kept = lines.Get(keptTaxCode) != ""
	for _, q := range f.Fields {
		if q.Kind == "checkboxes" {
			q.Value, q.Error = "", ""
			for i := range q.Options {
				q.Options[i].Chosen = slices.Contains(lines[q.Name], q.Options[i].Value)
			}
		}
		if q.Kind == "radio" && q.Value == "" && q.Required {
			q.Error = "Manca: va scelto."
		}
	}
}

// values are the answers chosen of a question with several.
func (f *groupedForm) values(name string) []string {
	var list []string
	if q := f.field(name); q != nil {
		for _, o := range q.Options {
			if o.Chosen {
				list = append(list, o.Value)
			}
		}
	}
	return list
}

// tables are the numbers chosen.
func (f *groupedForm) tables() []int {
	var list []int
	for _, v := range f.values("tavoli") {
		if n, err := strconv.Atoi(v); err == nil && n > 0 {
			list = append(list, n)
		}
	}
	return list
}

// date is a day as answered, zero when it was not or not well.
func (f *groupedForm) date(name string) process.Date {
	v := f.get(name)
	if v == "" {
		return process.Date{}
	}
	d, err := process.ParseDate(v)
	if err != nil {
		f.fail(name, sentence(err.Error())+" Scriverlo come 05/11/2013.")
	}
	return d
}

// hour is an hour as answered.
func (f *groupedForm) hour(name string) process.TimeOfDay {
	v := f.get(name)
	if v == "" {
		return process.TimeOfDay{}
	}
	t, err := process.ParseTimeOfDay(v)
	if err != nil {
		f.fail(name, sentence(err.Error())+" Scriverla come 11.40.")
	}
	return t
}

// begin puts the focus on a field, and on no other.
func (f *groupedForm) begin(name string) {
	for _, q := range f.Fields {
		q.Focus = q.Name == name
	}
}
