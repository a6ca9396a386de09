package reader

import (
	"fmt"
	"strings"
)

func (d *Document) readWidget(p *Page, v Value) error {
	ref, ok := v.(Ref)
	if !ok {
		return fmt.Errorf("%w: annotation", ErrForeign)
	}
	dict, err := d.f.dict(ref, "an annotation")
	if err != nil {
		return err
	}
	w := &Widget{Page: p, ref: ref, Dict: dict, parent: -1}
	if n, ok := dict["StructParent"].(Number); ok {
		w.parent = int(n)
	}
	if w.Box, ok = box(dict["Rect"]); !ok {
		return fmt.Errorf("%w: annotation without a place", ErrForeign)
	}
	str := func(k Name) string { s, _ := dict[k].(String); return text(s) }
	if dict["Subtype"] == Name("Link") {
		w.Kind, w.Words = "Link", str("Contents")
		if a, ok := dict["A"].(Dict); ok {
			s, _ := a["URI"].(String)
			w.Address = string(s)
		}
		p.Widgets = append(p.Widgets, w)
		return nil
	}
	kind, _ := dict["FT"].(Name)
	flags, _ := dict["Ff"].(Number)
	w.Kind, w.Name, w.Words, w.Flags = string(kind), str("T"), str("TU"), int(flags)
	switch val := dict["V"].(type) {
	case String:
		w.Value = text(val)
	case Name:
		w.Value = string(val)
	}
	if err := d.readAppearance(w); err != nil {
		return fmt.Errorf("field %s: %w", w.Name, err)
	}
	p.Widgets = append(p.Widgets, w)
	d.Fields = append(d.Fields, w)
	return nil
}

// readAppearance reads the words that a field shows.
func (d *Document) readAppearance(w *Widget) error {
	ap, ok := w.Dict["AP"].(Dict)
	if !ok {
		return nil // the audit says so
	}
	w.Appearance = true
	ref, ok := ap["N"].(Ref)
	if !ok { // a check box has one for each state
		states, _ := ap["N"].(Dict)
		state, _ := w.Dict["AS"].(Name)
		if ref, ok = states[state].(Ref); !ok {
			return fmt.Errorf("%w: appearance", ErrForeign)
		}
	}
	v, err := d.f.get(ref)
	if err != nil {
		return err
	}
	s, ok := v.(*Stream)
	if !ok {
		return fmt.Errorf("%w: appearance", ErrForeign)
	}
	fonts, err := d.fonts(s.Dict["Resources"])
	if err != nil {
		return err
	}
	shown := &Page{Number: w.Page.Number}
	in := &interpreter{page: shown, fonts: fonts}
	if err := in.run(s.Data); err != nil {
		return err
	}
	w.Runs = shown.Runs
	var words []string
	for _, r := range shown.Runs {
		words = append(words, r.Text)
	}
	w.Shown = strings.Join(words, " ")
	return nil
}

func (d *Document) readOutline() error {
	if d.Catalog["Outlines"] == nil {
		return nil
	}
	root, err := d.f.dict(d.Catalog["Outlines"], "the outline")
	if err != nil {
		return err
	}
	numbers := map[Ref]int{}
	for _, p := range d.Pages {
		numbers[p.ref] = p.Number
	}
	return d.bookmarks(root["First"], 1, numbers)
}

func (d *Document) bookmarks(v Value, level int, pages map[Ref]int) error {
	for v != nil {
		if level > maxDepth || len(d.Bookmarks) > 1<<16 {
			return fmt.Errorf("%w: outline", ErrForeign)
		}
		dict, err := d.f.dict(v, "a bookmark")
		if err != nil {
			return err
		}
		title, _ := dict["Title"].(String)
		dest, err := d.f.array(dict["Dest"], "a destination")
		if err != nil {
			return err
		}
		page, _ := dest[0].(Ref)
		if pages[page] == 0 {
			return fmt.Errorf("%w: bookmark to no page", ErrForeign)
		}
		d.Bookmarks = append(d.Bookmarks, Bookmark{text(title), pages[page], level})
		if err := d.bookmarks(dict["First"], level+1, pages); err != nil {
			return err
		}
		v = dict["Next"]
	}
	return nil
}
