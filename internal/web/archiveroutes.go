package web

import "net/http"

// actRoutes show the acts of a process as they would be made now, and issue them.
func (s *service) actRoutes() []route {
	const act = "/procedimenti/:chiave/atti/:atto"
	return []route{
		{method: http.MethodGet, path: "/procedimenti/:chiave/atti", need: reader, handle: s.listProcessActs},
		{method: http.MethodGet, path: act, need: reader, handle: s.showAct},
		{method: http.MethodGet, path: act + "/:file", need: reader, handle: s.giveCorrection},
		{method: http.MethodGet, path: act + "/emissione", need: officer, handle: s.askIssue},
		{method: http.MethodPost, path: act + "/emissione", need: officer, handle: s.issueAct},
		{method: http.MethodGet, path: "/procedimenti/:chiave/emissioni/:tipo", need: officer, handle: s.askIssueMany},
		{method: http.MethodPost, path: "/procedimenti/:chiave/emissioni/:tipo", need: officer, handle: s.issueMany},
		{method: http.MethodGet, path: "/procedimenti/:chiave/stampe/atti/:file", need: reader, handle: s.printKind},
		{method: http.MethodGet, path: "/procedimenti/:chiave/stampe/emessi/:file", need: reader, handle: s.printIssued},
		{method: http.MethodGet, path: "/lavori/:lavoro", need: reader, handle: s.showJob},
	}
}

// archiveRoutes show what was issued, and lead it on.
func (s *service) archiveRoutes() []route {
	const act = archivePath + "/:id"
	return []route{
		{method: http.MethodGet, path: archivePath, need: reader, handle: s.listArchive, nav: "Archivio"},
		{method: http.MethodGet, path: archivePath + "/da-firmare", need: reader, handle: s.listUnsigned},
		{method: http.MethodGet, path: archivePath + "/documenti", need: operator, handle: s.askDocument},
		{method: http.MethodPost, path: archivePath + "/documenti", need: operator, handle: s.fileDocument, maxBody: fileBody},
		{method: http.MethodGet, path: archivePath + "/fascicoli", need: operator, handle: s.listCaseFiles},
		{method: http.MethodGet, path: archivePath + "/fascicoli/:file", need: operator, handle: s.exportCaseFile},
		{method: http.MethodGet, path: archivePath + "/verifica", need: reader, handle: s.showRegister},
		{method: http.MethodPost, path: archivePath + "/verifica", need: officer, handle: s.verifyArchive},
		{method: http.MethodGet, path: act, need: reader, handle: s.showArchived},
		{method: http.MethodGet, path: act + "/file/:n", need: reader, handle: s.giveArchived},
		{method: http.MethodPost, path: act + "/" + stepSign, need: operator, handle: s.returnSigned, maxBody: fileBody},
		{method: http.MethodPost, path: act + "/" + stepScan, need: operator, handle: s.storeScan, maxBody: fileBody},
		{method: http.MethodPost, path: act + "/" + stepProtocol, need: operator, handle: s.setProtocol},
		{method: http.MethodPost, path: act + "/" + stepPublish, need: operator, handle: s.publish},
		{method: http.MethodPost, path: act + "/" + stepReport, need: operator, handle: s.storeReport, maxBody: fileBody},
		{method: http.MethodGet, path: act + "/" + stepAnnul, need: officer, handle: s.askAnnul},
		{method: http.MethodPost, path: act + "/" + stepAnnul, need: officer, handle: s.annul},
	}
}

// verifyRoutes are for whoever has an act in hand.
func (s *service) verifyRoutes() []route {
	return []route{
		{method: http.MethodGet, path: "/verifica", need: anyone, handle: s.slowly(s.askCode)},
		{method: http.MethodGet, path: "/verifica/:codice", need: anyone, handle: s.slowly(s.verifyCode)},
		{method: http.MethodPost, path: "/verifica/:codice", need: anyone, handle: s.slowly(s.compareFile), maxBody: fileBody},
		{method: http.MethodGet, path: "/avvisi/:codice", need: anyone, handle: s.slowly(s.showNotice)},
		{method: http.MethodGet, path: "/avvisi/:codice/:file", need: anyone, handle: s.slowly(s.giveNoticeFile)},
	}
}
