package processfile

import "concerta/internal/process"

func readNotice(v value, n *process.Notice) {
	v.object(
		text("tipo", &n.Kind),
		text("titolo", &n.Title),
		richTexts("premesse", &n.Premises),
		object("annuncio", &n.Announcement, readAnnouncement),
		richTexts("chiusura", &n.Closing),
		text("luogo", &n.Place),
		date("data", &n.Date),
	)
}

func readAnnouncement(v value, a *process.Announcement) {
	v.object(
		text("soggetto", &a.Subject).must(),
		text("verbo", &a.Verb).must(),
		text("oggetto", &a.Object).must(),
		text("seguito", &a.Follow),
	)
}

func readDeadline(v value, d *process.Deadline) {
	v.object(
		date("data", &d.Date).must(),
		hour("ora", &d.Hour),
		list("canali", &d.Channels, readChannel),
	)
}

func readChannel(v value, c *process.Channel) {
	v.object(
		choice("tipo", &c.Kind, process.ByPEC, process.ByEmail, process.ByCounter, process.ByPortal, process.ByPost).must(),
		text("indirizzo", &c.Address).must(),
		text("note", &c.Note),
	)
}
