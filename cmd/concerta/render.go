package main

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"

	"concerta/internal/outfile"
	"concerta/internal/produce"
)

type renderCmd struct {
	sourceFlags `embed:""`

	Act       string   `name:"act" default:"avviso" placeholder:"ATTO" help:"Atto da fare: avviso."`
	All       bool     `name:"all" help:"Fa tutti gli atti."`
	Format    []string `name:"format" default:"pdf" placeholder:"FORMATO,…" help:"Formati: pdf, docx, html, txt."`
	Out       string   `name:"out" placeholder:"CARTELLA" help:"Cartella in cui scrivere; se non c’è viene creata."`
	Draft     bool     `name:"draft" help:"Segna BOZZA su ogni pagina; si può fare anche se il procedimento ha errori."`
	Templates string   `name:"templates" placeholder:"CARTELLA" help:"Modelli dell’ufficio, al posto di quelli forniti."`
}

// Run makes the act in every format asked for and writes the files together.
func (c *renderCmd) Run(ctx context.Context, env environment) error {
	if c.Out == "" {
		return badUsage("manca la cartella in cui scrivere", "aggiungere --out CARTELLA")
	}
	if err := checkAct(c.Act); err != nil {
		return err
	}
	press, err := newPress(c.Templates)
	if err != nil {
		return err
	}
	formats, err := chosen(press.Formats(), c.Format)
	if err != nil {
		return err
	}
	src, err := c.source(ctx, env)
	if err != nil {
		return err
	}
	files, err := c.make(ctx, env, press, formats, src)
	if err != nil {
		return err
	}
	paths, err := outfile.WriteAll(ctx, c.Out, files)
	if err != nil {
		return err
	}
	_, err = io.WriteString(env.stdout, strings.Join(paths, "\n")+"\n")
	return err
}

// make renders the act in memory: nothing is written until all of it is there.
func (c *renderCmd) make(ctx context.Context, env environment, press *produce.Press, formats []produce.Format, src produce.Source) ([]outfile.File, error) {
	review := produce.Read(src)
	act, err := press.Notice(review, c.Draft)
	switch {
	case errors.Is(err, produce.ErrFindings):
		if err := (findingPrinter{w: env.stderr}).print(review.Findings); err != nil {
			return nil, err
		}
		return nil, notMade(review, "l’avviso non è stato fatto", c.name())
	case err != nil:
		return nil, refused(err)
	}
	var files []outfile.File
	for _, f := range formats {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		content, err := act.Render(f)
		if err != nil {
			return nil, err
		}
		files = append(files, outfile.File{Name: act.FileName(f), Content: content})
	}
	return files, nil
}

// actNames is the closed list of the acts of a process.
func actNames() []string {
	return []string{
		"avviso", "scheda", "registro", "patto", "protocollo", "verbale",
		"rettifica", "convocazione", "prospetto", "cabina", "elenco",
	}
}

func checkAct(name string) error {
	switch {
	case name == produce.Notice:
		return nil
	case slices.Contains(actNames(), name):
		return badUsage("l’atto «"+name+"» non è ancora tra quelli che questa versione del programma fa", "per ora si può fare: --act avviso")
	}
	return badUsage("l’atto «"+name+"» non esiste", "gli atti sono: "+strings.Join(actNames(), ", "))
}

// chosen are the formats named, each once, in the order of the names.
func chosen(all produce.Formats, names []string) ([]produce.Format, error) {
	var list []produce.Format
	var seen []string
	for _, name := range names {
		f, ok := all.Find(name)
		if !ok {
			return nil, badUsage("il formato «"+name+"» non esiste", "i formati sono: pdf, docx, html, txt; più d’uno separati da virgole")
		}
		if !slices.Contains(seen, name) {
			seen = append(seen, name)
			list = append(list, f)
		}
	}
	if len(list) == 0 {
		return nil, badUsage("manca il formato", "i formati sono: pdf, docx, html, txt")
	}
	return list, nil
}
