package account_test

import (
	"testing"

	"concerta/internal/account"
)

func TestGrant_IsALadderAndAdministratorStandsBeside(t *testing.T) {
	needs := []account.Role{account.Nobody, account.Anyone, account.Reader, account.Operator, account.Officer, account.Administrator, 99}
	for _, c := range []struct {
		grant account.Grant
		may   string // one letter for each need: y or n
		words string
	}{
		{account.Grant{}, "nynnnnn", "nessuno"},
		{account.Grant{Administrator: true}, "nynnnnn", "nessuno e amministratore"},
		{account.Grant{Level: account.Reader}, "nyynnnn", "sola lettura"},
		{account.Grant{Level: account.Operator}, "nyyynnn", "operatore"},
		{account.Grant{Level: account.Officer}, "nyyyynn", "responsabile"},
		{account.Grant{Level: account.Reader, Administrator: true}, "nyynnyn", "sola lettura e amministratore"},
		{account.Grant{Level: account.Officer, Administrator: true}, "nyyyyyn", "responsabile e amministratore"},
		{account.Grant{Level: account.Administrator}, "nynnnnn", "amministratore"},
	} {
		for i, need := range needs {
			if got := c.grant.May(need); got != (c.may[i] == 'y') {
				t.Errorf("%v may %v: %v", c.grant, need, got)
			}
		}
		if got := c.grant.Italian(); got != c.words {
			t.Errorf("%v: %q", c.grant, got)
		}
	}
}
