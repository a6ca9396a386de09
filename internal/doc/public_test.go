package doc_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"concerta/internal/doc"
	"concerta/internal/doc/doctest"
)

func redacted(words string) *doc.Redactable {
	return &doc.Redactable{Reason: "prova", Text: doctest.T(words)}
}

func dumped(t *testing.T, d *doc.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := doc.Dump(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPublic_CopiesEverythingElseAndTouchesNothing(t *testing.T) {
	d := doctest.Everything()
	public, withheld := doc.Public(d)
	if diff := cmp.Diff(doctest.Everything(), d); diff != "" {
		t.Fatalf("the act itself changed: %s", diff)
	}
	if diff := cmp.Diff([]string{"Rossi"}, withheld); diff != "" {
		t.Error(diff)
	}
	want := strings.Replace(dumped(t, d), "{omissis salute: Rossi}", doc.Omissis, 1)
	want = strings.Replace(want, "  page ", "  copy \"copia per la pubblicazione\"\n  page ", 1)
	if diff := cmp.Diff(want, dumped(t, public)); diff != "" {
		t.Error(diff)
	}
	if problems := append(doc.Check(public, nil), doc.Leaks(public, withheld)...); len(problems) > 0 {
		t.Error(problems)
	}
}

func TestPublic_SaysOmissisOnceForSpansSideBySide(t *testing.T) {
	d := &doc.Document{Blocks: []doc.Block{&doc.Paragraph{Text: []doc.Inline{
		&doc.Text{Value: "Si sentono "}, redacted("Ada"), &doc.Text{Value: " "}, redacted("Neri"), redacted("e Bo"), &doc.Text{Value: ", "}, redacted("Ivo"),
		&doc.Text{Value: " e "}, &doc.Redactable{Reason: "prova", Instead: "un cittadino", Text: doctest.T("Gino")},
	}}}}
	public, _ := doc.Public(d)
	p := public.Blocks[0].(*doc.Paragraph)
	if got, want := doc.Plain(p.Text), "Si sentono OMISSIS, OMISSIS e un cittadino"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestPublic_LeavesOutAddressesValuesAndSignatures(t *testing.T) {
	d := &doc.Document{
		Meta:    doc.Meta{Title: "Istanza di mario rossi", Subject: "Mario  Rossi", Keywords: []string{"istanza", "MARIO ROSSI"}},
		Running: doc.Running{Head: "Ufficio – Mario Rossi", Scan: &doc.Scan{Code: "A"}},
		Blocks: []doc.Block{
			&doc.Heading{Level: 1, Text: []doc.Inline{&doc.Text{Value: "Istanza di "}, redacted("Mario Rossi")}},
			&doc.Paragraph{Text: []doc.Inline{&doc.Link{URL: "mailto:m.r@example.org", Text: []doc.Inline{redacted("Mario Rossi")}}}},
			&doc.Paragraph{Text: []doc.Inline{&doc.Redactable{Reason: "prova", Text: []doc.Inline{&doc.Link{URL: "https://example.org/casa-sua", Text: doctest.T("la sua pagina")}}}}},
			&doc.Field{Name: "nome", Label: "Nome di Mario Rossi", Value: "Mario Rossi"},
			&doc.Field{Name: "aiuto", Label: "Aiuto chiesto", Kind: doc.FieldChoice, Options: []string{"a casa", "in ospedale"}, Value: "in ospedale", Withhold: "salute"},
			&doc.Figure{Image: doc.Image{Alt: "Ritratto di Mario Rossi"}},
			&doc.Code{Data: "X", Text: "di Mario Rossi", Alt: "codice"},
			&doc.Signatures{Items: []doc.Signature{{Name: "firma_uno", Who: "Ugo Bianchi", Withhold: "cittadino"}, {Name: "firma_due", Who: "Mario ROSSI"}}},
		},
	}
	public, withheld := doc.Public(d)
	want := []string{"Mario Rossi", "mailto:m.r@example.org", "la sua pagina", "https://example.org/casa-sua", "in ospedale", "Ugo Bianchi"}
	if diff := cmp.Diff(want, withheld); diff != "" {
		t.Error(diff)
	}
	all := public.Meta.Title + public.Meta.Subject + strings.Join(public.Meta.Keywords, "") + dumped(t, public)
	for _, w := range append(withheld, "casa-sua", "ospedale") {
		if strings.Contains(strings.ToLower(all), strings.ToLower(w)) {
			t.Errorf("%q is still there: %s", w, all)
		}
	}
	if public.Running.Scan != nil {
		t.Error("a public copy has marks for scanning")
	}
	if problems := doc.Leaks(public, withheld); len(problems) > 0 {
		t.Error(problems)
	}
}

func TestLeaks_FindsWhatIsStillThere(t *testing.T) {
	const passage = "È in cura al Centro di Salute Mentale di Gallipoli, dice il fratello Ugo Bianchi, e chiede un alloggio"
	cases := []struct {
		rule, withheld, text string
		leaks                bool
	}{
		{"the same words", "De Carlo Rosa", "Parla De Carlo Rosa.", true},
		{"in another case and with other accents", "Dònno Piero", "parla DONNO PIERO", true},
		{"a name the other way round", "De Carlo Rosa", "Parla Rosa De Carlo.", true},
		{"a name in two pieces of text", "Rossi Mario Luigi", "Mario Rossi chiede", true},
		{"a surname alone", "De Carlo Rosa", "la signora De Carlo chiede", true},
		{"a surname after the first word", "De Carlo Rosa", "Interviene De Carlo.", true},
		{"a word of somebody else's name, alone", "Alfieri Pina ESEMPIO", "Gruppo ESEMPIO, con Ugo Conte ESEMPIO", false},
		{"a surname that is somebody else's name", "D'Elia Franco", "Franco Greco chiede", false},
		{"a word that the names of two share", "Alfieri Pina ESEMPIO", "Paolo Conte ESEMPIO", false},
		{"a common word of a name", "Rosa De Carlo", "una rosa di nomi", false},
		{"in an address", "De Carlo Rosa", "rosa.decarlo@example.org, rosa_carlo", true},
		{"a long passage, in part", passage, "È seguita al centro di salute mentale di Gallipoli.", true},
		{"a name inside a passage", passage, "Interviene Bianchi Ugo.", true},
		{"common words of a passage", passage, "Si chiede un centro diurno e un alloggio.", false},
		{"one figure says nothing", "3", "Tavolo 3", false},
		{"an omission that says omissis", "OMISSIS", "OMISSIS", false},
	}
	for _, c := range cases {
		d := &doc.Document{Blocks: []doc.Block{&doc.Paragraph{Text: []doc.Inline{&doc.Strong{Text: doctest.T(c.text[:4])}, &doc.Text{Value: c.text[4:]}}}}}
		if got := doc.Leaks(d, []string{c.withheld}); (len(got) > 0) != c.leaks {
			t.Errorf("%s: %q in %q: %v", c.rule, c.withheld, c.text, got)
		}
		if got := doc.Reveals(c.text, []string{c.withheld}); got != c.leaks {
			t.Errorf("%s: reveals %v", c.rule, got)
		}
	}
}

func TestLeaks_LooksEverywhere(t *testing.T) {
	const secret = "Zebedeo Quagliarulo"
	cell := func(b ...doc.Block) []doc.Row { return []doc.Row{{Cells: []doc.Cell{{Blocks: b}}}} }
	all := map[string]*doc.Document{
		"title":    {Meta: doc.Meta{Title: secret}},
		"keywords": {Meta: doc.Meta{Keywords: []string{"a", secret}}},
		"id":       {Meta: doc.Meta{Identifier: "istanza/zebedeo-quagliarulo"}},
		"foot":     {Running: doc.Running{Foot: "istanza/zebedeo-quagliarulo"}},
		"verify":   {Running: doc.Running{Verify: &doc.Verification{URL: "https://example.org/zebedeo_quagliarulo"}}},
	}
	for name, b := range map[string]doc.Block{
		"letterhead": &doc.Letterhead{Contacts: []string{secret}},
		"heading":    &doc.Heading{Text: doctest.T(secret)},
		"list":       &doc.List{Items: []doc.Item{{Blocks: []doc.Block{doctest.P(secret)}}}},
		"caption":    &doc.Table{Caption: doctest.T(secret)},
		"cell":       &doc.Table{Body: cell(doctest.P(secret))},
		"field name": &doc.Field{Name: "zebedeo_quagliarulo"},
		"option":     &doc.Field{Options: []string{secret}},
		"signature":  &doc.Signatures{Items: []doc.Signature{{Name: "firma_quagliarulo_zebedeo"}}},
		"picture":    &doc.Figure{Image: doc.Image{Alt: secret}},
		"code":       &doc.Code{Data: secret},
		"section":    &doc.Section{Blocks: []doc.Block{doctest.P(secret)}},
		"address":    &doc.Paragraph{Text: []doc.Inline{&doc.Link{URL: "mailto:zebedeo.quagliarulo@example.org", Text: doctest.T("posta")}}},
		"span":       &doc.Paragraph{Text: []doc.Inline{redacted(secret)}},
	} {
		all[name] = &doc.Document{Blocks: []doc.Block{b}}
	}
	for name, d := range all {
		if got := doc.Leaks(d, []string{"Altro Nome", secret}); len(got) == 0 {
			t.Errorf("%s: nothing found", name)
		} else if s := fmt.Sprint(got); !strings.Contains(s, "omettere") {
			t.Errorf("%s: %s", name, s)
		}
	}
}
