package doc

import (
	"fmt"
	"strconv"
	"strings"
)

// Glyphs tells which characters the shipped fonts have.
type Glyphs interface{ Has(r rune) bool }

// Problem is one thing that would make a bad act, in Italian: what, where in
// the document and how to repair it.
type Problem struct {
	Rule   string // stable name, "livello-saltato"
	Where  string // path in words, "tabella 1, riga 2, cella 3"
	What   string
	Repair string
}

// String is the problem in one line.
func (p Problem) String() string {
	return p.Where + ": " + p.What + " " + p.Repair
}

// Check names everything that no renderer should see: what breaks PDF/UA-1 or
// the accessibility of the other formats, names used twice, characters that
// would not print. Glyphs may be nil when no font is to be asked. All problems
// are given at once.
func Check(d *Document, g Glyphs) []Problem {
	c := &checker{glyphs: g, names: map[string]string{}, ids: map[string]string{}, count: map[string]int{}, chars: map[rune]bool{}}
	c.meta(d)
	c.blocks(d.Blocks)
	if c.level == 0 {
		c.add("senza-titolo", "documento", "il documento non ha nessun titolo.", "Iniziare con un titolo di livello 1 («# …»).")
	}
	return c.problems
}

type checker struct {
	glyphs   Glyphs
	problems []Problem
	path     []string
	level    int               // of the last heading; 0 before the first
	names    map[string]string // of fields and signatures, with where each was
	ids      map[string]string
	count    map[string]int // of blocks of each kind, to name them
	chars    map[rune]bool  // already complained of
}

func (c *checker) add(rule, where, what, repair string) {
	c.problems = append(c.problems, Problem{rule, where, what, repair})
}

func (c *checker) here() string { return strings.Join(c.path, ", ") }

// at runs f with one more word in the path.
func (c *checker) at(word string, f func()) {
	c.path = append(c.path, word)
	f()
	c.path = c.path[:len(c.path)-1]
}

// nth names a block by its kind and its number among those of that kind.
func (c *checker) nth(kind string) string {
	c.count[kind]++
	return kind + " " + strconv.Itoa(c.count[kind])
}

func (c *checker) meta(d *Document) {
	c.at("metadati", func() {
		if strings.TrimSpace(d.Meta.Title) == "" {
			c.add("titolo-vuoto", c.here(), "il documento non ha titolo nei metadati.", "Dare un titolo: PDF/UA lo mostra al posto del nome del file.")
		}
		c.lang(d.Meta.Lang, true)
		for _, s := range d.Meta.words() {
			c.runes(s, nil)
		}
	})
	c.at("testatina e piè di pagina", func() {
		r := d.Running
		c.text(r.Head, r.Foot, r.Page, r.Of, r.Mark, r.MarkAt, r.Number, r.Copy)
		c.scan(r.Scan)
		c.verification(r.Verify)
	})
}

// scan looks at the code printed on every page.
func (c *checker) scan(s *Scan) {
	if s == nil {
		return
	}
	if n := len(s.Code); n == 0 || n > scanCodeLength || strings.Trim(s.Code, scanAlphabet) != "" {
		c.add("codice-di-pagina", "codice di pagina", fmt.Sprintf("il codice «%s» non è di sole maiuscole e cifre, da 1 a %d.", s.Code, scanCodeLength), "Accorciarlo o togliere gli altri segni.")
	}
}

// verificationLength is the longest address of the page that verifies an act: its
// code still reads at 15 mm (QR version 6 at level M, modules of 0.37 mm).
const verificationLength = 106

// verification looks at the code by which an act is found again.
func (c *checker) verification(v *Verification) {
	if v == nil {
		return
	}
	c.text(v.Label, v.Code)
	if strings.TrimSpace(v.Code) == "" {
		c.add("verifica-senza-codice", c.here(), "manca il codice di verifica.", "Dare il codice o togliere la verifica.")
	}
	if v.URL == "" {
		return
	}
	c.link(&Link{URL: v.URL, Text: []Inline{&Text{Value: v.URL}}})
	if len(v.URL) > verificationLength {
		c.add("indirizzo-di-verifica", c.here(), fmt.Sprintf("l'indirizzo di verifica ha %d caratteri, al più %d stanno nel codice QR.", len(v.URL), verificationLength), "Accorciare l'indirizzo pubblico del servizio.")
	}
}

func (c *checker) blocks(list []Block) {
	for _, b := range list {
		c.block(b)
	}
}

func (c *checker) block(b Block) {
	switch b := b.(type) {
	case *Letterhead:
		c.at("intestazione", func() { c.letterhead(b) })
	case *Heading:
		c.at("titolo «"+shorten(Plain(b.Text))+"»", func() { c.heading(b) })
	case *Paragraph:
		c.at(c.nth("capoverso"), func() { c.inlines(b.Text) })
	case *List:
		c.at(c.nth("elenco"), func() { c.list(b) })
	case *Table:
		c.at(c.nth("tabella"), func() { c.table(b) })
	case *Field:
		c.at("campo «"+shorten(b.Label)+"»", func() { c.field(b) })
	case *Signatures:
		c.at("firme", func() { c.signatures(b) })
	case *Figure:
		c.at(c.nth("figura"), func() {
			c.id(b.ID)
			c.image(b.Image)
			c.length("larghezza", b.Width)
		})
	case *Code:
		c.at(c.nth("codice"), func() { c.code(b) })
	case *Section:
		c.at(c.nth("sezione"), func() {
			c.lang(b.Lang, false)
			c.blocks(b.Blocks)
		})
	case *Rule, *PageBreak:
	}
}

func (c *checker) letterhead(b *Letterhead) {
	if len(b.Issuer) == 0 || strings.TrimSpace(strings.Join(b.Issuer, "")) == "" {
		c.add("intestazione-vuota", c.here(), "manca il nome dell'ente.", "Scrivere almeno una riga con il nome dell'ente.")
	}
	if b.Logo != nil {
		c.at("logo", func() { c.image(*b.Logo) })
	}
	c.text(b.Issuer...)
	c.text(b.Under...)
	c.text(b.Contacts...)
}

func (c *checker) heading(b *Heading) {
	switch {
	case b.Level < 1 || b.Level > 6:
		c.add("livello-impossibile", c.here(), fmt.Sprintf("il livello %d non esiste.", b.Level), "I livelli dei titoli vanno da 1 a 6.")
	case c.level == 0 && b.Level != 1:
		c.add("primo-titolo", c.here(), fmt.Sprintf("il primo titolo è di livello %d.", b.Level), "Il primo titolo deve essere di livello 1.")
	case b.Level > c.level+1:
		c.add("livello-saltato", c.here(), fmt.Sprintf("dopo un titolo di livello %d ne viene uno di livello %d.", c.level, b.Level),
			fmt.Sprintf("Usare il livello %d, o aggiungere il titolo che manca.", c.level+1))
	}
	c.level = b.Level
	if strings.TrimSpace(Plain(b.Text)) == "" {
		c.add("titolo-senza-parole", c.here(), "il titolo non ha parole.", "Scrivere il titolo o toglierlo.")
	}
	c.inlines(b.Text)
}

func (c *checker) list(b *List) {
	if len(b.Items) == 0 {
		c.add("elenco-vuoto", c.here(), "l'elenco non ha voci.", "Aggiungere una voce o togliere l'elenco.")
	}
	if b.Start < 0 {
		c.add("numero-negativo", c.here(), "l'elenco comincia da un numero negativo.", "Cominciare da 0 o da 1.")
	}
	for i, it := range b.Items {
		c.at("voce "+strconv.Itoa(i+1), func() {
			if len(it.Blocks) == 0 {
				c.add("voce-vuota", c.here(), "la voce è vuota.", "Scrivere la voce o toglierla.")
			}
			c.blocks(it.Blocks)
		})
	}
}

func (c *checker) code(b *Code) {
	c.id(b.ID)
	if b.Data == "" {
		c.add("codice-vuoto", c.here(), "il codice non contiene dati.", "Dare al codice il testo da contenere.")
	}
	if strings.TrimSpace(b.Alt) == "" {
		c.add("alternativa-vuota", c.here(), "manca il testo che sta per l'immagine.", "Dire in parole che cosa è il codice.")
	}
	c.length("lato", b.Side)
	c.text(b.Data, b.Text, b.Alt)
}

func (c *checker) length(what string, mm float64) {
	if mm < 0 || mm > 1000 {
		c.add("misura-impossibile", c.here(), fmt.Sprintf("%s %g mm non è possibile.", what, mm), "Dare una misura in millimetri fra 0 e 1000.")
	}
}

// shorten keeps a label readable in a path.
func shorten(s string) string {
	const most = 40
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
