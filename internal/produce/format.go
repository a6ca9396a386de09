package produce

import (
	"io"

	"concerta/internal/doc"
)

// Format is one form in which an act is given out.
type Format struct {
	Ext       string // without dot; also its name on the command line
	MediaType string // of HTTP
	Render    func(io.Writer, *doc.Document) error
}

// Renderers are what the formats are made by.
type Renderers struct {
	PDF, DOCX, HTML, Text func(io.Writer, *doc.Document) error
}

// Formats are the formats there are, in the order in which they are offered.
type Formats []Format

// NewFormats lists the formats of r.
func NewFormats(r Renderers) Formats {
	return Formats{
		{"pdf", "application/pdf", r.PDF},
		{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", r.DOCX},
		{"html", "text/html; charset=utf-8", r.HTML},
		{"txt", "text/plain; charset=utf-8", r.Text},
	}
}

// Find gives the format named ext.
func (f Formats) Find(ext string) (Format, bool) {
	for _, format := range f {
		if format.Ext == ext {
			return format, true
		}
	}
	return Format{}, false
}
