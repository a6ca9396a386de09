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
	secret  bool   // a password is sent to it: what is sent is kept nowhere
}

// Sizes in bytes of the largest request bodies.
const (
	formBody   = 1 << 20  // a form
	uploadBody = 32 << 20 // a form with a file

	smallUploadBody = 4 << 20 // a form with a picture, or with a process
)

// routes is every route there is: one function for each part of the service, in the
// order of the menu.
func (s *service) routes() []route {
	return slices.Concat(
		s.processRoutes(),
		s.actRoutes(),
		s.archiveRoutes(),
		s.editRoutes(),
		s.peopleRoutes(),
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

// editRoutes make processes and change them, one part at a time.
func (s *service) editRoutes() []route {
	const of = "/procedimenti/:chiave"
	return []route{
		{method: http.MethodGet, path: "/nuovo", need: operator, handle: s.newProcess},
		{method: http.MethodPost, path: "/nuovo", need: operator, handle: s.createProcess},
		{method: http.MethodGet, path: "/importa", need: operator, handle: s.askImport},
		{method: http.MethodPost, path: "/importa", need: operator, handle: s.importProcess, maxBody: smallUploadBody},
		{method: http.MethodGet, path: of + "/rinnova", need: operator, handle: s.askRenewal},
		{method: http.MethodPost, path: of + "/rinnova", need: operator, handle: s.renewProcess},
		{method: http.MethodGet, path: of + "/esporta", need: reader, handle: s.exportProcess},
		{method: http.MethodGet, path: of + "/modifica", need: reader, handle: s.editIndex},
		{method: http.MethodGet, path: of + "/modifica/:parte", need: reader, handle: s.editSection},
		{method: http.MethodPost, path: of + "/modifica/:parte", need: operator, handle: s.saveSection},
		{method: http.MethodPost, path: of + "/annulla-modifica", need: operator, handle: s.undoChange},
		{method: http.MethodGet, path: of + "/stemma", need: reader, handle: s.showLogo},
		{method: http.MethodGet, path: of + "/stemma/immagine", need: reader, handle: s.giveLogo},
		{method: http.MethodPost, path: of + "/stemma", need: operator, handle: s.saveLogo, maxBody: smallUploadBody},
		{method: http.MethodGet, path: of + "/sposta", need: operator, handle: s.askMove},
		{method: http.MethodPost, path: of + "/sposta", need: operator, handle: s.moveMeeting},
		{method: http.MethodGet, path: of + "/sposta/fatto", need: reader, handle: s.afterMove},
		{method: http.MethodGet, path: of + "/verbale", need: operator, handle: s.askMinutes},
		{method: http.MethodPost, path: of + "/verbale", need: operator, handle: s.beginMinutes},
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
