package archive

import (
	"context"
	"errors"
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
		if s.Register == Register {
			list = append(list, LastNumber{s.Year, s.Number})
		}
	}
	return list, nil
}

// LastNumber is the last number given in a year.
type LastNumber struct{ Year, Number int }

// Restart records that the office goes on from a backup: the next number follows
// the last one that was given anywhere, so that none is printed twice. Numbers that
// cannot have been the last ones are refused, all of them at once, and nothing is
// recorded then: the error is of kind ErrInput.
func (a *Archive) Restart(ctx context.Context, operator string, last []LastNumber) error {
	if err := a.plausible(ctx, last); err != nil {
		return err
	}
	for _, l := range last {
		_, err := a.Keeper.Append(ctx, func(ctx context.Context, tx ledger.Tx) (*ledger.Proposal, error) {
			there, err := tx.LastNumber(ctx, Register, l.Year)
			if err != nil {
				return nil, err
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

// plausible refuses what cannot be the last numbers given, since a number already
// printed would be given again.
func (a *Archive) plausible(ctx context.Context, last []LastNumber) error {
	given, err := a.LastGiven(ctx)
	if err != nil {
		return err
	}
	there, newest := map[int]int{}, 0 // in the copy
	for _, g := range given {
		there[g.Year], newest = g.Number, max(newest, g.Year)
	}
	var wrong []error
	refuse := func(repair, format string, args ...any) {
		wrong = append(wrong, &fault.Error{Kind: ErrInput, What: fmt.Sprintf(format, args...), Repair: repair})
	}
	const look = "cercare sull’ultimo atto stampato o firmato il numero più alto"
	seen, latest, now := map[int]bool{}, 0, a.Now().In(a.Zone)
	for _, l := range last {
		switch {
		case l.Number < 1:
			refuse(look+"; i numeri cominciano da 1", "%d/%d non è un numero che si possa aver dato", l.Number, l.Year)
		case l.Year > now.Year():
			refuse("correggere l’anno; se è giusto, correggere la data del computer",
				"l’ultimo numero dato non può essere il %d/%d: per il computer oggi è il %s, e quell’anno non è cominciato", l.Number, l.Year, now.Format("02/01/2006"))
		case seen[l.Year]:
			refuse("indicare soltanto il più alto", "del %d è indicato più di un numero", l.Year)
		case l.Number < there[l.Year]:
			refuse(look, "l’ultimo numero indicato per il %d è il %d, ma nella copia si arriva già al %d", l.Year, l.Number, there[l.Year])
		}
		seen[l.Year], latest = true, max(latest, l.Year)
	}
	if latest < newest {
		refuse(look+fmt.Sprintf("; se dopo la copia non ne sono stati dati, è il %d/%d", there[newest], newest),
			"nella copia si arriva già al %d/%d: l’ultimo numero dato non può venire prima", there[newest], newest)
	}
	return errors.Join(wrong...)
}
