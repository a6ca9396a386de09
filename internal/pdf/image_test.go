package pdf

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"
)

func TestParseImage_LaysTransparencyOnWhite(t *testing.T) {
	m := image.NewNRGBA(image.Rect(0, 0, 2, 1))
	m.Set(0, 0, color.NRGBA{255, 0, 0, 255})
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	im, err := ParseImage(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	want := deflate(nil, []byte{255, 0, 0, 255, 255, 255})
	if !bytes.Equal(im.data, want) {
		t.Error("the transparent pixel is not white")
	}
}

func TestParseImage_RefusesWhatCannotBeEmbedded(t *testing.T) {
	var good bytes.Buffer
	if err := jpeg.Encode(&good, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
		t.Fatal(err)
	}
	huge := bytes.Clone(pngHead)
	copy(huge[16:], []byte{0x00, 0x10, 0x00, 0x00, 0x00, 0x10, 0x00, 0x00}) // a million pixels square
	for name, data := range map[string][]byte{
		"nothing":        nil,
		"text":           []byte("Stemma"),
		"half a picture": good.Bytes()[:good.Len()/2],
		"a bomb":         huge,
	} {
		if _, err := ParseImage(data); !errors.Is(err, ErrImage) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// pngHead is the start of a PNG of one grey pixel, up to the end of its size.
var pngHead = []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00\x3a\x7e\x9b\x55")
