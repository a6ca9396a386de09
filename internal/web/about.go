package web

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

// textPage is a page of words only.
type textPage struct {
	frame

	Name string // of the text: informazioni, accessibilita, privacy
}

func (textPage) file() string { return "about.html" }

// aboutRoutes say what the service is and what it does with data. Everybody may read
// them.
func (s *service) aboutRoutes() []route {
	var routes []route
	for _, t := range []textPage{
		{Name: "informazioni", frame: frame{Title: "Informazioni su concerta"}},
		{Name: "accessibilita", frame: frame{Title: "Accessibilità"}},
		{Name: "privacy", frame: frame{Title: "Dati personali"}},
	} {
		routes = append(routes, route{method: http.MethodGet, path: "/" + t.Name, need: anyone, handle: func(c *gin.Context) {
			s.show(c, http.StatusOK, textPage{s.frame(c, t.Title), t.Name})
		}})
	}
	return routes
}
