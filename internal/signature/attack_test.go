package signature_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"concerta/internal/signature"
	"concerta/internal/signature/foreign"
)

type names = map[foreign.Name]string

// attack is an update that changes more than signatures: what it does, and
// what has to be said of it.
type attack struct {
	do   func(e *edit)
	want []string
}

func attacks() map[string]attack {
	number := func(v foreign.Value) int {
		r, _ := v.(foreign.Ref)
		return r.Num
	}
	content := "BT ET 0 0 100 100 re f"
	replace := func(page int, key foreign.Name, body string) func(*edit) {
		return func(e *edit) {
			num, p := e.page(page)
			e.with(num, p, names{key: body})
		}
	}
	annotation := func(page int, body string) func(*edit) {
		return func(e *edit) {
			num, p := e.page(page)
			a := e.add("<</Type/Annot" + body + ">>")
			e.with(num, p, names{"Annots": write(append(slices.Clone(e.array(p["Annots"])), foreign.Ref{Num: a}))})
		}
	}
	catalog := func(key foreign.Name, body string) func(*edit) {
		return func(e *edit) {
			num, c := e.catalog()
			e.with(num, c, names{key: body})
		}
	}
	form := func(key foreign.Name, body string) func(*edit) {
		return func(e *edit) {
			num, c := e.catalog()
			f := e.dict(c["AcroForm"])
			e.with(9999, f, names{key: body})
			b := e.objects[9999]
			delete(e.objects, 9999)
			e.with(num, c, names{"AcroForm": b})
		}
	}
	page2 := []string{"la pagina 2 è cambiata"}
	both := []string{"la pagina 1 è cambiata", "la pagina 2 è cambiata"}
	hidden := []string{"nel file ci sono oggetti che nessuna parte del documento usa"}
	unnamed := []string{"nel file ci sono dati che il suo indice non nomina"}
	return map[string]attack{
		"content replaced in its object": {func(e *edit) {
			_, p := e.page(2)
			e.objects[number(p["Contents"])] = stream("", content)
		}, page2},
		"content extended": {func(e *edit) {
			num, p := e.page(2)
			n := e.add(stream("", content))
			e.with(num, p, names{"Contents": fmt.Sprintf("[%s %d 0 R]", write(p["Contents"]), n)})
		}, page2},
		"resources replaced": {replace(2, "Resources", "<<>>"), page2},
		"page cropped":       {replace(2, "CropBox", "[0 0 100 100]"), page2},
		"page turned":        {replace(2, "Rotate", "90"), page2},
		"resources in their object": {func(e *edit) {
			_, p := e.page(1)
			e.objects[number(p["Resources"])] = "<</Font<<>>>>"
		}, both},
		"font program replaced": {func(e *edit) {
			_, p := e.page(1)
			for _, f := range e.dict(e.dict(p["Resources"])["Font"]) {
				inner := e.dict(e.array(e.dict(f)["DescendantFonts"])[0])
				e.objects[number(e.dict(inner["FontDescriptor"])["FontFile2"])] = stream("", "altro")
				return
			}
		}, both},
		"contents exchanged by the table alone": {func(e *edit) {
			_, p := e.page(1)
			num, q := e.page(2)
			e.with(num, q, names{"Contents": write(p["Contents"])})
		}, page2},
		"page added": {func(e *edit) {
			_, c := e.catalog()
			n := number(c["Pages"])
			p := e.add(fmt.Sprintf("<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]>>", n))
			d := e.dict(c["Pages"])
			e.with(n, d, names{"Kids": write(append(slices.Clone(e.array(d["Kids"])), foreign.Ref{Num: p})), "Count": "3"})
		}, []string{"le pagine erano 2 e sono 3", "la pagina 3 è nuova", "l’elenco delle pagine è cambiato"}},
		"page removed": {func(e *edit) {
			_, c := e.catalog()
			d := e.dict(c["Pages"])
			e.with(number(c["Pages"]), d, names{"Kids": write(e.array(d["Kids"])[:1]), "Count": "1"})
		}, []string{"le pagine erano 2 e sono 1", "l’elenco delle pagine è cambiato"}},
		"pages exchanged": {func(e *edit) {
			_, c := e.catalog()
			d := e.dict(c["Pages"])
			k := e.array(d["Kids"])
			e.with(number(c["Pages"]), d, names{"Kids": write(foreign.Array{k[1], k[0]})})
		}, []string{"alcune pagine sono state sostituite o scambiate", "l’elenco delle pagine è cambiato"}},
		"inherited resources": {func(e *edit) {
			_, c := e.catalog()
			e.with(number(c["Pages"]), e.dict(c["Pages"]), names{"Rotate": "90"})
		}, []string{"l’elenco delle pagine è cambiato"}},
		"other tree of pages": {func(e *edit) {
			_, c := e.catalog()
			n := e.add(write(e.dict(c["Pages"])))
			num, c := e.catalog()
			e.with(num, c, names{"Pages": fmt.Sprintf("%d 0 R", n)})
		}, []string{"l’elenco delle pagine è cambiato"}},
		"other catalog": {func(e *edit) {
			_, c := e.catalog()
			e.root = e.add(write(c))
		}, []string{"il documento ha un nuovo catalogo"}},
		"stamp":             {annotation(1, "/Subtype/Stamp/Rect[0 0 9 9]"), []string{"aggiunto un timbro (annotazione) a pagina 1"}},
		"protocol in words": {annotation(2, "/Subtype/FreeText/Rect[0 0 9 9]/Contents(Prot. 12)"), []string{"aggiunto un testo (annotazione) a pagina 2"}},
		"stamp with a look of its own": {func(e *edit) {
			ap := e.add(stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", content))
			annotation(1, fmt.Sprintf("/Subtype/Stamp/Rect[0 0 9 9]/AP<</N %d 0 R>>", ap))(e)
		}, []string{"aggiunto un timbro (annotazione) a pagina 1"}},
		"widget of no field": {annotation(1, "/Subtype/Widget/FT/Sig/T(x)/Rect[0 0 9 9]"), []string{"aggiunto un campo di modulo a pagina 1"}},
		"annotation in place": {func(e *edit) {
			num, p := e.page(1)
			e.with(num, p, names{"Annots": strings.TrimSuffix(write(e.array(p["Annots"])), "]") + "<</Type/Annot/Subtype/Stamp/Rect[0 0 9 9]>>]"})
		}, []string{"aggiunto un timbro (annotazione) a pagina 1"}},
		"annotation removed": {func(e *edit) {
			num, p := e.page(1)
			e.with(num, p, names{"Annots": write(e.array(p["Annots"])[1:])})
		}, []string{"tolta un’annotazione a pagina 1"}},
		"annotations exchanged": {func(e *edit) {
			num, p := e.page(1)
			a := slices.Clone(e.array(p["Annots"]))
			slices.Reverse(a)
			e.with(num, p, names{"Annots": write(a)})
		}, []string{"l’ordine delle annotazioni a pagina 1 è cambiato"}},
		"link redirected": {func(e *edit) {
			_, p := e.page(1)
			n := number(e.array(p["Annots"])[0])
			e.with(n, e.dict(foreign.Ref{Num: n}), names{"A": "<</S/URI/URI(https://example.net/)>>"})
		}, []string{"cambiata un’annotazione a pagina 1"}},
		"field filled": {func(e *edit) {
			n, d := e.field("note")
			ap := e.add(stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", content))
			e.with(n, d, names{"V": "(mille)", "AP": fmt.Sprintf("<</N %d 0 R>>", ap)})
		}, []string{"valore del campo «note» cambiato"}},
		"box ticked": {func(e *edit) {
			n, d := e.field("presente")
			e.with(n, d, names{"V": "/Si", "AS": "/Si"})
		}, []string{"valore del campo «presente» cambiato"}},
		"field that looks filled": {func(e *edit) {
			_, d := e.field("note")
			e.objects[number(e.dict(d["AP"])["N"])] = stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", content)
		}, []string{"l’aspetto del campo «note» è cambiato"}},
		"field removed": {func(e *edit) {
			_, c := e.catalog()
			f := e.array(e.dict(c["AcroForm"])["Fields"])
			form("Fields", write(f[1:]))(e)
		}, []string{"tolto il campo «note»"}},
		"field deleted": {func(e *edit) {
			n, _ := e.field("note")
			e.freed = append(e.freed, n)
		}, nil},
		"fields exchanged": {func(e *edit) {
			_, c := e.catalog()
			f := slices.Clone(e.array(e.dict(c["AcroForm"])["Fields"]))
			slices.Reverse(f)
			form("Fields", write(f))(e)
		}, []string{"l’ordine dei campi è cambiato"}},
		"list of annotations in the place of a page's content": {func(e *edit) {
			_, q := e.page(2)
			num, p := e.page(1)
			n := number(q["Contents"])
			e.objects[n] = write(e.array(p["Annots"]))
			e.with(num, p, names{"Annots": fmt.Sprintf("%d 0 R", n)})
		}, page2},
		"form in the place of a page's content": {func(e *edit) {
			_, q := e.page(2)
			n := number(q["Contents"])
			num, c := e.catalog()
			e.objects[n] = write(e.dict(c["AcroForm"]))
			e.with(num, c, names{"AcroForm": fmt.Sprintf("%d 0 R", n)})
		}, []string{"la pagina 2 è cambiata", "il modulo è cambiato"}},
		"form font that is the act's, replaced": {func(e *edit) {
			_, q := e.page(2)
			_, c := e.catalog()
			n := number(e.dict(q["Resources"])["Font"])
			e.objects[n] = "<<>>"
			dr := strings.TrimSuffix(write(e.dict(e.dict(c["AcroForm"])["DR"])), ">>")
			form("DR", fmt.Sprintf("%s/ColorSpace %d 0 R>>", dr, n))(e)
		}, append(slices.Clone(both), "il modulo è cambiato")},
		"text field added": {func(e *edit) {
			_, c := e.catalog()
			n := e.add("<</FT/Tx/T(altro)/V(x)>>")
			form("Fields", strings.TrimSuffix(write(e.array(e.dict(c["AcroForm"])["Fields"])), "]")+fmt.Sprintf("%d 0 R]", n))(e)
		}, []string{"aggiunto il campo «altro»"}},
		"values drawn again": {form("NeedAppearances", "true"), []string{"i campi del modulo vengono ridisegnati dal programma che li apre"}},
		"form font replaced": {form("DR", "<</Font<<>>>>"), []string{"i caratteri del modulo sono cambiati"}},
		"order of computing": {form("CO", "[]"), []string{"la voce «CO» del modulo è cambiata"}},
		"place to sign nobody signed": {
			func(e *edit) { e.addField("altra", "[0 0 0 0]", "") },
			[]string{"aggiunto il campo firma «altra», che nessuno ha firmato", "aggiunto un campo di modulo a pagina 1"},
		},
		"place to sign moved": {func(e *edit) {
			n, d := e.field("firma_b")
			e.with(n, d, names{"Rect": "[0 0 595 842]"})
		}, []string{"la firma «firma_b» usa o cambia parti che non sono sue"}},
		"layers":             {catalog("OCProperties", "<</OCGs[]/D<<>>>>"), []string{"i livelli del documento sono cambiati"}},
		"names":              {catalog("Names", "<</Dests<<>>>>"), []string{"la voce «Names» del catalogo è cambiata"}},
		"language":           {catalog("Lang", "(en)"), []string{"la lingua del documento è cambiata"}},
		"first page to show": {catalog("PageMode", "/FullScreen"), []string{"il modo in cui il documento si apre è cambiato"}},
		"permissions":        {catalog("Perms", "<</UR3<<>>>>"), []string{"i permessi del documento sono cambiati"}},
		"bookmark renamed": {func(e *edit) {
			_, c := e.catalog()
			first := e.dict(c["Outlines"])["First"]
			e.with(number(first), e.dict(first), names{"Title": "(Altro)"})
		}, []string{"i segnalibri sono cambiati"}},
		"structure replaced": {func(e *edit) {
			_, c := e.catalog()
			e.with(number(c["StructTreeRoot"]), e.dict(c["StructTreeRoot"]), names{"K": "null"})
		}, []string{"la struttura per la lettura assistita è cambiata"}},
		"title in the properties": {func(e *edit) {
			info := e.f.Trailer(e.rev)["Info"]
			e.with(number(info), e.dict(info), names{"Title": "(Altro)"})
		}, []string{"le proprietà del documento sono cambiate (Title)"}},
		"title in the metadata": {func(e *edit) {
			_, c := e.catalog()
			v, _ := e.f.Resolve(e.rev, c["Metadata"])
			s, _ := v.(*foreign.Stream)
			e.objects[number(c["Metadata"])] = stream("/Type/Metadata/Subtype/XML", strings.Replace(string(s.Raw), "Avviso", "Revoca", 1))
		}, []string{"i metadati del documento sono cambiati"}},
		"object that nobody uses": {func(e *edit) { e.add(stream("", content)) }, hidden},
		"objects without a table": {func(e *edit) { e.loose = "77 0 obj\n<</Type/Page>>\nendobj\n" }, unnamed},
		"object in a comment":     {func(e *edit) { e.loose = "% 77 0 obj <</Type/Page>> endobj\n" }, unnamed},
		"data after the end":      {func(e *edit) { e.tail = "altro" }, []string{"dopo la fine del documento ci sono altri dati"}},
		"object stream replaced": {func(e *edit) {
			// The issued catalog lies in an object stream; a table names the stream alone.
			for n := e.next - 1; n > 0; n-- {
				v, _ := e.f.Get(0, foreign.Ref{Num: n})
				if s, ok := v.(*foreign.Stream); ok && s.Dict["Type"] == foreign.Name("ObjStm") {
					data, _ := e.f.Unpacked(0, s)
					data = bytes.Replace(data, []byte("/Rect[72 600 300 618]"), []byte("/Rect[72 100 300 118]"), 1)
					e.objects[n] = stream(fmt.Sprintf("/Type/ObjStm/N %v/First %v", s.Dict["N"], s.Dict["First"]), string(data))
					return
				}
			}
		}, nil},
	}
}

// TestRead_EveryOtherChangeIsListed makes each change in a revision after a
// signature and in the very revision that is signed: it is listed in both.
func TestRead_EveryOtherChangeIsListed(t *testing.T) {
	issued := issuedPDF(t)
	signed := over(t, issued).sign("firma_a", signAs{by: anna(t)})
	for name, a := range attacks() {
		t.Run(name, func(t *testing.T) {
			for _, s := range []style{classic, packed} {
				e := over(t, signed)
				e.style = s
				a.do(e)
				r := read(t, issued, e.done())
				if !r.Matches || len(r.Changes) == 0 || r.Signed() {
					t.Fatalf("%v: not listed: %+v", s, r)
				}
				if a.want != nil && !slices.Equal(what(r), a.want) {
					t.Errorf("%v: %q\nwant %q", s, what(r), a.want)
				}
				for _, c := range r.Changes {
					if c.Kind == "" || strings.Contains(c.What, "pagina") && strings.Contains(c.What, "1") && c.Page != 1 && c.Kind != signature.KindPage {
						t.Errorf("%+v", c)
					}
				}
			}
			e := over(t, issued)
			a.do(e)
			tail := e.tail
			e.tail = ""
			if n, _ := e.field("firma_a"); e.objects[n] == "" {
				withSign(e)
				data := append(e.seal(signAs{by: anna(t)}), tail...)
				if r := read(t, issued, data); len(r.Changes) == 0 || r.Signed() {
					t.Errorf("signed together: not listed: %+v", r)
				}
			}
		})
	}
}

// withSign signs firma_a in a revision that does something else too.
func withSign(e *edit) {
	n, d := e.field("firma_a")
	v := e.add(sigDict(""))
	e.with(n, d, names{"V": fmt.Sprintf("%d 0 R", v)})
}

// TestRead_EveryObjectOfTheActIsWatched changes each object of the act, or
// takes it away, while a field is signed: none may go unsaid.
func TestRead_EveryObjectOfTheActIsWatched(t *testing.T) {
	issued := issuedPDF(t)
	all := over(t, issued)
	signed, d := all.field("firma_a")
	frame, _ := all.dict(d["AP"])["N"].(foreign.Ref)
	catalog, _ := all.catalog()
	watched := 0
	for n := 1; n < all.next; n++ {
		v, err := all.f.Get(0, foreign.Ref{Num: n})
		if err != nil {
			t.Fatal(err)
		}
		if n == signed || n == frame.Num || n == catalog {
			continue // signing may change them
		}
		for _, freed := range []bool{false, true} {
			e := over(t, issued)
			switch x := v.(type) {
			case foreign.Dict:
				e.with(n, x, names{"Altro": "1"})
			case foreign.Array:
				e.objects[n] = write(append(slices.Clone(x), foreign.Number(1)))
			case *foreign.Stream:
				e.objects[n] = write(&foreign.Stream{Dict: x.Dict, Raw: append(bytes.Clone(x.Raw), "<x>1</x>"...)})
			default:
				t.Fatalf("object %d: %T", n, v)
			}
			if freed {
				delete(e.objects, n)
				e.freed = []int{n}
			}
			watched++
			r, err := signature.Read(t.Context(), issued, e.sign("firma_a", signAs{by: anna(t)}))
			if err != nil {
				if !errors.Is(err, signature.ErrUnreadable) {
					t.Error(err)
				}
				continue
			}
			if len(r.Changes) == 0 || r.Signed() {
				t.Errorf("object %d (freed: %v) changes and nothing is said: %s", n, freed, write(v)[:min(200, len(write(v)))])
			}
		}
	}
	if watched < 50 {
		t.Errorf("only %d changes were tried", watched)
	}
}

func TestRead_WhatIsChangedAndPutBackIsListed(t *testing.T) {
	issued := issuedPDF(t)
	e := over(t, over(t, issued).sign("firma_a", signAs{by: anna(t)}))
	n, d := e.field("note")
	before := write(d)
	e.with(n, d, names{"V": "(mille)"})
	e = over(t, e.done())
	e.objects[n] = before
	if got := what(read(t, issued, e.done())); !slices.Equal(got, []string{"valore del campo «note» cambiato"}) {
		t.Errorf("%q", got)
	}
}

// TestRead_TableThatPointsElsewhere writes no object: the table alone gives a
// number the place of another object, or of an earlier one.
func TestRead_TableThatPointsElsewhere(t *testing.T) {
	issued := issuedPDF(t)
	signed := over(t, issued).sign("firma_a", signAs{by: anna(t), image: true})
	e := over(t, signed)
	_, p := e.page(1)
	one := p["Contents"].(foreign.Ref).Num
	e.places[one] = bytes.Index(signed, fmt.Appendf(nil, "\n%d 0 obj", one)) + 3
	if _, err := signature.Read(context.Background(), issued, e.done()); err == nil {
		t.Error("a place in the middle of an object is read")
	}
	// The signed field as it was before it was signed.
	f, err := foreign.Open(t.Context(), signed, 0)
	if err != nil {
		t.Fatal(err)
	}
	num, _ := over(t, signed).field("firma_a")
	body, _ := f.Get(0, foreign.Ref{Num: num})
	e = over(t, signed)
	e.objects[num] = write(body)
	if got := what(read(t, issued, e.done())); len(got) == 0 {
		t.Error("a signature taken away is not listed")
	}
}

func TestRead_SignatureIsLeftAlone(t *testing.T) {
	issued := issuedPDF(t)
	signed := over(t, issued).sign("firma_a", signAs{by: anna(t), image: true})
	number := func(v foreign.Value) int {
		r, _ := v.(foreign.Ref)
		return r.Num
	}
	for name, do := range map[string]func(*edit){
		"look in its object": func(e *edit) {
			_, d := e.field("firma_a")
			e.objects[number(e.dict(d["AP"])["N"])] = stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", "")
		},
		"another look": func(e *edit) {
			n, d := e.field("firma_a")
			ap := e.add(stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", ""))
			e.with(n, d, names{"AP": fmt.Sprintf("<</N %d 0 R>>", ap)})
		},
		"hidden":     func(e *edit) { n, d := e.field("firma_a"); e.with(n, d, names{"F": "2"}) },
		"moved":      func(e *edit) { n, d := e.field("firma_a"); e.with(n, d, names{"Rect": "[0 0 595 842]"}) },
		"taken away": func(e *edit) { n, d := e.field("firma_a"); e.with(n, d, names{"V": ""}) },
		"other reason": func(e *edit) {
			_, d := e.field("firma_a")
			e.with(number(d["V"]), e.dict(d["V"]), names{"Reason": "(altro)"})
		},
	} {
		t.Run(name, func(t *testing.T) {
			e := over(t, signed)
			do(e)
			r := read(t, issued, e.done())
			if len(r.Changes) == 0 || r.Signed() {
				t.Errorf("not listed: %+v", r)
			}
		})
	}
}

func TestRead_SigningAFieldChangesNothingElse(t *testing.T) {
	issued := issuedPDF(t)
	for name, c := range map[string]struct {
		do   func(e *edit, d foreign.Dict, entries names)
		want string
	}{
		"rectangle moved over text": {func(_ *edit, _ foreign.Dict, n names) { n["Rect"] = "[0 0 595 842]" }, "riquadro della firma «firma_a»"},
		"renamed":                   {func(_ *edit, _ foreign.Dict, n names) { n["TU"] = "(Altro)" }, "(TU)"},
		"acts when clicked":         {func(_ *edit, _ foreign.Dict, n names) { n["A"] = "<</S/URI/URI(x)>>" }, "(A)"},
		"does not zoom":             {func(_ *edit, _ foreign.Dict, n names) { n["F"] = "12" }, "visibilità"},
		"look is a page's content": {func(e *edit, _ foreign.Dict, n names) {
			_, p := e.page(2)
			r, _ := p["Contents"].(foreign.Ref)
			e.objects[r.Num] = stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", "BT ET")
			n["AP"] = "<</N " + write(r) + ">>"
		}, "la pagina 2 è cambiata"},
		"look uses the act's font, replaced": {func(e *edit, _ foreign.Dict, n names) {
			_, p := e.page(2)
			r, _ := p["Resources"].(foreign.Ref)
			e.objects[r.Num] = "<</Font<<>>>>"
			ap := e.add(stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources "+write(r), ""))
			n["AP"] = fmt.Sprintf("<</N %d 0 R>>", ap)
		}, "la pagina 2 è cambiata"},
	} {
		t.Run(name, func(t *testing.T) {
			e := over(t, issued)
			num, d := e.field("firma_a")
			entries := names{"V": fmt.Sprintf("%d 0 R", e.add(sigDict("")))}
			c.do(e, d, entries)
			e.with(num, d, entries)
			r := read(t, issued, e.seal(signAs{by: anna(t)}))
			if got := strings.Join(what(r), "; "); !strings.Contains(got, c.want) || r.Signed() {
				t.Errorf("%q", got)
			}
		})
	}
	// The frame of the empty field may be drawn over in its own object.
	e := over(t, issued)
	num, d := e.field("firma_a")
	r, _ := e.dict(d["AP"])["N"].(foreign.Ref)
	e.objects[r.Num] = stream("/Type/XObject/Subtype/Form/BBox[0 0 178 40]", "0 0 9 9 re f")
	e.with(num, d, names{"V": fmt.Sprintf("%d 0 R", e.add(sigDict("")))})
	clean(t, read(t, issued, e.seal(signAs{by: anna(t)})), "ESEMPIO ANNA")
}

func TestRead_AddedFieldIsLookedAtOnEveryPage(t *testing.T) {
	issued := issuedPDF(t)
	for name, c := range map[string]struct {
		do   func(e *edit, v string)
		want string
	}{
		"on the other page too": {func(e *edit, v string) {
			e.addField("Signature1", "[60 755 300 790]", v)
			num, p := e.page(2)
			e.with(num, p, names{"Annots": strings.TrimSuffix(write(e.array(p["Annots"])), "]") + fmt.Sprintf(" %d 0 R]", e.next-1)})
		}, "copre qualcosa a pagina 2"},
		"over the widget of another": {func(e *edit, v string) {
			// A field whose widget is that of a field filled in: its look changes in place.
			n, d := e.field("note")
			r, _ := e.dict(d["AP"])["N"].(foreign.Ref)
			e.objects[r.Num] = stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", "BT ET")
			e.addField("Signature1", "[0 0 0 0]", fmt.Sprintf("/Kids[%d 0 R]%s", n, v))
		}, ""},
		"look without a box": {func(e *edit, v string) {
			ap := e.add(stream("/Type/XObject/Subtype/Form", "0 0 500 500 re f 0 0 500 500 re f"))
			e.addField("Signature1", "[0 0 0 0]", fmt.Sprintf("/AP<</N %d 0 R>>%s", ap, v))
		}, "non ha un riquadro suo"},
		"look with an empty box": {func(e *edit, v string) {
			ap := e.add(stream("/Type/XObject/Subtype/Form/BBox[0 0 0 0]", "0 0 500 500 re f 0 0 500 500 re f"))
			e.addField("Signature1", "[0 0 0 0]", fmt.Sprintf("/AP<</N<</On %d 0 R>>>>/AS/On%s", ap, v))
		}, "non ha un riquadro suo"},
		"does more than sign": {func(e *edit, v string) {
			e.addField("Signature1", "[0 0 0 0]", "/A<</S/URI/URI(x)>>"+v)
		}, "ha altro oltre alla firma (A)"},
		"in the layer of another": {func(e *edit, v string) {
			e.addField("Signature1", "[300 100 500 160]", "/OC<<>>"+v)
		}, "ha altro oltre alla firma (OC)"},
	} {
		t.Run(name, func(t *testing.T) {
			e := over(t, issued)
			c.do(e, fmt.Sprintf("/V %d 0 R", e.add(sigDict(""))))
			r, err := signature.Read(t.Context(), issued, e.seal(signAs{by: anna(t)}))
			if errors.Is(err, signature.ErrUnreadable) && c.want == "" {
				return // a field that is two fields
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(what(r), "; "); len(r.Changes) == 0 || !strings.Contains(got, c.want) || r.Signed() {
				t.Errorf("%q", got)
			}
		})
	}
	// A second field that takes the widget of the first, to change its look.
	e := over(t, issued)
	pnum, page := e.page(1)
	look := e.add(stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", "BT ET"))
	w := e.add(fmt.Sprintf("<</Type/Annot/Subtype/Widget/Rect[300 100 500 160]/F 4/AP<</N %d 0 R>>>>", look))
	e.addField("Signature1", "[0 0 0 0]", fmt.Sprintf("/Kids[%d 0 R]/V %d 0 R", w, e.add(sigDict(""))))
	e.with(pnum, page, names{"Annots": strings.TrimSuffix(write(e.array(page["Annots"])), "]") + fmt.Sprintf(" %d 0 R]", w)})
	first := e.seal(signAs{by: anna(t)})
	clean(t, read(t, issued, first), "ESEMPIO ANNA")
	e = over(t, first)
	e.objects[look] = stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", "0 0 9 9 re f")
	e.addField("Signature2", "[0 0 0 0]", fmt.Sprintf("/Kids[%d 0 R]/V %d 0 R", w, e.add(sigDict(""))))
	e.with(pnum, over(t, first).dict(foreign.Ref{Num: pnum}), nil)
	if r := read(t, issued, e.seal(signAs{by: bruno(t)})); len(r.Changes) == 0 || r.Signed() {
		t.Errorf("%+v", r)
	}
	// What programs give an invisible signature.
	e = over(t, issued)
	ap := e.add(stream("/Type/XObject/Subtype/Form/BBox[0 0 0 0]", "% DSBlank"))
	e.addField("Signature1", "[0 0 0 0]", fmt.Sprintf("/AP<</N %d 0 R>>/V %d 0 R", ap, e.add(sigDict(""))))
	clean(t, read(t, issued, e.seal(signAs{by: anna(t)})), "ESEMPIO ANNA")
}

func TestRead_OneSignatureIsNotTwo(t *testing.T) {
	issued := issuedPDF(t)
	e := over(t, issued)
	v := fmt.Sprintf("%d 0 R", e.add(sigDict("")))
	for _, n := range []string{"firma_a", "firma_b"} {
		num, d := e.field(n)
		e.with(num, d, names{"V": v})
	}
	r := read(t, issued, e.seal(signAs{by: anna(t)}))
	if len(r.Signatures) != 1 || !slices.Equal(what(r), []string{"il campo «firma_b» ripete la firma del campo «firma_a»"}) {
		t.Errorf("%+v", r)
	}
	e = over(t, issued)
	e.addField("firma_b", "[0 0 0 0]", fmt.Sprintf("/V %d 0 R", e.add(sigDict(""))))
	r = read(t, issued, e.seal(signAs{by: anna(t)}))
	if got := strings.Join(what(r), "; "); !strings.Contains(got, "ha il nome di un altro") {
		t.Errorf("%q", got)
	}
}

func TestRead_ProgramsMaySetTheDateOfTheLastChange(t *testing.T) {
	issued := issuedPDF(t)
	e := over(t, issued)
	info, _ := e.f.Trailer(e.rev)["Info"].(foreign.Ref)
	e.with(info.Num, e.dict(info), names{"ModDate": "(D:20131106093000Z)", "Producer": "(altro)"})
	_, c := e.catalog()
	meta, _ := c["Metadata"].(foreign.Ref)
	v, _ := e.f.Resolve(e.rev, meta)
	s, _ := v.(*foreign.Stream)
	x := strings.Replace(string(s.Raw), "<xmp:ModifyDate>2013-11-06T09:30:00Z", "<xmp:ModifyDate>2013-11-07T00:00:00Z", 1)
	if x == string(s.Raw) {
		t.Fatal("no date in the metadata")
	}
	e.objects[meta.Num] = stream("/Type/Metadata/Subtype/XML", x)
	clean(t, read(t, issued, e.sign("firma_a", signAs{by: anna(t)})), "ESEMPIO ANNA")
}
