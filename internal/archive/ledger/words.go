package ledger

import "strings"

// Words are what a search finds the act by: its number and names, and the words of
// its text; process is the title of its process.
func (b *IssuedBody) Words(process string, text []byte) string {
	return strings.Join([]string{b.NumberWords(), b.Title, b.Kind, process, b.Date, string(text)}, "\n")
}

// Words are what a search finds the document by.
func (b FiledBody) Words(files []File) string {
	words := []string{b.Title, b.Kind, b.Date}
	if len(files) > 0 {
		words = append(words, files[0].Name)
	}
	return strings.Join(words, "\n")
}
