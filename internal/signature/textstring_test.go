package signature

import "testing"

// The same words in the three encodings of a text string (ISO 32000-1 7.9.2.2).
func TestText_IsTheSameInEveryEncoding(t *testing.T) {
	const want = "l’elaborazione – però €"
	utf16 := []byte{0xfe, 0xff}
	for _, r := range want {
		utf16 = append(utf16, byte(r>>8), byte(r))
	}
	for name, b := range map[string][]byte{
		"PDFDocEncoding": []byte("l\x90elaborazione \x85 per\xf2 \xa0"),
		"UTF-16":         utf16,
		"UTF-8":          []byte("\xef\xbb\xbf" + want),
	} {
		if got := text(b); got != want {
			t.Errorf("%s: got %q", name, got)
		}
	}
}
