package html

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Words are the words of the act in what Render or Fragment wrote, in order:
// anything between spaces. The labels of lists are computed, the numbers from
// their start, the dashes and dots by depth, as a browser does. It reads only well-formed
// markup, and fails on an element that it does not know: a renderer that
// forgets to say what is a word is found out.
func Words(rd io.Reader) ([]string, error) {
	d := xml.NewDecoder(rd)
	s := &reader{}
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("reading our own HTML: %w", err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if err := s.start(d, tok); err != nil {
				return nil, err
			}
		case xml.EndElement:
			s.end(tok.Name.Local)
		case xml.CharData:
			s.text.Write(tok)
		}
	}
	return strings.Fields(s.text.String()), nil
}

// reader gathers text and the numbers of ordered lists.
type reader struct {
	text  strings.Builder
	lists []int // next number of each open list; -1 for bullets
}

// flowing tells whether an element is part of a line of text.
func flowing(tag string) bool {
	switch tag {
	case "strong", "em", "a", "span":
		return true
	}
	return false
}

// known tells whether an element may hold words, or holds none at all.
func known(tag string) bool {
	switch tag {
	case "html", "body", "main", "article", "header", "section", "div", "p", "h1", "h2", "h3", "h4", "h5", "h6", "br",
		"table", "caption", "colgroup", "col", "thead", "tbody", "tr", "th", "td", "figure", "img", "hr", "svg", "path", "label", "textarea":
		return true
	}
	return flowing(tag)
}

func (s *reader) start(d *xml.Decoder, e xml.StartElement) error {
	tag := e.Name.Local
	if !flowing(tag) {
		s.text.WriteByte('\n')
	}
	switch {
	case tag == "head", tag == "footer", get(e, "class") == "atto-bozza":
		return skip(d)
	case tag == "select":
		return s.selected(d)
	case tag == "ul":
		s.lists = append(s.lists, -1)
	case tag == "ol":
		first := 1
		if v := get(e, "start"); v != "" {
			n, err := strconv.Atoi(v)
			if err != nil {
				return fmt.Errorf("start of a list: %w", err)
			}
			first = n
		}
		s.lists = append(s.lists, first)
	case tag == "li":
		s.item()
	case tag == "input":
		if get(e, "type") == "text" {
			s.text.WriteString(get(e, "value"))
		}
	case !known(tag):
		return fmt.Errorf("element <%s> is not one of ours", tag)
	}
	return nil
}

// item writes the label of an item, which the stylesheet or the browser shows.
func (s *reader) item() {
	n := len(s.lists)
	switch {
	case n == 0:
	case s.lists[n-1] >= 0:
		s.text.WriteString(strconv.Itoa(s.lists[n-1]) + ". ")
		s.lists[n-1]++
	case n%2 == 1:
		s.text.WriteString("– ")
	default:
		s.text.WriteString("• ")
	}
}

func (s *reader) end(tag string) {
	if !flowing(tag) {
		s.text.WriteByte('\n')
	}
	if (tag == "ul" || tag == "ol") && len(s.lists) > 0 {
		s.lists = s.lists[:len(s.lists)-1]
	}
}

// selected reads a select: only the chosen option is a word of the act.
func (s *reader) selected(d *xml.Decoder) error {
	chosen := false
	for {
		tok, err := d.Token()
		if err != nil {
			return fmt.Errorf("reading a select: %w", err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			chosen = get(tok, "selected") != ""
		case xml.CharData:
			if chosen {
				s.text.Write(tok)
			}
		case xml.EndElement:
			chosen = false
			if tok.Name.Local == "select" {
				s.text.WriteByte('\n')
				return nil
			}
		}
	}
}

func skip(d *xml.Decoder) error {
	if err := d.Skip(); err != nil {
		return fmt.Errorf("reading our own HTML: %w", err)
	}
	return nil
}

func get(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
