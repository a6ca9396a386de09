package main

import (
	"context"
	"errors"
	"slices"
	"strings"

	"concerta/internal/acts"
	"concerta/internal/process"
	"concerta/internal/produce"
)

type renderCmd struct {
	sourceFlags   `embed:""`
	selection     `embed:""`
	originalFlags `embed:""`

	Format    []string `name:"format" default:"pdf" placeholder:"FORMATO,…" help:"Formati: pdf, docx, html, txt; per elenco anche xlsx e csv, per convocazione ics."`
	Out       string   `name:"out" placeholder:"CARTELLA" help:"Cartella in cui scrivere; se non c’è viene creata."`
	Draft     bool     `name:"draft" help:"Segna BOZZA su ogni pagina; si può fare anche se il procedimento ha errori."`
	Large     bool     `name:"large" help:"A caratteri grandi."`
	Merge     bool     `name:"merge" help:"Un solo PDF da stampare, con un segnalibro per atto: è una copia, non un atto."`
	Public    bool     `name:"public" help:"La copia per la pubblicazione: senza le parti segnate come da omettere."`
	Templates string   `name:"templates" placeholder:"CARTELLA" help:"Modelli dell’ufficio, al posto di quelli forniti."`

	letterheadFlag `embed:""`
}

// Run makes the acts asked for and writes the files of each as it is made.
func (c *renderCmd) Run(ctx context.Context, env environment) error {
	if err := c.check(); err != nil {
		return err
	}
	paper, err := c.paper(ctx)
	if err != nil {
		return err
	}
	press, _, err := newPress(c.Templates, paper)
	if err != nil {
		return err
	}
	formats := c.formats(press.Formats())
	src, err := c.source(ctx, env)
	if err != nil {
		return err
	}
	if len(formats.Documents()) > 0 && !c.Draft { // a spreadsheet asks no font
		src.Prints = press.Prints
	}
	review := produce.Read(src)
	if review.Ready(c.Draft) != nil {
		if err := (findingPrinter{w: env.stderr}).print(review.All()); err != nil {
			return err
		}
		return notMade(review, "nessun atto è stato fatto", c.name())
	}
	tasks, err := c.tasksOf(ctx, env, review.Process)
	if err != nil {
		return err
	}
	run := &rendering{
		env: env, press: press, review: review, formats: formats, out: c.Out,
		options: acts.Options{Draft: c.Draft, Large: c.Large}, public: c.Public,
	}
	if c.Public {
		tasks = slices.DeleteFunc(tasks, func(t produce.Task) bool { return !acts.Public(t.Kind) })
	}
	if c.merged() {
		return run.merge(ctx, tasks)
	}
	return run.files(ctx, tasks)
}

// check finds everything wrong in the command line, before anything is read.
func (c *renderCmd) check() error {
	var m misuses
	m.when(c.Out == "", "manca la cartella in cui scrivere", "aggiungere --out CARTELLA")
	return errors.Join(m.err(), c.sourceFlags.check(), c.selection.check(), c.checkOriginal(), c.publishable(),
		c.checkFormats(produce.KnownFormats()), c.letterheadFlag.check(c.Format, c.Large))
}

// checkOriginal finds what is said of an original where there is none, or wrongly.
func (c *renderCmd) checkOriginal() error {
	if c.known() && c.kind() != acts.Correction && c.originalFlags != (originalFlags{}) {
		return badUsage("--reason e --original-… sono della rettifica, non di «"+string(c.kind())+"»", "toglierli, oppure indicare --act rettifica")
	}
	_, err := c.original()
	return err
}

// tasksOf are the acts asked for.
func (c *renderCmd) tasksOf(ctx context.Context, env environment, p *process.Process) ([]produce.Task, error) {
	if c.kind() == acts.Correction {
		return c.correction(ctx, env, p)
	}
	return c.tasks(p)
}

// publishable refuses a public copy of what is never published, and one to print
// from: paper goes to those who have the act itself.
func (c *renderCmd) publishable() error {
	var m misuses
	m.when(c.Public && c.merged(), "la copia per la pubblicazione non si unisce alla copia da stampare", "togliere --public, oppure --merge e --day")
	m.when(c.Public && !c.All && c.known() && !acts.Public(c.kind()), "l’atto «"+string(c.kind())+"» non si pubblica", "togliere --public")
	return m.err()
}

// merged tells whether the acts go into one PDF to print from.
func (c *renderCmd) merged() bool { return c.Merge || c.Day != "" }

// checkFormats finds formats that there are not, or not for what is asked.
func (c *renderCmd) checkFormats(all produce.Formats) error {
	var m misuses
	for _, name := range c.Format {
		f, ok := all.Find(name)
		switch {
		case !ok:
			m.when(true, "il formato «"+name+"» non esiste", "i formati sono: "+strings.Join(all.Names(), ", ")+"; più d’uno separati da virgole")
		case c.merged() && name != "pdf":
			m.when(true, "la copia da stampare è soltanto in PDF, non in «"+name+"»", "togliere --format, oppure --merge e --day")
		case c.Public && !slices.Contains(all.Documents().Names(), name):
			m.when(true, "la copia per la pubblicazione non si fa in «"+name+"»", "i formati sono: "+strings.Join(all.Documents().Names(), ", "))
		case !c.All && c.known() && !f.Serves(c.kind()):
			m.when(true, "il formato «"+name+"» non è di questo atto", "i formati di «"+string(c.kind())+"» sono: "+strings.Join(all.Of(c.kind()).Names(), ", "))
		}
	}
	m.when(len(c.Format) == 0, "manca il formato", "i formati sono: "+strings.Join(all.Names(), ", "))
	return m.err()
}

// formats are the formats named, each once, in the order of the names.
func (c *renderCmd) formats(all produce.Formats) produce.Formats {
	var list produce.Formats
	for _, name := range c.Format {
		if f, ok := all.Find(name); ok && !slices.Contains(list.Names(), name) {
			list = append(list, f)
		}
	}
	return list
}
