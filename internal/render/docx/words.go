package docx

import "concerta/internal/ooxml"

// Words are the words of the act in a file that Render made, in reading order:
// the letterhead of the first page, then the body. The mark of a draft, running
// heads and feet are no words of the act.
func Words(c *ooxml.Content) []string {
	var head []ooxml.Line
	for _, l := range c.First {
		switch l.Style {
		case styleIssuer, styleUnder, styleContacts:
			head = append(head, l)
		}
	}
	return append(ooxml.LineWords(head), c.Words()...)
}
