package markup

import (
	"encoding/hex"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"concerta/internal/doc"
	"concerta/internal/richtext"
)

// A token is tokenOpen, a letter for its kind, hex digits (of the text itself)
// or a decimal index (of a value kept by the run), tokenClose. To the Markdown
// parser it is one word of letters.
const (
	tokenOpen  = '\uE000'
	tokenClose = '\uE001'
)

// tokenKind is the letter after tokenOpen.
type tokenKind byte

const (
	textToken  tokenKind = 't'
	richToken  tokenKind = 'r'
	imageToken tokenKind = 'i'
)

// Imager is a value of a view that is a picture.
type Imager interface{ Image() doc.Image }

var (
	errReserved  = errors.New("il valore contiene un carattere riservato (U+E000 o U+E001)")
	errNotUTF8   = errors.New("il valore non è testo UTF-8")
	errReference = errors.New("il testo contiene un rinvio non risolto")
	errUnprinted = errors.New("il valore non è un testo né un numero")
)

// token is the token that stands for v; values that are not text are kept in r.
// Nothing is a token too: "**" on either side of an empty value stays emphasis
// and does not become a rule.
func (r *run) token(v any) (string, error) {
	switch v := v.(type) {
	case nil:
		return textTokenOf("")
	case richtext.Text:
		return r.richToken(v)
	case *richtext.Text:
		if v == nil {
			return textTokenOf("")
		}
		return r.richToken(*v)
	case Imager:
		if p := reflect.ValueOf(v); p.Kind() == reflect.Pointer && p.IsNil() {
			return textTokenOf("")
		}
		r.images = append(r.images, v.Image())
		return mark(imageToken, strconv.Itoa(len(r.images)-1)), nil
	}
	s, err := plainValue(v)
	if err != nil {
		return "", err
	}
	return textTokenOf(s)
}

func mark(kind tokenKind, body string) string {
	return string(tokenOpen) + string(rune(kind)) + body + string(tokenClose)
}

func textTokenOf(s string) (string, error) {
	if err := acceptable(s); err != nil {
		return "", err
	}
	s = tidy(s)
	buf := make([]byte, 0, 2*len(s)+8)
	buf = utf8.AppendRune(buf, tokenOpen)
	buf = append(buf, byte(textToken))
	buf = hex.AppendEncode(buf, []byte(s))
	return string(utf8.AppendRune(buf, tokenClose)), nil
}

func (r *run) richToken(t richtext.Text) (string, error) {
	if err := acceptableRich(t); err != nil {
		return "", err
	}
	if len(t.Blocks) == 0 {
		return textTokenOf("")
	}
	r.rich = append(r.rich, t)
	return mark(richToken, strconv.Itoa(len(r.rich)-1)), nil
}

// plainValue is the text of a value that is a string or a whole number.
func plainValue(v any) (string, error) {
	if s, ok := v.(fmt.Stringer); ok {
		return s.String(), nil
	}
	rv := reflect.ValueOf(v)
	switch {
	case rv.Kind() == reflect.String:
		return rv.String(), nil
	case rv.CanInt():
		return strconv.FormatInt(rv.Int(), 10), nil
	case rv.CanUint():
		return strconv.FormatUint(rv.Uint(), 10), nil
	}
	return "", errUnprinted
}

func acceptable(s string) error {
	if !utf8.ValidString(s) {
		return errNotUTF8
	}
	if strings.ContainsRune(s, tokenOpen) || strings.ContainsRune(s, tokenClose) {
		return errReserved
	}
	return nil
}

func acceptableRich(t richtext.Text) error {
	for _, b := range t.Blocks {
		if err := acceptableInlines(b.Text); err != nil {
			return err
		}
		for _, it := range b.Items {
			if err := acceptableRich(it); err != nil {
				return err
			}
		}
	}
	return nil
}

func acceptableInlines(list []richtext.Inline) error {
	for _, in := range list {
		if in.Kind == richtext.Reference {
			return fmt.Errorf("%w: {%s}", errReference, in.Text)
		}
		if err := acceptable(in.Text); err != nil {
			return err
		}
		if err := acceptableInlines(in.Kids); err != nil {
			return err
		}
	}
	return nil
}

// tidy composes accents (NFC), makes white space one-line and leaves out
// control characters, which no document may hold.
func tidy(s string) string {
	clean := strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t', r == '\r', r == '\v', r == '\f', r == '\u0085', r == '\u2028', r == '\u2029':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
	return norm.NFC.String(clean)
}

// piece is a part of a line: raw template text or one decoded token.
type piece struct {
	raw  string // of the template, when kind is 0
	at   int    // its offset in the line
	kind tokenKind
	text string // of a textToken
	n    int    // of the others
}

// pieces cuts a line of executed template at its tokens.
func pieces(s string) []piece {
	var list []piece
	at := 0
	for {
		i := strings.IndexRune(s[at:], tokenOpen)
		if i < 0 {
			break
		}
		i += at
		end := strings.IndexRune(s[i:], tokenClose)
		if end < 0 {
			break
		}
		if i > at {
			list = append(list, piece{raw: s[at:i], at: at})
		}
		body := s[i+utf8.RuneLen(tokenOpen) : i+end]
		list = append(list, decodeToken(body, i))
		at = i + end + utf8.RuneLen(tokenClose)
	}
	if at < len(s) {
		list = append(list, piece{raw: s[at:], at: at})
	}
	return list
}

func decodeToken(body string, at int) piece {
	p := piece{at: at}
	if body == "" {
		return p
	}
	p.kind = tokenKind(body[0])
	switch p.kind {
	case textToken:
		b, err := hex.DecodeString(body[1:])
		if err == nil {
			p.text = string(b)
		}
	case richToken, imageToken:
		p.n, _ = strconv.Atoi(body[1:]) // made by mark: always a number
	}
	return p
}

func hasToken(s string) bool { return strings.ContainsRune(s, tokenOpen) }
