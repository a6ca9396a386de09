package foreign

import (
	"bytes"
	"strconv"

	"concerta/internal/pdf/syntax"
)

// lexer reads objects as any program may write them (7.2, 7.3).
type lexer struct {
	b     []byte
	at    int
	base  int // place of b in the file; -1 for unpacked data
	depth int
	left  *int // values that may still be read
}

// keyword is a word that is no object: obj, endobj, stream.
type keyword string

const maxDepth = 64

func (l *lexer) fail(what string) error { return malformed("%s at byte %d", what, l.base+l.at) }

// space skips white space and comments (7.2.3).
func (l *lexer) space() {
	for l.at < len(l.b) {
		switch c := l.b[l.at]; {
		case syntax.IsSpace(c):
			l.at++
		case c == '%':
			for l.at < len(l.b) && l.b[l.at] != '\n' && l.b[l.at] != '\r' {
				l.at++
			}
		default:
			return
		}
	}
}

func (l *lexer) peek(s string) bool { return bytes.HasPrefix(l.b[min(l.at, len(l.b)):], []byte(s)) }

func (l *lexer) token() string {
	start := l.at
	for l.at < len(l.b) && !syntax.IsSpace(l.b[l.at]) && !syntax.IsDelimiter(l.b[l.at]) {
		l.at++
	}
	return string(l.b[start:l.at])
}

// accept takes a word if it comes next.
func (l *lexer) accept(word string) bool {
	l.space()
	mark := l.at
	if l.token() == word {
		return true
	}
	l.at = mark
	return false
}

// integer reads a whole number without sign.
func (l *lexer) integer() (int, error) {
	l.space()
	t := l.token()
	n, err := strconv.ParseUint(t, 10, 40)
	if err != nil {
		return 0, l.fail("whole number")
	}
	return int(n), nil
}

// next reads one object or keyword.
func (l *lexer) next() (Value, error) {
	if *l.left--; *l.left < 0 {
		return nil, ErrTooMuch
	}
	l.space()
	if l.at >= len(l.b) {
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
	switch w := l.token(); w {
	case "true":
		return true, nil
	case "false":
		return false, nil
	case "null":
		return nil, nil //nolint:nilnil // null is an object
	default:
		return keyword(w), nil
	}
}

// number reads a number, or a reference when one follows.
func (l *lexer) number() (Value, error) {
	t := l.token()
	v, err := syntax.Number(t)
	if err != nil || v > 1e15 || v < -1e15 {
		return nil, l.fail("number")
	}
	if num, err := strconv.ParseUint(t, 10, 31); err == nil {
		if ref, ok := l.reference(int(num)); ok {
			return ref, nil
		}
	}
	return Number(v), nil
}

// reference looks whether "gen R" follows.
func (l *lexer) reference(num int) (Ref, bool) {
	mark := l.at
	l.space()
	gen, err := strconv.ParseUint(l.token(), 10, 16)
	if err == nil && l.accept("R") {
		return Ref{num, int(gen)}, true
	}
	l.at = mark
	return Ref{}, false
}

func (l *lexer) name() (Value, error) {
	l.at++
	said, err := syntax.DecodeName(l.token())
	if err != nil {
		return nil, l.fail("name")
	}
	return Name(said), nil
}

func (l *lexer) place(start int) (at, end int) {
	if l.base < 0 {
		return -1, -1
	}
	return l.base + start, l.base + l.at
}

// literal reads a string in parentheses (7.3.4.2).
func (l *lexer) literal() (Value, error) {
	start, open := l.at, 0
	out := []byte{}
	for l.at < len(l.b) {
		c := l.b[l.at]
		l.at++
		switch c {
		case '(':
			if open++; open > 1 {
				out = append(out, c)
			}
		case ')':
			if open--; open == 0 {
				s := String{Bytes: out}
				s.At, s.End = l.place(start)
				return s, nil
			}
			out = append(out, c)
		case '\\':
			out = l.escape(out)
		case '\r':
			if l.peek("\n") {
				l.at++
			}
			out = append(out, '\n')
		default:
			out = append(out, c)
		}
	}
	return nil, l.fail("string without end")
}

func (l *lexer) escape(out []byte) []byte {
	if l.at >= len(l.b) {
		return out
	}
	c := l.b[l.at]
	l.at++
	switch c {
	case 'n':
		return append(out, '\n')
	case 'r':
		return append(out, '\r')
	case 't':
		return append(out, '\t')
	case 'b':
		return append(out, '\b')
	case 'f':
		return append(out, '\f')
	case '\n':
		return out
	case '\r':
		if l.peek("\n") {
			l.at++
		}
		return out
	}
	if c < '0' || c > '7' {
		return append(out, c)
	}
	v := int(c - '0')
	for n := 0; n < 2 && l.at < len(l.b) && l.b[l.at] >= '0' && l.b[l.at] <= '7'; n++ {
		v = v<<3 | int(l.b[l.at]-'0')
		l.at++
	}
	return append(out, byte(v))
}

func (l *lexer) hex() (Value, error) {
	start := l.at
	end := bytes.IndexByte(l.b[l.at:], '>')
	if end < 0 {
		return nil, l.fail("hexadecimal string")
	}
	out := make([]byte, 0, end/2)
	half := -1
	for _, c := range l.b[l.at+1 : l.at+end] {
		var v int
		switch {
		case c >= '0' && c <= '9':
			v = int(c - '0')
		case c >= 'a' && c <= 'f':
			v = int(c-'a') + 10
		case c >= 'A' && c <= 'F':
			v = int(c-'A') + 10
		case syntax.IsSpace(c):
			continue
		default:
			return nil, l.fail("hexadecimal string")
		}
		if half < 0 {
			half = v
		} else {
			out, half = append(out, byte(half<<4|v)), -1
		}
	}
	if half >= 0 {
		out = append(out, byte(half<<4))
	}
	l.at += end + 1
	s := String{Bytes: out}
	s.At, s.End = l.place(start)
	return s, nil
}

// inside reads values up to a closing mark; its depth is bounded, so its
// recursion is.
func (l *lexer) inside(mark string, add func(Value) error) error {
	if l.depth++; l.depth > maxDepth {
		return l.fail("objects too deep")
	}
	defer func() { l.depth-- }()
	for {
		l.space()
		if l.peek(mark) {
			l.at += len(mark)
			return nil
		}
		v, err := l.next()
		if err != nil {
			return err
		}
		if _, ok := v.(keyword); ok {
			return l.fail("word inside an object")
		}
		if err := add(v); err != nil {
			return err
		}
	}
}

func (l *lexer) array() (Value, error) {
	l.at++
	out := Array{}
	err := l.inside("]", func(v Value) error {
		out = append(out, v)
		return nil
	})
	return out, err
}

// dict reads a dictionary. A key given twice is refused: programs differ on
// which one counts.
func (l *lexer) dict() (Value, error) {
	l.at += 2
	out := Dict{}
	var key Name
	waiting := false
	err := l.inside(">>", func(v Value) error {
		if waiting {
			out[key], waiting = v, false
			return nil
		}
		k, ok := v.(Name)
		if _, twice := out[k]; !ok || twice {
			return l.fail("key that is no name, or given twice")
		}
		key, waiting = k, true
		return nil
	})
	if err == nil && waiting {
		err = l.fail("key without value")
	}
	for k, v := range out {
		if v == nil { // the same as an absent entry (7.3.7)
			delete(out, k)
		}
	}
	return out, err
}
