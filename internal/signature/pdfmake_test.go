package signature_test

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/smallstep/pkcs7"

	"concerta/fonts"
	"concerta/internal/pdf"
	"concerta/internal/pdf/reader"
	"concerta/internal/signature/foreign"
)

func face(tb testing.TB, name string) *pdf.Face {
	tb.Helper()
	data, err := fonts.Files.ReadFile("Liberation" + name + ".ttf")
	if err != nil {
		tb.Fatal(err)
	}
	f, err := pdf.ParseFace(data, "abcdefghijklmnopqrstuvwxyz ")
	if err != nil {
		tb.Fatal(err)
	}
	return f
}

// issuedPDF makes an act of two pages as this program issues them: text, a link, a
// text field, a check box, and two places to sign.
func issuedPDF(tb testing.TB) []byte {
	tb.Helper()
	var out bytes.Buffer
	d := pdf.NewDocument(&out, pdf.Info{Title: "Avviso", Author: "Ufficio", Lang: "it-IT", Producer: "concerta", Created: signedAt})
	d.SetFormFace(face(tb, "Sans-Regular"))
	f := d.Font(face(tb, "Serif-Regular"))
	show := func(p *pdf.Page, tag pdf.Tag, y float64, words string) {
		var numbers []uint16
		for _, r := range words {
			n, _, ok := f.Glyph(r)
			if !ok {
				tb.Fatalf("no glyph for %q", r)
			}
			numbers = append(numbers, n)
		}
		e := d.Root().Add(tag)
		p.Tagged(e)
		p.Show(f, 11, 72, y, []pdf.Glyphs{{Numbers: numbers}})
		p.End()
	}
	p := d.AddPage(595, 842)
	show(p, pdf.TagH1, 760, "Avviso pubblico")
	d.AddBookmark(nil, "Avviso pubblico", p, 760)
	show(p, pdf.TagP, 740, "Il contributo ammonta a cento euro")
	p.Link(d.Root().Add(pdf.TagLink), pdf.Rect{X0: 72, Y0: 700, X1: 200, Y1: 712}, "https://example.org/", "Il sito")
	p.AddText(d.Root().Add(pdf.TagForm), pdf.Rect{X0: 72, Y0: 600, X1: 300, Y1: 618}, pdf.TextField{Field: pdf.Field{Name: "note", Words: "Note"}})
	p.AddCheck(d.Root().Add(pdf.TagForm), pdf.Rect{X0: 72, Y0: 570, X1: 84, Y1: 582}, pdf.CheckField{Field: pdf.Field{Name: "presente", Words: "Presente"}})
	p.Close()
	q := d.AddPage(595, 842)
	show(q, pdf.TagP, 760, "Letto e approvato")
	for i, n := range []string{"firma_a", "firma_b"} {
		y := 600 - 80*float64(i)
		q.AddSignature(d.Root().Add(pdf.TagForm), pdf.Rect{X0: 72, Y0: y, X1: 250, Y1: y + 40}, pdf.SignatureField{Field: pdf.Field{Name: n, Words: "Firma"}})
	}
	q.Close()
	if err := d.Close(); err != nil {
		tb.Fatal(err)
	}
	if _, err := reader.Read(out.Bytes()); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

// style is how a program writes a revision.
type style int

const (
	classic style = iota
	streamed
	packed
	hybrid
)

// edit is a revision being written over a file.
type edit struct {
	tb      testing.TB
	data    []byte
	f       *foreign.File
	rev     int
	next    int
	objects map[int]string
	freed   []int
	style   style
	trailer string              // more entries of the trailer
	root    int                 // 0: as before
	places  map[int]int         // entries of the table that say something else
	loose   string              // bytes that no table names
	tail    string              // bytes after the end
	raw     func([]byte) []byte // last change, before signing
}

func over(tb testing.TB, data []byte) *edit {
	tb.Helper()
	f, err := foreign.Open(context.Background(), data, 0)
	if err != nil {
		tb.Fatal(err)
	}
	rev := f.Revisions() - 1
	size, _ := f.Trailer(rev)["Size"].(foreign.Number)
	return &edit{tb: tb, data: data, f: f, rev: rev, next: int(size), objects: map[int]string{}, places: map[int]int{}}
}

func (e *edit) catalog() (int, foreign.Dict) {
	r, _ := e.f.Trailer(e.rev)["Root"].(foreign.Ref)
	return r.Num, e.dict(r)
}

func (e *edit) dict(v foreign.Value) foreign.Dict {
	d, err := e.f.Dict(e.rev, v)
	if err != nil {
		e.tb.Fatal(err)
	}
	return d
}

func (e *edit) array(v foreign.Value) foreign.Array {
	a, err := e.f.Array(e.rev, v)
	if err != nil {
		e.tb.Fatal(err)
	}
	return a
}

// page gives a page, from 1.
func (e *edit) page(n int) (int, foreign.Dict) {
	_, c := e.catalog()
	r, _ := e.array(e.dict(c["Pages"])["Kids"])[n-1].(foreign.Ref)
	return r.Num, e.dict(r)
}

// field gives a field by its name.
func (e *edit) field(name string) (int, foreign.Dict) {
	_, c := e.catalog()
	for _, v := range e.array(e.dict(c["AcroForm"])["Fields"]) {
		d := e.dict(v)
		if t, _ := d["T"].(foreign.String); string(t.Bytes) == name {
			return v.(foreign.Ref).Num, d
		}
	}
	e.tb.Fatalf("no field %q", name)
	return 0, nil
}

// add writes a new object and gives its number.
func (e *edit) add(body string) int {
	n := e.next
	e.next++
	e.objects[n] = body
	return n
}

// with writes a dictionary again with other entries; "" takes one out.
func (e *edit) with(num int, d foreign.Dict, entries map[foreign.Name]string) {
	d = maps.Clone(d)
	var b strings.Builder
	for _, k := range slices.Sorted(maps.Keys(entries)) {
		delete(d, k)
		if entries[k] != "" {
			fmt.Fprintf(&b, "/%s %s", k, entries[k])
		}
	}
	e.objects[num] = "<<" + strings.TrimSuffix(strings.TrimPrefix(write(d), "<<"), ">>") + b.String() + ">>"
}

func stream(dict, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream", dict, len(data), data)
}

func write(v foreign.Value) string {
	var b strings.Builder
	switch v := v.(type) {
	case nil:
		return "null"
	case foreign.Name:
		return "/" + string(v)
	case foreign.String:
		return "<" + hex.EncodeToString(v.Bytes) + ">"
	case foreign.Ref:
		return fmt.Sprintf("%d %d R", v.Num, v.Gen)
	case foreign.Array:
		for _, x := range v {
			b.WriteString(write(x) + " ")
		}
		return "[" + b.String() + "]"
	case foreign.Dict:
		for _, k := range slices.Sorted(maps.Keys(v)) {
			b.WriteString("/" + string(k) + " " + write(v[k]) + "\n")
		}
		return "<<" + b.String() + ">>"
	case *foreign.Stream:
		d := maps.Clone(v.Dict)
		delete(d, "Length")
		s := write(d)
		return stream(s[2:len(s)-2], string(v.Raw))
	}
	return fmt.Sprint(v)
}

// done writes the revision.
func (e *edit) done() []byte {
	e.tb.Helper()
	out := bytes.Clone(e.data)
	if len(out) > 0 && out[len(out)-1] != '\n' {
		out = append(out, '\n')
	}
	place := map[int][3]int{}
	var pack, index strings.Builder
	var inside []int
	for _, n := range slices.Sorted(maps.Keys(e.objects)) {
		body := e.objects[n]
		if (e.style == packed || e.style == hybrid) && !strings.Contains(body, "stream\n") && !strings.Contains(body, "/ByteRange") {
			fmt.Fprintf(&index, "%d %d ", n, pack.Len())
			pack.WriteString(body + "\n")
			inside = append(inside, n)
			continue
		}
		place[n] = [3]int{1, len(out), 0}
		out = fmt.Appendf(out, "%d 0 obj\n%s\nendobj\n", n, body)
	}
	out = append(out, e.loose...)
	if len(inside) > 0 {
		n := e.next
		e.next++
		place[n] = [3]int{1, len(out), 0}
		out = fmt.Appendf(out, "%d 0 obj\n%s\nendobj\n", n, stream(fmt.Sprintf("/Type/ObjStm/N %d/First %d", len(inside), index.Len()), index.String()+pack.String()))
		for i, m := range inside {
			place[m] = [3]int{2, n, i}
		}
	}
	for _, n := range e.freed {
		place[n] = [3]int{0, 0, 1}
	}
	for n, at := range e.places {
		place[n] = [3]int{1, at, 0}
	}
	last := e.f.Trailer(e.rev)
	root := write(last["Root"])
	if e.root > 0 {
		root = fmt.Sprintf("%d 0 R", e.root)
	}
	prev := e.f.Start(e.rev)
	switch e.style {
	case classic, hybrid:
		hidden := ""
		if e.style == hybrid {
			at := len(out)
			n := e.next
			e.next++
			only := map[int][3]int{}
			for k, p := range place {
				if p[0] == 2 {
					only[k] = p
					delete(place, k)
				}
			}
			out = append(out, xrefStream(n, only, fmt.Sprintf("/Size %d", e.next))...)
			hidden = fmt.Sprintf("/XRefStm %d", at)
		}
		start := len(out)
		out = append(out, "xref\n"...)
		for _, n := range slices.Sorted(maps.Keys(place)) {
			kind := "n"
			if place[n][0] == 0 {
				kind = "f"
			}
			out = fmt.Appendf(out, "%d 1\n%010d %05d %s \n", n, place[n][1], place[n][2], kind)
		}
		out = fmt.Appendf(out, "trailer\n<</Size %d/Root %s/Info %s/Prev %d%s%s>>\nstartxref\n%d\n%%%%EOF\n",
			e.next, root, write(last["Info"]), prev, hidden, e.trailer, start)
	case streamed, packed:
		n := e.next
		e.next++
		start := len(out)
		place[n] = [3]int{1, start, 0}
		out = append(out, xrefStream(n, place, fmt.Sprintf("/Size %d/Root %s/Info %s/Prev %d%s", e.next, root, write(last["Info"]), prev, e.trailer))...)
		out = fmt.Appendf(out, "startxref\n%d\n%%%%EOF\n", start)
	}
	if e.raw != nil {
		out = e.raw(out)
	}
	return append(out, e.tail...)
}

// xrefStream writes a cross-reference stream with a PNG predictor, as many
// programs do.
func xrefStream(num int, place map[int][3]int, entries string) []byte {
	var index strings.Builder
	var rows bytes.Buffer
	above := make([]byte, 7)
	for _, n := range slices.Sorted(maps.Keys(place)) {
		fmt.Fprintf(&index, "%d 1 ", n)
		p := place[n]
		row := []byte{byte(p[0]), byte(p[1] >> 24), byte(p[1] >> 16), byte(p[1] >> 8), byte(p[1]), byte(p[2] >> 8), byte(p[2])}
		rows.WriteByte(2)
		for i := range row {
			rows.WriteByte(row[i] - above[i])
		}
		above = row
	}
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	_, _ = w.Write(rows.Bytes()) // a buffer takes everything
	_ = w.Close()
	return fmt.Appendf(nil, "%d 0 obj\n%s\nendobj\n", num,
		stream(entries+"/Type/XRef/W[1 4 2]/Index["+index.String()+"]/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 7>>", z.String()))
}

const room = 6000 // bytes for a signature

// signAs is how a test signs.
type signAs struct {
	by      person
	filter  string // SubFilter
	message func(covered []byte) []byte
	image   bool
}

// sign puts a signature on a field and closes the revision.
func (e *edit) sign(field string, as signAs) []byte {
	e.tb.Helper()
	num, d := e.field(field)
	v := e.add(sigDict(as.filter))
	entries := map[foreign.Name]string{"V": fmt.Sprintf("%d 0 R", v)}
	if as.image {
		img := e.add(stream("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", "\x00"))
		ap := e.add(stream(fmt.Sprintf("/Type/XObject/Subtype/Form/BBox[0 0 178 40]/Resources<</XObject<</I %d 0 R>>>>", img), "q 10 0 0 10 0 0 cm /I Do Q"))
		entries["AP"] = fmt.Sprintf("<</N %d 0 R>>", ap)
	}
	e.with(num, d, entries)
	e.flags()
	return e.seal(as)
}

// flags sets SigFlags, as every program does.
func (e *edit) flags() {
	num, c := e.catalog()
	if e.objects[num] == "" {
		form := maps.Clone(e.dict(c["AcroForm"]))
		form["SigFlags"] = foreign.Number(3)
		e.with(num, c, map[foreign.Name]string{"AcroForm": write(form)})
	}
}

// addField adds a signature field of the program's own to the first page.
func (e *edit) addField(name, rect, more string) {
	pnum, p := e.page(1)
	num := e.add(fmt.Sprintf("<</Type/Annot/Subtype/Widget/FT/Sig/T(%s)/Rect%s/F 132/P %d 0 R%s>>", name, rect, pnum, more))
	e.with(pnum, p, map[foreign.Name]string{"Annots": write(append(slices.Clone(e.array(p["Annots"])), foreign.Ref{Num: num}))})
	cnum, c := e.catalog()
	form := maps.Clone(e.dict(c["AcroForm"]))
	form["Fields"] = append(slices.Clone(e.array(form["Fields"])), foreign.Ref{Num: num})
	form["SigFlags"] = foreign.Number(3)
	e.with(cnum, c, map[foreign.Name]string{"AcroForm": write(form)})
}

func sigDict(filter string) string {
	kind := "/Type/Sig"
	if filter == "" {
		filter = "ETSI.CAdES.detached"
	}
	if filter == "ETSI.RFC3161" {
		kind = "/Type/DocTimeStamp"
	}
	return fmt.Sprintf("<<%s/Filter/Adobe.PPKLite/SubFilter/%s/M(D:20131106093000+01'00')/ByteRange[0 0000000000 0000000000 0000000000]/Contents<%s>>>", kind, filter, strings.Repeat("0", 2*room))
}

// seal closes the revision and signs it.
func (e *edit) seal(as signAs) []byte {
	e.tb.Helper()
	out := e.done()
	from := len(e.data)
	at := from + bytes.Index(out[from:], []byte("/Contents<"+strings.Repeat("0", 100))) + len("/Contents")
	end := at + 2 + 2*room
	br := from + bytes.Index(out[from:], []byte("[0 0000000000"))
	copy(out[br:], fmt.Sprintf("[0 %010d %010d %010d]", at, end, len(out)-end))
	covered := slices.Concat(out[:at], out[end:])
	var value []byte
	if as.message != nil {
		value = as.message(covered)
	} else {
		value = detached(e.tb, covered, as.by)
	}
	copy(out[at+1:], hex.EncodeToString(value))
	return out
}

// detached signs with the library that the tests take as an independent
// writer.
func detached(tb testing.TB, content []byte, by person) []byte {
	tb.Helper()
	s, err := pkcs7.NewSignedData(content)
	if err != nil {
		tb.Fatal(err)
	}
	s.SetDigestAlgorithm(pkcs7.OIDDigestAlgorithmSHA256)
	if err := s.AddSigner(by.cert, by.key, pkcs7.SignerInfoConfig{}); err != nil {
		tb.Fatal(err)
	}
	s.Detach()
	out, err := s.Finish()
	if err != nil {
		tb.Fatal(err)
	}
	return out
}

// enveloped makes a .p7m with the same library.
func enveloped(tb testing.TB, content []byte, by ...person) []byte {
	tb.Helper()
	s, err := pkcs7.NewSignedData(content)
	if err != nil {
		tb.Fatal(err)
	}
	s.SetDigestAlgorithm(pkcs7.OIDDigestAlgorithmSHA256)
	for _, p := range by {
		if err := s.AddSigner(p.cert, p.key, pkcs7.SignerInfoConfig{}); err != nil {
			tb.Fatal(err)
		}
	}
	out, err := s.Finish()
	if err != nil {
		tb.Fatal(err)
	}
	return out
}
