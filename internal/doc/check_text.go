package doc

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func (c *checker) inlines(list []Inline) {
	for _, in := range list {
		switch in := in.(type) {
		case *Text:
			c.text(in.Value)
		case *Link:
			c.link(in)
		case *Foreign:
			c.lang(in.Lang, true)
		case *Redactable:
			c.text(in.Instead)
			if strings.TrimSpace(in.Reason) == "" {
				c.add("omissis-senza-motivo", c.here(), "una parte da omettere non dice perché.", "Scrivere il motivo dell'omissione.")
			}
		case *Strong, *Emph, *Break:
		}
		c.inlines(inside(in))
	}
}

func (c *checker) link(l *Link) {
	if strings.TrimSpace(Plain(l.Text)) == "" {
		c.add("collegamento-senza-parole", c.here(), fmt.Sprintf("il collegamento a «%s» non ha parole.", l.URL), "Scrivere il testo del collegamento.")
	}
	u, err := url.Parse(l.URL)
	ok := err == nil
	if ok {
		switch u.Scheme {
		case "http", "https":
			ok = u.Host != ""
		case "mailto":
			ok = strings.Contains(u.Opaque, "@")
		default:
			ok = false
		}
	}
	if !ok {
		c.add("collegamento-non-valido", c.here(), fmt.Sprintf("l'indirizzo «%s» non è un collegamento ammesso.", l.URL), "Usare un indirizzo che inizia con https://, http:// o mailto:.")
	}
	c.runes(l.URL, nil)
}

// lang checks a language tag by the shape BCP 47 gives it.
func (c *checker) lang(tag string, required bool) {
	if tag == "" && !required {
		return
	}
	parts := strings.Split(tag, "-")
	ok := len(parts[0]) >= 2 && len(parts[0]) <= 3
	for _, p := range parts {
		ok = ok && p != "" && len(p) <= 8 && !strings.ContainsFunc(p, func(r rune) bool { return !isNameRune(r) || r == '_' })
	}
	if !ok {
		c.add("lingua-non-valida", c.here(), fmt.Sprintf("«%s» non è una lingua.", tag), "Scrivere il codice della lingua, come «it-IT» o «de».")
	}
}

// text checks words that will be printed.
func (c *checker) text(list ...string) {
	for _, s := range list {
		c.runes(s, c.glyphs)
	}
}

// runes checks the characters of s; without glyphs, of words not printed.
func (c *checker) runes(s string, g Glyphs) {
	if !utf8.ValidString(s) {
		c.add("testo-illeggibile", c.here(), "il testo non è UTF-8.", "Salvare il file in UTF-8.")
		return
	}
	if !norm.NFC.IsNormalString(s) {
		c.add("testo-non-normale", c.here(), fmt.Sprintf("il testo «%s» non è in forma NFC.", shorten(s)), "Comporre lettere e accenti in un carattere solo (NFC).")
	}
	for _, r := range s {
		if !c.chars[r] && c.badRune(r, g) {
			c.chars[r] = true // one complaint for each character is enough
		}
	}
}

func (c *checker) badRune(r rune, g Glyphs) bool {
	// The words are made only for a bad one: this is asked of every character.
	switch {
	case unicode.Is(unicode.Co, r):
		c.add("carattere-riservato", c.here(), fmt.Sprintf("il carattere %U è di uso privato.", r), "Toglierlo dal testo.")
	case unicode.IsControl(r), r == '\u2028', r == '\u2029':
		c.add("carattere-di-controllo", c.here(), fmt.Sprintf("il testo contiene il carattere di controllo %U.", r), "Toglierlo dal testo; per andare a capo usare due righe.")
	case g != nil && !g.Has(r):
		c.add("carattere-mancante", c.here(), fmt.Sprintf("il carattere «%c» (%U) non è nei caratteri tipografici.", r, r), "Sostituirlo con parole o con un segno comune.")
	default:
		return false
	}
	return true
}
