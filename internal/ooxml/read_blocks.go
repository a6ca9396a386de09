package ooxml

import (
	"strconv"
	"strings"
)

// partReader reads the words of one part and checks what a schema cannot say.
type partReader struct {
	*pack
	part     string
	styles   map[string]int
	counter  *counter
	ids      map[string]bool // of content controls and drawings
	tags     map[string]bool
	lines    []Line
	tables   []TableShape
	pictures []string
	controls []ControlShape
	sections []*node
	where    Line // table, row and column being read
}

func (r *partReader) wrong(format string, args ...any) {
	if !r.foreign(r.part) {
		r.fault(r.part, format, args...)
	}
}

func (r *partReader) blocks(kids []*node) {
	for _, k := range kids {
		switch k.name {
		case "w:p":
			r.paragraph(k)
		case "w:tbl":
			r.table(k)
		case "w:sectPr":
			r.sections = append(r.sections, k)
		}
	}
}

func (r *partReader) paragraph(p *node) {
	props := p.child("w:pPr")
	line := r.where
	line.Style = props.val("w:pStyle")
	line.Heading = r.style(line.Style)
	if num := props.at("w:numPr"); num != nil && num.val("w:numId") != "0" { // 0: none, whatever the style says
		line.Level, _ = strconv.Atoi(num.val("w:ilvl"))
		label, ok := r.counter.next(num.val("w:numId"), line.Level)
		if !ok {
			r.wrong("un capoverso è nell'elenco %s, che non c'è", num.val("w:numId"))
		}
		line.Label = label
	}
	var sb strings.Builder
	r.inlines(p.kids, &sb)
	line.Text = sb.String()
	if strings.HasPrefix(line.Text, CheckSign) && r.counter.typed(props.val("w:numPr", "w:numId")) {
		r.wrong("l'etichetta «%s» viene dalle parole di un capoverso che comincia con una casella", line.Label)
	}
	r.lines = append(r.lines, line)
	if s := props.at("w:sectPr"); s != nil {
		r.sections = append(r.sections, s)
	}
}

// style checks that a style exists and gives its heading level.
func (r *partReader) style(id string) int {
	level, ok := r.styles[id]
	if !ok {
		r.wrong("lo stile «%s» non c'è", id)
	}
	return level
}

func (r *partReader) inlines(kids []*node, sb *strings.Builder) {
	for _, k := range kids {
		switch k.name {
		case "w:r":
			r.run(k, sb)
		case "w:hyperlink":
			before := sb.Len()
			r.inlines(k.kids, sb)
			if strings.TrimSpace(sb.String()[before:]) == "" {
				r.wrong("un collegamento non ha parole")
			}
		case "w:fldSimple":
			r.inlines(k.kids, sb)
		case "w:sdt":
			r.control(k, sb)
		}
	}
}

func (r *partReader) run(run *node, sb *strings.Builder) {
	if id := run.val("w:rPr", "w:rStyle"); id != "" {
		r.style(id)
	}
	for _, k := range run.kids {
		switch k.name {
		case "w:t":
			sb.WriteString(k.text)
		case "w:tab":
			sb.WriteByte('\t')
		case "w:br":
			sb.WriteByte('\n')
		case "w:drawing":
			r.drawing(k)
		}
	}
}

func (r *partReader) drawing(d *node) {
	props := d.at("wp:inline", "wp:docPr")
	if props == nil {
		r.wrong("un'immagine non è nel testo")
		return
	}
	alt := props.attr["descr"]
	if strings.TrimSpace(alt) == "" {
		r.wrong("l'immagine %s non ha testo alternativo", props.attr["id"])
	}
	r.unique("immagine "+props.attr["id"], r.ids)
	r.pictures = append(r.pictures, alt)
}

func (r *partReader) unique(name string, seen map[string]bool) {
	if seen[name] {
		r.wrong("%s c'è due volte", name)
	}
	seen[name] = true
}

func (r *partReader) control(sdt *node, sb *strings.Builder) {
	props := sdt.child("w:sdtPr")
	c := ControlShape{Alias: props.val("w:alias"), Tag: props.val("w:tag")}
	r.unique("controllo "+props.val("w:id"), r.ids)
	r.unique("campo "+c.Tag, r.tags)
	if c.Alias == "" {
		r.wrong("il campo «%s» non ha titolo", c.Tag)
	}
	var shown strings.Builder
	r.inlines(sdt.child("w:sdtContent").children(), &shown)
	c.Value = strings.TrimSpace(shown.String())
	switch {
	case props.child("w14:checkbox") != nil:
		c.Kind = "check"
		c.Value = props.at("w14:checkbox", "w14:checked").get("w14:val")
	case props.child("w:dropDownList") != nil:
		c.Kind = "choice"
	case props.child("w:date") != nil:
		c.Kind = "date"
	case props.child("w:text") != nil:
		c.Kind = "text"
		if props.child("w:text").get("w:multiLine") == "1" {
			c.Kind = "multiline"
		}
	}
	if c.Kind == "check" {
		sb.WriteString(CheckSign)
	} else {
		sb.WriteString(shown.String())
	}
	if b := props.child("w:dataBinding"); b != nil {
		value, ok := r.bound(b)
		if !ok {
			r.wrong("il campo «%s» è legato a un dato che non c'è", c.Tag)
		}
		c.Bound = value
	}
	r.controls = append(r.controls, c)
}
