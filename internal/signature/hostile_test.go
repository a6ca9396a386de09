package signature_test

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"concerta/internal/signature"
	"concerta/internal/signature/foreign"
)

func TestRead_UnsafeIsRefusedWithTheReason(t *testing.T) {
	issued := issuedPDF(t)
	signed := over(t, issued).sign("firma_a", signAs{by: anna(t)})
	catalog := func(key foreign.Name, body string) func(*edit) {
		return func(e *edit) {
			num, c := e.catalog()
			e.with(num, c, names{key: body})
		}
	}
	for name, c := range map[string]struct {
		do   func(*edit)
		want string
	}{
		"script":              {catalog("Names", "<</JavaScript<</Names[(x)<</S/JavaScript/JS(x)>>]>>>>"), "JavaScript"},
		"script, name hidden": {catalog("Names", "<</A<</S/J#61vaScript>>>>"), "JavaScript"},
		"script nobody calls": {func(e *edit) { e.add("<</S/JavaScript/JS(x)>>") }, "JavaScript"},
		"program":             {func(e *edit) { e.add("<</S/Launch/F(x)>>") }, "programmi"},
		"action at opening":   {catalog("OpenAction", "[]"), "apertura"},
		"automatic action":    {func(e *edit) { n, p := e.page(1); e.with(n, p, names{"AA": "<</O<<>>>>"}) }, "automatiche"},
		"files":               {catalog("Names", "<</EmbeddedFiles<</Names[]>>>>"), "allegati"},
		"file":                {func(e *edit) { e.add("<</Type/Filespec/F(x)/EF<<>>>>") }, "allegati"},
		"file on the page":    {func(e *edit) { e.add("<</Subtype/FileAttachment>>") }, "allegati"},
		"XFA":                 {func(e *edit) { e.add("<</XFA[]>>") }, "XFA"},
		"film":                {func(e *edit) { e.add("<</Subtype/RichMedia>>") }, "filmati"},
		"encryption":          {func(e *edit) { e.trailer = "/Encrypt<</Filter/Standard>>" }, "cifrato"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, s := range []style{classic, streamed, packed, hybrid} {
				e := over(t, signed)
				e.style = s
				c.do(e)
				data := e.done()
				for _, against := range [][]byte{issued, []byte("un altro atto")} {
					if got := refused(t, against, data, signature.ErrUnsafe); !strings.Contains(got, c.want) {
						t.Errorf("%q", got)
					}
				}
				// What a later revision takes back is in the file still.
				e = over(t, signed)
				c.do(e)
				if e.trailer == "" {
					e = over(t, e.done())
					num, cat := over(t, signed).catalog()
					e.with(num, cat, nil)
					refused(t, issued, e.done(), signature.ErrUnsafe)
				}
				refused(t, issued, enveloped(t, data, anna(t)), signature.ErrUnsafe)
			}
		})
	}
}

func TestRead_OneByteOfTheActIsNoMatch(t *testing.T) {
	issued := issuedPDF(t)
	signed := over(t, issued).sign("firma_a", signAs{by: anna(t)})
	for _, at := range []int{20, len(issued) / 2, len(issued) - 2} {
		data := bytes.Clone(signed)
		data[at] ^= 1
		r, err := signature.Read(t.Context(), issued, data)
		if err != nil {
			if !errors.Is(err, signature.ErrUnreadable) {
				t.Error(err)
			}
			continue
		}
		if r.Matches || r.Signed() || len(r.Signatures) != 1 || r.Signatures[0].Intact {
			t.Errorf("byte %d: %+v", at, r)
		}
	}
	other := over(t, signed)
	r := read(t, append(bytes.Clone(issued), "altro"...), other.data)
	if r.Matches || len(r.Signatures) != 1 || !r.Signatures[0].Intact || r.Signed() {
		t.Errorf("signed, but another act: %+v", r)
	}
}

func TestRead_UnreadableIsRefused(t *testing.T) {
	issued := issuedPDF(t)
	signed := over(t, issued).sign("firma_a", signAs{by: anna(t)})
	last := func(old, with string) []byte {
		at := bytes.LastIndex(signed, []byte(old))
		if at < len(issued) {
			t.Fatalf("no %q", old)
		}
		return append(append(bytes.Clone(signed[:at]), with...), signed[at+len(old):]...)
	}
	start := over(t, signed).f.Start(1)
	for name, data := range map[string][]byte{
		"empty":                    {},
		"text":                     []byte("ciao"),
		"picture":                  []byte("\x89PNG\r\n\x1a\n"),
		"header alone":             []byte("%PDF-1.7\n"),
		"cut before the end":       signed[:len(signed)-20],
		"cut in the table":         signed[:start+30],
		"cut in the signature":     signed[:len(issued)+3000],
		"objects after the issued": append(bytes.Clone(issued), "1 0 obj<</Type/Catalog>>endobj\n"...),
		"startxref of nothing":     last(fmt.Sprintf("startxref\n%d", start), "startxref\n9999999"),
		"startxref elsewhere":      last(fmt.Sprintf("startxref\n%d", start), fmt.Sprintf("startxref\n%d", len(issued))),
		"revision before itself":   last(fmt.Sprintf("/Prev %d", over(t, issued).f.Start(0)), fmt.Sprintf("/Prev %d", start)),
		"no revision before":       last(fmt.Sprintf("/Prev %d", over(t, issued).f.Start(0)), ""),
		"object with two places":   last("\nxref\n", "\nxref\n1 1\n0000000009 00000 n \n"),
		"generation":               last(" 00000 n \n", " 00001 n \n"),
		"size too small":           last(fmt.Sprintf("/Size %d", over(t, signed).next), "/Size 3"),
		"other end in between": func() []byte {
			two := over(t, signed).sign("firma_b", signAs{by: bruno(t)})
			at := bytes.LastIndex(two[:len(signed)], []byte("startxref\n")) + len("startxref\n")
			two[at]++
			return two
		}(),
		"key twice": func() []byte {
			e := over(t, signed)
			e.add("<</Type/Sig/Type/Page>>")
			return e.done()
		}(),
		"deep": func() []byte {
			e := over(t, signed)
			e.add(strings.Repeat("[", 1000) + strings.Repeat("]", 1000))
			return e.done()
		}(),
		"loop of pages": func() []byte {
			e := over(t, signed)
			_, c := e.catalog()
			n := c["Pages"].(foreign.Ref).Num
			e.objects[n] = fmt.Sprintf("<</Type/Pages/Kids[%d 0 R %d 0 R]>>", n, n)
			return e.done()
		}(),
		"loop of lengths": func() []byte {
			e := over(t, signed)
			n := e.add("")
			e.objects[n] = fmt.Sprintf("<</Length %d 0 R>>stream\nx\nendstream", n)
			return e.done()
		}(),
		"loop of references": func() []byte {
			e := over(t, signed)
			n := e.add("")
			e.objects[n] = fmt.Sprintf("%d 0 R", n)
			num, c := e.catalog()
			e.with(num, c, names{"AcroForm": fmt.Sprintf("%d 0 R", n)})
			return e.done()
		}(),
		"object stream inside itself": func() []byte {
			e := over(t, signed)
			e.style = packed
			e.add("<<>>")
			return bytes.Replace(e.done(), []byte("/Type/ObjStm/N 1"), []byte("/Type/ObjStm/N 9"), 1)
		}(),
	} {
		t.Run(name, func(t *testing.T) { refused(t, issued, data, signature.ErrUnreadable) })
	}
	refused(t, issued, make([]byte, signature.MaxSize+1), signature.ErrUnreadable)
}

func deflated(tb testing.TB, n int) string {
	tb.Helper()
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	if _, err := w.Write(make([]byte, n)); err != nil {
		tb.Fatal(err)
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

func TestRead_WhatUnpacksToTooMuchIsRefused(t *testing.T) {
	issued := issuedPDF(t)
	bomb := deflated(t, 100<<20)
	e := over(t, issued)
	_, c := e.catalog()
	meta, _ := c["Metadata"].(foreign.Ref)
	e.objects[meta.Num] = stream("/Type/Metadata/Subtype/XML/Filter/FlateDecode", bomb)
	refused(t, issued, e.done(), signature.ErrUnsafe)

	e = over(t, issued)
	n := e.add(stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", bomb))
	e.style = streamed
	// Numbers that the stream would hold: the issued form field.
	num, d := e.field("note")
	e.objects[num] = write(d)
	data := e.done()
	_ = n
	if r := read(t, issued, data); len(r.Changes) == 0 { // nobody unpacks it: it only is there
		t.Errorf("%+v", r)
	}
	many := over(t, issued)
	many.add("[" + strings.Repeat("0 ", 3<<20) + "]")
	refused(t, issued, many.done(), signature.ErrUnsafe)
}

func TestRead_ManyRevisionsAreBounded(t *testing.T) {
	issued := issuedPDF(t)
	data := issued
	for range 63 {
		data = over(t, data).done()
	}
	if r := read(t, issued, data); len(r.Changes) > 0 {
		t.Errorf("revisions that change nothing: %q", what(r))
	}
	refused(t, issued, over(t, data).done(), signature.ErrUnreadable)
}

func TestRead_StopsWhenAsked(t *testing.T) {
	issued := issuedPDF(t)
	signed := over(t, issued).sign("firma_a", signAs{by: anna(t)})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, data := range [][]byte{signed, enveloped(t, issued, anna(t))} {
		if _, err := signature.Read(ctx, issued, data); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
	}
}

// TestRead_TakesLittleTime gives the shapes that could take long: at the square of
// their length these would keep the tests for hours.
func TestRead_TakesLittleTime(t *testing.T) {
	issued := issuedPDF(t)
	for name, body := range map[string]string{
		"open strings":    strings.Repeat("(", 4<<20),
		"open hex":        strings.Repeat("<", 4<<20),
		"open arrays":     strings.Repeat("[", 4<<20),
		"comments":        strings.Repeat("%\n", 2<<20),
		"startxref words": strings.Repeat("startxref 9 ", 1<<19),
		"numbers":         strings.Repeat("1 ", 2<<20),
		"digits":          strings.Repeat("1", 4<<20),
	} {
		t.Run(name, func(t *testing.T) {
			e := over(t, issued)
			e.add(body)
			data := e.done()
			_, _ = signature.Read(t.Context(), issued, data)
			_, _ = signature.Read(t.Context(), nil, data)
		})
	}
}

// TestRead_WhatIsSharedIsNotWalkedForEver makes things that many others share: walked
// again from each, they would keep the tests for hours.
func TestRead_WhatIsSharedIsNotWalkedForEver(t *testing.T) {
	issued := issuedPDF(t)
	const many = 20000
	pages := func(e *edit, entries string) {
		num, c := e.catalog()
		tree := e.add("")
		var kids strings.Builder
		for range many {
			fmt.Fprintf(&kids, "%d 0 R ", e.add(fmt.Sprintf("<</Type/Page/Parent %d 0 R%s>>", tree, entries)))
		}
		e.objects[tree] = "<</Type/Pages/Kids[" + kids.String() + "]>>"
		e.with(num, c, names{"Pages": fmt.Sprintf("%d 0 R", tree)})
	}
	for name, do := range map[string]func(e *edit){
		"annotations": func(e *edit) {
			a := e.add("[" + strings.Repeat("1 0 R ", 100000) + "]")
			pages(e, fmt.Sprintf("/Annots %d 0 R", a))
		},
		"resources": func(e *edit) {
			r := e.add("<</A[" + strings.Repeat("1 ", 300000) + "]>>")
			pages(e, fmt.Sprintf("/Resources %d 0 R", r))
		},
		"children": func(e *edit) {
			num, c := e.catalog()
			list := e.add("")
			var kids strings.Builder
			for range many {
				fmt.Fprintf(&kids, "%d 0 R ", e.add(fmt.Sprintf("<</Kids %d 0 R>>", list)))
			}
			e.objects[list] = "[" + kids.String() + "]"
			e.with(num, c, names{"Pages": fmt.Sprintf("<</Kids %d 0 R>>", list), "AcroForm": fmt.Sprintf("<</Fields %d 0 R>>", list)})
		},
		"a long name": func(e *edit) {
			num, c := e.catalog()
			above := e.add("<</T(x)>>")
			for range many {
				above = e.add(fmt.Sprintf("<</T(%s)/Kids[%d 0 R]>>", strings.Repeat("x", 100), above))
			}
			e.with(num, c, names{"AcroForm": fmt.Sprintf("<</Fields[%d 0 R]>>", above)})
		},
		"object streams": func(e *edit) {
			for range many {
				e.add(stream("/Type/ObjStm/N 0/First 0", ""))
			}
			e.style = packed
			for range many {
				e.add("1")
			}
		},
		"a signature": func(e *edit) {
			num, c := e.catalog()
			v := e.add(sigDict(""))
			var list strings.Builder
			for i := range many {
				fmt.Fprintf(&list, "%d 0 R ", e.add(fmt.Sprintf("<</FT/Sig/T(%d)/V %d 0 R>>", i, v)))
			}
			e.with(num, c, names{"AcroForm": "<</Fields[" + list.String() + "]>>"})
		},
	} {
		t.Run(name, func(t *testing.T) {
			e := over(t, issued)
			do(e)
			data := e.done()
			r, err := signature.Read(t.Context(), issued, data)
			if err == nil && len(r.Changes) == 0 {
				t.Errorf("%+v", r)
			}
			_, _ = signature.Read(t.Context(), nil, data)
		})
	}
}

// FuzzRead looks for files that make reading panic or hang, and for changes
// to a signed act that would be taken for none.
func FuzzRead(f *testing.F) {
	issued := issuedPDF(f)
	signed := over(f, issued).sign("firma_a", signAs{by: anna(f), image: true})
	f.Add(signed[len(issued):], false)
	e := over(f, issued)
	e.style = packed
	f.Add(e.sign("firma_b", signAs{by: bruno(f)})[len(issued):], false)
	e = over(f, signed)
	e.style = hybrid
	num, d := e.field("note")
	e.with(num, d, names{"V": "(x)"})
	f.Add(e.done()[len(issued):], false)
	f.Add(enveloped(f, issued, anna(f)), true)
	f.Add(message{content: issued, by: []person{anna(f)}, ber: true}.make(f), true)
	f.Add(signed, true)
	f.Fuzz(func(t *testing.T, data []byte, alone bool) {
		if !alone {
			data = append(bytes.Clone(issued), data...)
		}
		r, err := signature.Read(t.Context(), issued, data)
		if err != nil {
			if !errors.Is(err, signature.ErrUnsafe) && !errors.Is(err, signature.ErrUnreadable) {
				t.Fatal(err)
			}
			return
		}
		for _, s := range r.Signatures {
			if s.Intact != (s.Fault == "") {
				t.Fatalf("%+v", s)
			}
		}
	})
}
