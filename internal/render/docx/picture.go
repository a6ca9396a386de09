package docx

import (
	"bytes"
	"image"
	"image/jpeg"
	"image/png"

	"rsc.io/qr"

	"concerta/internal/doc"
	"concerta/internal/ooxml"
)

// box is the room for a picture, in millimetres.
type box struct{ width, height float64 }

// resolution of pictures that do not say their width, in dots an inch.
const resolution = 150.0

// codeSide is the side of a QR code that does not say it, in millimetres.
const codeSide = 25.0

const (
	mimePNG  = "image/png"
	mimeJPEG = "image/jpeg"
)

// picture places m with that width, or its own when it is zero, and smaller so
// that it fits. It is nil when the bytes are no picture.
func (r *renderer) picture(part *ooxml.Part, m doc.Image, width float64, room box) *ooxml.Run {
	c, err := config(m)
	if err != nil {
		r.fail("l'immagine «%s» (%s) non si legge; salvarla di nuovo come PNG o JPEG: %w", m.Alt, m.MIME, err)
		return nil
	}
	return place(part, m, room.fit(c, width))
}

// fit is the size of a picture of that many pixels and of that width, or of its
// own at the usual resolution when width is zero.
func (b box) fit(c image.Config, width float64) box {
	const mmPerInch = 25.4
	if width == 0 {
		width = float64(c.Width) * mmPerInch / resolution
	}
	height := width * float64(c.Height) / float64(c.Width)
	scale := min(1, b.width/width, b.height/height)
	return box{width * scale, height * scale}
}

func place(part *ooxml.Part, m doc.Image, size box) *ooxml.Run {
	return part.Picture(ooxml.Image{
		Bytes: m.Bytes, JPEG: m.MIME == mimeJPEG, Alt: m.Alt,
		Width: ooxml.MillimetresEMU(size.width), Height: ooxml.MillimetresEMU(size.height),
	})
}

// config reads the size of a picture in pixels, which is never zero.
func config(m doc.Image) (image.Config, error) {
	c, err := image.Config{}, image.ErrFormat
	switch m.MIME {
	case mimePNG:
		c, err = png.DecodeConfig(bytes.NewReader(m.Bytes))
	case mimeJPEG:
		c, err = jpeg.DecodeConfig(bytes.NewReader(m.Bytes))
	}
	if err == nil && (c.Width <= 0 || c.Height <= 0) {
		err = image.ErrFormat
	}
	return c, err
}

// room is the largest picture that fits here.
func (f *flow) room() box {
	const mmPerTwip = 25.4 / 1440
	const captionRoom = 15.0
	return box{float64(f.width-f.indent) * mmPerTwip, float64(f.page.textHeight(f.orientation))*mmPerTwip - captionRoom}
}

func (f *flow) figure(fig *doc.Figure) {
	if run := f.picture(f.out.Main(), fig.Image, fig.Width, f.room()); run != nil {
		f.put(f.styled(styleFigure, run))
	}
}

// code sets a QR code with its text beside it, level with its middle.
func (f *flow) code(c *doc.Code) {
	matrix, err := qr.Encode(c.Data, qr.M)
	if err != nil {
		f.fail("il codice QR «%s» non si può fare; accorciare il testo: %w", c.Alt, err)
		return
	}
	side := c.Side
	if side == 0 {
		side = codeSide
	}
	text := c.Text
	if text == "" {
		text = c.Data
	}
	m := doc.Image{Bytes: matrix.PNG(), MIME: mimePNG, Alt: c.Alt}
	p := f.styled(f.style, place(f.out.Main(), m, box{side, side}), f.text(" "+text))
	p.Properties.Justify = ooxml.Str("left")
	p.Properties.TextAlign = ooxml.Str("center")
	f.put(p)
}
