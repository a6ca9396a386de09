package ooxml

import (
	"path"
	"slices"
	"strconv"
	"strings"
)

// Names of the parts that a package always has, and of the numbering.
const (
	partDocument  = "word/document.xml"
	partStyles    = "word/styles.xml"
	partNumbering = "word/numbering.xml"
	partSettings  = "word/settings.xml"
	partCore      = "docProps/core.xml"
)

// content reads the words of a package whose parts are sound.
func (p *pack) content() *Content {
	core, styles := p.trees[partCore], p.trees[partStyles]
	c := &Content{
		Title:   core.at("dc:title").body(),
		Author:  core.at("dc:creator").body(),
		Created: core.at("dcterms:created").body(),
	}
	c.Lang = styles.val("w:docDefaults", "w:rPrDefault", "w:rPr", "w:lang")
	if c.Title == "" {
		p.fault(partCore, "il documento non ha titolo")
	}
	if c.Lang == "" {
		p.fault(partStyles, "il documento non ha lingua")
	}
	known := p.readStyles(styles)
	reader := func(part string) *partReader {
		return &partReader{pack: p, part: part, styles: known, counter: newCounter(p.trees[partNumbering]), ids: map[string]bool{}, tags: map[string]bool{}}
	}
	body := reader(partDocument)
	body.blocks(p.trees[partDocument].at("w:body").children())
	body.checkHeadings()
	body.checkSpacers()
	c.Body, c.Tables, c.Pictures, c.Controls = body.lines, body.tables, body.pictures, body.controls
	for _, s := range body.sections {
		c.Sections = append(c.Sections, p.section(s))
	}
	c.First = p.running(body.sections, "w:headerReference", "first", reader)
	c.Head = p.running(body.sections, "w:headerReference", "default", reader)
	c.Foot = p.running(body.sections, "w:footerReference", "default", reader)
	return c
}

func (p *pack) section(s *node) SectionShape {
	shape := SectionShape{FirstPage: s.on("w:titlePg")}
	shape.Landscape = s.at("w:pgSz").get("w:orient") == "landscape"
	if shape.FirstPage && !slices.ContainsFunc(s.kids, func(k *node) bool {
		return k.name == "w:headerReference" && k.attr["w:type"] == "first"
	}) {
		p.fault(partDocument, "la prima pagina è diversa dalle altre ma non ha una testata")
	}
	return shape
}

// running reads the header or footer of a kind that the first section names.
func (p *pack) running(sections []*node, ref, kind string, reader func(string) *partReader) []Line {
	if len(sections) == 0 {
		p.fault(partDocument, "il documento non ha sezioni")
		return nil
	}
	for _, k := range sections[0].kids {
		if k.name == ref && k.attr["w:type"] == kind {
			part := p.rels[partDocument][k.attr["r:id"]].Target
			r := reader(part)
			r.blocks(p.trees[part].children())
			return r.lines
		}
	}
	return nil
}

// readStyles gives the outline level of each style, from 1; 0 for none.
func (p *pack) readStyles(styles *node) map[string]int {
	known := map[string]int{}
	styles.each("w:style", func(s *node) {
		level := 0
		if v := s.val("w:pPr", "w:outlineLvl"); v != "" {
			if n, err := strconv.Atoi(v); err == nil {
				level = n + 1
			}
		}
		if n, ok := strings.CutPrefix(strings.ToLower(s.val("w:name")), "heading "); ok && level == 0 && p.based {
			level, _ = strconv.Atoi(n) // Word knows the level by the name
		}
		known[s.attr["w:styleId"]] = level
	})
	styles.each("w:style", func(s *node) {
		for _, ref := range []string{"w:basedOn", "w:next"} {
			if id := s.val(ref); s.child(ref) != nil {
				if _, ok := known[id]; !ok {
					p.fault(partStyles, "lo stile %s cita lo stile %s, che non c'è", s.attr["w:styleId"], id)
				}
			}
		}
	})
	return known
}

// counter computes the labels of lists as a word processor does.
type counter struct {
	levels map[string][]*node      // list → its levels
	starts map[string]map[int]int  // list → level → first number
	counts map[string]map[int]*int // list → level → last number given
}

func newCounter(numbering *node) *counter {
	c := &counter{levels: map[string][]*node{}, starts: map[string]map[int]int{}, counts: map[string]map[int]*int{}}
	if numbering == nil {
		return c
	}
	abstract := map[string][]*node{}
	for _, k := range numbering.kids {
		switch k.name {
		case "w:abstractNum":
			k.each("w:lvl", func(l *node) { abstract[k.attr["w:abstractNumId"]] = append(abstract[k.attr["w:abstractNumId"]], l) })
		case "w:num":
			id := k.attr["w:numId"]
			c.levels[id] = abstract[k.val("w:abstractNumId")]
			c.starts[id], c.counts[id] = map[int]int{}, map[int]*int{}
			k.each("w:lvlOverride", func(o *node) {
				level, _ := strconv.Atoi(o.attr["w:ilvl"])
				c.starts[id][level], _ = strconv.Atoi(o.val("w:startOverride"))
			})
		}
	}
	return c
}

// next is the label of the next item of a list at a level; false when there is
// no such list or level.
func (c *counter) next(list string, level int) (string, bool) {
	levels := c.levels[list]
	if level < 0 || level >= len(levels) {
		return "", false
	}
	l := levels[level]
	text := l.val("w:lvlText")
	if l.val("w:numFmt") != "decimal" {
		return text, true
	}
	counts := c.counts[list]
	if counts[level] == nil {
		start, ok := c.starts[list][level]
		if !ok {
			start, _ = strconv.Atoi(l.val("w:start"))
		}
		start--
		counts[level] = &start
	}
	*counts[level]++
	return strings.ReplaceAll(text, "%"+strconv.Itoa(level+1), strconv.Itoa(*counts[level])), true
}

// typed tells whether a list is of one label that somebody typed: it stands for
// the first words of its paragraph.
func (c *counter) typed(list string) bool {
	levels := c.levels[list]
	return len(levels) > 0 && levels[0].val("w:numFmt") == "none"
}

// bound is the value that a data binding points at; false when it points at
// nothing.
func (p *pack) bound(binding *node) (string, bool) {
	for _, r := range p.rels[partDocument] {
		if r.Type != relCustomXML {
			continue
		}
		for _, props := range p.rels[r.Target] {
			tree := p.trees[props.Target]
			if tree == nil || tree.attr["ds:itemID"] != binding.attr["w:storeItemID"] {
				continue
			}
			index := strings.TrimSuffix(path.Base(binding.attr["w:xpath"]), "]")
			_, index, _ = strings.Cut(index, "[")
			n, err := strconv.Atoi(index)
			if data := p.trees[r.Target]; err == nil && data != nil && n >= 1 && n <= len(data.kids) {
				return data.kids[n-1].text, true
			}
		}
	}
	return "", false
}
