package rendertest

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"

	"concerta/internal/doc"
)

// PNG is a small picture, with transparent corners.
func PNG() []byte { return encode(picture(160, 120), false) }

// JPEG is a small picture.
func JPEG() []byte { return encode(picture(160, 120), true) }

func picture(w, h int) image.Image {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			dx, dy := 2*x-w, 2*y-h
			if dx*dx*h*h+dy*dy*w*w < w*w*h*h {
				m.Set(x, y, color.NRGBA{uint8(20 + x%60), 60, 130, 255})
			}
		}
	}
	return m
}

func encode(m image.Image, asJPEG bool) []byte {
	var b bytes.Buffer
	var err error
	if asJPEG {
		err = jpeg.Encode(&b, m, nil)
	} else {
		err = png.Encode(&b, m)
	}
	if err != nil { // a buffer and a picture in memory
		return nil
	}
	return b.Bytes()
}

func withLogo(title, mime string, data []byte) *doc.Document {
	d := act(title, par(prose(2)))
	if l, ok := d.Blocks[0].(*doc.Letterhead); ok {
		l.Logo = &doc.Image{Bytes: data, MIME: mime, Alt: "Stemma dell'Ambito ESEMPIO"}
	}
	return d
}

func pictureCases() []Case {
	gray := image.NewGray(image.Rect(0, 0, 40, 40))
	figure := func(m image.Image, width float64) *doc.Figure {
		return &doc.Figure{ID: fmt.Sprintf("figura-%.0f", width), Width: width, Image: doc.Image{Bytes: encode(m, false), MIME: "image/png", Alt: "Mappa dei comuni"}}
	}
	return []Case{
		{"logo-png", withLogo("Stemma PNG", "image/png", PNG())},
		{"logo-jpeg", withLogo("Stemma JPEG", "image/jpeg", JPEG())},
		{"logo-gray", withLogo("Stemma grigio", "image/jpeg", encode(gray, true))},
		{"figures", act("Figure", par(prose(1)), figure(picture(160, 120), 0), figure(picture(400, 20), 400), figure(picture(20, 600), 60), par("dopo"))},
		{"codes", act("Codici", &doc.Code{ID: "codice", Data: "https://www.esempio.it/v/0123456789ABCDEF", Alt: "Codice QR per la verifica"}, &doc.Code{ID: "piccolo", Data: "C13A1P1", Text: prose(2), Alt: "Codice QR della pagina", Side: 18})},
	}
}

func pageCases() []Case {
	draft := act("Bozza", par(prose(40)), signers(doc.Digital, "Anna ESEMPIO"))
	draft.Running.Mark, draft.Running.MarkAt = "BOZZA", "documento privo di valore"
	long := act("Testate lunghe", par(prose(40)))
	long.Running.Head, long.Running.Foot = prose(2), prose(2)
	mixed := act("Orizzontale e verticale", par(prose(1)),
		&doc.Section{Orientation: doc.Landscape, Blocks: []doc.Block{head(2, "In orizzontale"), par(prose(10))}},
		head(2, "Di nuovo in verticale"), par(prose(2)), signers(doc.Digital, "Anna ESEMPIO", "Paolo ESEMPIO"))
	list := []Case{
		{"draft", draft},
		{"long-running", long},
		{"landscape", mixed},
		{"page-breaks", act("Salti di pagina", par("prima"), &doc.PageBreak{}, par("seconda"), &doc.PageBreak{}, &doc.PageBreak{}, par("terza"), &doc.PageBreak{})},
	}
	// The same act, a line longer each time: whatever falls at the foot of a
	// page, no heading, line or signature is left alone.
	for lines := 28; lines <= 40; lines += 3 {
		list = append(list, Case{fmt.Sprintf("foot-%d", lines), act("Fondo pagina", filler(lines), head(2, "Titolo in fondo"), par(prose(3)), filler(30), par("Casarano, 30 ottobre 2013"), signers(doc.Digital, "Anna ESEMPIO", "Paolo ESEMPIO"))})
	}
	return list
}

// filler is a paragraph of about so many lines.
func filler(lines int) *doc.Paragraph {
	return par(strings.TrimSpace(strings.Repeat("Riga di testo che riempie la pagina fino in fondo, parola per parola, e oltre. ", lines)))
}
