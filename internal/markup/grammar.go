package markup

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// grammar is the part of Markdown that templates may use. What is refused (raw
// HTML, code, quotations) is parsed too, so that it can be named.
type grammar struct {
	blocks  parser.Parser // of a whole template
	inlines parser.Parser // of the text inside an inline directive
	rules   map[string]rule
}

func newGrammar() *grammar {
	inlines := []util.PrioritizedValue{
		util.Prioritized(inlineDirectiveParser{}, 50),
		util.Prioritized(parser.NewLinkParser(), 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewRawHTMLParser(), 400),
		util.Prioritized(parser.NewEmphasisParser(), 500),
	}
	paragraph := util.Prioritized(indentedParagraph{parser.NewParagraphParser()}, 1000)
	return &grammar{
		blocks: parser.NewParser(
			parser.WithBlockParsers(
				util.Prioritized(directiveParser{}, 50),
				util.Prioritized(parser.NewThematicBreakParser(), 200),
				util.Prioritized(parser.NewListParser(), 300),
				util.Prioritized(parser.NewListItemParser(), 400),
				util.Prioritized(parser.NewATXHeadingParser(), 600),
				util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
				util.Prioritized(parser.NewBlockquoteParser(), 800),
				util.Prioritized(parser.NewHTMLBlockParser(), 900),
				paragraph,
			),
			parser.WithInlineParsers(inlines...),
			parser.WithParagraphTransformers(util.Prioritized(extension.NewTableParagraphTransformer(), 200)),
		),
		rules:   directiveRules(),
		inlines: parser.NewParser(parser.WithBlockParsers(paragraph), parser.WithInlineParsers(inlines...)),
	}
}

// indentedParagraph is a paragraph that may be indented at will: templates have
// no code blocks, and goldmark drops in silence a line that no parser takes.
type indentedParagraph struct{ parser.BlockParser }

// CanAcceptIndentedLine is part of parser.BlockParser.
func (indentedParagraph) CanAcceptIndentedLine() bool { return true }

// inlineDirective is ":nome[testo]{chiave="valore"}" inside a line.
type inlineDirective struct {
	ast.BaseInline
	name    string
	inner   string
	innerAt int // offset of inner in the source
	attrs   string
	attrsAt int
	start   int
}

//nolint:gochecknoglobals // goldmark gives kinds of nodes at start-up only
var kindInlineDirective = ast.NewNodeKind("InlineDirective")

// Kind is part of ast.Node.
func (d *inlineDirective) Kind() ast.NodeKind { return kindInlineDirective }

// Dump is part of ast.Node.
func (d *inlineDirective) Dump(source []byte, level int) {
	ast.DumpHelper(d, source, level, map[string]string{"name": d.name, "inner": d.inner, "attrs": d.attrs}, nil)
}

type inlineDirectiveParser struct{}

// Trigger is part of parser.InlineParser.
func (inlineDirectiveParser) Trigger() []byte { return []byte{':'} }

// Parse is part of parser.InlineParser. A colon that starts no whole directive
// is a colon.
func (inlineDirectiveParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, seg := block.PeekLine()
	s := strings.TrimRight(string(line), "\r\n")
	h := readHead(s)
	if h.colons != 1 || h.name == "" || h.label[1] == 0 || h.unclosed {
		return nil
	}
	base := seg.Start - seg.Padding
	d := &inlineDirective{
		name: h.name, start: base,
		inner: s[h.label[0]:h.label[1]], innerAt: base + h.label[0],
		attrs: s[h.attrs[0]:h.attrs[1]], attrsAt: base + h.attrs[0],
	}
	block.Advance(max(h.label[1], h.attrs[1]) + 1)
	return d
}
