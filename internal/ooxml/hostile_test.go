package ooxml_test

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
	"unicode/utf16"

	"concerta/internal/ooxml"
)

// packed is a ZIP of parts, in pairs of name and content.
func packed(t *testing.T, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err == nil {
			_, err = w.Write([]byte(parts[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func wide(s string) string {
	out := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return string(out)
}

func TestHostile_RefusesWhatExhaustsOrDeceives(t *testing.T) {
	const xxe = `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>`
	many := make([]string, 0, 5000)
	for range 2500 {
		many = append(many, strings.Repeat("a", 1+len(many)%200), "")
	}
	lying := packed(t, "word/document.xml", "<w/>"+strings.Repeat("a", 5000))
	at := bytes.LastIndex(lying, []byte("PK\x01\x02")) // in the directory: a size that is not true
	copy(lying[at+24:], []byte{10, 0, 0, 0})
	for name, c := range map[string]struct {
		file []byte
		want string
	}{
		"a bomb":             {packed(t, "word/document.xml", strings.Repeat("a", 30<<20)), "supera 24 MB"},
		"a dense one":        {packed(t, "word/document.xml", strings.Repeat("a", 8<<20)), "compressa più di 200 volte"},
		"many parts":         {packed(t, many...), "parti"},
		"an entity":          {packed(t, "word/document.xml", xxe), "DOCTYPE"},
		"one in UTF-16":      {packed(t, "word/document.xml", wide(xxe)), "DOCTYPE"},
		"one in a relation":  {packed(t, "_rels/.rels", xxe), "DOCTYPE"},
		"a macro":            {packed(t, "word/vbaProject.bin", "x"), "macro"},
		"a way out":          {packed(t, "../../etc/passwd", "x"), "fuori dal file"},
		"a size not true":    {lying, "non si può controllare"},
		"a ZIP cut in two":   {packed(t, "a.xml", "<a/>")[:40], "rovinato"},
		"only its beginning": {[]byte("PK\x03\x04 and no more"), "rovinato"},
	} {
		if got := strings.Join(ooxml.Hostile(c.file), "; "); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	good := packed(t, "[Content_Types].xml", `<?xml version="1.0"?><Types/>`, "word/document.xml", `<w>si scrive &lt;!DOCTYPE html&gt;</w>`, "word/media/foto.jpg", "\xff\xd8\xff"+strings.Repeat("x<", 1000))
	if got := ooxml.Hostile(good); len(got) > 0 {
		t.Errorf("a good one is refused: %q", got)
	}
}
