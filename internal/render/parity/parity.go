// Package parity tells whether the files of an act say the same words. Each file
// is read back by the reader of its format, so that what is compared is what was
// written and not what was meant. It is asked when an act is issued, and its
// report is kept with the act.
package parity

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"

	"concerta/internal/ooxml"
	"concerta/internal/pdf/reader"
	"concerta/internal/render/docx"
	"concerta/internal/render/html"
	"concerta/internal/render/text"
)

// The formats, as reports name them.
const (
	PDF  = "pdf"
	DOCX = "docx"
	HTML = "html"
	Text = "txt"
)

// Report is what a comparison found. Its JSON form is kept with an act.
type Report struct {
	Words       map[string]int `json:"parole"`               // how many, by format
	Digest      string         `json:"impronta"`             // SHA-256 of the PDF's words, each ended by a line feed, in hex
	Differences []Difference   `json:"differenze,omitempty"` // none: the files say the same
}

// Agrees tells whether the files say the same words.
func (r *Report) Agrees() bool { return len(r.Differences) == 0 }

// Difference is the first place where a format says other words than the PDF,
// with a few words around it.
type Difference struct {
	Format string `json:"formato"`
	Word   int    `json:"parola"` // its number, from 1
	Got    string `json:"dice"`
	Want   string `json:"pdf"` // what the PDF says there
}

// String is the difference in a sentence, in Italian.
func (d Difference) String() string {
	if d.Format == PDF {
		return "il PDF non ha parole"
	}
	return fmt.Sprintf("%s: alla parola %d dice «…%s…», il PDF dice «…%s…»", d.Format, d.Word, d.Got, d.Want)
}

// Check reads the four files of one act back and compares their words. It fails
// when one of them cannot be read as a file of ours.
func Check(pdf, docx []byte, html, text string) (*Report, error) {
	words, err := Words(pdf, docx, html, text)
	if err != nil {
		return nil, err
	}
	r := &Report{Words: map[string]int{}, Digest: digest(words[PDF]), Differences: Same(words)}
	for format, list := range words {
		r.Words[format] = len(list)
	}
	return r, nil
}

// Words are the words of each file, by format.
func Words(pdf, word []byte, page, plain string) (map[string][]string, error) {
	p, err := reader.Read(pdf)
	if err != nil {
		return nil, fmt.Errorf("reading the PDF back: %w", err)
	}
	c, err := ooxml.Read(bytes.NewReader(word), int64(len(word)))
	if err != nil {
		return nil, fmt.Errorf("reading the DOCX back: %w", err)
	}
	h, err := html.Words(strings.NewReader(page))
	if err != nil {
		return nil, fmt.Errorf("reading the HTML back: %w", err)
	}
	return map[string][]string{PDF: p.Words(), DOCX: docx.Words(c), HTML: h, Text: text.Words(plain)}, nil
}

// Same compares the words of every format with those of the PDF, and gives the
// first difference of each. A PDF without words differs from what it should be.
func Same(words map[string][]string) []Difference {
	want := words[PDF]
	if len(want) == 0 {
		return []Difference{{Format: PDF, Word: 1}}
	}
	var list []Difference
	for _, format := range slices.Sorted(maps.Keys(words)) {
		want, got := want, words[format]
		if format == Text { // where the dashes of lists cannot be told from those of the text
			want = text.Words(strings.Join(want, " "))
		}
		if at := differ(want, got); at >= 0 {
			list = append(list, Difference{format, at + 1, near(got, at), near(want, at)})
		}
	}
	return list
}

// differ is where two lists of words first differ; -1 for nowhere.
func differ(a, b []string) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	if len(a) == len(b) {
		return -1
	}
	return min(len(a), len(b))
}

func near(words []string, i int) string {
	return strings.Join(words[min(max(0, i-4), len(words)):min(len(words), i+6)], " ")
}

// digest is of the words, so that two acts can be told to say the same whatever
// their files are.
func digest(words []string) string {
	h := sha256.New()
	for _, w := range words {
		h.Write([]byte(w + "\n")) // a hash never fails
	}
	return hex.EncodeToString(h.Sum(nil))
}
