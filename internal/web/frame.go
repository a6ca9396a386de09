package web

// frame is what every page has around its content. Parts that are empty are not
// shown.
type frame struct {
	Title   string
	Office  string    // whose process it is, above the name of the service
	Viewer  *viewer   // who is signed in
	Flash   *flash    // what the last action came to
	Banner  string    // what must be known on every page: that this is a demonstration
	Nav     []navLink // the parts of the service
	Crumbs  []navLink // the way to this page, itself left out
	Section *tabs     // the pages of the process at hand
}

// viewer is who looks at a page.
type viewer struct {
	Name string
	Role string
}

// flash is a message shown once. Kind is "riuscito", "errore" or "avviso".
type flash struct {
	Kind string
	Text string
}

// navLink is words that lead somewhere.
type navLink struct {
	Words   string
	Link    string
	Current bool // it leads to where the reader is
}

// frame is the common part of a page with this title. A page at hand is named by
// the address of the part of the service it is in.
func (s *service) frame(title, part string) frame {
	return frame{
		Title: title,
		Nav:   []navLink{{"Procedimenti", "/", part == "/"}},
	}
}
