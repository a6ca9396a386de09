package agid

import "strings"

// CheckTogether names what is wrong between the documents of one package: field
// 13 stands in every attachment and in nothing else, and the index of attachments
// (field 7.2) tells the truth about them. Each document alone is for Check. The
// path begins with the identifier of the document.
func CheckTogether(docs []*Document) []Problem {
	c := &checker{}
	byID := make(map[string]*Document, len(docs))
	for _, d := range docs {
		if byID[d.ID.Identifier] != nil {
			c.add("identificativo-doppio", d.ID.Identifier+": IdDoc/Identificativo", "Due documenti del pacchetto hanno questo identificativo.",
				"Un identificativo è di un documento solo.", "Dare a ogni documento il suo.")
		}
		byID[d.ID.Identifier] = d
	}
	for _, d := range docs {
		for i := range d.Attachments.Entries {
			c.enclosed(d, i, byID)
		}
		if d.Primary != nil {
			c.listed(d, byID)
		}
	}
	return c.problems
}

// enclosed compares line i of the attachments of d with the attachment itself.
func (c *checker) enclosed(d *Document, i int, byID map[string]*Document) {
	id := d.Attachments.Entries[i].ID
	path := d.ID.Identifier + ": " + item("Allegati/IndiceAllegati", i)
	a := byID[id.Identifier]
	switch {
	case a == nil:
		c.add("allegato-manca", path, "L'allegato "+quote(id.Identifier)+" non è nel pacchetto.",
			"L'atto senza il suo allegato non è intero.", "Aggiungere l'allegato.")
	case a.Primary == nil:
		c.add("primario-manca", path, "L'allegato "+quote(id.Identifier)+" non dice di quale atto è.",
			"Il campo 13 è obbligatorio per gli allegati.", "Scrivere nell'allegato identificativo e impronta dell'atto.")
	case a.ID.Digest != id.Digest:
		c.add("allegato-impronta", path, "L'impronta dell'allegato "+quote(id.Identifier)+" non è quella dell'elenco.",
			"L'allegato non è quello che fu unito all'atto.", "Riprendere l'allegato originale.")
	}
}

// listed looks for attachment a in the act that it names.
func (c *checker) listed(a *Document, byID map[string]*Document) {
	path := a.ID.Identifier + ": IdIdentificativoDocumentoPrimario"
	d := byID[a.Primary.Identifier]
	if d == nil {
		c.add("primario-fuori", path, "L'atto "+quote(a.Primary.Identifier)+" non è nel pacchetto.",
			"Un allegato si conserva con il suo atto.", "Aggiungere l'atto.")
		return
	}
	if d.ID.Digest != a.Primary.Digest {
		c.add("primario-impronta", path, "L'impronta dell'atto "+quote(a.Primary.Identifier)+" non è quella dell'atto nel pacchetto.",
			"L'allegato è di un'altra versione dell'atto.", "Riscrivere i metadati dell'allegato.")
	}
	for i := range d.Attachments.Entries {
		if d.Attachments.Entries[i].ID.Identifier == a.ID.Identifier {
			return
		}
	}
	c.add("primario-di-troppo", path, "L'atto "+quote(a.Primary.Identifier)+" non elenca questo allegato.",
		"Il campo 13 è solo degli allegati.", "Elencare l'allegato nell'atto, o togliere il campo.")
}

// Missing lists the values that the office has not given yet and for which a
// placeholder stands. The metadata are valid with them; they ought to go before
// the document leaves for preservation.
func Missing(d *Document) []Problem {
	c := &checker{}
	walk(d, func(path string, v *string) {
		switch *v {
		case NotAvailable, NotClassified, NotFiled, notClassifiedYet:
			c.add("da-completare", path, "Il valore non è stato dato.", "L'Allegato 5 lo vuole, e l'ufficio non l'ha.",
				"Scrivere "+wanted(path)+".")
		}
	}, func(string, string) {})
	return c.problems
}

// wanted says where the value at path comes from.
func wanted(path string) string {
	switch {
	case strings.HasSuffix(path, "/IndirizziDigitaliDiRiferimento[1]"):
		return "la PEC o la posta elettronica dell'ente"
	case strings.HasPrefix(path, "Classificazione/"):
		return "la voce del piano di classificazione"
	case strings.HasPrefix(path, "Agg/"):
		return "il fascicolo"
	case strings.Contains(path, "IPAAOO/"):
		return "l'area organizzativa omogenea come è in IPA"
	case strings.Contains(path, "IPAUOR/"):
		return "l'ufficio come è in IPA"
	case strings.Contains(path, "IPAAmm/"):
		return "il codice IPA dell'ente"
	case strings.HasSuffix(path, "/Cognome"), strings.HasSuffix(path, "/Nome"):
		return "nome e cognome, separati"
	default:
		return "il valore"
	}
}
