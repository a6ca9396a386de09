package web

// The pages of a process, by the end of their addresses.
const (
	glanceTab   = ""
	editTab     = "/modifica"
	bodiesTab   = "/soggetti"
	adhesionTab = "/adesioni"
	printTab    = "/registri"
	proposalTab = "/proposte"
	actsTab     = "/atti"
	listsTab    = "/elenchi"
)

// processTabs lead to the pages of a process, from the one that is shown.
func processTabs(key, current string) *tabs {
	t := &tabs{Label: "Il procedimento"}
	for _, x := range []struct{ words, end string }{
		{"Cruscotto", glanceTab},
		{"Dati e calendario", editTab},
		{"Soggetti", bodiesTab},
		{"Adesioni", adhesionTab},
		{"Registri e presenze", printTab},
		{"Proposte", proposalTab},
		{"Atti", actsTab},
		{"Elenchi da file", listsTab},
	} {
		t.Links = append(t.Links, navLink{x.words, processPath(key) + x.end, x.end == current})
	}
	t.Links = append(t.Links, navLink{Words: "Archivio", Link: "/archivio?procedimento=" + key})
	return t
}
