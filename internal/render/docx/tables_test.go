package docx_test

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"concerta/internal/doc"
)

// textPart is the part of a file in which the text is.
func textPart(t *testing.T, file []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	in, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func plain(s string) []doc.Inline { return []doc.Inline{&doc.Text{Value: s}} }

func oneColumn(caption string) *doc.Table {
	cell := func(s string) doc.Row {
		return doc.Row{Cells: []doc.Cell{{Blocks: []doc.Block{&doc.Paragraph{Text: plain(s)}}}}}
	}
	t := &doc.Table{Columns: make([]doc.Column, 1), Head: []doc.Row{cell("Nome")}, Body: []doc.Row{cell("Anna ESEMPIO")}}
	if caption != "" {
		t.Caption = plain(caption)
	}
	return t
}

func TestRender_TablesOneAfterTheOtherStayTwo(t *testing.T) {
	for name, caption := range map[string]string{"without captions": "", "with captions": "Presenti"} {
		d := &doc.Document{Meta: doc.Meta{Title: "Prova", Lang: "it-IT"}, Blocks: []doc.Block{oneColumn(caption), oneColumn(caption)}}
		text := textPart(t, render(t, d))
		if strings.Count(text, "<w:tbl>") != 2 || regexp.MustCompile(`</w:tbl>\s*<w:tbl>`).MatchString(text) {
			t.Errorf("%s: nothing stands between the tables, so that Word makes one of them:\n%s", name, text)
		}
	}
}

func TestRender_TitleOfATableIsNoLongerThanWordTakes(t *testing.T) {
	d := &doc.Document{Meta: doc.Meta{Title: "Prova", Lang: "it-IT"}, Blocks: []doc.Block{oneColumn(strings.Repeat("parola ", 100))}}
	m := regexp.MustCompile(`<w:tblCaption w:val="([^"]*)"`).FindStringSubmatch(textPart(t, render(t, d)))
	if m == nil || len(utf16.Encode([]rune(m[1]))) > 255 || !strings.HasPrefix(m[1], "parola parola") {
		t.Errorf("title %q", m)
	}
}
