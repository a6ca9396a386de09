package processfile

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"concerta/internal/process"
	"concerta/internal/richtext"
)

// Any file that the reader takes, whatever keys it has, is read from what is
// written of it as the same process.
func TestWrite_GivesBackWhateverWasRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pick := func(all ...string) string { return rapid.SampledFrom(all).Draw(t, "pick") }
		src := yamlText(drawn{
			T:    t,
			has:  func(string) bool { return rapid.IntRange(0, 2).Draw(t, "has") > 0 },
			pick: pick,
			words: func(string) string {
				return pick("a", "null", "Due parole", "a: b", "#1", "'", `"x"`, strings.Repeat("lunga ", 25)+"fine")
			},
		}.node(fileShape(), ""))
		first := readLoosely(t, src)
		var out bytes.Buffer
		if err := Write(&out, first); err != nil {
			t.Fatal(err)
		}
		second := readLoosely(t, out.String())
		if diff := cmp.Diff(first, second, cmpopts.IgnoreFields(richtext.Inline{}, "Pos", "Marks")); diff != "" {
			t.Fatalf("%s\n----\n%s\n----\n%s", src, out.String(), diff)
		}
	})
}

// A file in the canonical form is written as it was: no key is lost, and none
// takes the value of another. The last of the values to pick from is in that
// form, and never the usual one, which is not written.
func TestWrite_OfACanonicalFileIsThatFile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src := yamlText(drawn{
			T:     t,
			has:   func(path string) bool { return path != "luoghi" && rapid.IntRange(0, 2).Draw(t, "has") > 0 },
			pick:  func(all ...string) string { return all[len(all)-1] },
			words: func(path string) string { return strings.NewReplacer("[]", "", ".", " ").Replace(path) },
		}.node(fileShape(), ""))
		var out bytes.Buffer
		if err := Write(&out, readLoosely(t, src)); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(src, out.String()); diff != "" {
			t.Fatal(diff)
		}
	})
}

// readLoosely reads a file whose only faults may be names that lead nowhere.
func readLoosely(t *rapid.T, src string) *process.Process {
	f, faults := Read("prova.yaml", []byte(src), nil)
	loose := []string{
		"soggetto-sconosciuto", "incontro-sconosciuto", "tavolo-sconosciuto", "proposta-sconosciuta", "rinvio-sconosciuto",
		"id-doppio", "numero-doppio", "registro-doppio", "verbale-doppio", "parte-doppia", "fasi-e-voci",
		"protocollo-di-quale", "protocollo-doppio", "firmatario-doppio", "firmatario-sconosciuto",
	}
	for _, x := range faults {
		if !slices.Contains(loose, x.Rule) {
			t.Fatalf("%s\n%+v", src, x)
		}
	}
	return f.Process
}

// drawn draws a file of a shape.
type drawn struct {
	*rapid.T
	has   func(path string) bool // whether a key that need not be there is
	pick  func(all ...string) string
	words func(path string) string // of a text
}

func (d drawn) node(s shape, path string) *node {
	switch s.kind {
	case isObject:
		n := &node{kind: mappingNode}
		only := d.oneOf(path)
		for _, f := range s.fields {
			if only != "" && slices.Contains(alternatives(path), f.key) && f.key != only {
				continue
			}
			at := joinPath(path, f.key)
			if !f.required && f.key != only && !d.has(at) {
				continue
			}
			if x := d.node(f.shape, at); x.kind != mappingNode || len(x.entries) > 0 {
				n.entries = append(n.entries, entry{f.key, x})
			}
		}
		return n
	case isList:
		n := &node{kind: sequenceNode}
		for range rapid.IntRange(1, 2).Draw(d.T, "items") {
			n.items = append(n.items, d.node(*s.item, path+"[]"))
		}
		return n
	case isRooms:
		return &node{kind: mappingNode, entries: []entry{{"sala", wordNode("Sala grande")}, {"aula", wordNode("Aula: magna")}}}
	case isPlace:
		return &node{kind: mappingNode, entries: []entry{{"stampa", wordNode(d.pick("Altrove", "Sala grande", "x: y", "sala"))}}}
	case isRich:
		t, problems := richtext.Parse(d.pick(strings.Repeat("lunga 1. - ", 15)+"fine", "**a** b\n\n- c: d\n  1. e", "una {scadenza} e {incontro:a.data}", "d: e", "parola"))
		if len(problems) > 0 {
			d.Fatal(problems)
		}
		return richNode(t)
	case isText:
		if path == "lingua" {
			return wordNode(d.pick("it-IT", "de-IT"))
		}
		if strings.HasSuffix(path, "giorno") {
			return wordNode("lunedì")
		}
		return plainNode(d.words(path))
	case isChoice:
		return wordNode(d.pick(s.values...))
	case isNumber:
		if strings.HasSuffix(path, "schede-brevi") { // has a usual value, and 0 is one too
			return wordNode(d.pick(fmt.Sprint(usualShortForms), "0", "12"))
		}
		return wordNode(fmt.Sprint(rapid.IntRange(s.least, max(s.least, min(s.most, 28))).Draw(d.T, "number")))
	case isDate:
		return wordNode(d.pick("4 novembre 2013", "2013-11-05"))
	case isOpenDate:
		return wordNode(d.pick("2013-11-05", "da comunicare"))
	case isHour:
		return wordNode(d.pick("0", "16:05", "9.30"))
	case isMoment:
		return wordNode(d.pick("2013-11-05 11.40", "2013-11-05"))
	case isYesNo:
		return wordNode(d.pick("si", "true", "sì"))
	case isID:
		return wordNode(d.pick("a", "b", "1"))
	case isKey:
		return wordNode("prova-2026")
	}
	d.Fatalf("no value of shape %s", s.kind)
	return nil
}

// oneOf is the one key drawn of those of which a mapping has exactly one.
func (d drawn) oneOf(path string) string {
	if keys := alternatives(path); keys != nil {
		return d.pick(keys...)
	}
	return ""
}

func alternatives(path string) []string {
	switch {
	case strings.HasSuffix(path, "voci[]"):
		return []string{"incontro", "periodo", "testo"}
	case strings.HasSuffix(path, "movimenti[]"):
		return []string{"entrata", "uscita"}
	}
	return nil
}
