package web

import (
	"github.com/gin-gonic/gin"
)

// frame is what every page has around its content. Each page embeds one, made by
// service.frame. Parts that are empty are not shown.
type frame struct {
	Title   string
	Office  string    // whose process it is, above the name of the service
	Viewer  *Viewer   // nil when nobody is signed in
	Flash   *flash    // what the request before came to; nil when there is nothing to say
	Banner  string    // what is special about this service: demonstration, no encryption
	Nav     []navLink // the parts of the service
	Crumbs  []navLink // the way to this page, itself left out
	Section *tabs     // the pages of the process at hand
}

// common is frame's part of the interface page: who embeds a frame has it.
func (f frame) common() frame { return f }

// navLink is words that lead somewhere.
type navLink struct {
	Words   string
	Link    string
	Current bool // it leads to where the reader is
}

// page is what show can show: it embeds a frame and names its file in pages/.
type page interface {
	common() frame
	file() string
}

// frame makes what is around the page with this title, for who asks.
func (s *service) frame(c *gin.Context, title string) frame {
	v := viewerOf(c)
	f := frame{Title: title, Viewer: v, Flash: s.takeFlash(c), Banner: s.Banner}
	if v == nil {
		return f
	}
	for _, r := range s.menu {
		if v.May(r.need) {
			f.Nav = append(f.Nav, navLink{r.nav, r.path, c.FullPath() == r.path})
		}
	}
	return f
}
