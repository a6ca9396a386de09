package store

import (
	"context"
	"fmt"
	"time"

	"concerta/internal/archive/ledger"
)

// LastMoment is the moment of the newest entry of the register or line of the audit
// log; zero when there is none. A clock that is behind it is wrong.
func (s *Store) LastMoment(ctx context.Context) (time.Time, error) {
	var last string
	err := s.register.read.QueryRowContext(ctx, `
		SELECT coalesce(max(at), '') FROM (SELECT max(at) AS at FROM entry UNION ALL SELECT max(at) FROM audit)`).Scan(&last)
	if err != nil {
		return time.Time{}, s.register.refused(fmt.Errorf("reading the last moment: %w", err))
	}
	if last == "" {
		return time.Time{}, nil
	}
	t, err := time.Parse(ledger.TimeFormat, last)
	if err != nil {
		return time.Time{}, fmt.Errorf("reading the last moment: %w", err)
	}
	return t, nil
}
