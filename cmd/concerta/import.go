package main

import (
	"context"
	"errors"
	"fmt"

	"concerta/internal/fault"
	"concerta/internal/produce"
	"concerta/internal/store"
)

type importCmd struct {
	File   string `arg:"" optional:"" name:"file" help:"File del procedimento; «-» legge lo standard input."`
	Data   string `name:"data" placeholder:"CARTELLA" default:"${data}" help:"Cartella dati (${data}); se non c’è viene creata."`
	Update bool   `name:"update" help:"Se la chiave c’è già, salva come nuova versione; le precedenti restano."`

	What    string `name:"what" placeholder:"ELENCO" help:"Il file è un elenco CSV o XLSX di: soggetti, adesioni, presenze."`
	Process string `name:"process" placeholder:"CHIAVE" help:"Con --what: il procedimento in cui portare l’elenco."`
	Meeting string `name:"meeting" placeholder:"ID" help:"Con --what presenze: l’incontro di cui sono."`
}

// Run stores the process, or takes a list into one that is stored.
func (c *importCmd) Run(ctx context.Context, env environment) error {
	if c.File == "" {
		return badUsage("manca il file da caricare", "indicare un file, oppure «-» per lo standard input")
	}
	if c.What != "" || c.Process != "" || c.Meeting != "" {
		return c.list(ctx, env)
	}
	return c.process(ctx, env)
}

// process stores a process. One with findings is stored too; one that cannot be
// read is not.
func (c *importCmd) process(ctx context.Context, env environment) (err error) {
	src, err := readSource(ctx, env, c.File)
	if err != nil {
		return err
	}
	review := produce.Read(src)
	if !review.Legible {
		if err := (findingPrinter{w: env.stderr}).print(review.All()); err != nil {
			return err
		}
		return notMade(review, "il procedimento non è stato caricato", c.File)
	}
	st, err := store.Open(ctx, c.Data, env.now)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()

	done, err := importInto(ctx, st, src, review, c.Update)
	if errors.Is(err, store.ErrConflict) && !c.Update {
		return &fault.Error{
			Kind: store.ErrConflict, Cause: err,
			What:   fault.Words(err),
			Repair: "per salvarlo come nuova versione aggiungere --update (le precedenti restano), oppure cambiare la chiave nel file",
		}
	}
	if err != nil {
		return err
	}
	word := "importato"
	if !done.saved {
		word = "già presente e uguale"
	}
	_, err = fmt.Fprintf(env.stdout, "%s: %s, versione %d\n", review.Process.Key, word, done.version)
	return err
}

// imported is the outcome of an import.
type imported struct {
	version int
	saved   bool // false: the newest version was the same already
}

// importInto stores a process as its first version or, with update, as the one
// after the newest. The same content is never stored twice in a row.
func importInto(ctx context.Context, st *store.Store, src produce.Source, review *produce.Review, update bool) (imported, error) {
	d := store.Draft{Key: review.Process.Key, Title: review.Process.Title, Source: src.Bytes}
	if logo := review.Process.Office.Letterhead.Logo; logo != nil {
		d.Attachments = []store.Attachment{{Name: logo.File, Content: logo.Bytes}}
	}
	expected := 0
	newest, err := st.Process(ctx, d.Key)
	switch {
	case errors.Is(err, store.ErrNotFound):
	case err != nil:
		return imported{}, err
	case newest.Digest == d.Digest():
		return imported{newest.Version, false}, nil
	case update:
		expected = newest.Version
	}
	version, err := st.SaveProcess(ctx, d, expected)
	return imported{version, true}, err
}
