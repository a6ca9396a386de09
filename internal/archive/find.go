package archive

import (
	"context"
	"regexp"
	"strconv"
	"strings"

	"concerta/internal/archive/ledger"
)

// Find gives an act by its id, its number ("12/2013", "0000012/2013") or its code
// of verification. None is an error of kind store.ErrNotFound.
func (a *Archive) Find(ctx context.Context, name string) (*ledger.Act, error) {
	name = strings.TrimSpace(name)
	if m := numberForm().FindStringSubmatch(name); m != nil {
		number, err1 := strconv.Atoi(m[1])
		year, err2 := strconv.Atoi(m[2])
		if err1 == nil && err2 == nil {
			return a.Keeper.ActByNumber(ctx, Register, year, number)
		}
	}
	if code, ok := Code(name); ok {
		return a.Keeper.ActByCode(ctx, code)
	}
	return a.Keeper.Act(ctx, name)
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
