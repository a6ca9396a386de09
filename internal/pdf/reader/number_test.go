package reader_test

import (
	"testing"

	"concerta/internal/pdf/reader"
)

func TestTokens_NumberThatOnlyGoReadsIsRefused(t *testing.T) {
	for _, word := range []string{"1e5", "0x1p4", "+Inf", "0x1_0p0", "1_0", "1.2.3"} {
		if err := reader.Tokens([]byte("q\n" + word + " w\nQ\n")); err == nil {
			t.Errorf("%s is read as a number", word)
		}
	}
	if err := reader.Tokens([]byte("q\n1 w\nQ\n")); err != nil {
		t.Errorf("a number: %v", err)
	}
}
