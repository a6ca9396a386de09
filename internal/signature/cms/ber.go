package cms

import (
	"encoding/asn1"
	"fmt"
)

// Limits of what is read: a signed message nests about twenty deep, and one
// that a program cut into pieces of a kilobyte has a piece for each.
const (
	maxDepth    = 64
	maxElements = 1 << 19
)

// element is one BER value (ITU-T X.690). What already is DER keeps its bytes,
// so that certificates and signed attributes are hashed as they came.
type element struct {
	tag   []byte
	raw   []byte // the whole element, when it is DER already
	body  []byte // of a primitive element that is not
	kids  []*element
	total int // length of the content in DER
	size  int // length of the element in DER
}

// toDER writes the first element of data in DER, where Italian signing
// programs write lengths left open and content in pieces (BER), and tells how
// many bytes it took.
func toDER(data []byte) (der []byte, used int, err error) {
	p := &berParser{data: data}
	e, err := p.read(0)
	if err != nil {
		return nil, 0, err
	}
	if e.raw != nil {
		return e.raw, p.at, nil
	}
	e.measure()
	return e.append(make([]byte, 0, e.size)), p.at, nil
}

type berParser struct {
	data     []byte
	at       int
	elements int
}

func (p *berParser) fail(what string) error {
	return fmt.Errorf("%w: %s at byte %d", ErrMalformed, what, p.at)
}

// read reads one element; its depth is bounded, so its recursion is.
func (p *berParser) read(depth int) (*element, error) {
	if p.elements++; depth > maxDepth || p.elements > maxElements {
		return nil, p.fail("too many parts")
	}
	start := p.at
	tag, constructed, err := p.tag()
	if err != nil {
		return nil, err
	}
	length, minimal, err := p.length()
	if err != nil {
		return nil, err
	}
	e := &element{tag: tag}
	if length >= 0 && !constructed {
		p.at += length
		if minimal {
			e.raw = p.data[start:p.at]
		} else {
			e.body = p.data[p.at-length : p.at]
		}
		return e, nil
	}
	if !constructed {
		return nil, p.fail("primitive of open length")
	}
	clean, err := p.children(e, length, depth)
	if err != nil {
		return nil, err
	}
	switch {
	case len(tag) == 1 && tag[0] == asn1.TagOctetString|constructedBit:
		return e, e.join()
	case clean && minimal && length >= 0:
		e.raw, e.kids = p.data[start:p.at], nil
	}
	return e, nil
}

// children reads the elements inside one, up to its length or, when that was
// left open, to the end mark. It tells whether all were DER.
func (p *berParser) children(e *element, length, depth int) (clean bool, err error) {
	end := p.at + length
	clean = true
	for length < 0 || p.at < end {
		if length < 0 && p.at+1 < len(p.data) && p.data[p.at] == 0 && p.data[p.at+1] == 0 {
			p.at += 2
			break
		}
		kid, err := p.read(depth + 1)
		if err != nil {
			return false, err
		}
		clean = clean && kid.raw != nil
		e.kids = append(e.kids, kid)
	}
	if length >= 0 && p.at != end {
		return false, p.fail("parts longer than the whole")
	}
	return clean, nil
}

const constructedBit = 0x20

func (p *berParser) tag() (tag []byte, constructed bool, err error) {
	start := p.at
	if p.at >= len(p.data) {
		return nil, false, p.fail("end of data")
	}
	first := p.data[p.at]
	p.at++
	if first&0x1f == 0x1f {
		for n := 0; ; n++ {
			if p.at >= len(p.data) || n == 4 {
				return nil, false, p.fail("tag")
			}
			p.at++
			if p.data[p.at-1] < 0x80 {
				break
			}
		}
	}
	return p.data[start:p.at], first&constructedBit != 0, nil
}

// length reads a length, -1 when it is left open.
func (p *berParser) length() (n int, minimal bool, err error) {
	if p.at >= len(p.data) {
		return 0, false, p.fail("end of data")
	}
	c := p.data[p.at]
	p.at++
	if c == 0x80 {
		return -1, false, nil
	}
	minimal = true
	if n = int(c); c > 0x80 {
		count := int(c & 0x7f)
		if count > 8 || p.at+count > len(p.data) {
			return 0, false, p.fail("length")
		}
		n = 0
		for _, b := range p.data[p.at : p.at+count] {
			if n > len(p.data) {
				return 0, false, p.fail("length")
			}
			n = n<<8 | int(b)
		}
		minimal = n >= 0x80 && p.data[p.at] != 0
		p.at += count
	}
	if n < 0 || n > len(p.data)-p.at {
		return 0, false, p.fail("length")
	}
	return n, minimal, nil
}

// join makes one string of an octet string in pieces.
func (e *element) join() error {
	body := []byte{}
	for _, k := range e.kids {
		part := k.body
		if k.raw != nil {
			var v asn1.RawValue
			if _, err := asn1.Unmarshal(k.raw, &v); err != nil {
				return fmt.Errorf("%w: %w", ErrMalformed, err)
			}
			part = v.Bytes
		}
		if len(k.tag) != 1 || k.tag[0] != asn1.TagOctetString {
			return fmt.Errorf("%w: a piece of a string is no string", ErrMalformed)
		}
		body = append(body, part...)
	}
	e.tag, e.kids, e.body = []byte{asn1.TagOctetString}, nil, body
	return nil
}

func (e *element) measure() {
	if e.raw != nil {
		e.size = len(e.raw)
		return
	}
	e.total = len(e.body)
	for _, k := range e.kids {
		k.measure()
		e.total += k.size
	}
	e.size = len(e.tag) + len(appendLength(nil, e.total)) + e.total
}

func (e *element) append(b []byte) []byte {
	if e.raw != nil {
		return append(b, e.raw...)
	}
	b = appendLength(append(b, e.tag...), e.total)
	b = append(b, e.body...)
	for _, k := range e.kids {
		b = k.append(b)
	}
	return b
}

func appendLength(b []byte, n int) []byte {
	if n < 0x80 {
		return append(b, byte(n))
	}
	count := 0
	for v := n; v > 0; v >>= 8 {
		count++
	}
	b = append(b, 0x80|byte(count))
	for i := count - 1; i >= 0; i-- {
		b = append(b, byte(n>>(8*i)))
	}
	return b
}
