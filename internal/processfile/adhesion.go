package processfile

import "concerta/internal/process"

func adhesionKeys(a *process.Adhesion) group {
	return keys(
		id("di", &a.By).must(),
		usually(process.FromForm, &a.Source,
			choice("origine", &a.Source, process.FromForm, process.FromAttendance, process.FromExpression)),
		at("ricevuta", &a.Received, momentForm()),
		choice("canale", &a.Channel, process.ByPEC, process.ByEmail, process.ByCounter, process.ByPortal, process.ByPost, process.ByPhone),
		object("protocollo", &a.Protocol, protocolNumberKeys),
		tableNumbers(&a.Tables),
		text("delegato", &a.Delegate),
		text("proposta", &a.Proposal),
		optional("decisione", &a.LateTaken, lateDecisionKeys),
	)
}

func protocolNumberKeys(n *process.ProtocolNumber) group {
	return keys(
		text("numero", &n.Number).must(),
		date("data", &n.Date),
	)
}

func actProtocolKeys(a *process.ActProtocol) group {
	return keys(
		choice("atto", &a.Act, process.NoticeAct, process.InvitationAct, process.PactAct, process.MemorandumAct, process.MinutesAct,
			process.ProposalSummaryAct, process.SteeringGroupAct).must(),
		id("per", &a.For),
		text("numero", &a.Number).must(),
		date("data", &a.Date),
	)
}

func lateDecisionKeys(d *process.LateDecision) group {
	return keys(
		at("ammessa", &d.Admitted, decisionForm()).must(),
		text("motivo", &d.Reason),
	)
}

func attendanceKeys(a *process.Attendance) group {
	return keys(
		id("incontro", &a.Meeting).must(),
		at("tavolo", &a.Table, tableNumber()),
		text("presidente", &a.Chair),
		hour("apertura", &a.Opened),
		hour("chiusura", &a.Closed),
		list("firme", &a.Present, presenceKeys),
	)
}

func presenceKeys(s *process.Presence) group {
	return keys(
		text("nome", &s.Name).must(),
		id("di", &s.By),
		text("ente", &s.Body),
		choice("qualita", &s.Quality, process.AsRepresentative, process.AsDelegate, process.AsAuditor, process.AsCitizen).must(),
		usually(process.Present, &s.Status,
			choice("stato", &s.Status, process.Present, process.Absent, process.Excused, process.Late, process.Left, process.Online)),
		text("per", &s.For),
		hour("entrata", &s.In),
		hour("uscita", &s.Out),
		tableNumbers(&s.Tables),
		text("contatto", &s.Contact),
	)
}
