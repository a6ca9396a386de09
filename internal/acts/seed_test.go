package acts_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"concerta/internal/acts"
	"concerta/internal/render/html"
	"concerta/internal/render/text"
)

// seedFile is the notice as it was published in 2013, kept outside the
// repository.
const seedFile = "../../../shared/seed/avviso-casarano-2013.txt"

// The only differences allowed between the notice of 2013 and ours are the
// steps of seedWords and this list: what is printed then, what is printed now.
var allowed = []struct{ then, now string }{
	// The end of a list item: 2013 forgot the semicolon of the fifth table.
	{"PAC Anziani (Piani di azione e coesione)\n6.", "PAC Anziani (Piani di azione e coesione);\n6."},
}

// sameKinds makes one of every kind of quotation mark, apostrophe and dash.
func sameKinds(s string) string {
	return strings.NewReplacer("“", `"`, "”", `"`, "«", `"`, "»", `"`, "’", "'", "‘", "'", "–", "-", "—", "-").Replace(s)
}

// seedWords are the words of the notice of 2013, in order.
func seedWords(t *testing.T, seed string) []string {
	t.Helper()
	seed = strings.ReplaceAll(seed, "\r\n", "\n")
	// The marks that say bold and italic in the transcript.
	seed = strings.ReplaceAll(seed, "*", "")
	for _, a := range allowed {
		if strings.Count(seed, a.then) != 1 {
			t.Fatalf("the seed does not say %q once", a.then)
		}
		seed = strings.Replace(seed, a.then, a.now, 1)
	}
	return text.Words(withoutZeros(sameKinds(seed)))
}

// withoutZeros drops the leading zero of a day: "04 novembre".
func withoutZeros(s string) string {
	return regexp.MustCompile(`\b0(\d (?:agosto|settembre|ottobre|novembre))`).ReplaceAllString(s, "$1")
}

func TestNotice_WordsAreThoseOfTheSeedInOrder(t *testing.T) {
	seed, err := os.ReadFile(seedFile)
	if errors.Is(err, fs.ErrNotExist) {
		if os.Getenv("CI") == "true" {
			t.Fatal("the seed is missing")
		}
		t.Skip("the seed is not beside the repository")
	}
	if err != nil {
		t.Fatal(err)
	}
	d := notice(t, acts.Options{})
	var plain, page bytes.Buffer
	if err := text.Render(&plain, d); err != nil {
		t.Fatal(err)
	}
	if err := html.Render(&page, d); err != nil {
		t.Fatal(err)
	}
	want := seedWords(t, string(seed))
	got := text.Words(withoutZeros(sameKinds(plain.String())))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("text: words of 2013 (-) and ours (+):\n%s", diff)
	}
	words, err := html.Words(&page)
	if err != nil {
		t.Fatal(err)
	}
	got = text.Words(withoutZeros(sameKinds(strings.Join(words, " "))))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("HTML: words of 2013 (-) and ours (+):\n%s", diff)
	}
}

func TestTemplates_SayNothingThatIsOnlyOfCasarano(t *testing.T) {
	for name, src := range shipped(t) {
		for _, word := range []string{"Casarano", "casarano", "CASARANO", "Puglia", "Lecce", "Piano di Zona", "Piano Sociale", "Concertazione", "2013", "FERRARO", "Auditorium"} {
			if strings.Contains(src, word) {
				t.Errorf("%s says %q", name, word)
			}
		}
	}
}
