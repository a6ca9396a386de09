package doc

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

func (c *checker) table(t *Table) {
	if len(t.Head) == 0 {
		c.add("tabella-senza-testata", c.here(), "la tabella non ha una riga di testata.", "Dare un nome a ogni colonna nella prima riga.")
	}
	if len(t.Columns) == 0 {
		c.add("tabella-senza-colonne", c.here(), "la tabella non ha colonne.", "Scrivere almeno una colonna.")
	}
	if t.BlankRows < 0 {
		c.add("righe-negative", c.here(), "le righe vuote sono in numero negativo.", "Dare un numero di righe da 0 in su.")
	}
	c.length("altezza delle righe", t.RowHeight)
	c.widths(t)
	c.inlines(t.Caption)
	c.rows("testata", t, t.Head)
	c.rows("riga", t, t.Body)
}

func (c *checker) widths(t *Table) {
	sum, set := 0.0, 0
	for _, col := range t.Columns {
		if col.Width < 0 {
			c.add("larghezza-negativa", c.here(), "una colonna ha larghezza negativa.", "Dare larghezze maggiori di zero.")
		}
		if col.Width > 0 {
			set++
		}
		sum += col.Width
	}
	const rounding = 1e-6
	if set > 0 && (set < len(t.Columns) || sum > 1+rounding) {
		c.add("larghezze-incoerenti", c.here(), "le larghezze delle colonne non stanno nella pagina.", "Dare una larghezza a ogni colonna; insieme fanno al più l'intera riga.")
	}
}

func (c *checker) rows(kind string, t *Table, rows []Row) {
	for i, r := range rows {
		c.at(kind+" "+strconv.Itoa(i+1), func() {
			if len(r.Cells) != len(t.Columns) {
				c.add("riga-disuguale", c.here(), fmt.Sprintf("la riga ha %d celle e la tabella %d colonne.", len(r.Cells), len(t.Columns)),
					"Dare a ogni riga una cella per colonna.")
			}
			for j, cell := range r.Cells {
				c.at("cella "+strconv.Itoa(j+1), func() {
					c.id(cell.ID)
					if kind == "testata" && blank(cell.Blocks) {
						c.add("testata-senza-parole", c.here(), "la colonna non ha nome.", "Scrivere nella testata che cosa contiene la colonna.")
					}
					c.blocks(cell.Blocks)
				})
			}
		})
	}
}

// blank tells whether blocks show no word.
func blank(blocks []Block) bool {
	var sb strings.Builder
	Walk(blocks, nil, func(in Inline) { sb.WriteString(Plain([]Inline{in})) })
	return strings.TrimSpace(sb.String()) == ""
}

func (c *checker) field(f *Field) {
	c.name(f.Name)
	if strings.TrimSpace(f.Label) == "" {
		c.add("campo-senza-etichetta", c.here(), fmt.Sprintf("il campo «%s» non ha etichetta.", f.Name), "Dire in parole che cosa si scrive nel campo.")
	}
	switch f.Kind {
	case FieldChoice:
		c.choice(f)
	case FieldText, FieldMultiline, FieldCheck, FieldDate:
		if len(f.Options) > 0 {
			c.add("opzioni-fuori-posto", c.here(), "il campo ha opzioni ma non è una scelta.", "Usare il tipo «scelta» o togliere le opzioni.")
		}
	}
	if f.Lines < 0 {
		c.add("righe-negative", c.here(), "il campo ha un numero negativo di righe.", "Dare un numero di righe da 1 in su.")
	}
	c.text(f.Label, f.Hint, f.Value)
	c.text(f.Options...)
}

func (c *checker) choice(f *Field) {
	if len(f.Options) == 0 {
		c.add("scelta-senza-opzioni", c.here(), "la scelta non ha opzioni.", "Elencare le opzioni fra cui scegliere.")
		return
	}
	if f.Value != "" && !slices.Contains(f.Options, f.Value) {
		c.add("valore-fuori-opzioni", c.here(), fmt.Sprintf("il valore «%s» non è fra le opzioni.", f.Value), "Scegliere una delle opzioni: "+strings.Join(f.Options, ", ")+".")
	}
	seen := map[string]bool{}
	for _, o := range f.Options {
		if strings.TrimSpace(o) == "" || seen[o] {
			c.add("opzione-doppia-o-vuota", c.here(), fmt.Sprintf("l'opzione «%s» è vuota o ripetuta.", o), "Ogni opzione va scritta una volta sola.")
		}
		seen[o] = true
	}
}

func (c *checker) signatures(s *Signatures) {
	if len(s.Items) == 0 {
		c.add("firme-vuote", c.here(), "il blocco delle firme è vuoto.", "Indicare almeno un firmatario.")
	}
	for _, it := range s.Items {
		c.at("firma di «"+shorten(it.Who)+"»", func() {
			c.name(it.Name)
			if strings.TrimSpace(it.Role+it.Who) == "" {
				c.add("firma-senza-parole", c.here(), "la firma non dice né la carica né il nome.", "Scrivere chi firma.")
			}
			if it.Mode == Substituted && strings.TrimSpace(it.Note) == "" {
				c.add("firma-senza-formula", c.here(), "la firma è sostituita e non si dice con che cosa.", "Scrivere la formula in «nota».")
			}
			c.text(it.Role, it.Who, it.Note)
		})
	}
}

// name checks the name of a field or of a signature. PDF reads a dot in a
// field's name as a parent and a child (ISO 32000-1 12.7.3.2).
func (c *checker) name(name string) {
	switch {
	case name == "":
		c.add("nome-vuoto", c.here(), "il campo non ha nome.", "Dare un nome fatto di lettere, cifre e trattini bassi.")
		return
	case strings.Contains(name, "."):
		c.add("punto-nel-nome", c.here(), fmt.Sprintf("il nome «%s» contiene un punto.", name), "Usare il trattino basso al posto del punto.")
	case strings.ContainsFunc(name, func(r rune) bool { return !isNameRune(r) }):
		c.add("nome-non-valido", c.here(), fmt.Sprintf("il nome «%s» ha caratteri non ammessi.", name), "Usare lettere senza accento, cifre, trattini e trattini bassi.")
	}
	if where, twice := c.names[name]; twice {
		c.add("nome-ripetuto", c.here(), fmt.Sprintf("il nome «%s» è già di: %s.", name, where), "Dare a ogni campo e a ogni firma un nome diverso.")
		return
	}
	c.names[name] = c.here()
}

func (c *checker) id(id string) {
	if id == "" {
		return
	}
	if where, twice := c.ids[id]; twice {
		c.add("identificativo-ripetuto", c.here(), fmt.Sprintf("l'identificativo «%s» è già di: %s.", id, where), "Dare a ogni parte un identificativo diverso.")
		return
	}
	c.ids[id] = c.here()
}

func isNameRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '-'
}

func (c *checker) image(im Image) {
	if strings.TrimSpace(im.Alt) == "" {
		c.add("alternativa-vuota", c.here(), "manca il testo che sta per l'immagine.", "Dire in parole che cosa mostra l'immagine.")
	}
	c.text(im.Alt)
	magic := map[string]string{"image/png": "\x89PNG\r\n\x1a\n", "image/jpeg": "\xff\xd8\xff"}[im.MIME]
	switch {
	case magic == "":
		c.add("immagine-non-ammessa", c.here(), fmt.Sprintf("il tipo d'immagine «%s» non è ammesso.", im.MIME), "Usare un'immagine PNG o JPEG.")
	case !bytes.HasPrefix(im.Bytes, []byte(magic)):
		c.add("immagine-guasta", c.here(), fmt.Sprintf("il file non è un'immagine %s.", im.MIME), "Salvare di nuovo l'immagine come PNG o JPEG.")
	}
}
