package signature

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// packedIn is a stream of objects as PDF programs write it.
func packedIn(t *testing.T, objects string) string {
	t.Helper()
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	if _, err := z.Write([]byte(objects)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("7 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream\nendobj\n", b.Len(), &b)
}

func TestScanned_FindsWhatRunsHoweverItIsWritten(t *testing.T) {
	const runs, opens = "contiene JavaScript", "esegue un’azione all’apertura"
	for content, want := range map[string]string{
		"<</S/JavaScript/JS(app.alert(1))>>":                                     runs,
		"<</S/J#61vaScript/J#53(app.alert(1))>>":                                 runs,
		packedIn(t, "<</S/JavaScript/JS(x)>>"):                                   runs,
		packedIn(t, "<</S/Java#53cript>>"):                                       runs,
		"%>>stream\n<</S/JavaScript>>\nendstream":                                runs, // only pretends to be a stream
		"(stream) <</JS(x)>> (endstream)":                                        runs,
		packedIn(t, "<</S/Launch>>"):                                             "avvia altri programmi",
		packedIn(t, "<</Names<</EmbeddedFiles 3 0 R>>>>"):                        "porta file allegati",
		"<</AcroForm<</XFA[(x)]>>>>":                                             "contiene un modulo XFA",
		"trailer<</Encrypt 5 0 R>>":                                              "è cifrato",
		"<</AA<</O 3 0 R>>>>":                                                    "esegue azioni automatiche",
		"<</OpenAction<</S/URI/URI(http://x.example)>>>>":                        opens,
		"<</OpenAction 5 0 R>>\n5 0 obj\n<</S/SubmitForm>>\nendobj":              opens,
		"<</OpenAction 5 0 R>>\n5 0 obj\n[1 0 R/Fit]\n5 0 obj\n<</S/Named>>":     opens,
		"<</OpenAction 5 0 R>>":                                                  opens,
		"7 0 obj\n<</Type/ObjStm/Filter/ASCIIHexDecode>>stream\n3C3C\nendstream": "ha parti impacchettate che non si possono controllare",
		packedIn(t, strings.Repeat(" ", mostUnpacked+1)):                         "ha parti impacchettate che non si possono controllare",
	} {
		if got := scanned([]byte("%PDF-1.7\n" + content)); !slices.Equal(got, []string{want}) {
			t.Errorf("%.100q: %q, want %q", content, got, want)
		}
	}
}

func TestScanned_TakesWhatProgramsOfOfficesWrite(t *testing.T) {
	for _, content := range []string{
		"<</Type/Catalog/OpenAction[1 0 R /XYZ null null 0]>>",
		"<</OpenAction<</Type/Action/S/GoTo/D[1 0 R/Fit]>>>>",
		"<</OpenAction 15 0 R>>\n5 0 obj\n<</S/URI>>\n15 0 obj\n[1 0 R/Fit]\nendobj",
		"1 0 obj\n<</Length 9>>stream\n/JS /AA x\nendstream",
		packedIn(t, "<</A<</S/URI/URI(https://www.comune.example/JSP)>>>>"),
		"(costa 3#4A e via)",
	} {
		if got := scanned([]byte("%PDF-1.7\n" + content)); len(got) > 0 {
			t.Errorf("%.100q: %q", content, got)
		}
	}
}
