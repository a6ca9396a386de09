package acts

import (
	"concerta/internal/markup"
	"concerta/internal/process"
)

// noticeRecipe makes the public notice: every process has one.
func noticeRecipe() recipe {
	return recipe{
		kind:   Notice,
		words:  KindWords{One: "Avviso", Many: "Avviso", Formal: "Avviso pubblico"},
		schema: noticeSchema,
		read:   reading[NoticeView],
		jobs: func(p *process.Process) []Job {
			return []Job{{Kind: Notice, Title: sentenceCase(noticeKind(p)), Date: p.Notice.Date}}
		},
		view: func(p *process.Process, _ Job) (view, error) { return NewNoticeView(p) },
	}
}

// noticeKind is how the office calls its notice.
func noticeKind(p *process.Process) string {
	if p.Notice.Kind == "" {
		return "AVVISO"
	}
	return p.Notice.Kind
}

func (v NoticeView) about() about {
	return about{
		title: noticeTitle(v), subject: v.Oggetto, office: v.Ente, lang: v.Lingua,
		key: v.Chiave, name: v.Atto, date: dateOf(v.Data),
	}
}

// noticeTitle is "Avviso – " and the subject without its outer quotation marks.
func noticeTitle(v NoticeView) string {
	kind := sentenceCase(v.Tipo)
	subject := markup.Unquoted(oneLine(v.Titolo))
	if subject == "" {
		return kind
	}
	return kind + " – " + subject
}
