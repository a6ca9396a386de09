package cms

import (
	"encoding/asn1"
	"fmt"
)

// cursor walks over DER values that stand one after the other; after the
// first fault it gives empty values.
type cursor struct {
	rest []byte
	err  error
}

func (c *cursor) next() asn1.RawValue {
	var v asn1.RawValue
	if c.err != nil {
		return v
	}
	rest, err := asn1.Unmarshal(c.rest, &v)
	if err != nil {
		c.err = fmt.Errorf("%w: %w", ErrMalformed, err)
		return asn1.RawValue{}
	}
	c.rest = rest
	return v
}

// enter goes into a value of a universal tag.
func (c *cursor) enter(tag int) *cursor {
	v := c.next()
	if c.err == nil && (v.Class != asn1.ClassUniversal || v.Tag != tag) {
		c.err = fmt.Errorf("%w: tag %d instead of %d", ErrMalformed, v.Tag, tag)
	}
	return &cursor{rest: v.Bytes, err: c.err}
}

// context takes the next value if it has a context tag, nil otherwise.
func (c *cursor) context(tag int) *asn1.RawValue {
	if c.err != nil || len(c.rest) == 0 {
		return nil
	}
	ahead := *c
	v := ahead.next()
	if ahead.err != nil || v.Class != asn1.ClassContextSpecific || v.Tag != tag {
		return nil
	}
	*c = ahead
	return &v
}

func (c *cursor) oid() asn1.ObjectIdentifier {
	v := c.next()
	var id asn1.ObjectIdentifier
	if c.err == nil {
		if _, err := asn1.Unmarshal(v.FullBytes, &id); err != nil {
			c.err = fmt.Errorf("%w: %w", ErrMalformed, err)
		}
	}
	return id
}

func (c *cursor) algorithm() algorithm {
	in := c.enter(asn1.TagSequence)
	a := algorithm{id: in.oid(), params: in.rest}
	if c.err == nil {
		c.err = in.err
	}
	return a
}
