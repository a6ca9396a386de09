package archive

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
)

// What a document holds is looked into also when it is packed or in an envelope
// (web has a test with envelopes).
func TestHarmless_LooksIntoWhatIsPacked(t *testing.T) {
	file := func(part, content string) Incoming {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		w, err := z.Create(part)
		if err == nil {
			_, err = w.Write([]byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return Incoming{Name: "a.docx", Content: b.Bytes()}
	}
	for want, f := range map[string]Incoming{
		"compressa più di": file("word/document.xml", strings.Repeat("a", 20<<20)),
		"DOCTYPE":          file("word/document.xml", `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>`),
		"contiene macro":   file("word/vbaProject.bin", "x"),
	} {
		if err := harmless(t.Context(), f.Name, f.Content); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	if err := harmless(t.Context(), "a.docx", file("word/document.xml", "<a/>").Content); err != nil {
		t.Errorf("a good one: %v", err)
	}
}
