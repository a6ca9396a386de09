package archive

import (
	"context"
	"fmt"
	"time"

	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
	"concerta/internal/process"
)

// mostBack is how far the clock may go back without being refused: the entry
// then takes the moment of the one before. Clocks are set right by a little all
// the time.
const mostBack = 2 * time.Minute

// moment is the moment of the next entry. A register never goes back in time: a
// clock that is behind the newest entry by more than a little is refused, lest an
// act be dated, or numbered in a year, before acts that came before it.
func (a *Archive) moment(tx ledger.Tx) (time.Time, error) {
	now := a.Now().UTC().Truncate(time.Microsecond)
	last := tx.LastAt()
	if !now.Before(last) {
		return now, nil
	}
	if last.Sub(now) <= mostBack {
		return last, nil
	}
	return now, &fault.Error{
		Kind: ErrClock,
		What: fmt.Sprintf("l’orologio del computer segna %s, ma l’ultima registrazione dell’archivio è delle %s",
			a.words(now), a.words(last)),
		Repair: "rimettere l’orologio e ripetere; se era avanti quando è stata fatta l’ultima registrazione, attendere quell’ora",
	}
}

// day is the day of a moment where the office is.
func (a *Archive) day(t time.Time) process.Date {
	t = t.In(a.Zone)
	return process.Date{Year: t.Year(), Month: t.Month(), Day: t.Day()}
}

// today is the day where the office is.
func (a *Archive) today() process.Date { return a.day(a.Now()) }

func (a *Archive) words(t time.Time) string { return t.In(a.Zone).Format("15.04 del 02/01/2006") }

// ClockBehind says whether the clock is so far behind the newest entry that
// nothing can be registered now.
func (a *Archive) ClockBehind(ctx context.Context) error {
	_, err := a.Keeper.Append(ctx, func(_ context.Context, tx ledger.Tx) (*ledger.Proposal, error) {
		_, err := a.moment(tx)
		return nil, err
	})
	return err
}
