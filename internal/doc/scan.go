package doc

import (
	"fmt"
	"strconv"
	"strings"
)

// scanPrefix begins the text of every page code, so that a reader knows at once
// whether a code is one of ours.
const scanPrefix = "CN"

// scanCodeLength is the longest short code of an act: with prefix, pages and
// check it fills the 20 characters of the smallest QR code.
const scanCodeLength = 10

// Page is the text of the code of one page: prefix, code of the act, page and
// number of pages in base 36, and a check character (ISO 7064, mod 37,36).
func (s *Scan) Page(page, pages int) string {
	text := scanPrefix + s.Code + base36(page) + base36(pages)
	return text + string(checkCharacter(text))
}

func base36(n int) string {
	return fmt.Sprintf("%02s", strings.ToUpper(strconv.FormatInt(int64(n), 36)))
}

const scanAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// checkCharacter finds one wrong character and two exchanged ones.
func checkCharacter(text string) byte {
	const m = len(scanAlphabet)
	p := m
	for _, c := range []byte(text) {
		s := p + strings.IndexByte(scanAlphabet, c)
		if s %= m; s == 0 {
			s = m
		}
		p = s * 2 % (m + 1)
	}
	return scanAlphabet[(m+1-p)%m]
}

// ScanTextValid tells whether a text read from a page is whole.
func ScanTextValid(text string) bool {
	n := len(text) - 1
	if n < len(scanPrefix) || !strings.HasPrefix(text, scanPrefix) || strings.Trim(text, scanAlphabet) != "" {
		return false
	}
	return checkCharacter(text[:n]) == text[n]
}
