package main

import (
	"context"
	"errors"
	"strings"

	"concerta/internal/acts"
	"concerta/internal/fault"
	"concerta/internal/process"
	"concerta/internal/produce"
)

// originalFlags say how a correction cites the notice that it corrects, and why it
// corrects it.
type originalFlags struct {
	Reason   string `name:"reason" placeholder:"TESTO" help:"Con rettifica: il motivo, in una frase."`
	Number   string `name:"original-number" placeholder:"N" help:"Con rettifica: il numero dell’avviso, dato da chi l’ha emesso."`
	Date     string `name:"original-date" placeholder:"AAAA-MM-GG" help:"Con --original-number: la data di quel numero."`
	By       string `name:"original-by" placeholder:"ENTE" help:"Con --original-number: chi ha emesso l’avviso, se non è l’ufficio stesso."`
	Protocol string `name:"original-protocol" placeholder:"N[/AAAA-MM-GG]" help:"Con rettifica: il protocollo dell’avviso e la sua data."`
}

// original is what the flags say of the original, without its view.
func (f originalFlags) original() (acts.Original, error) {
	o := acts.Original{
		Reason:   strings.TrimSpace(f.Reason),
		External: acts.External{Number: strings.TrimSpace(f.Number), Authority: strings.TrimSpace(f.By)},
	}
	if o.External.Number == "" && (f.Date != "" || f.By != "") {
		return o, badUsage("--original-date e --original-by accompagnano il numero dell’avviso", "aggiungere --original-number N")
	}
	var bad []error
	for _, x := range []struct{ flag, value string }{
		{"--reason", f.Reason}, {"--original-number", f.Number}, {"--original-by", f.By}, {"--original-protocol", f.Protocol},
	} {
		bad = append(bad, sayable(x.flag, x.value))
	}
	var err error
	if f.Date != "" {
		o.External.Date, err = civilDay("--original-date", f.Date)
		bad = append(bad, err)
	}
	o.Protocol, err = protocol(f.Protocol)
	return o, errors.Join(append(bad, err)...)
}

// protocol reads "12345", "12345/2013" and "12345/2013-10-30": a date, the only one
// of these with hyphens, follows the last bar.
func protocol(s string) (process.ProtocolNumber, error) {
	number, day := strings.TrimSpace(s), ""
	if i := strings.LastIndex(number, "/"); i >= 0 && strings.Contains(number[i:], "-") {
		number, day = strings.TrimSpace(number[:i]), number[i+1:]
	}
	n := process.ProtocolNumber{Number: number}
	switch {
	case day == "":
		return n, nil
	case number == "":
		return n, badUsage("in --original-protocol c’è la data ma non il numero", "scriverlo come 12345/2013-10-30")
	}
	var err error
	n.Date, err = civilDay("--original-protocol", day)
	return n, err
}

// sayable finds what cannot be said in an act: nothing but spaces, or what is no
// character to print.
func sayable(flag, value string) error {
	words := strings.Join(strings.Fields(value), " ")
	switch {
	case value != "" && words == "":
		return badUsage(flag+" è senza parole", "scriverle, oppure togliere "+flag)
	case printable(words) != words:
		return badUsage(flag+" contiene caratteri che non si possono stampare", "riscriverlo a mano, senza incollarlo")
	}
	return nil
}

// correction is the act that leads from the notice of --since to that of p.
func (c *renderCmd) correction(ctx context.Context, env environment, p *process.Process) ([]produce.Task, error) {
	src, err := readSource(ctx, env, c.Since)
	if err != nil {
		return nil, err
	}
	original := produce.Read(src)
	if !original.Legible {
		if err := (findingPrinter{w: env.stderr}).print(original.All()); err != nil {
			return nil, err
		}
		return nil, notMade(original, "la rettifica non è stata fatta", c.Since)
	}
	o, err := c.original()
	if err != nil {
		return nil, err
	}
	if o.View, err = acts.NewNoticeView(original.Process); err != nil {
		return nil, err
	}
	job, err := acts.CorrectionJob(p, o)
	switch {
	case errors.Is(err, acts.ErrUnchanged):
		return nil, &fault.Error{
			Kind: errChecks, Cause: err,
			What:   "non c’è nulla da rettificare: l’avviso dice le stesse cose di quello di " + c.Since,
			Repair: "controllare che --since sia il file com’era prima delle modifiche",
		}
	case errors.Is(err, acts.ErrOtherProcess):
		return nil, &fault.Error{
			Kind: errChecks, Cause: err,
			What:   "il file " + c.Since + " è di un altro procedimento, «" + original.Process.Key + "»",
			Repair: "indicare con --since una versione precedente dello stesso procedimento",
		}
	case err != nil:
		return nil, err
	}
	return produce.Named(job), nil
}
