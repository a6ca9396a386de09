package signature

import (
	"errors"
	"slices"

	"concerta/internal/signature/foreign"
)

// catalogRule: of the catalog only the form, the validation data, extensions,
// the version and the permissions of a certifying signature may change
// (ETSI EN 319 142-1 5.4.2, ISO 32000-1 7.12, 12.8.4).
func (c *comparison) catalogRule() error {
	if c.now.root != c.old.root {
		c.add(KindStructure, 0, "il documento ha un nuovo catalogo")
	}
	c.allowed[c.now.root.Num] = true
	keys, err := c.differing(c.old.catalog, c.now.catalog)
	if err != nil {
		return err
	}
	for _, k := range keys {
		switch k {
		case "AcroForm": // formRule
		case "DSS", "Extensions", "Perms": // below, also when only their objects changed
		case "Version":
			if _, ok := c.now.catalog[k].(name); !ok {
				c.add(KindStructure, 0, "la versione del formato è cambiata")
			}
		case "Metadata":
			c.add(KindMetadata, 0, "i metadati del documento sono stati sostituiti")
		default:
			c.addCatalog(k)
		}
	}
	return errors.Join(c.validationRule(), c.permissionsRule(), c.metadataRule())
}

func (c *comparison) addCatalog(k name) {
	words := map[name]string{
		"Pages":             "l’elenco delle pagine è cambiato",
		"Outlines":          "i segnalibri sono cambiati",
		"StructTreeRoot":    "la struttura per la lettura assistita è cambiata",
		"MarkInfo":          "la struttura per la lettura assistita è cambiata",
		"OCProperties":      "i livelli del documento sono cambiati",
		"Lang":              "la lingua del documento è cambiata",
		"OutputIntents":     "il profilo dei colori è cambiato",
		"ViewerPreferences": "il modo in cui il documento si apre è cambiato",
		"PageMode":          "il modo in cui il documento si apre è cambiato",
		"PageLayout":        "il modo in cui il documento si apre è cambiato",
		"AcroForm":          "il modulo è cambiato",
		"PageLabels":        "la numerazione delle pagine è cambiata",
	}
	if w, ok := words[k]; ok {
		c.add(KindStructure, 0, "%s", w)
		return
	}
	c.add(KindStructure, 0, "la voce «%s» del catalogo è cambiata", k)
}

// validationRule: the DSS holds certificates, revocation data and what they
// are for, and nothing else (ETSI EN 319 142-1 5.4.2.2).
func (c *comparison) validationRule() error {
	dss, err := c.now.f.Dict(c.now.rev, c.now.catalog["DSS"])
	if err != nil {
		return err
	}
	for _, k := range sorted(dss) {
		switch k {
		case "Type", "VRI", "Certs", "OCSPs", "CRLs":
		default:
			c.add(KindStructure, 0, "ai dati di convalida è stata aggiunta la voce «%s»", k)
			return nil
		}
	}
	return c.allow(c.now.catalog["DSS"], c.now.catalog["Extensions"])
}

// permissionsRule: only a certifying signature may be named (12.8.4), and it
// is one of the signatures in the fields.
func (c *comparison) permissionsRule() error {
	perms, err := c.now.f.Dict(c.now.rev, c.now.catalog["Perms"])
	if err != nil || perms == nil {
		return err
	}
	named := perms["DocMDP"]
	known := slices.ContainsFunc(c.now.fields, func(f *field) bool { return f.kind == "Sig" && foreign.Equal(f.value, named) })
	if len(perms) != 1 || named == nil || !known {
		c.add(KindStructure, 0, "i permessi del documento sono cambiati")
		return nil
	}
	c.allowNew(c.now.catalog["Perms"])
	return nil
}

// metadataRule: signing programs set the date of the last change and their
// own name, and write the rest again in their own way.
func (c *comparison) metadataRule() error {
	r, ok := c.now.catalog["Metadata"].(ref)
	if !ok || !c.changed[r.Num] {
		return nil
	}
	c.allowed[r.Num] = true
	was, err1 := c.old.metadata()
	is, err2 := c.now.metadata()
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	if !sameMetadata(was, is) {
		c.add(KindMetadata, 0, "i metadati del documento sono cambiati")
	}
	return nil
}

func (m *model) metadata() ([]byte, error) {
	v, err := m.f.Resolve(m.rev, m.catalog["Metadata"])
	s, ok := v.(*foreign.Stream)
	if err != nil || !ok {
		return nil, err
	}
	return m.f.Unpacked(m.rev, s)
}

// infoRule: of the information dictionary only the date of the last change
// and the program may change (14.3.3).
func (c *comparison) infoRule() error {
	wasAt, isAt := c.old.f.Trailer(c.old.rev)["Info"], c.now.f.Trailer(c.now.rev)["Info"]
	was, err1 := c.old.f.Dict(c.old.rev, wasAt)
	is, err2 := c.now.f.Dict(c.now.rev, isAt)
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	if r, ok := isAt.(ref); ok && (foreign.Equal(wasAt, isAt) || !c.old.f.Has(c.old.rev, r.Num)) {
		c.allowed[r.Num] = true
	}
	keys, err := c.differing(was, is)
	if err != nil {
		return err
	}
	keys = slices.DeleteFunc(keys, func(k name) bool { return k == "ModDate" || k == "Producer" || c.sameText(was[k], is[k]) })
	if len(keys) > 0 && isAt != nil {
		c.add(KindMetadata, 0, "le proprietà del documento sono cambiate (%s)", keys[0])
	}
	return nil
}

// formRule: of the form only the list of fields may grow, by signature fields,
// and the flags and fonts that go with them may be set (12.7.2).
func (c *comparison) formRule() error {
	c.allowNew(c.now.catalog["AcroForm"])
	if r, ok := c.now.catalog["AcroForm"].(ref); ok && foreign.Equal(c.old.catalog["AcroForm"], r) {
		c.allowed[r.Num] = true
	}
	keys, err := c.differing(c.old.form, c.now.form)
	if err != nil {
		return err
	}
	for _, k := range keys {
		switch k {
		case "Fields", "SigFlags":
		case "DR":
			if err := c.resourcesRule(); err != nil {
				return err
			}
		case "DA": // the font of typed text, for fields that name none
			if c.old.form[k] != nil {
				c.add(KindField, 0, "i caratteri del modulo sono cambiati")
			}
		case "NeedAppearances":
			if c.now.form[k] == false {
				continue
			}
			c.add(KindField, 0, "i campi del modulo vengono ridisegnati dal programma che li apre")
		default:
			c.add(KindField, 0, "la voce «%s» del modulo è cambiata", k)
		}
	}
	return c.listRule()
}

// resourcesRule: the fonts for typed text may be more, not others.
func (c *comparison) resourcesRule() error {
	was, err1 := c.old.f.Dict(c.old.rev, c.old.form["DR"])
	is, err2 := c.now.f.Dict(c.now.rev, c.now.form["DR"])
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	c.allowNew(c.now.form["DR"])
	for k, v := range was {
		old, err1 := c.old.f.Dict(c.old.rev, v)
		now, err2 := c.now.f.Dict(c.now.rev, is[k])
		if err := errors.Join(err1, err2); err != nil {
			return err
		}
		for n, font := range old {
			if !foreign.Equal(font, now[n]) {
				c.add(KindField, 0, "i caratteri del modulo sono cambiati")
				return nil
			}
		}
	}
	// What is added may be used by nothing that was there.
	seen, err := c.now.walk(array{is}, func(int) []name { return nil }, func(num int) bool {
		return c.old.f.Has(c.old.rev, num)
	})
	for num := range seen {
		c.allowed[num] = true
	}
	return err
}

// listRule: every field that was there still is, in order.
func (c *comparison) listRule() error {
	was, err1 := c.old.f.Array(c.old.rev, c.old.form["Fields"])
	is, err2 := c.now.f.Array(c.now.rev, c.now.form["Fields"])
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	c.allowList(c.old.form["Fields"], c.now.form["Fields"])
	missing, extra, moved := listChanges(was, is)
	if moved {
		c.add(KindField, 0, "l’ordine dei campi è cambiato")
	}
	for _, v := range missing {
		r, _ := v.(ref)
		if f := c.old.byNum[r.Num]; f != nil {
			c.add(KindField, c.old.page(f), "tolto il campo «%s»", f.name)
		} else {
			c.add(KindField, 0, "l’elenco dei campi è cambiato")
		}
	}
	for _, v := range extra {
		r, _ := v.(ref)
		f := c.now.byNum[r.Num]
		switch {
		case c.added[r.Num] != nil:
		case f != nil && f.kind == "Sig":
			c.add(KindSignature, c.now.page(f), "aggiunto il campo firma «%s», che nessuno ha firmato", f.name)
		case f != nil:
			c.add(KindField, c.now.page(f), "aggiunto il campo «%s»", f.name)
		default:
			c.add(KindField, 0, "l’elenco dei campi è cambiato")
		}
	}
	return nil
}

// allowList accounts for a list that is an object of its own: the one that
// already was, or a new one.
func (c *comparison) allowList(was, is value) {
	if r, ok := is.(ref); ok && foreign.Equal(was, is) {
		c.allowed[r.Num] = true
	}
	c.allowNew(is)
}

// listChanges compares lists: what of the first is missing from the second,
// what the second has more, and whether the rest has another order. Values
// that are no references are compared one after the other.
func listChanges(was, is array) (missing, extra array, moved bool) {
	left := map[ref]int{}
	var direct array
	for _, v := range was {
		if r, ok := v.(ref); ok {
			left[r]++
		} else {
			direct = append(direct, v)
		}
	}
	var kept array
	for _, v := range is {
		r, ok := v.(ref)
		switch {
		case ok && left[r] > 0:
			left[r]--
		case !ok && len(direct) > 0 && foreign.Equal(direct[0], v):
			direct = direct[1:]
		default:
			extra = append(extra, v)
			continue
		}
		kept = append(kept, v)
	}
	i := 0
	for _, v := range was {
		if r, ok := v.(ref); ok && left[r] > 0 {
			left[r]--
			missing = append(missing, v)
			continue
		}
		if !moved && i < len(kept) && foreign.Equal(v, kept[i]) {
			i++
		} else if _, ok := v.(ref); ok {
			moved = true
		}
	}
	return append(missing, direct...), extra, moved
}
