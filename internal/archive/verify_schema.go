package archive

import (
	"context"
	"fmt"

	"concerta/internal/store"
)

// schema looks for what keeps the program itself from changing what is registered, and
// for the tables that everything is read from. That all is there is no proof, for
// whoever takes a rule away can put it back: the chain is.
func (v *verifying) schema(ctx context.Context, k Keeper) error {
	faults, err := k.SchemaFaults(ctx)
	if err := v.damaged("la forma dei dati", err); err != nil {
		return err
	}
	for _, f := range faults {
		where := f.Name + " (" + f.File + ")"
		if f.Derived() {
			v.Derived++
		}
		switch {
		case f.Kind == "trigger" && f.How != store.Added:
			v.Wrong("regola "+where, "è stata tolta o cambiata: niente impedisce più che quello che è registrato sia cambiato o cancellato")
		case f.Kind == "trigger":
			v.Wrong("regola "+where, "è in più: il programma non la fa, e può cambiare ciò che si registra")
		case f.Kind == "index":
			v.Wrong("indice "+where, "%s", howSchema(f.How))
		default:
			v.Wrong("tabella "+where, "%s", howSchema(f.How))
		}
	}
	return nil
}

func howSchema(how store.SchemaHow) string {
	switch how {
	case store.Missing:
		return "manca"
	case store.Changed:
		return "non è come la fa il programma"
	case store.Added:
		return "è in più: il programma non la fa"
	}
	return ""
}

// deeds follows the log of operations.
func (v *verifying) deeds(ctx context.Context, state *store.Audit) error {
	const where = "registro delle operazioni"
	c, err := state.Deeds(ctx)
	if err != nil {
		return err
	}
	const most = 20
	for i, seq := range c.Broken {
		if i == most {
			v.Wrong(where, "ci sono altre righe che non seguono quella che le precede: %d", len(c.Broken)-most)
			break
		}
		v.Wrong(where, "la riga n. %d è stata modificata o aggiunta, o ne manca una prima", seq)
	}
	if c.Noted > 0 {
		v.Wrong(where, "arriva alla riga n. %d, ma l’ultima annotata è la n. %d, o è un’altra", c.Last, c.Noted)
	}
	if c.Began > 0 {
		v.Notes = append(v.Notes, Fault{
			Where: where,
			What:  fmt.Sprintf("fino alla riga n. %d c’era prima che le righe fossero concatenate: da allora non è cambiato, di prima non si può sapere", c.Began),
		})
	}
	return nil
}
