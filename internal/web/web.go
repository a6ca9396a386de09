// Package web is the service: pages made on the server, that work without
// scripts. It is the only package that knows Gin.
package web

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"concerta/internal/account"
	"concerta/internal/desk"
	"concerta/internal/doc"
	"concerta/internal/produce"
	"concerta/internal/store"
)

// Processes is what the pages need of the store.
type Processes interface {
	desk.Keeper
	Processes(ctx context.Context) ([]store.Summary, error)
	Ping(ctx context.Context) error
}

// Config is what a service is made of.
type Config struct {
	Store    Processes
	Archive  Archive
	Register Register
	Press    *produce.Press
	Reviews  *produce.Reviews                     // shared with the archive; nil: the pages keep their own
	Preview  func(io.Writer, *doc.Document) error // the act alone, as HTML
	Style    string                               // style sheet of Preview
	Guard    *HostGuard
	Log      *slog.Logger
	Clock    func() time.Time
	Random   io.Reader
	Zone     *time.Location // in which pages show moments
	Version  string         // of the program, for what is exported

	// Backup writes a copy of all data, verified before its first byte.
	Backup func(context.Context, io.Writer) error

	// Background runs a job that outlives the request that began it, with a context
	// that ends when the service does; the data stay open until it returns.
	Background func(job func(context.Context))

	Accounts        Accounts
	BaseURL         string // public address without a slash at its end; empty: the one that is asked
	ProxyHeader     string // in which a proxy on this computer says who asks; empty: none does
	Banner          string // said on every page
	InsecureCookies bool   // for plain http beyond this computer
}

// service holds what handlers share. It does not change after New.
type service struct {
	Config

	desk        *desk.Desk
	assets      assets
	pages       map[string]lazyPage // by the name of the file
	menu        []route
	flashSecret []byte
	throttle    *account.Throttle
	copying     chan struct{} // the place of who copies the data
	hashing     chan struct{} // a place for each password that is being hashed
	jobs        *jobs         // locks for itself
	gate        *gate         // locks for itself
}

// New gives the handler of every route.
func New(c Config) (http.Handler, error) {
	s, err := newService(c)
	if err != nil {
		return nil, err
	}
	return s.handler(s.routes())
}

func newService(c Config) (*service, error) {
	a, err := readAssets(c.Style)
	if err != nil {
		return nil, fmt.Errorf("reading the files of the pages: %w", err)
	}
	p, err := parsePages(a)
	if err != nil {
		return nil, fmt.Errorf("reading the pages: %w", err)
	}
	if c.Reviews == nil {
		c.Reviews = &produce.Reviews{Prints: c.Press.Prints}
	}
	c.Random = &chance{from: c.Random}
	s := &service{
		Config: c, desk: &desk.Desk{Keeper: noting{c.Store, c}, Reviews: c.Reviews}, assets: a, pages: p, flashSecret: make([]byte, sha256.Size),
		throttle: account.NewThrottle(), hashing: make(chan struct{}, hashingAtOnce),
		copying: make(chan struct{}, 1), jobs: &jobs{}, gate: &gate{},
	}
	if _, err := io.ReadFull(c.Random, s.flashSecret); err != nil {
		return nil, fmt.Errorf("drawing a secret: %w", err)
	}
	for _, r := range s.routes() {
		if r.nav != "" {
			s.menu = append(s.menu, r)
		}
	}
	if a.address(lookSheet) == "" {
		c.Log.Warn("il programma è stato costruito senza l’aspetto grafico: le pagine funzionano, ma sono spoglie",
			slog.String("rimedio", "costruirlo di nuovo con make build, dove c’è Node"))
	}
	return s, nil
}

// handler answers the routes, and says of everything else that it is not there.
func (s *service) handler(routes []route) (http.Handler, error) {
	gin.SetMode(gin.ReleaseMode)
	e := gin.New()
	e.HandleMethodNotAllowed = true
	e.RedirectTrailingSlash = false
	if err := e.SetTrustedProxies(nil); err != nil { // no header of a request says who asks
		return nil, fmt.Errorf("trusting no proxy: %w", err)
	}
	e.Use(s.logRequests, s.recoverPanics, s.secureHeaders, s.checkHost, s.identify)
	e.NoRoute(s.notFound)
	e.NoMethod(s.methodNotAllowed)
	s.register(e, routes)

	protected := http.NewCrossOriginProtection()
	protected.SetDenyHandler(secured(s.crossOrigin))
	return protected.Handler(e), nil
}
