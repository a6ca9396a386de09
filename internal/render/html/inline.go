package html

import "concerta/internal/doc"

func (r *renderer) inlines(list []doc.Inline) {
	for _, in := range list {
		r.inline(in)
	}
}

func (r *renderer) inline(in doc.Inline) {
	switch in := in.(type) {
	case *doc.Text:
		r.raw(escape(in.Value))
	case *doc.Strong:
		r.wrap("strong", in.Text)
	case *doc.Emph:
		r.wrap("em", in.Text)
	case *doc.Link:
		r.wrap("a", in.Text, attr{"href", in.URL})
	case *doc.Break:
		r.void("br")
	case *doc.Foreign:
		r.wrap("span", in.Text, attr{"lang", in.Lang})
	case *doc.Redactable:
		r.wrap("span", in.Text, class("da-omettere"), attr{"title", "Da omettere nella copia pubblica: " + in.Reason})
	}
}

func (r *renderer) wrap(tag string, text []doc.Inline, attrs ...attr) {
	r.open(tag, attrs...)
	r.inlines(text)
	r.shut(tag)
}
