package store

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
)

// LastNumber implements [ledger.Tx]. Numbers are read from the entries that gave
// them, and from those in which an office that went on from a backup said which was
// the last one. A list that does not come to the same is refused: an act that it
// has lost would be issued again.
func (r *registerTx) LastNumber(ctx context.Context, register string, year int) (int, error) {
	// The words of the index entry_number, which the engine knows by them.
	const number = `CASE WHEN json_valid(CAST(body AS TEXT)) THEN json_extract(CAST(body AS TEXT), '$.%s') END`
	of, in, n := fmt.Sprintf(number, "register"), fmt.Sprintf(number, "year"), fmt.Sprintf(number, "number")
	var given, listed, said int
	err := r.tx.QueryRowContext(ctx, `
		SELECT coalesce((SELECT `+n+` FROM entry WHERE what = 'emissione' AND `+of+` = ?1 AND `+in+` = ?2 ORDER BY `+n+` DESC LIMIT 1), 0),
		       coalesce((SELECT max(number) FROM act WHERE register = ?1 AND year = ?2 AND number > 0), 0),
		       coalesce((SELECT max(json_extract(CAST(body AS TEXT), '$.number')) FROM entry
		                 WHERE what = 'ripresa' AND json_extract(CAST(body AS TEXT), '$.register') = ?1
		                   AND json_extract(CAST(body AS TEXT), '$.year') = ?2), 0)`, register, year).Scan(&given, &listed, &said)
	if err != nil {
		return 0, fmt.Errorf("reading the last number: %w", err)
	}
	if given != listed {
		return 0, disagrees(fmt.Sprintf("l’ultimo numero del %d è il %d nel registro e il %d nell’elenco", year, given, listed))
	}
	return max(given, said), nil
}

// before is what the entries on an act come to; nil without any. A list that says
// otherwise is refused: what is written next would rest on it.
func (r *registerTx) before(ctx context.Context, id string) (*ledger.Act, error) {
	var act *ledger.Act
	var wrong error
	err := entries(ctx, r.tx, `e.act = ?`, []any{id}, func(e *ledger.Entry) bool {
		act, wrong = ledger.Step(act, e)
		return wrong == nil
	})
	if wrong != nil {
		return nil, &fault.Error{
			Kind: ledger.ErrBroken, Cause: wrong,
			What:   "ciò che il registro dice dell’atto " + id + " non torna, e non vi si può scrivere: " + ledger.Reason(wrong),
			Repair: "verificare con «concerta archive verify» e ripristinare una copia",
		}
	}
	if err != nil && !errors.Is(err, errStop) {
		return nil, err
	}
	listed, err := r.Act(ctx, id)
	if err != nil {
		return nil, err
	}
	x, err1 := json.Marshal(act)
	y, err2 := json.Marshal(listed)
	if err := errors.Join(err1, err2); err != nil {
		return nil, fmt.Errorf("JSON of an act: %w", err)
	}
	if !bytes.Equal(x, y) {
		return nil, disagrees("l’atto " + id + " non è lo stesso nell’uno e nell’altro")
	}
	return act, nil
}

func disagrees(how string) error {
	return &fault.Error{
		Kind:   ledger.ErrBroken,
		What:   "l’elenco degli atti non concorda con il registro, e non vi si può scrivere: " + how,
		Repair: "fermare il servizio, fare una copia della cartella dati e rifare l’elenco con «concerta doctor --rebuild»",
	}
}
