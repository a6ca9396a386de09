package web

import "concerta/internal/account"

// What is done to acts, as the audit log says it. The register says it too; the log
// adds from where.
const (
	deedIssued    account.Action = "atto emesso"
	deedManyBegun account.Action = "emissione di più atti"
	deedSigned    account.Action = "file firmato caricato"
	deedScanned   account.Action = "scansione caricata"
	deedProtocol  account.Action = "protocollo scritto"
	deedPublished account.Action = "pubblicazione registrata"
	deedReported  account.Action = "referto caricato"
	deedAnnulled  account.Action = "atto annullato"
	deedFiled     account.Action = "documento aggiunto"
	deedVerified  account.Action = "archivio verificato"
	deedBackedUp  account.Action = "copia dei dati scaricata"
	deedExported  account.Action = "fascicolo esportato"
)

// stepDeed is what a step is in the audit log.
func stepDeed(step string) account.Action {
	switch step {
	case stepSign:
		return deedSigned
	case stepScan:
		return deedScanned
	case stepProtocol:
		return deedProtocol
	case stepPublish:
		return deedPublished
	case stepReport:
		return deedReported
	}
	return account.Action(step)
}
