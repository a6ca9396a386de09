package main

import (
	"bytes"
	"errors"
	"regexp"
	"strings"

	"github.com/alecthomas/kong"

	"concerta/internal/fault"
)

// usageError tells in Italian what kong found wrong in the command line. Kong has
// no kinds of its own for these, only texts: one that is not known here is quoted
// as it is.
func usageError(err error) error {
	text := err.Error()
	help := "concerta --help"
	var parse *kong.ParseError
	if errors.As(err, &parse) && parse.Context != nil && parse.Context.Selected() != nil {
		help = "concerta " + parse.Context.Selected().Path() + " --help"
	}
	what := "la riga di comando non è valida (" + text + ")"
	repair := "vedere «" + help + "»"
	for _, t := range usageTexts() {
		m := t.pattern.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		what = t.pattern.ReplaceAllString(m[0], t.what)
		break
	}
	if m := didYouMean().FindStringSubmatch(text); m != nil {
		repair = "forse " + strings.ReplaceAll(m[1], `"`, "") + "? " + repair
	}
	return &fault.Error{Kind: errUsage, What: what, Repair: repair, Cause: err}
}

type usageText struct {
	pattern *regexp.Regexp
	what    string
}

func usageTexts() []usageText {
	return []usageText{
		{regexp.MustCompile(`^unknown flag ([^,]+).*`), "l’opzione $1 non esiste"},
		{regexp.MustCompile(`^unexpected argument ([^,]+).*`), "l’argomento «$1» non è previsto"},
		{regexp.MustCompile(`^unexpected flag argument.*`), "un’opzione senza valore ne ha ricevuto uno"},
		{regexp.MustCompile(`^expected one of (.*)`), "manca il comando; ci sono: $1"},
		{regexp.MustCompile(`^expected "(.*)"`), "manca il comando: $1"},
		{regexp.MustCompile(`^(--[a-z-]+): (?:expected string value|missing value).*`), "l’opzione $1 vuole un valore"},
		{regexp.MustCompile(`^(--[a-z-]+): bool value must be.*`), "l’opzione $1 non vuole un valore"},
	}
}

func didYouMean() *regexp.Regexp { return regexp.MustCompile(`did you mean (?:one of )?(.*)\?$`) }

// badUsage is the error of a command line that kong accepts and the command does
// not.
func badUsage(what, repair string) error {
	return &fault.Error{Kind: errUsage, What: what, Repair: repair}
}

// misuses gathers all that is wrong in a command line: whoever repairs it wants to
// do so once.
type misuses []error

func (m *misuses) when(wrong bool, what, repair string) {
	if wrong {
		*m = append(*m, badUsage(what, repair))
	}
}

// err is all of it, nil when nothing is wrong.
func (m *misuses) err() error { return errors.Join(*m...) }

// printHelp prints kong's help with its few fixed words in Italian.
func printHelp(options kong.HelpOptions, ctx *kong.Context) error {
	var b bytes.Buffer
	out := ctx.Stdout
	ctx.Stdout = &b
	err := kong.DefaultHelpPrinter(options, ctx)
	ctx.Stdout = out
	if err != nil {
		return err
	}
	_, err = strings.NewReplacer(
		"Usage: ", "Uso: ",
		"Arguments:\n", "Argomenti:\n",
		"Commands:\n", "Comandi:\n",
		"Flags:\n", "Opzioni:\n",
		"[flags]", "[opzioni]",
		"<command>", "<comando>",
		"Show context-sensitive help.", "Mostra questo aiuto.",
		`Run "`, `Per un comando: «`,
		`" for more information on a command.`, "»",
	).WriteString(out, b.String())
	return err
}
