package markup

import (
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"concerta/internal/doc"
)

func (c *converter) directive(d *directive, lk look) []doc.Block {
	if d.fault != "" {
		c.fail(d.start, d.fault, "Una direttiva è :::nome{chiave=\"valore\"} su una riga sola, chiusa da una riga con «:::»; ::nome non si chiude.")
		return nil
	}
	f := leafForm
	if d.container {
		f = containerForm
	}
	a, ok := c.attributes(d.name, d.attrs, d.attrsAt, d.start, f)
	if !ok {
		c.blocks(d, lk) // for the problems inside
		return nil
	}
	if takes := c.t.grammar.rules[d.name].label; takes != (d.Lines().Len() > 0) {
		if takes {
			c.fail(d.start, "alla direttiva «"+d.name+"» mancano le parole.", "Scrivere ::"+d.name+"[parole].")
		} else {
			c.fail(d.start, "la direttiva «"+d.name+"» non prende parole fra parentesi quadre.", "Togliere le parentesi quadre.")
		}
		return nil
	}
	return c.known(d, a, lk)
}

// known makes the blocks of a directive whose name and attributes are right.
func (c *converter) known(d *directive, a attrs, lk look) []doc.Block {
	switch d.name {
	case "centrato":
		return c.blocks(d, look{lk.style, doc.Center})
	case "destra":
		return c.blocks(d, look{lk.style, doc.End})
	case "sottotitolo":
		return c.blocks(d, look{doc.StyleSubtitle, doc.Center})
	case "nota":
		return c.blocks(d, look{doc.StyleNote, lk.align})
	case "sezione":
		return []doc.Block{&doc.Section{
			Orientation: doc.Orientation(a.choice("orientamento", "verticale", "orizzontale")),
			Lang:        a.text("lingua"),
			Blocks:      c.blocks(d, look{}),
		}}
	case "tabella":
		return c.tableDirective(d, a)
	case "intestazione":
		return c.letterhead(d, a)
	case "firme":
		return c.signatures(d)
	case "titolo":
		return []doc.Block{c.heading(a.whole("livello", 1, 6), d.start, c.inlines(d))}
	case "campo":
		return []doc.Block{field(a)}
	case "figura":
		return c.figure(a)
	case "codice":
		return []doc.Block{&doc.Code{ID: a.text("id"), Data: a.text("dati"), Text: a.text("testo"), Alt: a.text("alternativa"), Side: a.number("lato", 0, 200)}}
	case "riga":
		return []doc.Block{&doc.Rule{}}
	case "salto-pagina":
		return []doc.Block{&doc.PageBreak{}}
	}
	c.fail(d.start, "la direttiva «"+d.name+"» è fuori posto.", "«ente», «sotto» e «contatti» stanno dentro :::intestazione, «firma» dentro :::firme.")
	return nil
}

func (c *converter) tableDirective(d *directive, a attrs) []doc.Block {
	blocks := c.blocks(d, look{})
	var t *doc.Table
	if len(blocks) == 1 {
		t, _ = blocks[0].(*doc.Table)
	}
	if t == nil {
		c.fail(d.start, "dentro :::tabella non c'è una tabella sola.", "Scrivere fra :::tabella e ::: una tabella Markdown e nient'altro, senza righe vuote in mezzo.")
		return nil
	}
	if s := a.text("didascalia"); s != "" {
		t.Caption = []doc.Inline{&doc.Text{Value: s}}
	}
	t.BlankRows = a.whole("righe-vuote", 0, 1000)
	t.RowHeight = a.number("altezza", 0, 200)
	t.Signed = a.yes("con-precedente")
	a.widths("larghezze", t)
	a.cells("celle", t)
	if a.yes("nomi-riga") {
		for i := range t.Body {
			t.Body[i].Cells[0].RowHead = true
		}
	}
	return []doc.Block{t}
}

// widths shares the line among the columns as the parts of "1,3,3" say.
func (a attrs) widths(key string, t *doc.Table) {
	v := a.text(key)
	if v == "" || a.madeUp(key) {
		return
	}
	parts := strings.Split(v, ",")
	shares, sum := make([]float64, 0, len(parts)), 0.0
	for _, p := range parts {
		n, ok := positive(p)
		if !ok || len(parts) != len(t.Columns) {
			a.c.fail(a.at[key], "le larghezze «"+v+"» non vanno bene per questa tabella.", "Scrivere un numero per colonna, separati da virgole, come 1,3,3.")
			return
		}
		shares, sum = append(shares, n), sum+n
	}
	for i, n := range shares {
		t.Columns[i].Width = n / sum
	}
}

// cells gives every cell of a row the id "r", the number of the row and the name
// of the column: with "nome,firma" the third row has r3.nome and r3.firma.
func (a attrs) cells(key string, t *doc.Table) {
	v := a.text(key)
	if v == "" || a.madeUp(key) {
		return
	}
	names := strings.Split(v, ",")
	if len(names) != len(t.Columns) || slices.Contains(names, "") {
		a.c.fail(a.at[key], "i nomi delle celle «"+v+"» non vanno bene per questa tabella.", "Scrivere un nome per colonna, separati da virgole, come nome,firma.")
		return
	}
	for i, row := range t.Body {
		for j := range row.Cells {
			row.Cells[j].ID = "r" + strconv.Itoa(i+1) + "." + names[j]
		}
	}
}

func (c *converter) letterhead(d *directive, a attrs) []doc.Block {
	l := &doc.Letterhead{Logo: a.image("logo")}
	c.leaves(d, []string{"ente", "sotto", "contatti"}, func(k *directive, _ attrs) {
		words := strings.TrimSpace(doc.Plain(c.inlines(k)))
		switch {
		case words == "":
		case k.name == "ente":
			l.Issuer = append(l.Issuer, words)
		case k.name == "sotto":
			l.Under = append(l.Under, words)
		default:
			l.Contacts = append(l.Contacts, words)
		}
	})
	return []doc.Block{l}
}

func (c *converter) signatures(d *directive) []doc.Block {
	s := &doc.Signatures{}
	c.leaves(d, []string{"firma"}, func(_ *directive, a attrs) {
		mode := doc.SignMode(a.choice("modo", "autografa", "digitale", "sostituita"))
		s.Items = append(s.Items, doc.Signature{Name: a.text("nome"), Role: a.text("ruolo"), Who: a.text("chi"), Mode: mode, Note: a.text("nota"), Withhold: a.text("omissis")})
	})
	if len(s.Items) == 0 {
		return nil
	}
	return []doc.Block{s}
}

// leaves hands each leaf directive of the names given to take; anything else
// inside d is a problem.
func (c *converter) leaves(d *directive, names []string, take func(*directive, attrs)) {
	for n := d.FirstChild(); n != nil; n = n.NextSibling() {
		k, ok := n.(*directive)
		if !ok || k.fault != "" || !slices.Contains(names, k.name) {
			c.fail(c.blockAt(n, d), "dentro :::"+d.name+" c'è qualcosa che non le appartiene.", "Lì dentro stanno solo righe ::"+strings.Join(names, ", ::")+".")
			continue
		}
		a, ok := c.attributes(k.name, k.attrs, k.attrsAt, k.start, leafForm)
		if ok {
			take(k, a)
		}
	}
}

func (c *converter) blockAt(n ast.Node, d *directive) int {
	if k, ok := n.(*directive); ok {
		return k.start
	}
	if n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
		return n.Lines().At(0).Start
	}
	return d.start
}

func (c *converter) figure(a attrs) []doc.Block {
	im := a.image("immagine")
	if im == nil {
		return nil
	}
	if alt := a.text("testo"); alt != "" {
		im.Alt = alt
	}
	return []doc.Block{&doc.Figure{ID: a.text("id"), Image: *im, Width: a.number("larghezza", 0, 300)}}
}

func field(a attrs) *doc.Field {
	f := &doc.Field{
		Name: a.text("nome"), Label: a.text("etichetta"), Hint: a.text("suggerimento"),
		Kind:  doc.FieldKind(a.choice("tipo", "testo", "righe", "casella", "scelta", "data")),
		Value: a.text("valore"), Required: a.yes("obbligatorio"), Checked: a.yes("spuntato"),
		Lines: a.whole("righe", 0, 60), Withhold: a.text("omissis"),
	}
	if raw := a.raw["opzioni"]; raw != "" {
		for o := range strings.SplitSeq(raw, "|") { // before decoding: a value may hold the sign
			s, _ := a.c.plain(o, a.at["opzioni"])
			f.Options = append(f.Options, strings.TrimSpace(s))
		}
	}
	return f
}
