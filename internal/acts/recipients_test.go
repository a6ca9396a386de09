package acts_test

import (
	"bytes"
	"strings"
	"testing"

	"concerta/internal/acts"
	"concerta/internal/process"
	"concerta/internal/render/sheet"
)

func TestRecipients_BodyWithoutAddressIsReachedByWhoRepresentsIt(t *testing.T) {
	of := func(body, person string) string {
		p := adhered()
		p.Organizations[0].Email, p.Organizations[0].Representative = body, process.Representative{Name: "Ivo Bianchi", Email: person}
		var b bytes.Buffer
		if err := sheet.CSV(&b, acts.Recipients(p)); err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(b.String()) {
			if strings.Contains(line, "Scuola") {
				return line
			}
		}
		t.Fatalf("the school is not there:\n%s", &b)
		return ""
	}
	for _, c := range []struct{ body, person, want string }{
		{"scuola@example.org", "ivo@example.org", "scuola@example.org"},
		{"", "ivo@example.org", "ivo@example.org"},
		{"scuola@example.org", "", "scuola@example.org"},
	} {
		if line := of(c.body, c.person); !strings.Contains(line, c.want) || strings.Count(line, "@example.org") != 1 {
			t.Errorf("%q and %q: %s", c.body, c.person, line)
		}
	}
}
