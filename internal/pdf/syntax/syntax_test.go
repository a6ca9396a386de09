package syntax_test

import (
	"errors"
	"strings"
	"testing"

	"concerta/internal/pdf/syntax"
)

func TestNumber_IsWhatTheStandardCallsOneAndNothingElse(t *testing.T) {
	for word, want := range map[string]float64{
		"0": 0, "17": 17, "+17": 17, "-98": -98, "34.5": 34.5, "-3.62": -3.62, "+123.6": 123.6, "4.": 4, "-.002": -.002, "0.0": 0, "007": 7,
	} {
		if got, err := syntax.Number(word); err != nil || got != want {
			t.Errorf("%q: %v, %v", word, got, err)
		}
	}
	for _, word := range []string{
		"", ".", "+", "-", "+.", "1e5", "1E5", "0x1p4", "0x1_0p0", "0x10", "1_000", "+Inf", "-inf", "Infinity", "NaN", "1.2.3", "1-2", "--1", "+-1", "1+",
		"1,5", "１", "16#FE", strings.Repeat("9", 400),
	} {
		if got, err := syntax.Number(word); !errors.Is(err, syntax.ErrSyntax) {
			t.Errorf("%q: %v, %v", word, got, err)
		}
	}
}

func TestDecodeName_ReadsTwoDigitsAfterEachHash(t *testing.T) {
	for raw, want := range map[string]string{
		"": "", "Type": "Type", "A#42": "AB", "#41#42": "AB", "Lime#20Green": "Lime Green", "paired#28#29parentheses": "paired()parentheses", "A#23": "A#", "#c3#A0x": "àx",
	} {
		if got, err := syntax.DecodeName(raw); err != nil || got != want {
			t.Errorf("%q: %q, %v", raw, got, err)
		}
	}
	for _, raw := range []string{"#", "A#", "A#4", "A#4G", "#+1", "#_1", "A##41", "#4"} {
		if got, err := syntax.DecodeName(raw); !errors.Is(err, syntax.ErrSyntax) {
			t.Errorf("%q: %q, %v", raw, got, err)
		}
	}
}

func TestWords_EndAtSpacesAndDelimitersAlone(t *testing.T) {
	spaces, delimiters := "\x00\t\n\f\r ", "()<>[]{}/%"
	for c := range 256 {
		b := byte(c)
		if got := syntax.IsSpace(b); got != (strings.IndexByte(spaces, b) >= 0) {
			t.Errorf("byte %#x: a space %v", b, got)
		}
		if got := syntax.IsDelimiter(b); got != (strings.IndexByte(delimiters, b) >= 0) {
			t.Errorf("byte %#x: a delimiter %v", b, got)
		}
		if got := syntax.BeginsNumber(b); got != (strings.IndexByte("+-.0123456789", b) >= 0) {
			t.Errorf("byte %#x: begins a number %v", b, got)
		}
	}
}
