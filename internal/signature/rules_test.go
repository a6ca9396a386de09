package signature_test

import (
	"fmt"
	"slices"
	"testing"
)

// setForm writes entries of the form over those that are there.
func setForm(e *edit, entries names) {
	_, c := e.catalog()
	scratch := e.next
	e.with(scratch, e.dict(c["AcroForm"]), entries)
	form := e.objects[scratch]
	delete(e.objects, scratch)
	num, c := e.catalog()
	e.with(num, c, names{"AcroForm": form})
}

// permit names a signature as the one that certifies the document.
func permit(e *edit, signature string) {
	num, c := e.catalog()
	e.with(num, c, names{"Perms": "<</DocMDP " + signature + ">>"})
}

func TestRead_PermissionsNameNothingButTheSignatureOfAField(t *testing.T) {
	issued := issuedPDF(t)
	changed := []string{"i permessi del documento sono cambiati"}
	num, d := over(t, issued).field("firma_a")
	sign := func(named func(e *edit, value string) string) []byte {
		e := over(t, issued)
		value := fmt.Sprintf("%d 0 R", e.add(sigDict("")))
		e.with(num, d, names{"V": value})
		permit(e, named(e, value))
		return e.seal(signAs{by: anna(t)})
	}
	clean(t, read(t, issued, sign(func(_ *edit, value string) string { return value })), "ESEMPIO ANNA")
	for name, named := range map[string]func(e *edit, value string) string{
		"an object that is no field's": func(e *edit, _ string) string { return fmt.Sprintf("%d 0 R", e.add("<</Type/Sig>>")) },
		"the field itself":             func(*edit, string) string { return fmt.Sprintf("%d 0 R", num) },
		"what is written in place":     func(*edit, string) string { return "<</Type/Sig>>" },
	} {
		if got := what(read(t, issued, sign(named))); !slices.Contains(got, changed[0]) {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestRead_FontOfTypedTextMayBeGivenAndIsNotReplaced(t *testing.T) {
	issued := issuedPDF(t)
	replaced := []string{"i caratteri del modulo sono cambiati"}
	if _, c := over(t, issued).catalog(); over(t, issued).dict(c["AcroForm"])["DA"] == nil {
		t.Fatal("the act has no font for typed text: nothing can replace it")
	}
	e := over(t, issued)
	setForm(e, names{"DA": "(/Helv 90 Tf 1 g)"})
	if got := what(read(t, issued, e.done())); !slices.Equal(got, replaced) {
		t.Errorf("replaced: %q", got)
	}
	e = over(t, issued)
	setForm(e, names{"DA": "null"})
	if got := what(read(t, issued, e.done())); !slices.Equal(got, replaced) {
		t.Errorf("taken away: %q", got)
	}
}

func TestRead_FlagThatValuesAreNotDrawnAgainIsNoChange(t *testing.T) {
	issued := issuedPDF(t)
	e := over(t, issued)
	_, c := e.catalog()
	if v, there := e.dict(c["AcroForm"])["NeedAppearances"]; there {
		t.Fatalf("the act has the flag: %v", v)
	}
	setForm(e, names{"NeedAppearances": "false"})
	if got := what(read(t, issued, e.done())); len(got) != 0 {
		t.Errorf("%q", got)
	}
}
