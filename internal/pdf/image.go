package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
)

// ErrImage says that bytes are no picture this package can embed.
var ErrImage = errors.New("not a PNG or JPEG picture that can be embedded")

// maxPixels keeps a small file that unpacks to a huge picture from taking all
// memory.
const maxPixels = 40_000_000

// Image is a picture ready to be put in any number of documents.
type Image struct {
	Width, Height int // pixels
	dict          []byte
	data          []byte
	ref           Ref // in the document being written
}

// ParseImage reads a PNG or a JPEG. A transparent PNG is laid on white: acts
// are printed on paper. JPEGs are embedded as they are, but CMYK is refused,
// for the output intent is sRGB (PDF/A-2 6.2.4.3).
func ParseImage(data []byte) (*Image, error) {
	config, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrImage, err)
	}
	if config.Width <= 0 || config.Height <= 0 || config.Width > maxPixels/config.Height {
		return nil, fmt.Errorf("%w: %d × %d pixels", ErrImage, config.Width, config.Height)
	}
	if format == "jpeg" {
		return parseJPEG(data, config)
	}
	return parsePNG(data)
}

func parseJPEG(data []byte, config image.Config) (*Image, error) {
	if _, err := jpeg.Decode(bytes.NewReader(data)); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrImage, err)
	}
	space := "DeviceRGB"
	switch config.ColorModel {
	case color.GrayModel:
		space = "DeviceGray"
	case color.CMYKModel:
		return nil, fmt.Errorf("%w: CMYK colours", ErrImage)
	}
	return newImage(config.Width, config.Height, space, "DCTDecode", data), nil
}

func parsePNG(data []byte) (*Image, error) {
	m, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrImage, err)
	}
	size := m.Bounds()
	samples := make([]byte, 0, 3*size.Dx()*size.Dy())
	for y := size.Min.Y; y < size.Max.Y; y++ {
		for x := size.Min.X; x < size.Max.X; x++ {
			r, g, b, a := m.At(x, y).RGBA() // premultiplied: white shows through
			white := 0xffff - a
			samples = append(samples, byte((r+white)>>8), byte((g+white)>>8), byte((b+white)>>8))
		}
	}
	return newImage(size.Dx(), size.Dy(), "DeviceRGB", "FlateDecode", deflate(nil, samples)), nil
}

func newImage(w, h int, space, filter string, data []byte) *Image {
	return &Image{
		Width: w, Height: h, data: data,
		dict: fmt.Appendf(nil, "/Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/%s/BitsPerComponent 8/Filter/%s", w, h, space, filter),
	}
}

// AddImage puts a picture in the document; the copy returned is for Page.Image.
func (d *Document) AddImage(m *Image) *Image {
	c := *m
	c.ref = d.w.alloc()
	d.w.stream(c.ref, c.dict, c.data)
	return &c
}

// Image draws a picture that AddImage gave.
func (p *Page) Image(m *Image, r Rect) {
	b := append(p.content, "q "...)
	b = appendPoint(b, r.Width(), 0)
	b = appendPoint(b, 0, r.Height())
	b = appendPoint(b, r.X0, r.Y0)
	p.content = fmt.Appendf(b, "cm /I%d Do Q\n", len(p.images))
	p.images = append(p.images, m)
}
