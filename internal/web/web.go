// Package web is the service: pages made on the server, that work without
// scripts. It is the only package that knows Gin.
package web

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"concerta/internal/doc"
	"concerta/internal/produce"
	"concerta/internal/store"
)

// Processes is what the pages need of the store.
type Processes interface {
	Process(ctx context.Context, key string) (*store.Process, error)
	Processes(ctx context.Context) ([]store.Summary, error)
	Ping(ctx context.Context) error
}

// Config is what a service is made of.
type Config struct {
	Store   Processes
	Press   *produce.Press
	Preview func(io.Writer, *doc.Document) error // the act alone, as HTML
	Style   string                               // style sheet of Preview
	Guard   *HostGuard
	Log     *slog.Logger
	Clock   func() time.Time
	Zone    *time.Location // in which pages show moments
}

// service holds what handlers share. It does not change after New.
type service struct {
	Config

	assets assets
	pages  *pages
}

// maxBody is the size in bytes of the largest request body: for now no page has a
// form, so none is expected.
const maxBody = 1 << 20

// New gives the handler of every route.
func New(c Config) (http.Handler, error) {
	a, err := readAssets(c.Style)
	if err != nil {
		return nil, fmt.Errorf("reading the files of the pages: %w", err)
	}
	p, err := parsePages(a)
	if err != nil {
		return nil, fmt.Errorf("reading the pages: %w", err)
	}
	s := &service{Config: c, assets: a, pages: p}
	if a.address(lookSheet) == "" {
		c.Log.Warn("il programma è stato costruito senza l’aspetto grafico: le pagine funzionano, ma sono spoglie",
			slog.String("rimedio", "costruirlo di nuovo con make build, dove c’è Node"))
	}

	gin.SetMode(gin.ReleaseMode)
	e := gin.New()
	e.HandleMethodNotAllowed = true
	e.RedirectTrailingSlash = false
	if err := e.SetTrustedProxies(nil); err != nil { // no header of a request says who asks
		return nil, fmt.Errorf("trusting no proxy: %w", err)
	}
	e.Use(s.logRequests, s.recoverPanics, secureHeaders, s.checkHost)
	e.NoRoute(s.notFound)
	e.NoMethod(s.methodNotAllowed)
	for _, r := range s.routes() {
		e.GET(r.path, r.handle)
		e.HEAD(r.path, r.handle)
	}

	protected := http.NewCrossOriginProtection()
	protected.SetDenyHandler(secured(s.crossOrigin))
	return http.MaxBytesHandler(protected.Handler(e), maxBody), nil
}

type route struct {
	path   string
	handle gin.HandlerFunc
}

// routes is every page there is. All of them only read; each answers HEAD too.
func (s *service) routes() []route {
	return []route{
		{"/", s.listProcesses},
		{"/procedimenti/:chiave", s.showProcess},
		{"/procedimenti/:chiave/:file", s.giveAct},
		{"/procedimenti/:chiave/stampe/giorni/:file", s.printDay},
		{"/procedimenti/:chiave/stampe/incontri/:file", s.printMeeting},
		{"/informazioni", s.showText("Informazioni", s.pages.about)},
		{"/accessibilita", s.showText("Accessibilità", s.pages.accessibility)},
		{"/privacy", s.showText("Privacy", s.pages.privacy)},
		{"/static/:file", s.giveStatic},
		{"/healthz", s.health},
	}
}
