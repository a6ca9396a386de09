package audit

import (
	"bytes"
	"encoding/xml"
	"slices"
	"strings"

	"concerta/internal/pdf/reader"
)

// file checks what a file says of itself (PDF/UA-1 7.1, PDF/A-2 6.6).
func (a *auditor) file() {
	d := a.d
	if strings.TrimSpace(d.Title) == "" {
		a.add("senza-titolo", 0, "il documento non ha un titolo nei metadati")
	}
	if d.Lang == "" {
		a.add("senza-lingua", 0, "il documento non dice la sua lingua")
	}
	if mark, _ := d.Catalog["MarkInfo"].(reader.Dict); mark["Marked"] != true {
		a.add("non-marcato", 0, "il documento non si dichiara strutturato")
	}
	if prefs, _ := d.Catalog["ViewerPreferences"].(reader.Dict); prefs["DisplayDocTitle"] != true {
		a.add("titolo-nascosto", 0, "il programma di lettura non mostrerebbe il titolo")
	}
	for _, need := range []string{"<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"} {
		if !bytes.Contains(d.XMP, []byte(need)) {
			a.add("metadati", 0, "nei metadati XMP manca %s", strings.Trim(need, "<"))
		}
	}
	for _, key := range []string{"Title", "Author", "Subject", "Keywords", "Producer"} {
		if v := d.Info[key]; v != "" && !bytes.Contains(d.XMP, []byte(">"+escaped(v)+"<")) {
			a.add("metadati-diversi", 0, "%s dice «%s» ma i metadati XMP no", key, v)
		}
	}
}

func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}

const printed = 1 << 2 // annotation flag Print (ISO 32000-1 table 165)

// fields: each has its own name, words and appearance, and shows what it holds.
func (a *auditor) fields() {
	seen := map[string]bool{}
	for _, w := range a.d.Fields {
		page := w.Page.Number
		switch {
		case seen[w.Name]:
			a.add("campo-doppio", page, "il nome di campo «%s» è usato due volte", w.Name)
		case w.Name == "" || strings.Contains(w.Name, "."):
			a.add("nome-di-campo", page, "il nome di campo «%s» non è valido", w.Name)
		}
		seen[w.Name] = true
		if strings.TrimSpace(w.Words) == "" {
			a.add("campo-senza-descrizione", page, "il campo «%s» non ha descrizione", w.Name)
		}
		if !w.Appearance {
			a.add("campo-senza-aspetto", page, "il campo «%s» non ha aspetto", w.Name)
		}
		if (w.Kind == "Tx" || w.Kind == "Ch") && strings.Join(strings.Fields(w.Value), "") != strings.Join(strings.Fields(w.Shown), "") {
			a.add("campo-diverso", page, "il campo «%s» contiene «%s» ma mostra «%s»", w.Name, w.Value, w.Shown)
		}
		if slices.ContainsFunc(w.Runs, func(r *reader.Run) bool { return outside(r.Box, w.Box) }) {
			a.add("campo-tagliato", page, "il campo «%s» non mostra tutto quello che contiene: «%s»", w.Name, w.Value)
		}
		if w.Kind == "Btn" && w.Value != as(w) {
			a.add("campo-diverso", page, "la casella «%s» vale %s ma mostra %s", w.Name, w.Value, as(w))
		}
		if w.Owner == nil || w.Owner.Tag != "Form" {
			a.add("campo-senza-struttura", page, "il campo «%s» non sta in un elemento di modulo", w.Name)
		}
	}
	for _, p := range a.d.Pages {
		for _, w := range p.Widgets {
			if w.Kind == "Link" && (w.Words == "" || w.Address == "") {
				a.add("collegamento-vuoto", p.Number, "un collegamento non dice dove porta")
			}
			if f, _ := w.Dict["F"].(reader.Number); int(f)&printed == 0 {
				a.add("campo-non-stampato", p.Number, "«%s%s» non verrebbe stampato", w.Name, w.Address)
			}
			if w.Box.X0 < a.limits.Side-slack || w.Box.X1 > p.Width-a.limits.Side+slack || w.Box.Y0 < a.limits.Bottom-slack {
				a.add("campo-fuori-dai-margini", p.Number, "«%s%s» esce dai margini", w.Name, w.Address)
			}
		}
	}
}

// outside tells whether what a field shows stands out of it, where no viewer
// shows it.
func outside(shown, field reader.Box) bool {
	w, h := field.X1-field.X0, field.Y1-field.Y0
	return shown.X0 < -slack || shown.X1 > w+slack || shown.Y0 < -slack || shown.Y1 > h+slack
}

func as(w *reader.Widget) string {
	n, _ := w.Dict["AS"].(reader.Name)
	return string(n)
}
