package store

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"
)

// MissingRules are the rules in the data files that keep what was registered from
// being changed or deleted, and that are not there any more or say something else.
// The program needs none of them to be right, so that nothing else would tell that
// somebody took one away.
func (s *Store) MissingRules(ctx context.Context) ([]string, error) {
	var missing []string
	for _, d := range []*database{s.register, s.blobs} {
		want, err := rulesOf(d.folder)
		if err != nil {
			return nil, err
		}
		err = d.look(ctx, func(tx *sql.Tx) error {
			for _, r := range want {
				var text string
				err := tx.QueryRowContext(ctx, `SELECT coalesce(max(sql), '') FROM sqlite_schema WHERE type = 'trigger' AND name = ?`, r.name).Scan(&text)
				if err != nil {
					return err
				}
				if oneLine(text) != r.text {
					missing = append(missing, r.name+" ("+filepath.Base(d.path)+")")
				}
			}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("reading the rules of %s: %w", d.path, err)
		}
	}
	return missing, nil
}

type rule struct{ name, text string }

// rulesOf are the triggers that a folder of migrations makes, in their order.
func rulesOf(folder string) ([]rule, error) {
	files, err := fs.Glob(migrations, "migrations/"+folder+"/*.sql")
	if err != nil {
		return nil, fmt.Errorf("reading the migrations: %w", err)
	}
	form := regexp.MustCompile(`(?s)CREATE TRIGGER (\w+) .*?END;`)
	var list []rule
	for _, name := range files {
		src, err := migrations.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("reading the migrations: %w", err)
		}
		for _, m := range form.FindAllStringSubmatch(string(src), -1) {
			list = append(list, rule{m[1], oneLine(m[0])})
		}
	}
	return list, nil
}

func oneLine(s string) string { return strings.TrimSuffix(strings.Join(strings.Fields(s), " "), ";") }
