package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"concerta/internal/fault"
	"concerta/internal/process"
	"concerta/internal/processfile"
	"concerta/internal/produce"
	"concerta/internal/store"
	"concerta/internal/tabular"
)

// list takes a list of bodies, adhesions or attendance into a stored process, as
// a new version of it. Lines that are refused keep no other from being taken.
func (c *importCmd) list(ctx context.Context, env environment) (err error) {
	what := tabular.Content(c.What)
	if err := c.checkList(what); err != nil {
		return err
	}
	table, err := c.table(ctx, env)
	if err != nil {
		return err
	}
	st, err := openExisting(ctx, env, c.Data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	stored, err := st.Process(ctx, c.Process)
	if err != nil {
		return err
	}
	review := produce.Read(produce.Stored(stored))
	if !review.Legible {
		return notMade(review, "l’elenco non è stato caricato", "--process "+c.Process)
	}
	merged, report, err := tabular.Merge(review.Process, what, c.Meeting, table)
	if err != nil {
		return err
	}
	version := stored.Version
	if report.Count(tabular.Taken) > 0 {
		if version, err = saveMerged(ctx, st, stored, merged); err != nil {
			return err
		}
	}
	if err := printReport(env.stdout, c.Process, version, report); err != nil {
		return err
	}
	if n := report.Count(tabular.Refused); n > 0 {
		return &fault.Error{
			Kind: errChecks, What: plural(n, "riga rifiutata", "righe rifiutate") + " in " + c.File,
			Repair: "correggere le righe indicate e caricare di nuovo l’elenco: le altre non saranno prese due volte",
		}
	}
	return nil
}

func (c *importCmd) checkList(what tabular.Content) error {
	var m misuses
	known := slices.Contains(tabular.Contents(), what)
	m.when(!known, "non si sa di che cosa è l’elenco", "aggiungere --what soggetti, adesioni o presenze; per un procedimento intero, togliere --process e --meeting")
	m.when(c.Process == "", "manca il procedimento in cui portare l’elenco", "aggiungere --process CHIAVE")
	m.when(c.Update, "--update è di un procedimento intero", "toglierlo: un elenco dà sempre una nuova versione")
	m.when(what == tabular.Attendance && c.Meeting == "", "manca l’incontro di cui sono le presenze", "aggiungere --meeting ID")
	m.when(known && what != tabular.Attendance && c.Meeting != "", "--meeting è delle presenze", "toglierlo, oppure indicare --what presenze")
	return m.err()
}

// table reads the list.
func (c *importCmd) table(ctx context.Context, env environment) (*tabular.Table, error) {
	src, err := readLimited(ctx, env, c.File, tabular.MaxSize)
	if err != nil {
		return nil, err
	}
	return tabular.Read(src.Bytes)
}

// saveMerged stores p as the version after the one it came from. What would not
// read back as the same process is not stored.
func saveMerged(ctx context.Context, st *store.Store, from *store.Process, p *process.Process) (int, error) {
	var b bytes.Buffer
	if err := processfile.Write(&b, p); err != nil {
		return 0, err
	}
	d := from.Draft
	d.Source = b.Bytes()
	review := produce.Read(produce.Source{Name: d.Key, Bytes: d.Source, Assets: from.Assets()})
	if !review.Legible {
		var what []string
		for _, f := range review.Findings {
			if f.Severity == process.Error {
				what = append(what, f.What)
			}
		}
		return 0, &fault.Error{
			Kind:   errChecks,
			What:   "con questo elenco il procedimento non si potrebbe più leggere, e non è stato toccato: " + strings.Join(what, " "),
			Repair: "correggere nell’elenco ciò che è detto e ripetere",
		}
	}
	return st.SaveProcess(ctx, d, from.Version)
}

// printReport tells of every line, then counts them.
func printReport(w io.Writer, key string, version int, r *tabular.Report) error {
	var b strings.Builder
	for _, l := range r.Lines {
		fmt.Fprintf(&b, "riga %d: %s: %s", l.Number, l.Outcome, printable(firstWords(l.Subject)))
		if l.Why != "" {
			fmt.Fprintf(&b, " (%s)", printable(l.Why))
		}
		b.WriteByte('\n')
	}
	if len(r.Unused) > 0 {
		fmt.Fprintf(&b, "colonne non usate: %s\n", printable(strings.Join(r.Unused, ", ")))
	}
	if len(r.Sheets) > 0 {
		fmt.Fprintf(&b, "fogli non usati (si legge solo il primo): %s\n", printable(strings.Join(r.Sheets, ", ")))
	}
	fmt.Fprintf(&b, "%s: %s, %s, %s; versione %d\n", key,
		plural(r.Count(tabular.Taken), "riga presa", "righe prese"),
		plural(r.Count(tabular.Already), "già presente", "già presenti"),
		plural(r.Count(tabular.Refused), "rifiutata", "rifiutate"), version)
	_, err := io.WriteString(w, b.String())
	return err
}

// firstWords is a name, short enough for a line.
func firstWords(s string) string {
	const most = 80
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	if s == "" {
		return "(senza nome)"
	}
	return s
}
