package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"concerta/internal/account"
	"concerta/internal/fault"
	"concerta/internal/press"
	"concerta/internal/render/html"
	"concerta/internal/store"
	"concerta/internal/web"
)

type serveCmd struct {
	Demo         bool   `name:"demo" help:"In una cartella dati vuota carica il procedimento di esempio, Casarano 2013, con un utente di prova; l’orologio parte dal 4 novembre 2013."`
	Data         string `name:"data" placeholder:"CARTELLA" default:"${data}" help:"Cartella dati (${data}); se non c’è viene creata."`
	Addr         string `name:"addr" placeholder:"INDIRIZZO" default:"127.0.0.1:8080" help:"Indirizzo e porta su cui ascoltare (127.0.0.1:8080)."`
	BaseURL      string `name:"base-url" placeholder:"URL" help:"Indirizzo pubblico del servizio, se diverso."`
	TLSCert      string `name:"tls-cert" placeholder:"FILE" help:"Certificato (PEM) con cui servire https; con --tls-key."`
	TLSKey       string `name:"tls-key" placeholder:"FILE" help:"Chiave del certificato (PEM)."`
	ProxyHeader  string `name:"trusted-proxy-header" placeholder:"NOME" help:"Intestazione in cui un proxy di questo computer, che serve https, dice chi chiede, come X-Forwarded-For."`
	InsecureHTTP bool   `name:"insecure-http" help:"Ascolta anche oltre questo computer, benché senza cifratura."`
	Templates    string `name:"templates" placeholder:"CARTELLA" help:"Modelli dell’ufficio, al posto di quelli forniti."`
}

// Run serves the data folder until ctx is done, which is its good end.
func (c *serveCmd) Run(ctx context.Context, env environment) (err error) {
	guard, err := c.guard()
	if err != nil {
		return &fault.Error{Kind: errUsage, Cause: err, What: fault.Words(err), Repair: fault.Repair(err)}
	}
	clock := newServeClock(env.now, c.Demo)
	config := web.Config{
		Preview: html.Fragment, Style: html.Stylesheet(), Guard: guard,
		Log:   slog.New(slog.NewTextHandler(env.stderr, nil)),
		Clock: clock.Now, Random: env.random,
		BaseURL: strings.TrimRight(c.BaseURL, "/"), ProxyHeader: c.ProxyHeader,
		Banner: c.banner(), InsecureCookies: c.transport() == web.Insecure,
	}
	maker, wording, err := newPress(c.Templates, nil)
	if err != nil {
		return err
	}
	config.Press = maker
	if config.Zone, err = press.Rome(); err != nil {
		return err
	}
	st, err := store.Open(ctx, c.Data, clock.Now)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	config.Store, config.Accounts = st, st
	var welcome func(url string) string
	if c.Demo {
		welcome, err = prepareDemo(ctx, st, clock, env.random)
	} else {
		welcome, err = firstLink(ctx, st, clock.Now(), env.random)
	}
	if err != nil {
		return err
	}
	env.now = clock.Now // acts are registered by the clock that pages show
	acts, err := archiveOf(ctx, env, st, maker, wording, c.BaseURL)
	if err != nil {
		return err
	}
	working, stop := context.WithCancel(ctx)
	var jobs sync.WaitGroup
	defer func() { // before the store is closed
		stop()
		jobs.Wait()
	}()
	config.Backup = copier{env: env, st: st, office: acts.Office(), templates: c.Templates, beside: filepath.Join(c.Data, "copia")}.write
	config.Archive, config.Register, config.Reviews, config.Version = acts, st, acts.Reviews, env.version
	config.Background = func(job func(context.Context)) { jobs.Go(func() { job(working) }) }
	handler, err := web.New(config)
	if err != nil {
		return err
	}
	listener, err := c.listen(ctx)
	if err != nil {
		return err
	}
	if err := c.announce(env.stdout, listener, welcome); err != nil {
		return errors.Join(err, listener.Close())
	}
	return web.Serve(ctx, listener, handler)
}

// announce says on the terminal where the service is and how to come in.
func (c *serveCmd) announce(w io.Writer, l net.Listener, welcome func(url string) string) error {
	url := "http://" + l.Addr().String()
	if c.transport() == web.TLS {
		url = "https://" + l.Addr().String()
	}
	public := cmp.Or(strings.TrimRight(c.BaseURL, "/"), url)
	_, err := fmt.Fprintf(w, "concerta è in servizio su %s/ (Ctrl-C per finire)\n%s", url, welcome(public))
	return err
}

// banner is what every page says of a service that is not one to work with.
func (c *serveCmd) banner() string {
	var words []string
	if c.Demo {
		words = append(words, "Dimostrazione: i dati sono di esempio e l’orologio parte dal 4 novembre 2013.")
	}
	if c.transport() == web.Insecure {
		words = append(words, "Collegamento non cifrato: chi è nella stessa rete può leggere password e dati.")
	}
	return strings.Join(words, " ")
}

// firstLink makes the link that creates the administrator, when there is no user;
// it gives what to say about it.
func firstLink(ctx context.Context, st *store.Store, now time.Time, random io.Reader) (func(url string) string, error) {
	token, digest, err := account.NewToken(random)
	if err != nil {
		return nil, err
	}
	made, err := st.NewFirstLink(ctx, store.Link{Digest: digest, Expires: now.Add(account.FirstLinkLife)})
	if err != nil {
		return nil, err
	}
	return func(url string) string {
		if !made {
			return ""
		}
		return fmt.Sprintf("Non c’è ancora nessun utente. Per creare l’amministratore aprire, entro %d ore:\n%s\n",
			int(account.FirstLinkLife.Hours()), url+web.LinkPath(token))
	}, nil
}
