package web

import (
	"html/template"
	"net/http"

	"github.com/gin-gonic/gin"
)

// showText shows a page that says the same to everyone: what the foot of every page
// leads to.
func (s *service) showText(title string, page *template.Template) gin.HandlerFunc {
	return func(c *gin.Context) { s.show(c, http.StatusOK, page, s.frame(title, "")) }
}
