package html

import (
	"strconv"

	"concerta/internal/doc"
)

// field shows a form control that cannot be filled in here: the form itself is
// the PDF.
func (r *renderer) field(f *doc.Field) {
	id := "campo-" + f.Name
	label := func() {
		r.open("label", attr{"for", id})
		r.raw(escape(f.Label))
		r.line("label")
	}
	about := []attr{{"id", id}, {"name", f.Name}, {"title", f.Hint}, {"required", yes(f.Required, "required")}}
	r.open("div", class("campo"))
	r.raw("\n")
	switch f.Kind {
	case doc.FieldCheck:
		r.void("input", append(about, attr{"type", "checkbox"}, attr{"checked", yes(f.Checked, "checked")}, attr{"disabled", "disabled"})...)
		label()
	case doc.FieldText, doc.FieldDate:
		label()
		r.void("input", append(about, attr{"type", "text"}, attr{"value", f.Value}, attr{"readonly", "readonly"})...)
	case doc.FieldMultiline:
		label()
		r.open("textarea", append(about, attr{"rows", strconv.Itoa(f.Height())}, attr{"readonly", "readonly"})...)
		r.raw(escape(f.Value))
		r.line("textarea")
	case doc.FieldChoice:
		label()
		r.open("select", append(about, attr{"disabled", "disabled"})...)
		if f.Value == "" {
			r.raw("<option selected=\"selected\"></option>")
		}
		for _, o := range f.Options {
			r.open("option", attr{"selected", yes(o == f.Value, "selected")})
			r.raw(escape(o))
			r.shut("option")
		}
		r.line("select")
	}
	r.line("div")
}

// yes is the value of an attribute that is there or is not.
func yes(on bool, value string) string {
	if on {
		return value
	}
	return ""
}
