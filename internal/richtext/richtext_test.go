package richtext_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"concerta/internal/richtext"
)

var placesApart = cmpopts.IgnoreFields(richtext.Inline{}, "Pos", "Marks")

// show writes a text on one line: blocks in brackets, stress in angles.
func show(t richtext.Text) string {
	var b strings.Builder
	for _, block := range t.Blocks {
		switch block.Kind {
		case richtext.Paragraph:
			b.WriteString("[" + showInlines(block.Text) + "]")
		case richtext.BulletList:
			b.WriteString("ul(")
			for _, item := range block.Items {
				b.WriteString("·" + show(item))
			}
			b.WriteString(")")
		case richtext.OrderedList:
			b.WriteString("ol" + string(rune('0'+block.Start)) + "(")
			for _, item := range block.Items {
				b.WriteString("·" + show(item))
			}
			b.WriteString(")")
		}
	}
	return b.String()
}

func showInlines(xs []richtext.Inline) string {
	var b strings.Builder
	for _, x := range xs {
		switch x.Kind {
		case richtext.Plain:
			b.WriteString(x.Text)
		case richtext.LineBreak:
			b.WriteString("⏎")
		case richtext.Reference:
			b.WriteString("{" + x.Text + "}")
		case richtext.Strong:
			b.WriteString("<S " + showInlines(x.Kids) + ">")
		case richtext.Emph:
			b.WriteString("<E " + showInlines(x.Kids) + ">")
		case richtext.Withheld:
			b.WriteString("<O " + x.Why + ": " + showInlines(x.Kids) + ">")
		}
	}
	return b.String()
}

func TestParse_ReadsTheMarkup(t *testing.T) {
	cases := []struct{ rule, src, want string }{
		{"nothing is nothing", " \n\n  ", ""},
		{"a newline is a space", "una\ndue", "[una due]"},
		{"runs of spaces are one", "  una   due ", "[una due]"},
		{"a blank line parts paragraphs", "una\n \ndue", "[una][due]"},
		{"a backslash ends the line", "una\\\ndue", "[una⏎due]"},
		{"two spaces end the line", "una  \ndue", "[una⏎due]"},
		{"nothing breaks after the last line", "una\\", "[una]"},
		{"strong and emphasis", "**a** e *b*", "[<S a> e <E b>]"},
		{"stress nests", "**a *b* c** *d **e***", "[<S a <E b> c> <E d <S e>>]"},
		{"three asterisks open both", "***a** b* ***c* d** ***e***", "[<E <S a> b> <S <E c> d> <S <E e>>]"},
		{"stress inside a word", "al*l*a", "[al<E l>a]"},
		{"escapes", `\*a\* \{b\} \\ \- 1\. \n`, `[*a* {b} \ - 1. \n]`},
		{"an escaped marker is no list", "\\- a\n\n1\\. b", "[- a][1. b]"},
		{"bullets", "- a\n- b", "ul(·[a]·[b])"},
		{"numbers keep their start", "3. a\n4. b", "ol3(·[a]·[b])"},
		{"an item goes on indented", "- a\n  b\n\n  c\n- d", "ul(·[a b][c]·[d])"},
		{"an item goes on without indentation", "- a\nb", "ul(·[a b])"},
		{"a blank line and no indentation end a list", "- a\n\nb", "ul(·[a])[b]"},
		{"blank lines between items do not", "- a\n\n\n- b", "ul(·[a]·[b])"},
		{"lists nest", "- a\n  1. b\n  2. c\n     - d\n- e", "ul(·[a]ol1(·[b]·[c]ul(·[d]))·[e])"},
		{"a list of a list", "- - a", "ul(·ul(·[a]))"},
		{"the whole list may be indented", "  - a\n  - b\n    c", "ul(·[a]·[b c])"},
		{"a list after a line", "tavoli:\n- a", "[tavoli:]ul(·[a])"},
		{"a number after a line is no list", "il comma\n5. che", "[il comma 5. che]"},
		{"number one is", "ordine:\n1. a", "[ordine:]ol1(·[a])"},
		{"a year is no number of a list", "2013. Un anno", "[2013. Un anno]"},
		{"a bare marker is text", "-\n\n1.", "[-][1.]"},
		{"a backslash alone is itself", "\\", `[\]`},
		{"other kind, other list", "- a\n1. b", "ul(·[a])ol1(·[b])"},
		{"references", "entro le {scadenza}, {incontro:prima.data}", "[entro le {scadenza}, {incontro:prima.data}]"},
		{"tables alone on a line are a block", "Tavoli:\n{tavoli}\nfine", "[Tavoli:][{tavoli}][fine]"},
		{"tables in a line are words", "Tavoli: {tavoli}", "[Tavoli: {tavoli}]"},
		{"tables alone end an item's paragraph", "- a:\n  {tavoli}", "ul(·[a:][{tavoli}])"},
		{"withheld words", "il {omissis: sig. Rossi} e {omissis stato di salute: **chi**\nè {scadenza}}", "[il <O : sig. Rossi> e <O stato di salute: <S chi> è {scadenza}>]"},
		{"withheld words inside stress", "**{omissis: a}** {omissis:*b*}", "[<S <O : a>> <O : <E b>>]"},
		{"a reason of its own words", "{omissis art. 9, c. 1: x}", "[<O art. 9, c. 1: x>]"},
		{"no-break spaces stay", "n.\u00a01", "[n.\u00a01]"},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			got, problems := richtext.Parse(c.src)
			if len(problems) > 0 {
				t.Fatalf("problems: %v", problems)
			}
			if show(got) != c.want {
				t.Errorf("got  %s\nwant %s", show(got), c.want)
			}
			again, problems := richtext.Parse(got.Source())
			if len(problems) > 0 || cmp.Diff(got, again, placesApart) != "" {
				t.Errorf("source %q reads back as %s %v", got.Source(), show(again), problems)
			}
		})
	}
}

func TestParse_NamesThePlaceOfEachProblem(t *testing.T) {
	cases := []struct {
		src  string
		at   richtext.Pos
		what string
	}{
		{"una **due", richtext.Pos{1, 5}, "grassetto aperto con ** non è chiuso"},
		{"- a\n- è *b\n\nc*", richtext.Pos{2, 5}, "corsivo aperto con * non è chiuso"},
		{"a **b *c** d*", richtext.Pos{1, 9}, "si incrociano"},
		{"a **b ** c**", richtext.Pos{1, 7}, "non aprono né chiudono"},
		{"a **b **c", richtext.Pos{1, 7}, "c'è uno spazio"},
		{"a **b** ****", richtext.Pos{1, 9}, "non aprono né chiudono"},
		{"* voce", richtext.Pos{1, 1}, "non aprono né chiudono"},
		{"a {scadenza", richtext.Pos{1, 3}, "non è chiuso"},
		{"a {omissis: b", richtext.Pos{1, 3}, "l'omissis aperto con { non è chiuso"},
		{"a {omissis b}", richtext.Pos{1, 3}, "non ha i due punti"},
		{"a {omissis}", richtext.Pos{1, 3}, "non è un rinvio"},
		{"a {omissis: }", richtext.Pos{1, 3}, "non ha parole"},
		{"a {omissis: b {omissis: c}}", richtext.Pos{1, 15}, "dentro un altro"},
		{"a {omissis: *b} c*", richtext.Pos{1, 15}, "si incrociano"},
		{"a **b {omissis: c** d}", richtext.Pos{1, 18}, "si incrociano"},
		{"***a {omissis: b*** c}", richtext.Pos{1, 17}, "si incrociano"},
		{"a {scadenza\n\nb}", richtext.Pos{1, 3}, "non è chiuso"},
		{"a } b", richtext.Pos{1, 3}, "non chiude"},
		{"a\nb {scadenze}", richtext.Pos{2, 3}, "«{scadenze}» non è un rinvio"},
		{"{incontro}", richtext.Pos{1, 1}, "non è un rinvio"},
		{"{incontro:a.giorno}", richtext.Pos{1, 1}, "chiede «giorno»"},
		{"{incontro:A}", richtext.Pos{1, 1}, "non è un rinvio"},
		{"{tavolo:01}", richtext.Pos{1, 1}, "numero di un tavolo"},
		{"{fase:a.data}", richtext.Pos{1, 1}, "chiede «data»"},
		{"1. a\n3. b", richtext.Pos{2, 1}, "dopo il 1 viene il 3"},
		{"- - - - - - - a", richtext.Pos{1, 13}, "più di 6 livelli"},
		{"a\tb", richtext.Pos{1, 2}, "U+0009"},
		{"a\ue000b", richtext.Pos{1, 2}, "U+E000"},
		{"è\ue001", richtext.Pos{1, 2}, "U+E001"},
		{"a\xff", richtext.Pos{1, 2}, "byte"},
	}
	for _, c := range cases {
		t.Run(c.src, func(t *testing.T) {
			_, problems := richtext.Parse(c.src)
			for _, p := range problems {
				if p.Pos == c.at && strings.Contains(p.What, c.what) {
					if p.Repair == "" {
						t.Error("the problem says no repair")
					}
					return
				}
			}
			t.Errorf("want %q at %v, got %v", c.what, c.at, problems)
		})
	}
}

func TestInlineAt_LeadsBackToTheSource(t *testing.T) {
	text, _ := richtext.Parse("- primo \\* è\n  del 18\n  novembre")
	run := text.PlainRuns()[0]
	for word, want := range map[string]richtext.Pos{"primo": {1, 3}, "è": {1, 12}, "18": {2, 7}, "novembre": {3, 3}} {
		if got := run.At(strings.Index(run.Text, word)); got != want {
			t.Errorf("%s: got %v, want %v", word, got, want)
		}
	}
}

func TestReferences_InOrderWithTheirPlaces(t *testing.T) {
	text, _ := richtext.Parse("{scadenza.ora} **{fase:a}**\n- {tavolo:3}")
	want := []richtext.Ref{
		{Kind: richtext.RefDeadline, Part: richtext.PartHour, Pos: richtext.Pos{1, 1}},
		{Kind: richtext.RefPhase, ID: "a", Pos: richtext.Pos{1, 18}},
		{Kind: richtext.RefTable, Number: 3, Pos: richtext.Pos{2, 3}},
	}
	got := text.References()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for i, s := range []string{"scadenza.ora", "fase:a", "tavolo:3"} {
		if got[i].String() != s {
			t.Errorf("got %q, want %q", got[i], s)
		}
	}
}

func TestResolve_BlocksOnlyWhereTheReferenceStandsAlone(t *testing.T) {
	answer := func(ref richtext.Ref, alone bool) (richtext.Text, error) {
		if ref.Kind == richtext.RefTables && alone {
			list, _ := richtext.Parse("1. a\n2. b")
			return list, nil
		}
		return richtext.Words("*" + ref.String() + "*"), nil
	}
	text, _ := richtext.Parse("- entro **{scadenza}**, {tavoli}\n  {tavoli}")
	got, err := text.Resolve(answer)
	if err != nil {
		t.Fatal(err)
	}
	if want := "ul(·[entro <S *scadenza*>, *tavoli*]ol1(·[a]·[b]))"; show(got) != want {
		t.Errorf("got  %s\nwant %s", show(got), want)
	}

	_, err = text.Resolve(func(richtext.Ref, bool) (richtext.Text, error) {
		list, _ := richtext.Parse("- a")
		return list, nil
	})
	if !errors.Is(err, richtext.ErrNotInline) {
		t.Errorf("a list inside a line: got %v", err)
	}
}

func TestPlain_IsTheWordsAlone(t *testing.T) {
	text, _ := richtext.Parse("a **b**\\\nc {scadenza}\n\n1. d\n   - e")
	if got, want := text.Plain(), "a b c {scadenza}\nd\ne"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func FuzzParse_ReadsBackWhatItWrites(f *testing.F) {
	for _, s := range []string{"- a\n  1. b\n\n     c", "***a** b*", "a\\\n{tavoli}", "**a *b***", `\- \1. x`, "10. a\n11. b\n   c", "*a\\\n{tavoli}\\\nb*", "{omissis a b: *c* {tavoli}\\\n d}", "{omissis:\\\nb}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, src string) {
		text, problems := richtext.Parse(src)
		if len(problems) > 0 {
			return
		}
		again, problems := richtext.Parse(text.Source())
		if len(problems) > 0 {
			t.Fatalf("%q writes %q: %v", src, text.Source(), problems)
		}
		if diff := cmp.Diff(text, again, placesApart); diff != "" {
			t.Fatalf("%q writes %q: %s", src, text.Source(), diff)
		}
		folded := strings.Join(text.Lines(12), "\n")
		again, problems = richtext.Parse(folded)
		if diff := cmp.Diff(text, again, placesApart); len(problems) > 0 || diff != "" {
			t.Fatalf("%q folds to %q: %v %s", src, folded, problems, diff)
		}
	})
}

func TestLines_FoldsWithoutChangingTheWords(t *testing.T) {
	for src, want := range map[string]string{
		"uno due tre quattro":              "uno due\ntre\nquattro",
		"- uno due tre\n- quattro":         "- uno due\n  tre\n- quattro",
		"10. uno due\n11. tre":             "10. uno\n    due\n11. tre",
		"il giorno 18 e - forse - dopo":    "il\ngiorno 18\ne -\nforse -\ndopo",
		"parola-lunghissima-che-non-si-va": "parola-lunghissima-che-non-si-va",
		"uno\\\ndue tre quattro":           "uno\\\ndue tre\nquattro",
	} {
		text, problems := richtext.Parse(src)
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		if got := strings.Join(text.Lines(9), "\n"); got != want {
			t.Errorf("%q: got %q, want %q", src, got, want)
		}
	}
}
