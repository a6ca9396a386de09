package process_test

import (
	"errors"
	"testing"

	"pgregory.net/rapid"

	"concerta/internal/process"
)

func TestCheckTaxCode_KnowsPersonsAndBodies(t *testing.T) {
	for code, want := range map[string]error{
		"RSSMRA85T10A562S": nil, // the example that the tax office prints
		"rssmra85t10a562s": nil,
		"RSSMRA85T10A562T": process.ErrCheckDigit,
		"RSSMRA85T10A56NH": nil, // N stands for 2: two persons would have one code
		"RSSMRA85T10A56S":  process.ErrForm,
		"RSSMRAA5T10A562S": process.ErrForm,
		"99999000179":      nil,
		"99999000178":      process.ErrCheckDigit,
		"9999900017":       process.ErrForm,
		"":                 process.ErrForm,
		"99999 000179":     process.ErrForm,
	} {
		if err := process.CheckTaxCode(code); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", code, err, want)
		}
	}
}

// That is what a check digit is for.
func TestCheckTaxCode_SeesAnyOneWrongDigit(t *testing.T) {
	const good = "99999000179"
	rapid.Check(t, func(t *rapid.T) {
		bad := []byte(good)
		at := rapid.IntRange(0, len(bad)-1).Draw(t, "at")
		bad[at] = '0' + (bad[at]-'0'+byte(rapid.IntRange(1, 9).Draw(t, "by")))%10
		if err := process.CheckTaxCode(string(bad)); !errors.Is(err, process.ErrCheckDigit) {
			t.Fatalf("%s: %v", bad, err)
		}
	})
}
