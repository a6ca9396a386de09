package archive

import (
	"context"
	"fmt"

	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
)

// LastGiven is the last number given in each year, the latest year first.
func (a *Archive) LastGiven(ctx context.Context) ([]LastNumber, error) {
	book := ledger.NewBook()
	for e, err := range a.Keeper.Entries(ctx) {
		if err != nil {
			return nil, err
		}
		book.Add(e)
	}
	var list []LastNumber
	for _, s := range book.Series() {
		list = append(list, LastNumber{s.Year, s.Number})
	}
	return list, nil
}

// LastNumber is the last number given in a year.
type LastNumber struct{ Year, Number int }

// Restart records that the office goes on from a backup: the next number follows
// the last one that was given anywhere, so that none is printed twice. Numbers
// lower than those in the archive are refused.
func (a *Archive) Restart(ctx context.Context, operator string, last []LastNumber) error {
	for _, l := range last {
		_, err := a.Keeper.Append(ctx, func(ctx context.Context, tx ledger.Tx) (*ledger.Proposal, error) {
			there, err := tx.LastNumber(ctx, Register, l.Year)
			if err != nil {
				return nil, err
			}
			if l.Number < there {
				return nil, &fault.Error{
					Kind:   ErrInput,
					What:   fmt.Sprintf("l’ultimo numero indicato per il %d è il %d, ma nella copia si arriva già al %d", l.Year, l.Number, there),
					Repair: "cercare sull’ultimo atto stampato o firmato il numero più alto",
				}
			}
			at, err := a.moment(tx)
			if err != nil {
				return nil, err
			}
			p := &ledger.Proposal{Entry: ledger.Entry{At: at, Operator: operator}}
			return p, p.Entry.Say(ledger.RestartedBody{
				Register: Register, Year: l.Year, Number: l.Number,
				Reason: fmt.Sprintf("ripristino da una copia; nella copia l’ultimo numero del %d era il %d", l.Year, there),
			})
		})
		if err != nil {
			return err
		}
	}
	return nil
}
