package processfile

import "concerta/internal/process"

func noticeKeys(n *process.Notice) group {
	return keys(
		usually("AVVISO", &n.Kind, text("tipo", &n.Kind)),
		text("titolo", &n.Title),
		richTexts("premesse", &n.Premises),
		object("annuncio", &n.Announcement, announcementKeys),
		richTexts("chiusura", &n.Closing),
		text("luogo", &n.Place),
		date("data", &n.Date),
	)
}

func announcementKeys(a *process.Announcement) group {
	return keys(
		text("soggetto", &a.Subject).must(),
		text("verbo", &a.Verb).must(),
		text("oggetto", &a.Object).must(),
		text("seguito", &a.Follow),
	)
}

func deadlineKeys(d *process.Deadline) group {
	return keys(
		date("data", &d.Date).must(),
		hour("ora", &d.Hour),
		list("canali", &d.Channels, channelKeys),
	)
}

func channelKeys(c *process.Channel) group {
	return keys(
		choice("tipo", &c.Kind, process.ByPEC, process.ByEmail, process.ByCounter, process.ByPortal, process.ByPost).must(),
		text("indirizzo", &c.Address).must(),
		text("note", &c.Note),
	)
}
