package web

import (
	"fmt"
	"net/url"
	"strconv"
)

// The kit is what pages are put together from. Each piece is a template in
// pages/kit_*.html and takes one of the types below; docs/pagine.md shows each of
// them once.

// badge is a state in words; its tone adds a colour: "" (neutral), "info", "good",
// "warn", "bad".
type badge struct {
	Words string
	Tone  string
}

// table is a table whose rows become cards on a narrow screen. The first cell of a
// row is its heading.
type table struct {
	Caption string
	Quiet   bool // the caption only repeats the heading above: for screen readers alone
	Columns []column
	Rows    []row
}

type column struct {
	Words  string
	Number bool // figures, set to the right
}

// Cells are in the order of the columns.
type row struct {
	Cells   []cell
	Current bool // the row to look at now
}

// cell shows what it has of these, in this order.
type cell struct {
	Words   string
	Link    string // Words lead there
	Note    string // in smaller type below
	State   *badge
	Actions []navLink
	About   string // what Actions are on, for those who hear them: "del verbale 3"
}

// pager leads through a long list.
type pager struct {
	Label    string // "Pagine delle adesioni"
	Shown    string // "51-100 di 214"
	Previous string
	Next     string
	Pages    []navLink // without Link: pages left out
}

// newPager gives page (from 1) of a list of total things, or nil when all of them
// fit on one. The address keeps its other parameters.
func newPager(label string, address *url.URL, page, size, total int) *pager {
	last := (total + size - 1) / size
	if last <= 1 {
		return nil
	}
	page = min(max(page, 1), last)
	to := func(n int) string {
		query := address.Query()
		query.Set("pagina", strconv.Itoa(n))
		return address.Path + "?" + query.Encode()
	}
	p := &pager{Label: label, Shown: fmt.Sprintf("%d-%d di %d", (page-1)*size+1, min(page*size, total), total)}
	if page > 1 {
		p.Previous = to(page - 1)
	}
	if page < last {
		p.Next = to(page + 1)
	}
	for n := 1; n <= last; n++ {
		switch {
		case n == 1, n == last, n >= page-1 && n <= page+1:
			p.Pages = append(p.Pages, navLink{strconv.Itoa(n), to(n), n == page})
		case n == page-2, n == page+2:
			p.Pages = append(p.Pages, navLink{Words: "…"})
		}
	}
	return p
}

// tabs are pages of one thing, as links.
type tabs struct {
	Label string // what they are pages of
	Links []navLink
}

// timeline is a process in its phases.
type timeline struct {
	Phases []phase
}

type phase struct {
	Title  string
	When   string
	State  *badge
	Events []event
}

// event is a meeting or a stretch of days.
type event struct {
	When    string
	Title   string
	Link    string
	Where   string
	State   *badge
	Done    []string // what is done
	Notes   []string // what is missing, what no longer agrees
	Actions []navLink
	Now     bool // the next thing

	meeting string // id; empty for a stretch of days
}

// progress is a long job. It shows itself again while there are scripts and Done is
// below Total; else there is a link.
type progress struct {
	ID      string
	Label   string
	Words   string // "124 patti di 300"
	Done    int
	Total   int
	Address string // of the page that shows it again
}

// Running says whether there is more to wait for.
func (p progress) Running() bool { return p.Done < p.Total }

// empty is what stands in the place of a list with nothing in it.
type empty struct {
	Title string
	Text  string
	Do    *navLink // how to put something there
}

// definition is a term and what it is here.
type definition struct {
	Term string
	cell
}

// finding is what is wrong with something, and the way to repair it.
type finding struct {
	Severity string // word
	Class    string // error, confirm, warning
	Where    string
	Excerpt  string
	What     string
	Why      string
	Repair   string
	Link     *navLink // where to repair it
}

// note is a callout. Tone is that of a badge.
type note struct {
	Tone  string
	Title string
	Text  string
	Link  *navLink
}
