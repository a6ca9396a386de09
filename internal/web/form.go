package web

import (
	"net/url"
	"strings"
)

// form is a form as shown: what was asked, what was answered, and what is wrong with
// it. The template "form" of _form.html shows it, errors first.
type form struct {
	Action string // path that it is sent to
	Button string
	Danger string // what the button cannot undo, said before it
	Fields []*field
	Others []string // errors of no single field
}

// field is one question of a form.
type field struct {
	Name         string // of the value that is sent
	Label        string
	Type         string // of the HTML input; also "select", "textarea", "checkbox" and "unseen"
	Hint         string
	Value        string
	Error        string
	Autocomplete string
	Optional     bool
	Options      []option // of a select
}

// option is one answer of a select.
type option struct {
	Value, Words string
	Selected     bool
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

// read fills in what was sent, without spaces around it. What is secret is given
// back by get only: a page never repeats it.
func (f *form) read(sent url.Values) {
	for _, q := range f.Fields {
		value := sent.Get(q.Name)
		switch q.Type {
		case "password":
			continue
		case "select":
			for i := range q.Options {
				q.Options[i].Selected = q.Options[i].Value == value
			}
		}
		q.Value = strings.TrimSpace(value)
		if q.Value == "" && !q.Optional && q.Type != "checkbox" {
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
