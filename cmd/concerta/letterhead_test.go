package main

import (
	"fmt"
	"os"
	"strings"

	"concerta/internal/ooxml/ooxmltest"
)

// makeLetterhead is a program of its own for scripts: "carta KIND FILE" writes a
// letterhead of that kind.
func makeLetterhead() {
	kinds := map[string]ooxmltest.Parts{
		"minima":   ooxmltest.Minimal(),
		"italiana": ooxmltest.Italian(),
		"pagine":   ooxmltest.Pages(),
		"macro":    ooxmltest.Italian().With("word/vbaProject.bin", "x").With("word/embeddings/foglio.xlsx", "x"),
		"collegata": ooxmltest.Italian().With("word/_rels/header1.xml.rels", strings.Replace(
			ooxmltest.Rels(ooxmltest.Relation{ID: "rId1", Kind: "hyperlink", Target: "https://example.it"}), "/></Rel", ` TargetMode="External"/></Rel`, 1)),
	}
	p, ok := kinds[os.Args[1]]
	if !ok {
		fmt.Fprintln(os.Stderr, "no letterhead", os.Args[1])
		os.Exit(1)
	}
	if err := os.WriteFile(os.Args[2], p.Bytes(), 0o600); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
