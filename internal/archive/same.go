package archive

import (
	"encoding/json"
	"fmt"

	"concerta/internal/archive/ledger"
	"concerta/internal/doc"
	"concerta/internal/fault"
	"concerta/internal/produce"
	"concerta/internal/render/parity"
)

// addParity compares the words of the act in all its formats and keeps what came of
// it. Formats that differ are a defect of the program: nothing is issued.
func (f *folder) addParity(name string) error {
	report, err := parity.Check(f.content(ledger.PDF), f.content(ledger.DOCX), string(f.content(ledger.HTML)), string(f.content(ledger.Text)))
	if err != nil {
		return fmt.Errorf("comparing the formats of %s: %w", name, err)
	}
	if !report.Agrees() {
		return &fault.Error{
			Kind:   ErrParity,
			What:   fmt.Sprintf("i formati dell’atto non dicono le stesse parole: %s", report.Differences[0]),
			Repair: "l’atto non è stato emesso; segnalare il difetto a chi cura il programma, con il file del procedimento",
		}
	}
	b, err := json.Marshal(report)
	if err != nil {
		return fmt.Errorf("JSON of a comparison: %w", err)
	}
	f.add(ledger.Parity, name+"_parita.json", mediaJSON, b)
	return nil
}

// content is that of the first file of a role.
func (f *folder) content(r ledger.Role) []byte {
	for i, file := range f.files {
		if file.Role == r {
			return f.contents[i]
		}
	}
	return nil
}

// addPublic adds the copy that may be published of an act in which something is
// withheld. Words withheld that can still be read elsewhere in the act keep it from
// being issued: once published they cannot be taken back.
func (i *issuing) addPublic(f *folder, act *produce.Act) error {
	if _, withheld := doc.Public(act.Document); len(withheld) == 0 {
		return nil
	}
	public, err := i.Press.Public(act)
	if err != nil {
		return err
	}
	for _, format := range i.Press.Formats().For(public.Task) {
		if format.Ext != "pdf" {
			continue
		}
		content, err := public.Render(format)
		if err != nil {
			return err
		}
		f.add(ledger.Public, public.Task.FileName(format), format.MediaType, content)
	}
	return nil
}
