package signature

import (
	"slices"

	"concerta/internal/pdf/reader"
	"concerta/internal/signature/foreign"
)

// Flags of an annotation (ISO 32000-1 table 165).
const (
	flagInvisible = 1 << 0
	flagHidden    = 1 << 1
	flagPrint     = 1 << 2
	flagNoView    = 1 << 5
	flagReadOnly  = 1 << 6
	flagLocked    = 1 << 7
	flagContents  = 1 << 9
)

// fieldsRule: a field is signed in its place, and a new one hides nothing.
func (c *comparison) fieldsRule() error {
	for _, f := range c.now.fields {
		if c.signing[f.num] == f {
			if err := c.signingRule(f); err != nil {
				return err
			}
		}
		if c.added[f.num] == f {
			if err := c.addedRule(f); err != nil {
				return err
			}
		}
	}
	return nil
}

// signingRule: of a field that was there only the entries of signing change.
func (c *comparison) signingRule(f *field) error {
	for _, num := range slices.Compact(append([]int{f.num}, f.widgets...)) {
		was, err := c.old.f.Dict(c.old.rev, ref{Num: num})
		if err != nil {
			return err
		}
		is, err := c.now.f.Dict(c.now.rev, ref{Num: num})
		if err != nil {
			return err
		}
		keys, err := c.differing(was, is)
		if err != nil {
			return err
		}
		for _, k := range keys {
			switch {
			case k == "Rect":
				c.add(KindSignature, c.now.page(f), "il riquadro della firma «%s» è stato spostato o cambiato di misura", f.name)
			case k == "F":
				if flags(is)&^(flagLocked|flagContents|flagReadOnly|flagPrint) != flags(was)&^(flagLocked|flagContents|flagReadOnly|flagPrint) {
					c.add(KindSignature, c.now.page(f), "la visibilità della firma «%s» è cambiata", f.name)
				}
			case !slices.Contains(signingKeys(), k):
				c.add(KindSignature, c.now.page(f), "il campo firma «%s» è cambiato (%s)", f.name, k)
			}
		}
		c.allowed[num] = true
		if err := c.allowSigning(is); err != nil {
			return err
		}
		if err := c.appearanceRule(f, is); err != nil {
			return err
		}
	}
	return nil
}

// allowSigning accounts for what only the entries of signing lead to.
func (c *comparison) allowSigning(d dict) error {
	for _, k := range signingKeys() {
		if err := c.allow(d[k]); err != nil {
			return err
		}
	}
	return nil
}

// addedRule: a field that a signing program adds has a name of its own, does
// nothing but sign, and covers nothing that is drawn (12.7.4.5).
func (c *comparison) addedRule(f *field) error {
	page := c.now.page(f)
	if f.name == "" || slices.ContainsFunc(c.now.fields, func(o *field) bool { return o != f && o.name == f.name && o.num != f.num }) {
		c.add(KindSignature, page, "il campo firma aggiunto ha il nome di un altro, «%s»", f.name)
	}
	for _, num := range slices.Compact(append([]int{f.num}, f.widgets...)) {
		is, err := c.now.f.Dict(c.now.rev, ref{Num: num})
		if err != nil {
			return err
		}
		for _, k := range sorted(is) {
			switch k {
			case "Type", "Subtype", "FT", "T", "TU", "TM", "P", "Rect", "Kids", "Parent", "StructParent":
			default:
				if !slices.Contains(signingKeys(), k) {
					c.add(KindSignature, page, "il campo firma aggiunto «%s» ha altro oltre alla firma (%s)", f.name, k)
				}
			}
		}
		c.allowNew(ref{Num: num})
		c.allowNew(is["Kids"])
		if err := c.allowSigning(is); err != nil {
			return err
		}
		if err := c.appearanceRule(f, is); err != nil {
			return err
		}
	}
	return nil
}

// appearanceRule: what a signature looks like has a box of its own, which a
// viewer fits to the rectangle of the widget and cuts there (12.5.5); without
// one it may show anywhere.
func (c *comparison) appearanceRule(f *field, d dict) error {
	ap, err := c.now.f.Dict(c.now.rev, d["AP"])
	if err != nil {
		return err
	}
	var looks []value
	for _, k := range sorted(ap) {
		v, err := c.now.f.Resolve(c.now.rev, ap[k])
		if err != nil {
			return err
		}
		if states, ok := v.(dict); ok {
			for _, s := range sorted(states) {
				looks = append(looks, states[s])
			}
			continue
		}
		looks = append(looks, v)
	}
	for _, v := range looks {
		v, err := c.now.f.Resolve(c.now.rev, v)
		if err != nil {
			return err
		}
		s, ok := v.(*foreign.Stream)
		if !ok {
			continue // nothing to draw
		}
		box, ok := c.now.rectangle(s.Dict["BBox"])
		if empty := box[0] == box[2] || box[1] == box[3]; !ok || empty && len(s.Raw) > blankLook {
			c.add(KindSignature, c.now.page(f), "l’aspetto della firma «%s» non ha un riquadro suo", f.name)
			return nil
		}
	}
	return nil
}

// blankLook is the size in bytes of what draws nothing: programs give an
// invisible signature a comment.
const blankLook = 32

func flags(d dict) int {
	n, _ := d["F"].(foreign.Number)
	return int(n)
}

// coverRule: an added signature that shows must not stand over what is drawn
// on the page, nor over another field.
func (c *comparison) coverRule(f *field, num, page int, d dict) error {
	fl := flags(d)
	box, ok := c.now.rectangle(d["Rect"])
	if ok && (box[0] == box[2] || box[1] == box[3]) || fl&(flagHidden|flagNoView) != 0 && fl&flagPrint == 0 {
		return nil // it does not show
	}
	if fl&^(flagInvisible|flagHidden|flagNoView|flagPrint|flagReadOnly|flagLocked|flagContents) != 0 || !ok || page > len(c.drawn) {
		c.add(KindSignature, page, "la firma aggiunta «%s» può coprire il testo a pagina %d", f.name, page)
		return nil
	}
	if err := c.now.f.Spend(len(c.drawn[page-1]) + len(c.now.pages[page-1].annots)); err != nil {
		return err
	}
	over := slices.ContainsFunc(c.drawn[page-1], func(b reader.Box) bool {
		return box[0] < max(b.X0, b.X1) && box[2] > min(b.X0, b.X1) && box[1] < max(b.Y0, b.Y1) && box[3] > min(b.Y0, b.Y1)
	})
	for _, a := range c.now.pages[page-1].annots {
		r, isRef := a.(ref)
		if !isRef || r.Num == num {
			continue
		}
		other, err := c.now.f.Dict(c.now.rev, r)
		if b, ok := c.now.rectangle(other["Rect"]); err == nil && ok {
			over = over || box[0] < b[2] && box[2] > b[0] && box[1] < b[3] && box[3] > b[1]
		}
	}
	if over {
		c.add(KindSignature, page, "la firma aggiunta «%s» copre qualcosa a pagina %d", f.name, page)
	}
	return nil
}
