package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"concerta/internal/fault"
	"concerta/internal/outfile"
	"concerta/internal/store"
)

type exportCmd struct {
	Key  string `arg:"" optional:"" name:"chiave" help:"Chiave del procedimento."`
	Data string `name:"data" placeholder:"CARTELLA" default:"${data}" help:"Cartella dati (${data})."`
	Out  string `name:"output" short:"o" placeholder:"FILE" help:"File in cui scrivere, con accanto i file che nomina; senza, si scrive sullo standard output."`
}

// Run writes the process file as it was stored, byte by byte.
func (c *exportCmd) Run(ctx context.Context, env environment) (err error) {
	if c.Key == "" {
		return badUsage("manca la chiave del procedimento", "vedere le chiavi con «concerta list»")
	}
	st, err := openExisting(ctx, env, c.Data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	p, err := st.Process(ctx, c.Key)
	if err != nil {
		return err
	}
	if c.Out == "" || c.Out == "-" {
		_, err := env.stdout.Write(p.Source)
		return err
	}
	return c.write(ctx, env, p)
}

// write writes the process file and, where it expects them, the files it names.
func (c *exportCmd) write(ctx context.Context, env environment, p *store.Process) error {
	dir := filepath.Dir(c.Out)
	for _, a := range p.Attachments {
		if !filepath.IsLocal(a.Name) {
			return &fault.Error{
				What:   fmt.Sprintf("il file «%s», nominato dal procedimento, starebbe fuori della cartella %s", a.Name, dir),
				Repair: "esportare sullo standard output, senza -o",
			}
		}
		path := filepath.Join(dir, a.Name)
		if _, err := outfile.WriteAll(ctx, filepath.Dir(path), []outfile.File{{Name: filepath.Base(path), Content: a.Content}}); err != nil {
			return err
		}
		if _, err := fmt.Fprintln(env.stdout, path); err != nil {
			return err
		}
	}
	if err := outfile.Write(ctx, c.Out, p.Source); err != nil {
		return err
	}
	_, err := fmt.Fprintln(env.stdout, c.Out)
	return err
}
