package reader

import (
	"bytes"
	"fmt"
	"strconv"

	"concerta/internal/pdf/syntax"
)

// lexer reads objects and operators from bytes.
type lexer struct {
	b     []byte
	at    int
	depth int
}

// operator is a word that is no object: BT, obj, R.
type operator string

const maxDepth = 64

func (l *lexer) fail(what string) error {
	return fmt.Errorf("%w: %s at byte %d", ErrForeign, what, l.at)
}

func (l *lexer) space() {
	for l.at < len(l.b) && syntax.IsSpace(l.b[l.at]) {
		l.at++
	}
}

// done tells whether nothing but white space is left.
func (l *lexer) done() bool {
	l.space()
	return l.at >= len(l.b)
}

func (l *lexer) peek(s string) bool { return bytes.HasPrefix(l.b[l.at:], []byte(s)) }

// next reads one object or operator.
func (l *lexer) next() (Value, error) {
	if l.done() {
		return nil, l.fail("end of data")
	}
	switch c := l.b[l.at]; {
	case c == '/':
		return l.name()
	case c == '(':
		return l.literal()
	case l.peek("<<"):
		return l.dict()
	case c == '<':
		return l.hex()
	case c == '[':
		return l.array()
	case syntax.BeginsNumber(c):
		return l.number()
	case syntax.IsDelimiter(c):
		return nil, l.fail("stray delimiter")
	}
	return l.word()
}

func (l *lexer) token() string {
	start := l.at
	for l.at < len(l.b) && !syntax.IsSpace(l.b[l.at]) && !syntax.IsDelimiter(l.b[l.at]) {
		l.at++
	}
	return string(l.b[start:l.at])
}

func (l *lexer) word() (Value, error) {
	switch w := l.token(); w {
	case "true":
		return true, nil
	case "false":
		return false, nil
	case "null":
		return nil, nil //nolint:nilnil // null is an object
	default:
		return operator(w), nil
	}
}

// number reads a number, or a reference when one follows.
func (l *lexer) number() (Value, error) {
	t := l.token()
	v, err := syntax.Number(t)
	if err != nil {
		return nil, l.fail("number " + strconv.Quote(t))
	}
	if l.peek(" 0 R") && v == float64(int(v)) && v > 0 {
		l.at += len(" 0 R")
		return Ref(v), nil
	}
	return Number(v), nil
}

func (l *lexer) name() (Value, error) {
	l.at++
	said, err := syntax.DecodeName(l.token())
	if err != nil {
		return nil, l.fail("name")
	}
	return Name(said), nil
}

// literal reads a string in parentheses. We never write one in parts or with
// parentheses unescaped.
func (l *lexer) literal() (Value, error) {
	var out String
	for l.at++; l.at < len(l.b); l.at++ {
		switch c := l.b[l.at]; c {
		case ')':
			l.at++
			return out, nil
		case '(':
			return nil, l.fail("parenthesis inside a string")
		case '\\':
			l.at++
			if l.at == len(l.b) {
				return nil, l.fail("string")
			}
			switch e := l.b[l.at]; e {
			case '(', ')', '\\':
				out = append(out, e)
			case 'r':
				out = append(out, '\r')
			default:
				return nil, l.fail("escape in a string")
			}
		default:
			out = append(out, c)
		}
	}
	return nil, l.fail("string without end")
}

func (l *lexer) hex() (Value, error) {
	end := bytes.IndexByte(l.b[l.at:], '>')
	if end < 0 || end%2 == 0 {
		return nil, l.fail("hexadecimal string")
	}
	var out String
	for i := l.at + 1; i < l.at+end; i += 2 {
		v, err := strconv.ParseUint(string(l.b[i:i+2]), 16, 8)
		if err != nil {
			return nil, l.fail("hexadecimal string")
		}
		out = append(out, byte(v))
	}
	l.at += end + 1
	return out, nil
}

func (l *lexer) enter() error {
	if l.depth++; l.depth > maxDepth {
		return l.fail("objects too deep")
	}
	return nil
}

func (l *lexer) array() (Value, error) {
	if err := l.enter(); err != nil {
		return nil, err
	}
	defer func() { l.depth-- }()
	l.at++
	out := Array{}
	for {
		if l.done() {
			return nil, l.fail("array without end")
		}
		if l.b[l.at] == ']' {
			l.at++
			return out, nil
		}
		v, err := l.next()
		if err != nil {
			return nil, err
		}
		if _, ok := v.(operator); ok {
			return nil, l.fail("operator in an array")
		}
		out = append(out, v)
	}
}

func (l *lexer) dict() (Value, error) {
	if err := l.enter(); err != nil {
		return nil, err
	}
	defer func() { l.depth-- }()
	l.at += 2
	out := Dict{}
	for {
		if l.done() {
			return nil, l.fail("dictionary without end")
		}
		if l.peek(">>") {
			l.at += 2
			return out, nil
		}
		k, err := l.next()
		if err != nil {
			return nil, err
		}
		key, ok := k.(Name)
		if !ok {
			return nil, l.fail("key that is no name")
		}
		if _, twice := out[key]; twice {
			return nil, l.fail("key given twice: " + string(key))
		}
		v, err := l.next()
		if err != nil {
			return nil, err
		}
		if _, ok := v.(operator); ok {
			return nil, l.fail("operator in a dictionary")
		}
		out[key] = v
	}
}
