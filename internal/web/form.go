package web

import (
	"net/url"
	"strings"

	"concerta/internal/richtext"
)

// form is a form as shown: what was asked, what was answered, and what is wrong with
// it. The template "form" of _form.html shows it, errors first; its fields are those
// of the kit.
type form struct {
	Action string // path that it is sent to
	Button string
	Danger string // what the button cannot undo, said before it
	Fields []*field
	Others []string // errors of no single field
}

// Wrong tells whether the form must be filled in again.
func (f *form) Wrong() bool {
	if len(f.Others) > 0 {
		return true
	}
	for _, q := range f.Fields {
		if q.Error != "" {
			return true
		}
	}
	return false
}

// Problems are what is wrong, for the summary of errors.
func (f *form) Problems() []problem {
	var list []problem
	for _, what := range f.Others {
		list = append(list, problem{"", what})
	}
	for _, q := range f.Fields {
		if q.Error != "" {
			list = append(list, problem{q.Name, q.Label + ": " + q.Error})
		}
	}
	return list
}

// Buttons end the form.
func (f *form) Buttons() buttons { return buttons{Do: f.Button, Danger: f.Danger != ""} }

// read fills in what was sent, without spaces around it. What is secret is given
// back by get only: a page never repeats it.
func (f *form) read(sent url.Values) {
	for _, q := range f.Fields {
		value := sent.Get(q.Name)
		switch q.Kind {
		case "password":
			continue
		case "select":
			for i := range q.Options {
				q.Options[i].Chosen = q.Options[i].Value == value
			}
		}
		q.Value = strings.TrimSpace(richtext.Typed(value))
		if q.Value == "" && q.Required && q.Kind != "checkbox" {
			q.Error = "Manca: va compilato."
		}
	}
}

// get is the answer to a question.
func (f *form) get(name string) string {
	if q := f.field(name); q != nil {
		return q.Value
	}
	return ""
}

// fail notes what is wrong with an answer; with a name that is no field, with the
// whole.
func (f *form) fail(name, what string) {
	if q := f.field(name); q != nil {
		q.Error = what
		return
	}
	f.Others = append(f.Others, what)
}

func (f *form) field(name string) *field {
	for _, q := range f.Fields {
		if q.Name == name {
			return q
		}
	}
	return nil
}
