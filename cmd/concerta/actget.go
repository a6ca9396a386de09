package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"concerta/internal/archive"
	"concerta/internal/archive/bundle"
	"concerta/internal/archive/ledger"
	"concerta/internal/outfile"
)

type actGetCmd struct {
	actFlags `embed:""`
	Format   []string `name:"format" placeholder:"FORMATO,…" help:"Solo questi file, per ruolo: pdf, docx, html, txt, firmato, metadati…; senza, tutti i documenti."`
	Out      string   `name:"out" placeholder:"CARTELLA" help:"Cartella in cui scrivere; se non c’è viene creata."`
}

// Run writes the frozen files of the act.
func (c *actGetCmd) Run(ctx context.Context, env environment) error {
	if c.Out == "" {
		return badUsage("manca la cartella in cui scrivere", "aggiungere --out CARTELLA")
	}
	return c.on(ctx, env, func(a *archive.Archive, act *ledger.Act) error {
		names := bundle.FileNames(act.Files)
		given := map[string]bool{}
		var files []outfile.File
		for i, f := range act.Files {
			if !c.wants(f.Role) {
				continue
			}
			b, err := a.Keeper.Blob(ctx, f.Digest)
			if err != nil {
				return err
			}
			name, err := freeName(c.Out, names[i], b, given)
			if err != nil {
				return err
			}
			files = append(files, outfile.File{Name: name, Content: b})
		}
		if len(files) == 0 {
			return badUsage("l’atto non ha file di quel tipo", "vedere i suoi file con «concerta act show "+act.ID+"»")
		}
		paths, err := outfile.WriteAll(ctx, c.Out, files)
		for _, p := range paths {
			if _, err := fmt.Fprintln(env.stdout, p); err != nil {
				return err
			}
		}
		return err
	})
}

func (c *actGetCmd) wants(r ledger.Role) bool {
	if len(c.Format) == 0 {
		return r.IsDocument() || r == ledger.HTML || r == ledger.Text
	}
	for _, f := range c.Format {
		if f == string(r) {
			return true
		}
	}
	return false
}

// freeName is the name, with a number when a file of that name is in the folder with
// another content, or was given out: what is there, perhaps of another act, is never
// written over.
func freeName(dir, name string, content []byte, given map[string]bool) (string, error) {
	free := name
	for n := 2; ; n++ {
		there, err := os.ReadFile(filepath.Join(dir, free))
		switch {
		case given[strings.ToLower(free)]:
		case errors.Is(err, fs.ErrNotExist), err == nil && bytes.Equal(there, content):
			given[strings.ToLower(free)] = true
			return free, nil
		case err != nil:
			return "", fmt.Errorf("looking at %s: %w", free, err)
		}
		free = bundle.Numbered(name, n)
	}
}
