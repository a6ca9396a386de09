package archive

import (
	"context"
	"errors"
	"regexp"
	"strconv"
	"strings"

	"concerta/internal/archive/ledger"
	"concerta/internal/fault"
	"concerta/internal/store"
)

// Find gives an act by its id, its number ("12/2013", "0000012/2013") or its code
// of verification. None is an error of kind store.ErrNotFound.
func (a *Archive) Find(ctx context.Context, name string) (*ledger.Act, error) {
	name = strings.TrimSpace(name)
	act, err := a.find(ctx, name)
	if errors.Is(err, store.ErrNotFound) {
		return nil, &fault.Error{
			Kind: store.ErrNotFound, Cause: err,
			What: "nell’archivio non c’è l’atto «" + name + "»", Repair: "vedere gli atti con «concerta acts»",
		}
	}
	return act, err
}

func (a *Archive) find(ctx context.Context, name string) (*ledger.Act, error) {
	if year, number, ok := numbered(name); ok {
		return a.Keeper.ActByNumber(ctx, Register, year, number)
	}
	if code, ok := Code(name); ok {
		return a.Keeper.ActByCode(ctx, code)
	}
	return a.Keeper.Act(ctx, name)
}

// names tells whether what was typed is the name of an act and nothing else: its id,
// its number in the repertory or its code.
func names(act *ledger.Act, typed string) bool {
	if year, number, ok := numbered(repertoryForm().ReplaceAllString(typed, "")); ok {
		return act.Number == number && act.Year == year
	}
	code, ok := Code(typed)
	return ok && code == act.Code || typed == act.ID
}

// numbered reads a number of the repertory.
func numbered(s string) (year, number int, ok bool) {
	m := numberForm().FindStringSubmatch(s)
	if m == nil {
		return 0, 0, false
	}
	number, err1 := strconv.Atoi(m[1])
	year, err2 := strconv.Atoi(m[2])
	return year, number, err1 == nil && err2 == nil
}

// repertoryForm is what people write before such a number.
func repertoryForm() *regexp.Regexp {
	return regexp.MustCompile(`(?i)^(?:rep(?:\.|ertorio)?\s*)?(?:n\.?\s*)?`)
}

func numberForm() *regexp.Regexp { return regexp.MustCompile(`^0*([0-9]{1,9})/([0-9]{4})$`) }

// Code reads a code of verification as people type it: in small letters, without
// hyphens, with O for 0 and I or L for 1.
func Code(typed string) (string, bool) {
	s := strings.Map(func(r rune) rune {
		switch r {
		case '-', ' ':
			return -1
		case 'O':
			return '0'
		case 'I', 'L':
			return '1'
		}
		return r
	}, strings.ToUpper(typed))
	if len(s) != 16 || strings.Trim(s, "0123456789ABCDEFGHJKMNPQRSTVWXYZ") != "" {
		return "", false
	}
	return s[:4] + "-" + s[4:8] + "-" + s[8:12] + "-" + s[12:], true
}
