package ooxml

import (
	"crypto/sha256"
	"fmt"
	"strconv"
)

// NewOn is an empty document on a base. What it says of styles, lists and fonts is
// matched with the base's when it is written.
func NewOn(b *Base) *Document {
	d := New()
	d.base = b
	return d
}

// BaseHeader is the header of the base for that kind of page, to which blocks may
// be added; nil when the base has none.
func (d *Document) BaseHeader(kind string) *HeaderFooter {
	if from := d.base.headers[kind]; from != nil {
		h := d.AddHeader()
		h.from = from
		return h
	}
	return nil
}

// BaseFooter is the footer of the base for that kind of page, to which blocks may
// be added; nil when the base has none.
func (d *Document) BaseFooter(kind string) *HeaderFooter {
	if from := d.base.footers[kind]; from != nil {
		h := d.AddFooter()
		h.from = from
		return h
	}
	return nil
}

// settle puts the document on its base, before it is written.
func (d *Document) settle() error {
	b := d.base
	adoption := b.adopt(d.Styles.Styles)
	abstract, list := b.lastLists()
	a := adopter{adoption: adoption, lists: list}
	if !b.speaks(d.Properties.Lang) {
		a.lang = d.Properties.Lang
	}
	a.blocks(d.Body.Blocks)
	for _, h := range d.headers {
		a.blocks(h.Blocks)
		if h.from != nil {
			if err := d.extend(h.part, h.from, h.Blocks); err != nil {
				return err
			}
		}
	}
	d.Numbering.move(abstract, list)
	d.Settings.follow(b.settings)
	d.based = map[string]*Part{}
	if b.styles != nil {
		edits, err := styleEdits(b.styles, adoption.added, d.Properties.Lang)
		if err != nil {
			return err
		}
		d.based[relStyles] = d.carry(b.styles, "word/styles.xml", typeStyles, edits...)
	}
	if b.numbering != nil {
		edits, err := numberingEdits(b.numbering, d.Numbering)
		if err != nil {
			return err
		}
		d.based[relNumbering] = d.carry(b.numbering, "word/numbering.xml", typeNumbering, edits...)
	}
	if b.fonts != nil {
		d.based[relFontTable] = d.carry(b.fonts, "word/fontTable.xml", typeFontTable)
	}
	if b.theme != nil {
		d.based[relTheme] = d.carry(b.theme, "word/theme/theme1.xml", typeTheme)
	}
	return nil
}

// carry is a part of the base as a part of the document, under a name of ours.
func (d *Document) carry(from *basePart, name, typ string, edits ...edit) *Part {
	p := &Part{name: name, typ: typ, document: d}
	d.fill(p, from, edits...)
	return p
}

func (d *Document) fill(p *Part, from *basePart, edits ...edit) {
	p.data = splice(from.data, edits...)
	for _, r := range from.rels {
		p.rels = append(p.rels, relationship{ID: r.id, Type: r.typ, Target: relative(p.name, d.carryMedia(r.to).name)})
	}
}

// extend makes p the base's header or footer with blocks after its own.
func (d *Document) extend(p *Part, from *basePart, blocks []Block) error {
	text, err := fragment(blockName, blocks...)
	if err != nil {
		return err
	}
	d.fill(p, from, from.tree.appended(from.data, text))
	return nil
}

// carryMedia is a picture or a font of the base as a part of the document. The same
// bytes are stored once.
func (d *Document) carryMedia(m *baseMedia) *Part {
	key := sha256.Sum256(m.data)
	media := d.digests[key]
	if media == nil {
		media = &Part{name: fmt.Sprintf("word/media/image%d.%s", len(d.media)+1, m.extension), typ: m.typ, data: m.data}
		d.media = append(d.media, media)
		d.digests[key] = media
	}
	return media
}

// lastLists are the greatest ids of the base's lists: of the kinds of list, and of
// the lists themselves.
func (b *Base) lastLists() (abstract, list int) {
	if b.numbering == nil {
		return 0, 0
	}
	top := func(n *node, attr string, last int) int {
		v, _ := strconv.Atoi(n.attr[attr])
		return max(v, last)
	}
	abstract = -1
	for _, n := range b.numbering.tree.kids {
		switch n.name {
		case "w:abstractNum":
			abstract = top(n, "w:abstractNumId", abstract)
		case "w:num":
			list = top(n, "w:numId", list)
		}
	}
	return abstract + 1, list
}

// move gives lists other ids: the first kind of list becomes abstract, and list is
// added to those of lists. The ids by which Word tells kinds of list apart are moved
// too, for the base may be a document of ours.
func (n *Numbering) move(abstract, list int) {
	for i := range n.Abstract {
		n.Abstract[i].ID += abstract
		for _, id := range []*String{n.Abstract[i].NSID, n.Abstract[i].Template} {
			if v, err := strconv.ParseUint(id.Val, 16, 32); err == nil {
				id.Val = fmt.Sprintf("%08X", uint32(v)+uint32(abstract))
			}
		}
	}
	for i := range n.Lists {
		n.Lists[i].ID += list
		n.Lists[i].Abstract.Val += abstract
	}
}

// numberingEdits adds lists to the base's: every kind of list comes before every
// list (17.9.17).
func numberingEdits(base *basePart, n Numbering) ([]edit, error) {
	kinds, err := fragment(named[AbstractList]("w:abstractNum"), n.Abstract...)
	if err != nil {
		return nil, err
	}
	lists, err := fragment(named[ListInstance]("w:num"), n.Lists...)
	if err != nil {
		return nil, err
	}
	root := base.tree
	first, last := root.child("w:num"), root.child("w:numIdMacAtCleanup")
	if root.empty() || first == nil && last == nil {
		return []edit{root.appended(base.data, append(kinds, lists...))}, nil
	}
	if first == nil {
		return []edit{last.before(append(kinds, lists...))}, nil
	}
	if last == nil {
		return []edit{first.before(kinds), root.appended(base.data, lists)}, nil
	}
	return []edit{first.before(kinds), last.before(lists)}, nil
}

// styleEdits adds styles to the base's, and the language of the document where the
// base has none.
func styleEdits(base *basePart, added []Style, lang string) ([]edit, error) {
	text, err := fragment(named[Style]("w:style"), added...)
	if err != nil {
		return nil, err
	}
	language, err := fragment(named[Language]("w:lang"), Language{Val: lang})
	if err != nil {
		return nil, err
	}
	root := base.tree
	wrap := func(inner []byte, names ...string) []byte {
		for _, n := range names {
			inner = fmt.Appendf(nil, `<w:%s xmlns:w=%q>%s</w:%[1]s>`, n, nsW, inner)
		}
		return inner
	}
	defaults := root.child("w:docDefaults")
	run := defaults.child("w:rPrDefault")
	props := run.child("w:rPr")
	said := props.child("w:lang")
	switch {
	case said.get("w:val") != "":
		return []edit{root.appended(base.data, text)}, nil
	case root.empty():
		return []edit{root.appended(base.data, append(wrap(language, "rPr", "rPrDefault", "docDefaults"), text...))}, nil
	case said != nil:
		return []edit{said.instead(language), root.appended(base.data, text)}, nil
	case props != nil:
		return []edit{props.appended(base.data, language), root.appended(base.data, text)}, nil
	case run != nil:
		return []edit{run.appended(base.data, wrap(language, "rPr")), root.appended(base.data, text)}, nil
	case defaults != nil:
		return []edit{defaults.prepended(base.data, wrap(language, "rPr", "rPrDefault")), root.appended(base.data, text)}, nil
	}
	return []edit{root.prepended(base.data, wrap(language, "rPr", "rPrDefault", "docDefaults")), root.appended(base.data, text)}, nil
}
