package doc

import "testing"

func TestScan_PageCodeFindsOneWrongCharacterAndTwoExchanged(t *testing.T) {
	text := (&Scan{Code: "R7KQ2X"}).Page(3, 12)
	if len(text) > 20 || !ScanTextValid(text) {
		t.Fatalf("code %q", text)
	}
	for i := range text {
		for _, c := range []byte(scanAlphabet) {
			if changed := text[:i] + string(c) + text[i+1:]; c != text[i] && ScanTextValid(changed) {
				t.Errorf("%q passes for %q", changed, text)
			}
		}
		if i > len(scanPrefix) && text[i] != text[i-1] {
			if changed := text[:i-1] + text[i:i+1] + text[i-1:i] + text[i+1:]; ScanTextValid(changed) {
				t.Errorf("%q passes for %q", changed, text)
			}
		}
	}
}

func TestScan_LongestCodeFitsTheSmallestQRCode(t *testing.T) {
	if text := (&Scan{Code: "ABCDEFGHIJ"}).Page(1295, 1295); len(text) > 20 {
		t.Errorf("%q has %d characters", text, len(text))
	}
}
