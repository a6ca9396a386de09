package pdf

// Bookmark is an entry of the document outline (ISO 32000-1 12.3.3).
type Bookmark struct {
	title string
	page  *Page
	y     float64
	kids  []*Bookmark
	ref   Ref
}

// AddBookmark appends a bookmark that leads to a height of a page, under
// another one or, when parent is nil, at the top.
func (d *Document) AddBookmark(parent *Bookmark, title string, p *Page, y float64) *Bookmark {
	m := &Bookmark{title: title, page: p, y: y}
	if parent == nil {
		d.outline = append(d.outline, m)
	} else {
		parent.kids = append(parent.kids, m)
	}
	return m
}

// writeOutline writes the outline, 0 when there is none.
func (d *Document) writeOutline() Ref {
	if len(d.outline) == 0 {
		return 0
	}
	root := d.w.alloc()
	total := d.numberBookmarks(d.outline)
	d.writeBookmarks(d.outline, root)
	b := append(d.w.begin(root), "<</Type/Outlines"...)
	b = appendFamily(b, d.outline)
	b = appendInt(append(b, "/Count "...), total)
	d.w.end(append(b, ">>"...))
	return root
}

// numberBookmarks gives each bookmark an object and counts them.
func (d *Document) numberBookmarks(list []*Bookmark) int {
	n := len(list)
	for _, m := range list {
		m.ref = d.w.alloc()
		n += d.numberBookmarks(m.kids)
	}
	return n
}

func (d *Document) writeBookmarks(list []*Bookmark, parent Ref) {
	for i, m := range list {
		b := appendText(append(d.w.begin(m.ref), "<</Title"...), m.title)
		b = parent.append(append(b, "/Parent "...))
		if i > 0 {
			b = list[i-1].ref.append(append(b, "/Prev "...))
		}
		if i < len(list)-1 {
			b = list[i+1].ref.append(append(b, "/Next "...))
		}
		if len(m.kids) > 0 {
			b = appendFamily(b, m.kids)
			b = appendInt(append(b, "/Count "...), countOpen(m.kids))
		}
		b = m.page.ref.append(append(b, "/Dest["...))
		b = appendNum(append(b, "/XYZ 0 "...), m.y)
		d.w.end(append(b, " null]>>"...))
		d.writeBookmarks(m.kids, m.ref)
	}
}

func appendFamily(b []byte, kids []*Bookmark) []byte {
	b = kids[0].ref.append(append(b, "/First "...))
	return kids[len(kids)-1].ref.append(append(b, "/Last "...))
}

// countOpen is the number of bookmarks visible under an open one: all of them.
func countOpen(list []*Bookmark) int {
	n := len(list)
	for _, m := range list {
		n += countOpen(m.kids)
	}
	return n
}

// StartBookmark appends a bookmark at the top that leads to the next page.
func (d *Document) StartBookmark(title string) *Bookmark {
	m := d.AddBookmark(nil, title, nil, 0)
	d.awaiting = m
	return m
}
