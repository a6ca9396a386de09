package markup

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/text/unicode/norm"

	"concerta/internal/doc"
	"concerta/internal/richtext"
)

// inlines converts what a paragraph, a heading or a cell holds.
func (c *converter) inlines(parent ast.Node) []doc.Inline {
	return merge(c.inlinesOf(parent, c.src, 0))
}

// inlinesOf converts nodes parsed from src, which starts at base in c.src.
func (c *converter) inlinesOf(parent ast.Node, src []byte, base int) []doc.Inline {
	var list []doc.Inline
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		list = append(list, c.inline(n, src, base)...)
	}
	return list
}

func (c *converter) inline(n ast.Node, src []byte, base int) []doc.Inline {
	switch n := n.(type) {
	case *ast.Text:
		list := c.line(string(n.Segment.Value(src)), base+n.Segment.Start)
		switch {
		case n.HardLineBreak():
			list = append(list, &doc.Break{})
		case n.SoftLineBreak():
			list = append(list, &doc.Text{Value: " "})
		}
		return list
	case *ast.String:
		return c.line(string(n.Value), base)
	case *ast.Emphasis:
		kids := merge(c.inlinesOf(n, src, base))
		switch {
		case strings.TrimSpace(doc.Plain(kids)) == "":
			return kids
		case n.Level == 2:
			return []doc.Inline{&doc.Strong{Text: kids}}
		}
		return []doc.Inline{&doc.Emph{Text: kids}}
	case *ast.Link:
		return c.link(n, src, base)
	case *ast.AutoLink:
		return []doc.Inline{&doc.Link{URL: autoURL(n, src), Text: []doc.Inline{&doc.Text{Value: string(n.Label(src))}}}}
	case *inlineDirective:
		return c.inlineDirective(n, base)
	case *ast.RawHTML:
		c.fail(base+n.Segments.At(0).Start, "il modello contiene HTML.", "Usare Markdown e le direttive; il segno < si scrive \\<.")
	case *ast.Image:
		c.fail(c.near(n, base), "il modello contiene un'immagine scritta in Markdown.", "Usare la direttiva ::figura.")
	default:
		c.fail(c.near(n, base), "il modello contiene una parte che non si sa leggere.", "Scriverla come testo.")
	}
	return nil
}

// near is an offset close to an inline that does not know its own.
func (c *converter) near(n ast.Node, base int) int {
	if t, ok := n.FirstChild().(*ast.Text); ok {
		return base + t.Segment.Start
	}
	for p := n.Parent(); p != nil; p = p.Parent() {
		if p.Type() == ast.TypeBlock && p.Lines().Len() > 0 {
			return base + p.Lines().At(0).Start
		}
	}
	return base
}

// line decodes a run of text: what the template says is unescaped, tokens
// become the values they stand for.
func (c *converter) line(s string, off int) []doc.Inline {
	var list []doc.Inline
	for _, p := range pieces(s) {
		switch p.kind {
		case textToken:
			list = append(list, &doc.Text{Value: p.text})
		case richToken:
			list = append(list, c.richInLine(p.n, off+p.at)...)
		case imageToken:
			c.fail(off+p.at, "un'immagine non si stampa dentro il testo.", "Usare la direttiva ::figura, o l'attributo «logo» di :::intestazione.")
		default:
			if at := strings.Index(p.raw, "**"); at >= 0 && (at == 0 || p.raw[at-1] != '\\') {
				c.fail(off+p.at+at, "due asterischi non trovano i loro compagni.", "Il grassetto si scrive **così**, senza spazi accanto agli asterischi; l'asterisco si scrive \\*.")
			}
			list = append(list, &doc.Text{Value: unescape(p.raw)})
		}
	}
	return list
}

// unescape resolves the backslashes and the entities of template text.
func unescape(s string) string {
	b := util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations([]byte(s))))
	return norm.NFC.String(string(b))
}

// richInLine is rich text inside a line of other text: one paragraph only.
func (c *converter) richInLine(n, off int) []doc.Inline {
	rich := c.run.rich[n]
	if !oneParagraph(rich) {
		c.fail(off, "un testo con più capoversi o con elenchi sta dentro una riga.", "Metterlo da solo in un capoverso, con una riga vuota prima e dopo.")
		return nil
	}
	return richInlines(rich.Blocks[0].Text)
}

// aloneRich gives the rich text that is all a paragraph holds.
func (c *converter) aloneRich(n ast.Node) (richtext.Text, bool) {
	t, ok := n.FirstChild().(*ast.Text)
	if !ok || t.NextSibling() != nil {
		return richtext.Text{}, false
	}
	list := pieces(strings.TrimSpace(string(t.Segment.Value(c.src))))
	if len(list) != 1 || list[0].kind != richToken {
		return richtext.Text{}, false
	}
	return c.run.rich[list[0].n], true
}

func (c *converter) link(n *ast.Link, src []byte, base int) []doc.Inline {
	url, ok := c.plain(string(n.Destination), c.near(n, base))
	kids := merge(c.inlinesOf(n, src, base))
	if !ok || strings.TrimSpace(doc.Plain(kids)) == "" {
		return kids
	}
	return []doc.Inline{&doc.Link{URL: url, Text: kids}}
}

func autoURL(n *ast.AutoLink, src []byte) string {
	url := string(n.URL(src))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(url, "mailto:") {
		return "mailto:" + url
	}
	return url
}

// plain is the text of an attribute or of a label, tokens decoded. It is false
// when there is something in it that is not plain text.
func (c *converter) plain(s string, off int) (string, bool) {
	var sb strings.Builder
	ok := true
	for _, p := range pieces(s) {
		switch p.kind {
		case textToken:
			sb.WriteString(p.text)
		case richToken, imageToken:
			ok = false
			c.fail(off, "qui può stare solo testo semplice.", "Usare un valore di testo, non un testo ricco né un'immagine.")
		default:
			sb.WriteString(unescape(p.raw))
		}
	}
	return sb.String(), ok
}

// inlineDirective is :lingua[…] or :omissis[…].
func (c *converter) inlineDirective(n *inlineDirective, base int) []doc.Inline {
	at := base + n.start
	a, ok := c.attributes(n.name, n.attrs, base+n.attrsAt, at, inlineForm)
	root := c.t.grammar.inlines.Parse(text.NewReader([]byte(n.inner)))
	var kids []doc.Inline
	for p := root.FirstChild(); p != nil; p = p.NextSibling() {
		kids = append(kids, c.inlinesOf(p, []byte(n.inner), base+n.innerAt)...)
	}
	kids = merge(kids)
	if !ok || strings.TrimSpace(doc.Plain(kids)) == "" {
		return kids
	}
	if n.name == "lingua" {
		return []doc.Inline{&doc.Foreign{Lang: a.text("codice"), Text: kids}}
	}
	return []doc.Inline{&doc.Redactable{Reason: a.text("motivo"), Instead: a.text("invece"), Text: kids}}
}

// merge joins neighbouring texts and drops empty ones.
func merge(list []doc.Inline) []doc.Inline {
	var out []doc.Inline
	for _, in := range list {
		t, ok := in.(*doc.Text)
		if !ok {
			out = append(out, in)
			continue
		}
		if t.Value == "" {
			continue
		}
		if last, ok := lastText(out); ok {
			last.Value += t.Value
			continue
		}
		out = append(out, &doc.Text{Value: t.Value})
	}
	return out
}

func lastText(list []doc.Inline) (*doc.Text, bool) {
	if len(list) == 0 {
		return nil, false
	}
	t, ok := list[len(list)-1].(*doc.Text)
	return t, ok
}
