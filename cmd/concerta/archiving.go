package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"concerta/internal/archive"
	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
	"concerta/internal/press"
	"concerta/internal/produce"
	"concerta/internal/store"
	"concerta/internal/web"
)

// archiveFlags say which archive a command works on, and who works.
type archiveFlags struct {
	Data      string `name:"data" placeholder:"CARTELLA" default:"${data}" help:"Cartella dati (${data})."`
	Operator  string `name:"operator" placeholder:"NOME" help:"Chi fa l’operazione, come resta scritto nel registro; senza, l’utente del computer."`
	Templates string `name:"templates" placeholder:"CARTELLA" help:"Modelli dell’ufficio, al posto di quelli forniti."`
	BaseURL   string `name:"base-url" placeholder:"URL" help:"Indirizzo pubblico del servizio: le pagine degli atti emessi ne portano il codice QR."`
}

// open opens the archive of a data folder that must be there. Close ends its
// connections.
func (f archiveFlags) open(ctx context.Context, env environment) (a *archive.Archive, st *store.Store, err error) {
	st, err = openExisting(ctx, env, f.Data)
	if err != nil {
		return nil, nil, err
	}
	a, err = newArchive(ctx, env, st, f.Templates, f.BaseURL)
	if err != nil {
		return nil, nil, errors.Join(err, st.Close())
	}
	return a, st, nil
}

// operator is who the register says did it.
func (f archiveFlags) operator(env environment) string {
	// What is not UTF-8 could not be written in a package.
	return strings.ToValidUTF8(cmp.Or(strings.TrimSpace(f.Operator), env.getenv("USER"), env.getenv("USERNAME"), archive.UnknownOperator), "\uFFFD")
}

// newArchive puts together the archive of an open store.
func newArchive(ctx context.Context, env environment, st *store.Store, templates, baseURL string) (*archive.Archive, error) {
	maker, wording, err := newPress(templates, nil)
	if err != nil {
		return nil, err
	}
	return archiveOf(ctx, env, st, maker, wording, baseURL)
}

// archiveOf is the archive of an open store that makes acts with a press.
func archiveOf(ctx context.Context, env environment, st *store.Store, maker *produce.Press, wording press.Wording, baseURL string) (*archive.Archive, error) {
	zone, err := press.Rome()
	if err != nil {
		return nil, err
	}
	c := archive.Config{Keeper: st, Press: maker, Wording: wording, Now: env.now, Random: env.random, Zone: zone}
	if baseURL != "" {
		base, err := web.PublicURL(baseURL)
		if err != nil {
			return nil, &fault.Error{Kind: errUsage, Cause: err, What: fault.Words(err), Repair: fault.Repair(err)}
		}
		c.VerifyURL = func(code string) string { return base.JoinPath("verifica", code).String() }
	}
	return archive.Open(ctx, c)
}

// listedAct is an act in the output of a command.
type listedAct struct {
	ID     string `json:"id"`
	Act    string `json:"act"`
	For    string `json:"for"`
	Year   int    `json:"year"`
	Number int    `json:"number"`
	State  string `json:"state"`
	Digest string `json:"digest"`
}

func listedOf(a *ledger.Act) listedAct {
	l := listedAct{ID: a.ID, Act: a.Kind, For: a.For, Year: a.Year, Number: a.Number, State: string(a.State())}
	if f, ok := a.Primary(); ok {
		l.Digest = f.Digest.String()
	}
	return l
}

// printActs writes acts as one object.
func printActs(w io.Writer, list []*ledger.Act) error {
	out := make([]listedAct, 0, len(list))
	for _, a := range list {
		out = append(out, listedOf(a))
	}
	return printJSON(w, struct {
		Acts []listedAct `json:"acts"`
	}{out})
}

// actLine tells of an act in one line.
func actLine(a *ledger.Act) string {
	number := "senza numero"
	if n := a.NumberWords(); n != "" {
		number = "rep. " + n
	}
	return fmt.Sprintf("%s\t%s\t%s\t%s", a.ID, number, a.StateWords(), sentence(a.Title))
}

func missingAct() error {
	return badUsage("manca l’atto", "indicare la sua sigla, il numero (12/2013) o il codice di verifica; vederli con «concerta acts»")
}

// notPassed gives the findings of a process that has errors, and the error that
// ends the command.
func notPassed(env environment, plan *archive.Plan, err error, name string) error {
	if plan == nil || !errors.Is(err, produce.ErrFindings) {
		return err
	}
	if err := (findingPrinter{w: env.stderr}).print(plan.Review.Findings); err != nil {
		return err
	}
	return notMade(plan.Review, "nessun atto è stato emesso", name)
}

// readIncoming reads a file that is taken into the archive.
func readIncoming(ctx context.Context, env environment, file string) (archive.Incoming, error) {
	const most = 64 << 20
	if file == "" {
		return archive.Incoming{}, badUsage("manca il file", "indicare il file")
	}
	src, err := readLimited(ctx, env, file, most)
	if err != nil {
		return archive.Incoming{}, err
	}
	if len(src.Bytes) > most {
		return archive.Incoming{}, &fault.Error{What: "il file " + file + " è troppo grande", Repair: "ridurlo e ripetere"}
	}
	return archive.Incoming{Name: file, Content: src.Bytes}, nil
}
