package sheet

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"concerta/internal/doc"
)

// byteOrderMark tells Excel that the file is UTF-8.
const byteOrderMark = "\ufeff"

// CSV writes one table as the Excel of an Italian office reads it: UTF-8 with
// its mark, semicolons, lines that end as RFC 4180 asks. A cell that a program
// would run as a formula gets an apostrophe before it.
func CSV(w io.Writer, t *doc.Table) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return fmt.Errorf("writing CSV: %w", err)
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = ';', true
	for _, row := range rows(t) {
		for i, words := range row {
			row[i] = harmless(words)
		}
		if err := out.Write(row); err != nil {
			return fmt.Errorf("writing CSV: %w", err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("writing CSV: %w", err)
	}
	return nil
}

// harmless is s such that no program takes it for a formula (OWASP, CSV
// injection). Spaces before the sign do not hide it.
func harmless(s string) string {
	bare := strings.TrimLeft(s, " \u00a0")
	if bare != "" && strings.ContainsAny(bare[:1], "=+-@\t\r\n") || strings.HasPrefix(bare, "＝") {
		return "'" + s
	}
	return s
}
