package produce

import (
	"io"
	"slices"

	"concerta/internal/acts"
	"concerta/internal/doc"
)

// Format is one form in which an act is given out.
type Format struct {
	Ext       string      // without dot; also its name on the command line
	MediaType string      // of HTTP
	Kinds     []acts.Kind // the acts it is for; none: every act
	Dated     bool        // only for acts of a day that is known
	Render    func(io.Writer, *Act) error
}

// Serves tells whether acts of the kind are given out in the format.
func (f Format) Serves(k acts.Kind) bool {
	return len(f.Kinds) == 0 || slices.Contains(f.Kinds, k)
}

// Makes tells whether the act of the task is given out in the format.
func (f Format) Makes(t Task) bool { return f.Serves(t.Kind) && (!f.Dated || !t.Date.IsZero()) }

// Renderers are what the formats are made by. A nil one gives no format.
type Renderers struct {
	PDF, DOCX, HTML, Text func(io.Writer, *doc.Document) error

	// What some acts are given out as besides.
	XLSX, CSV, ICS func(io.Writer, *Act) error

	// Layout is PDF, and says where everything is on the pages; it is asked of acts
	// that are issued.
	Layout func(io.Writer, *doc.Document) (Geometry, error)

	// Merge writes documents one after the other in one PDF to print from;
	// next gives nil after the last.
	Merge func(w io.Writer, title string, next func() (*doc.Document, error)) error
}

// Geometry is where everything with an id is on the pages of a PDF.
type Geometry struct {
	Pages int
	JSON  []byte // canonical
}

// Formats are the formats there are, in the order in which they are offered.
type Formats []Format

// KnownFormats are all the formats, for who asks what there is before there is a
// press; they render nothing.
func KnownFormats() Formats {
	return Formats{
		{Ext: "pdf", MediaType: "application/pdf"},
		{Ext: "docx", MediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		{Ext: "html", MediaType: "text/html; charset=utf-8"},
		{Ext: "txt", MediaType: "text/plain; charset=utf-8"},
		{Ext: "xlsx", MediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Kinds: []acts.Kind{acts.Participants}},
		{Ext: "csv", MediaType: "text/csv; charset=utf-8", Kinds: []acts.Kind{acts.Participants}},
		{Ext: "ics", MediaType: "text/calendar; charset=utf-8", Kinds: []acts.Kind{acts.Invitation}, Dated: true},
	}
}

// formats lists the formats of r.
func (r Renderers) formats() Formats {
	document := func(render func(io.Writer, *doc.Document) error) func(io.Writer, *Act) error {
		if render == nil {
			return nil
		}
		return func(w io.Writer, a *Act) error { return render(w, a.Document) }
	}
	by := map[string]func(io.Writer, *Act) error{
		"pdf": document(r.PDF), "docx": document(r.DOCX), "html": document(r.HTML), "txt": document(r.Text),
		"xlsx": r.XLSX, "csv": r.CSV, "ics": r.ICS,
	}
	list := KnownFormats()
	for i := range list {
		list[i].Render = by[list[i].Ext]
	}
	return slices.DeleteFunc(list, func(f Format) bool { return f.Render == nil })
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

// Of are the formats in which acts of the kind are given out.
func (f Formats) Of(k acts.Kind) Formats {
	return slices.DeleteFunc(slices.Clone(f), func(format Format) bool { return !format.Serves(k) })
}

// For are the formats in which the act of the task is given out.
func (f Formats) For(t Task) Formats {
	return slices.DeleteFunc(slices.Clone(f), func(format Format) bool { return !format.Makes(t) })
}

// Documents are the formats that show the act's document, and can show its public
// copy: what is made from the act's data knows of no omission.
func (f Formats) Documents() Formats {
	return slices.DeleteFunc(slices.Clone(f), func(format Format) bool { return len(format.Kinds) > 0 })
}

// Names are the extensions of the formats.
func (f Formats) Names() []string {
	names := make([]string, 0, len(f))
	for _, format := range f {
		names = append(names, format.Ext)
	}
	return names
}
