package markup_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"concerta/internal/doc"
	"concerta/internal/doc/doctest"
	"concerta/internal/markup"
)

// templates are the files of a layer by name without ".md".
type templates map[string]string

func (ts templates) fs() fstest.MapFS {
	layer := fstest.MapFS{}
	for name, src := range ts {
		layer[name+".md"] = &fstest.MapFile{Data: []byte(src)}
	}
	return layer
}

func load(tb testing.TB, ts templates) *markup.Templates {
	tb.Helper()
	loaded, err := markup.Load(ts.fs())
	if err != nil {
		tb.Fatal(err)
	}
	return loaded
}

// dump is the tree of what a template makes, without the lines on the document.
func dump(tb testing.TB, src string, view any) string {
	tb.Helper()
	blocks, err := load(tb, templates{"atto": src}).Execute("atto", view)
	if err != nil {
		tb.Fatal(err)
	}
	return dumpOf(tb, blocks)
}

func dumpOf(tb testing.TB, blocks []doc.Block) string {
	tb.Helper()
	var b bytes.Buffer
	if err := doc.Dump(&b, &doc.Document{Blocks: blocks}); err != nil {
		tb.Fatal(err)
	}
	_, tree, _ := strings.Cut(b.String(), "  page \"n  N\"\n")
	return tree
}

type picture struct{}

func (picture) Image() doc.Image { return doctest.Picture() }

func TestExecute_MakesEveryConstruct(t *testing.T) {
	for _, c := range []struct {
		name, src, want string
		view            any
	}{
		{name: "headings and emphasis", src: "# A *b* **c**\n\n## D\n", want: "heading 1: A *b* **c**\nheading 2: D\n"},
		{name: "lines join and break", src: "a\nb\\\nc\n", want: "paragraph: a b⏎c\n"},
		{name: "escapes and entities", src: "\\*a\\* &amp; 1 \\< 2\n", want: "paragraph: *a* & 1 < 2\n"},
		{name: "indented text is text", src: "      a\n\n\tb\n", want: "paragraph: a\nparagraph: b\n"},
		{name: "bullets and numbers", src: "- a\n  1. b\n- c\n\n4. d\n", want: "list\n  item\n    paragraph: a\n    list from 1\n      item\n        paragraph: b\n  item\n    paragraph: c\nlist from 4\n  item\n    paragraph: d\n"},
		{name: "rule", src: "a\n\n---\n\nb\n", want: "paragraph: a\nrule\nparagraph: b\n"},
		{name: "links", src: "[sito](https://a.it/x) <b@c.it>\n", want: "paragraph: [sito](https://a.it/x) [b@c.it](mailto:b@c.it)\n"},
		{name: "link of data", src: "[{{.}}](https://{{.}})\n", view: "a.it", want: "paragraph: [a.it](https://a.it)\n"},
		{
			name: "letterhead", src: ":::intestazione{logo=\"{{.}}\"}\n::ente[A]\n\n::ente[B]\n::sotto[C]\n::contatti[D]\n:::\n", view: picture{},
			want: "letterhead\n  logo image/png 68 bytes alt=\"Stemma\"\n  issuer \"A\"\n  issuer \"B\"\n  under \"C\"\n  contact \"D\"\n",
		},
		{name: "letterhead without logo", src: ":::intestazione{logo=\"{{.}}\"}\n::ente[A]\n:::\n", view: (*picture)(nil), want: "letterhead\n  issuer \"A\"\n"},
		{name: "centred, right, subtitle, note", src: ":::centrato\na\n\n:::nota\nb\n:::\n:::\n:::destra\nc\n:::\n:::sottotitolo\nd\n:::\ne\n", want: "paragraph centre: a\nparagraph note centre: b\nparagraph end: c\nparagraph subtitle centre: d\nparagraph: e\n"},
		{
			name: "signatures", src: ":::firme\n::firma{nome=\"f1\" ruolo=\"Il Sindaco\" chi=\"A B\" modo=\"digitale\"}\n::firma{nome=\"f2\" chi=\"C\"}\n:::\n",
			want: "signatures\n  f1 digital: \"Il Sindaco\" \"A B\"\n  f2 by hand: \"\" \"C\"\n",
		},
		{
			name: "fields", src: "::campo{nome=\"a\" etichetta=\"A\" suggerimento=\"h\" obbligatorio=\"sì\" valore=\"v\"}\n::campo{nome=\"b\" etichetta=\"B\" tipo=\"righe\" righe=\"4\"}\n::campo{nome=\"c\" etichetta=\"C\" tipo=\"casella\" spuntato=\"sì\"}\n::campo{nome=\"d\" etichetta=\"D\" tipo=\"scelta\" opzioni=\"uno|{{.}}\" valore=\"uno\"}\n::campo{nome=\"e\" etichetta=\"E\" tipo=\"data\"}\n", view: "x|y",
			want: "field a text required: \"A\"\n  hint \"h\"\n  value \"v\"\nfield b lines: \"B\"\n  lines 4\nfield c check: \"C\"\n  checked\nfield d choice: \"D\"\n  options \"uno | x|y\"\n  value \"uno\"\nfield e date: \"E\"\n",
		},
		{name: "figure", src: "::figura{immagine=\"{{.}}\" testo=\"Mappa\" larghezza=\"80\" id=\"m\"}\n", view: picture{}, want: "figure #m width=80mm image/png 68 bytes alt=\"Mappa\"\n"},
		{name: "code", src: "::codice{dati=\"X-1\" testo=\"x\" alternativa=\"Codice\" lato=\"18,5\"}\n", want: "code side=18.5mm data=\"X-1\" text=\"x\" alt=\"Codice\"\n"},
		{name: "rule and page break", src: "::riga\n::salto-pagina\n", want: "rule\npage break\n"},
		{name: "section", src: ":::sezione{orientamento=\"orizzontale\" lingua=\"de\"}\na\n\n- b\n:::\nc\n", want: "section landscape lang=de\n  paragraph: a\n  list\n    item\n      paragraph: b\nparagraph: c\n"},
		{
			name: "table", src: ":::tabella{didascalia=\"Cap\" larghezze=\"1,3\" righe-vuote=\"2\" altezza=\"12\" nomi-riga=\"sì\" con-precedente=\"sì\"}\n| N. | Ente |\n|:-:|---|\n| 1 | **a** \\| b |\n:::\n",
			want: "table Cap\n  column 0.25 centre\n  column 0.75\n  head\n    cell\n      paragraph: N.\n    cell\n      paragraph: Ente\n  row\n    cell heads its row\n      paragraph: 1\n    cell\n      paragraph: **a** | b\n  blank rows 2\n  row height 12mm\n  signed, with the text before it\n",
		},
		{name: "table of data", src: "| A |\n|--:|\n{{range .}}| {{.}} |\n{{end}}", view: []string{"x|y", ""}, want: "table \n  column 0 end\n  head\n    cell\n      paragraph: A\n  row\n    cell\n      paragraph: x|y\n  row\n    cell\n"},
		{name: "computed heading", src: "# a\n{{$l := 2}}\n::titolo[b **{{.}}**]{livello=\"{{$l}}\"}\n", view: "c", want: "heading 1: a\nheading 2: b **c**\n"},
		{name: "foreign and redactable", src: "a:lingua[Ge**mein**de]{codice=\"de\"} **:omissis[x {{.}}]{motivo=\"salute\"}**: ore 9:30 [b]\n", view: "]}", want: "paragraph: a{de: Ge**mein**de} **{omissis salute: x ]}}**: ore 9:30 [b]\n"},
		{name: "directive inside a list", src: "- a\n\n  :::centrato\n  b\n  :::\n- c\n", want: "list\n  item\n    paragraph: a\n    paragraph centre: b\n  item\n    paragraph: c\n"},
		{name: "a directive ends a paragraph", src: ":::centrato\na\n:::\nb\n::riga\n", want: "paragraph centre: a\nparagraph: b\nrule\n"},
		{name: "nothing printed leaves nothing", src: "{{with .}}x{{end}}\n\n**{{.}}**\n\n- {{.}}\n\nb{{.}}\n", view: "", want: "paragraph: b\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, dump(t, c.src, c.view)); diff != "" {
				t.Errorf("want (-), got (+):\n%s", diff)
			}
		})
	}
}

func TestLoad_EarlierLayersOverrideLaterOnesFileByFile(t *testing.T) {
	office := templates{"_b": "dell'ufficio"}
	shipped := templates{"atto": "{{template \"_b\" .}}\n\nnostro\n", "_b": "fornito"}
	ts, err := markup.Load(office.fs(), shipped.fs())
	if err != nil {
		t.Fatal(err)
	}
	blocks, err := ts.Execute("atto", nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := dumpOf(t, blocks); got != "paragraph: dell'ufficio\nparagraph: nostro\n" {
		t.Errorf("%s", got)
	}
	if diff := cmp.Diff([]string{"atto"}, ts.Acts()); diff != "" {
		t.Error(diff)
	}
}

func TestExecute_UnknownActIsNamed(t *testing.T) {
	if _, err := load(t, templates{}).Execute("patto", nil); !errors.Is(err, markup.ErrNoAct) || !strings.Contains(err.Error(), "patto.md") {
		t.Errorf("error %v", err)
	}
}

func TestDigest_CoversTheActAndItsPartialsOnly(t *testing.T) {
	base := templates{"atto": "{{template \"_a\"}}", "_a": "x", "_altro": "y"}
	digest := func(change func(templates)) string {
		ts := templates{}
		for k, v := range base {
			ts[k] = v
		}
		change(ts)
		d, err := load(t, ts).Digest("atto")
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	first := digest(func(templates) {})
	if digest(func(ts templates) { ts["_altro"] = "z" }) != first {
		t.Error("a partial that the act does not call changed its digest")
	}
	if digest(func(ts templates) { ts["_a"] = "z" }) == first || digest(func(ts templates) { ts["atto"] += " " }) == first {
		t.Error("a change of the act's words kept its digest")
	}
}

func TestExecute_WindowsLineEndsAndMarksAreTheSame(t *testing.T) {
	want := dump(t, "# a\n\n:::centrato\nb\n:::\n", nil)
	if got := dump(t, "\ufeff# a\r\n\r\n:::centrato\r\nb\r\n:::\r\n", nil); got != want {
		t.Errorf("%s", got)
	}
}

func TestExecute_IsSafeForManyAtOnce(t *testing.T) {
	ts := load(t, templates{"atto": "# {{.}}\n"})
	done := make(chan error)
	for range 8 {
		go func() {
			_, err := ts.Execute("atto", "x")
			done <- err
		}()
	}
	for range 8 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}
