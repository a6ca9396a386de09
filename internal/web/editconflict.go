package web

import (
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"
)

// showConflict shows what was typed over a section that somebody else changed
// meanwhile, and what is there now: saving again puts what was typed in its place.
func (s *service) showConflict(c *gin.Context, e editing, sent url.Values) {
	o, err := s.desk.Open(c.Request.Context(), e.key)
	if err != nil {
		s.fail(c, err)
		return
	}
	now, there := e.section.Place(o.Tree, e.item, e.phase)
	page, ok := s.typedPage(c, e, sent, e.digest(o), nil)
	if !ok {
		return
	}
	page.Overtake = true
	typed, err := s.desk.Open(c.Request.Context(), e.key)
	if err != nil {
		s.fail(c, err)
		return
	}
	place, err := e.fill(typed, sent)
	if err != nil {
		s.fail(c, err)
		return
	}
	if there {
		page.Conflict = differencesOf(now.Parts(o.Tree), place.Parts(typed.Tree))
	} else {
		page.Conflict = differencesOf(nil, place.Parts(typed.Tree))
	}
	s.show(c, http.StatusConflict, page)
}
