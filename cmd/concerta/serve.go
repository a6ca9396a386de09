package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"

	"concerta/examples"
	"concerta/internal/account"
	"concerta/internal/fault"
	"concerta/internal/press"
	"concerta/internal/produce"
	"concerta/internal/render/html"
	"concerta/internal/store"
	"concerta/internal/web"
)

type serveCmd struct {
	Demo         bool   `name:"demo" help:"In una cartella dati vuota carica il procedimento di esempio, Casarano 2013."`
	Data         string `name:"data" placeholder:"CARTELLA" default:"${data}" help:"Cartella dati (${data}); se non c’è viene creata."`
	Addr         string `name:"addr" placeholder:"INDIRIZZO" default:"127.0.0.1:8080" help:"Indirizzo e porta su cui ascoltare (127.0.0.1:8080)."`
	BaseURL      string `name:"base-url" placeholder:"URL" help:"Indirizzo pubblico del servizio, se diverso."`
	InsecureHTTP bool   `name:"insecure-http" help:"Ascolta anche oltre questo computer, benché senza accessi e senza cifratura."`
	Templates    string `name:"templates" placeholder:"CARTELLA" help:"Modelli dell’ufficio, al posto di quelli forniti."`
}

// demoFile is the process that --demo loads.
const demoFile = "casarano-2013.yaml"

// Run serves the data folder until ctx is done, which is its good end.
func (c *serveCmd) Run(ctx context.Context, env environment) (err error) {
	guard, err := web.NewHostGuard(c.Addr, c.BaseURL, c.InsecureHTTP)
	if err != nil {
		return &fault.Error{Kind: errUsage, Cause: err, What: err.Error(), Repair: fault.Repair(err)}
	}
	maker, _, err := newPress(c.Templates, nil)
	if err != nil {
		return err
	}
	zone, err := press.Rome()
	if err != nil {
		return err
	}
	st, err := store.Open(ctx, c.Data, env.now)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	if c.Demo {
		if err := loadDemo(ctx, st); err != nil {
			return err
		}
	}
	acts, err := newArchive(ctx, env, st, c.Templates, c.BaseURL)
	if err != nil {
		return err
	}
	working, stop := context.WithCancel(ctx)
	var jobs sync.WaitGroup
	defer func() { // before the store is closed
		stop()
		jobs.Wait()
	}()
	handler, err := web.New(web.Config{
		Store: st, Archive: acts, Register: st, Press: maker, Preview: html.Fragment, Style: html.Stylesheet(), Guard: guard,
		Log:   slog.New(slog.NewTextHandler(env.stderr, nil)),
		Clock: env.now, Zone: zone, Random: env.random,
		// Until there are accounts, who reaches the service may do everything.
		Identify: func(*http.Request) (*web.Viewer, error) {
			return &web.Viewer{Name: "operatore non indicato", Grant: account.Grant{Level: account.Officer, Administrator: true}}, nil
		},
		InsecureCookies: c.InsecureHTTP, Version: env.version,
		Background: func(job func(context.Context)) { jobs.Go(func() { job(working) }) },
	})
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.Addr)
	if err != nil {
		return &fault.Error{
			Cause:  err,
			What:   fmt.Sprintf("non si può ascoltare su %s: %s", c.Addr, fault.Reason(err)),
			Repair: "chiudere il programma che usa quell’indirizzo, oppure indicarne un altro con --addr, come 127.0.0.1:8081",
		}
	}
	if _, err := fmt.Fprintf(env.stdout, "concerta è in servizio su http://%s/ (Ctrl-C per finire)\n", listener.Addr()); err != nil {
		return errors.Join(err, listener.Close())
	}
	return web.Serve(ctx, listener, handler)
}

// loadDemo imports the example process when the data folder holds none.
func loadDemo(ctx context.Context, st *store.Store) error {
	list, err := st.Processes(ctx)
	if err != nil || len(list) > 0 {
		return err
	}
	src, err := readExample(demoFile)
	if err != nil {
		return err
	}
	review := produce.Read(src)
	if !review.Legible {
		return fmt.Errorf("the example %s cannot be read: %v", demoFile, review.Findings)
	}
	_, err = importInto(ctx, st, src, review, false)
	return err
}

// readExample gives a process file that is part of the program.
func readExample(name string) (produce.Source, error) {
	content, err := examples.Files.ReadFile(name)
	if err != nil {
		return produce.Source{}, fmt.Errorf("reading the example: %w", err)
	}
	return produce.Source{Name: name, Bytes: content, Assets: examples.Files}, nil
}
