package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"concerta/internal/archive"
	"concerta/internal/archive/ledger"
)

type actShowCmd struct {
	actFlags `embed:""`
	JSON     bool `name:"json" help:"Scrive tutto come un solo oggetto JSON."`
}

// Run prints the act and its history.
func (c *actShowCmd) Run(ctx context.Context, env environment) error {
	return c.on(ctx, env, func(a *archive.Archive, act *ledger.Act) error {
		entries, err := a.Keeper.ActEntries(ctx, act.ID)
		if err != nil {
			return err
		}
		if c.JSON {
			return printJSON(env.stdout, struct {
				Act     *ledger.Act     `json:"act"`
				State   string          `json:"state"`
				Entries []*ledger.Entry `json:"entries"`
			}{act, string(act.State()), entries})
		}
		return showAct(env.stdout, a.Zone, act, entries)
	})
}

// shownAct writes what is known of an act, a line for each thing.
type shownAct struct {
	w    io.Writer
	zone *time.Location
}

func showAct(out io.Writer, zone *time.Location, act *ledger.Act, entries []*ledger.Entry) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	s := shownAct{w, zone}
	s.identity(act)
	s.life(act)
	for i := range act.Signatures {
		s.row("firma", s.signature(act, i))
	}
	s.row("deve ancora firmare", signerNames(act.Missing()))
	if t := act.Attestation; t != nil {
		s.row("attestazione", t.Text)
		s.row("attestata da", t.By)
	}
	for _, f := range act.Files {
		s.row("file", fmt.Sprintf("%s (%s, %d byte, SHA-256 %s)", f.Name, f.Role, f.Size, f.Digest))
	}
	for _, e := range entries {
		s.entry(e)
	}
	return w.Flush()
}

func (s shownAct) row(name, value string) {
	if value != "" {
		_, _ = fmt.Fprintf(s.w, "%s\t%s\n", name, sentence(value)) // Flush gives the error
	}
}

// identity is what the act has been from the beginning.
func (s shownAct) identity(act *ledger.Act) {
	s.row("atto", act.ID)
	s.row("oggetto", act.Title)
	s.row("stato", act.StateWords())
	if n := act.NumberWords(); n != "" {
		s.row("numero", act.Register+" n. "+n)
	}
	begun := "emesso"
	if !act.IsAct() {
		begun = "acquisito"
		s.row("data del documento", s.day(act.Date))
	}
	s.row(begun, s.moment(act.At)+" da "+act.Operator)
	if act.Kind == ledger.KindDocument {
		s.row("accompagna", act.For)
	}
	s.row("rettifica", act.Corrects)
	s.row("motivo", act.Reason)
	s.row("revisione", act.Revision)
	s.row("codice di verifica", act.Code)
	for _, c := range act.Confirmed {
		s.row("confermato", c.What+" Motivo: "+c.Reason)
	}
}

// life is what was registered of the act since.
func (s shownAct) life(act *ledger.Act) {
	if n := act.Protocol; n != nil {
		s.row("protocollo", n.Number+" del "+s.day(n.Date))
	}
	if p := act.Publication; p != nil {
		s.row("pubblicazione", "n. "+p.Albo+", dal "+s.day(p.From)+" al "+s.day(p.To))
	}
	if r := act.Report; r != nil {
		s.row("referto ricevuto", s.day(r.Date))
	}
	if n := act.Annulment; n != nil {
		words := n.Reason
		if n.By != "" {
			words += " (atto che annulla o revoca: " + n.By + ")"
		}
		s.row("annullato", words)
	}
}

// entry is an entry on the act, with what was accepted by it and why.
func (s shownAct) entry(e *ledger.Entry) {
	s.row("registrazione", fmt.Sprintf("n. %d, %s: %s, da %s", e.Seq, s.moment(e.At), e.What, e.Operator))
	body, err := e.Said()
	if err != nil {
		return // the verification tells
	}
	if b, ok := body.(ledger.SignedBody); ok && len(b.Changes) > 0 {
		s.row("", "accettato: "+strings.Join(b.Changes, "; ")+". Motivo: "+b.Reason)
	}
}

func (s shownAct) signature(act *ledger.Act, i int) string {
	g := act.Signatures[i]
	words := g.Name
	if t, err := time.Parse(time.RFC3339, g.When); err == nil {
		words += ", " + s.moment(t)
	}
	if note := act.SignatureNote(i); note != "" {
		words += " (" + note + ")"
	}
	return words
}

func (s shownAct) moment(t time.Time) string { return t.In(s.zone).Format("02/01/2006, ore 15.04") }

// day is a day as people write it; what is none stays as it is.
func (s shownAct) day(d string) string {
	t, err := time.Parse(time.DateOnly, d)
	if err != nil {
		return d
	}
	return t.Format("02/01/2006")
}
