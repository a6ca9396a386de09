package signature_test

import (
	"context"
	"slices"
	"testing"

	"concerta/internal/signature"
	"concerta/internal/signature/foreign"
)

func TestHarmful_DocumentsMadeElsewhereAreLookedThrough(t *testing.T) {
	catalog := func(key foreign.Name, body string) func(*edit) {
		return func(e *edit) {
			num, c := e.catalog()
			e.with(num, c, names{key: body})
		}
	}
	for name, c := range map[string]struct {
		do   func(*edit)
		want []string
	}{
		"nothing":                     {func(e *edit) { e.add("<</S/URI/URI(https://www.comune.example/JS)>>") }, nil},
		"script":                      {func(e *edit) { e.add("<</S/JavaScript/JS(x)>>") }, []string{"contiene JavaScript"}},
		"program":                     {func(e *edit) { e.add("<</S/Launch/F(x)>>") }, []string{"avvia altri programmi"}},
		"files, as a PDF/A-3 has":     {catalog("Names", "<</EmbeddedFiles<</Names[]>>>>"), []string{"porta file allegati"}},
		"XFA":                         {catalog("AcroForm", "<</Fields[]/XFA[]>>"), []string{"contiene un modulo XFA"}},
		"automatic action":            {catalog("AA", "<</WC<<>>>>"), []string{"esegue azioni automatiche"}},
		"opens on a page":             {catalog("OpenAction", "[1 0 R/Fit]"), nil},
		"goes to a page":              {catalog("OpenAction", "<</S/GoTo/D[1 0 R/Fit]>>"), nil},
		"goes to a page, and further": {catalog("OpenAction", "<</S/GoTo/D[1 0 R/Fit]/Next<</S/SubmitForm>>>>"), []string{"esegue un’azione all’apertura"}},
		"sends a form":                {catalog("OpenAction", "<</S/SubmitForm>>"), []string{"esegue un’azione all’apertura"}},
		"encryption":                  {func(e *edit) { e.trailer = "/Encrypt<</Filter/Standard>>" }, []string{"è cifrato"}},
	} {
		for _, s := range []style{classic, streamed, packed, hybrid} {
			e := over(t, issuedPDF(t))
			e.style = s
			c.do(e)
			data := e.done()
			for _, file := range [][]byte{data, enveloped(t, data, anna(t))} {
				got, err := signature.Harmful(t.Context(), file)
				if err != nil || !slices.Equal(got, c.want) {
					t.Errorf("%s, style %v: %q, %v, want %q", name, s, got, err, c.want)
				}
			}
		}
	}
}

func TestHarmful_WhatNoStrictReaderTakesIsLookedThroughToo(t *testing.T) {
	for file, want := range map[string][]string{
		"%PDF-1.4 no table, 1 0 obj <</S/JavaScript/JS(x)>> endobj": {"contiene JavaScript"},
		"%PDF-1.4 a scanner wrote this":                             nil,
		"Subject: PEC\n\nconsegnata":                                nil,
		"0\x82 no envelope":                                         nil,
	} {
		if got, err := signature.Harmful(t.Context(), []byte(file)); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %q, %v, want %q", file, got, err, want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := signature.Harmful(ctx, issuedPDF(t)); err == nil {
		t.Error("it does not stop when asked")
	}
}
