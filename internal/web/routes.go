package web

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"

	"concerta/internal/account"
)

// The roles that a route may ask for. A route that names none lets nobody in.
const (
	anyone        = account.Anyone
	reader        = account.Reader
	operator      = account.Operator
	officer       = account.Officer
	administrator = account.Administrator
)

// route is one thing that can be asked of the service. A GET answers HEAD too.
type route struct {
	method, path string
	need         account.Role
	handle       gin.HandlerFunc

	nav     string // words in the menu of those who may; empty: not in the menu
	maxBody int64  // bytes of the largest request body; 0: formBody
}

// Sizes in bytes of the largest request bodies.
const (
	formBody   = 1 << 20  // a form
	uploadBody = 32 << 20 // a form with a file
)

// routes is every route there is: one function for each part of the service, in the
// order of the menu.
func (s *service) routes() []route {
	return slices.Concat(
		s.processRoutes(),
		s.actRoutes(),
		s.archiveRoutes(),
		s.userRoutes(),
		s.signInRoutes(),
		s.verifyRoutes(),
		s.aboutRoutes(),
		s.publicRoutes(),
	)
}

// publicRoutes need no sign-in.
func (s *service) publicRoutes() []route {
	return []route{
		{method: http.MethodGet, path: "/static/:file", need: anyone, handle: s.giveStatic},
		{method: http.MethodGet, path: "/healthz", need: anyone, handle: s.health},
	}
}

// processRoutes show processes and make their acts.
func (s *service) processRoutes() []route {
	return []route{
		{method: http.MethodGet, path: "/", need: reader, handle: s.listProcesses, nav: "Procedimenti"},
		{method: http.MethodGet, path: "/procedimenti/:chiave", need: reader, handle: s.showProcess},
		{method: http.MethodGet, path: "/procedimenti/:chiave/:file", need: reader, handle: s.giveAct},
		{method: http.MethodGet, path: "/procedimenti/:chiave/stampe/giorni/:file", need: reader, handle: s.printDay},
		{method: http.MethodGet, path: "/procedimenti/:chiave/stampe/incontri/:file", need: reader, handle: s.printMeeting},
	}
}

// register gives the engine the routes, each behind its role and its limit.
func (s *service) register(e *gin.Engine, routes []route) {
	for _, r := range routes {
		chain := []gin.HandlerFunc{s.authorize(r), s.limitBody(r), r.handle}
		e.Handle(r.method, r.path, chain...)
		if r.method == http.MethodGet {
			e.HEAD(r.path, chain...)
		}
	}
}
