package markup_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"concerta/internal/doc"
	"concerta/internal/markup"
	"concerta/internal/richtext"
)

// places are templates that print a value where Markdown is most alert.
var places = map[string]string{
	"heading":          "# {{.}}\n",
	"paragraph":        "prima {{.}} dopo\n",
	"start of a line":  "prima\n{{.}} dopo\n",
	"bold":             "a **{{.}}**b\n",
	"list item":        "- {{.}} a\n- b\n",
	"table cell":       "| a | b |\n|---|---|\n| {{.}} | c |\n",
	"link":             "[a {{.}}](https://example.org/)\n",
	"attribute":        ":::tabella{didascalia=\"a {{.}}\" righe-vuote=\"1\"}\n| a |\n|---|\n| b |\n:::\n",
	"inline directive": "a :lingua[b {{.}}]{codice=\"de\"} c\n",
	"label":            "::titolo[a {{.}}]{livello=\"1\"}\n",
}

// nasty are values that would be markup if they were read as such.
var nasty = []string{
	"*", "**x**", "_x_", "`x`", "# x", "- x", "1. x", "> x", "| x |", "|---|", "---", "===", "    x", "\\", "\\*", "[x](http://y)",
	"![x](y)", "<b>x</b>", "<!-- x -->", "&amp;", "&lt;", "x\n\ny", "x\n# y", "{{.}}", "{{template \"x\"}}", ":::", ":::firme", "::riga",
	":lingua[x]{codice=\"de\"}", "\"} altro=\"", "]", "}", "http://x.it", "x@y.it", "\t", "x  \ny", "~~x~~", "^[x]", "\u00a0", "\u200b", "«x»", "",
}

func TestExecute_NastyValuesNeverChangeTheStructure(t *testing.T) {
	for name, src := range places {
		ts := load(t, templates{"atto": src})
		want := skeleton(t, ts, "parola")
		for _, v := range nasty {
			if got := skeleton(t, ts, v); got != want {
				t.Errorf("%s, value %q:\n%s\nnot\n%s", name, v, got, want)
			}
		}
	}
}

func TestExecute_NastyValuesComeOutAsTheyAre(t *testing.T) {
	for name, src := range places {
		ts := load(t, templates{"atto": src})
		for _, v := range nasty {
			blocks, err := ts.Execute("atto", v)
			if err != nil {
				t.Fatal(err)
			}
			want := strings.NewReplacer("\n", " ", "\t", " ").Replace(v)
			if strings.TrimSpace(want) != "" && !strings.Contains(words(blocks), want) {
				t.Errorf("%s: %q is not in %q", name, want, words(blocks))
			}
		}
	}
}

func TestExecute_AnyValueKeepsTheStructure(t *testing.T) {
	loaded := map[string]*markup.Templates{}
	for name, src := range places {
		loaded[name] = load(t, templates{"atto": src})
	}
	rapid.Check(t, func(rt *rapid.T) {
		v := rapid.StringOf(rapid.OneOf(rapid.Rune(), rapid.RuneFrom([]rune("*_`#->|=\\[]()<>&;:{}\"' \n\t1.")))).Draw(rt, "value")
		if strings.ContainsAny(v, "\ue000\ue001") {
			rt.Skip("reserved")
		}
		for name, ts := range loaded {
			if got, want := skeleton(rt, ts, v), skeleton(rt, ts, "parola"); got != want {
				rt.Fatalf("%s:\n%s\nnot\n%s", name, got, want)
			}
		}
	})
}

func FuzzExecute_DataKeepsTheStructure(f *testing.F) {
	for _, v := range nasty {
		f.Add(v)
	}
	loaded := map[string]*markup.Templates{}
	for name, src := range places {
		loaded[name] = load(f, templates{"atto": src})
	}
	f.Fuzz(func(t *testing.T, v string) {
		for name, ts := range loaded {
			if _, err := ts.Execute("atto", v); err != nil {
				continue // refused: reserved characters or no UTF-8
			}
			if got, want := skeleton(t, ts, v), skeleton(t, ts, "parola"); got != want {
				t.Fatalf("%s:\n%s\nnot\n%s", name, got, want)
			}
		}
	})
}

// skeleton is the shape of what a template makes of a value, without words.
// An item, a heading or a bold run of blanks only is left out by design; a
// letter goes with each value so that there is always a word.
func skeleton(t rapid.TB, ts *markup.Templates, value string) string {
	t.Helper()
	blocks, err := ts.Execute("atto", "x"+value+"x")
	if err != nil {
		t.Fatal(err)
	}
	var sb strings.Builder
	doc.Walk(blocks, func(b doc.Block) {
		fmt.Fprintf(&sb, "%T", b)
		if l, ok := b.(*doc.List); ok {
			fmt.Fprintf(&sb, " %d", len(l.Items))
		}
		if t, ok := b.(*doc.Table); ok {
			fmt.Fprintf(&sb, " %d×%d blank %d", len(t.Columns), len(t.Body), t.BlankRows)
		}
		sb.WriteByte('\n')
	}, func(in doc.Inline) { fmt.Fprintf(&sb, "  %T\n", in) })
	return sb.String()
}

// words is all text of blocks, captions included.
func words(blocks []doc.Block) string {
	var sb strings.Builder
	doc.Walk(blocks, nil, func(in doc.Inline) {
		if t, ok := in.(*doc.Text); ok {
			sb.WriteString(t.Value)
		}
	})
	return sb.String()
}

func TestExecute_ReservedCharactersAreRefused(t *testing.T) {
	for _, v := range []any{"a\ue000b", "a\ue001", richtext.Words("\ue000"), "a\xff"} {
		_, err := load(t, templates{"atto": "# {{.}}\n"}).Execute("atto", v)
		if err == nil {
			t.Errorf("%q is taken", v)
		}
	}
	if p := load(t, templates{"atto": "# a\n\nb\ue000\n"}).Check(); len(p) != 1 || p[0].Line != 3 || p[0].Column != 2 {
		t.Errorf("problems %+v", p)
	}
}

func TestExecute_ValuesAreNormalAndWithoutControls(t *testing.T) {
	if got := dump(t, "{{.}}\n", "citta\u0300\x00\ta\u2028b"); got != "paragraph: città a b\n" {
		t.Errorf("%q", got)
	}
}

func TestExecute_RichTextAloneIsBlocksInALineIsInlines(t *testing.T) {
	one, _ := richtext.Parse("uno **due** *tre*")
	many, _ := richtext.Parse("uno\n\n2. due\n3. tre\n\n- quattro\n\n  1. cinque")
	for _, c := range []struct {
		name, src string
		value     richtext.Text
		want      string
	}{
		{"alone", "{{.}}\n", many, "paragraph: uno\nlist from 2\n  item\n    paragraph: due\n  item\n    paragraph: tre\nlist\n  item\n    paragraph: quattro\n    list from 1\n      item\n        paragraph: cinque\n"},
		{"in a line", "a {{.}} b\n", one, "paragraph: a uno **due** *tre* b\n"},
		{"in bold", "**{{.}}**\n", one, "paragraph: **uno **due** *tre***\n"},
		{"in an item", "- {{.}}\n", one, "list\n  item\n    paragraph: uno **due** *tre*\n"},
		{"in a cell", "| a |\n|---|\n| {{.}} |\n", one, "table \n  column 0\n  head\n    cell\n      paragraph: a\n  row\n    cell\n      paragraph: uno **due** *tre*\n"},
		{"centred", ":::centrato\n{{.}}\n:::\n", one, "paragraph centre: uno **due** *tre*\n"},
		{"in a heading", "# {{.}}\n", one, "heading 1: uno **due** *tre*\n"},
		{"nothing", "a\n\n{{.}}\n", richtext.Text{}, "paragraph: a\n"},
	} {
		if got := dump(t, c.src, c.value); got != c.want {
			t.Errorf("%s:\n%s\nnot\n%s", c.name, got, c.want)
		}
	}
}

func TestExecute_RichTextOfManyParagraphsDoesNotFitALine(t *testing.T) {
	many, _ := richtext.Parse("uno\n\ndue")
	_, err := load(t, templates{"atto": "# a\n\nb {{.}}\n"}).Execute("atto", many)
	if err == nil || !strings.Contains(err.Error(), "atto.md:3:5: un testo con più capoversi") {
		t.Errorf("error %v", err)
	}
}

func TestExecute_ReferencesMustBeResolvedBefore(t *testing.T) {
	ref, _ := richtext.Parse("vedi {scadenza}")
	_, err := load(t, templates{"atto": "# a\n\n{{.}}\n"}).Execute("atto", ref)
	if err == nil || !strings.Contains(err.Error(), "rinvio non risolto: {scadenza}") {
		t.Errorf("error %v", err)
	}
}
