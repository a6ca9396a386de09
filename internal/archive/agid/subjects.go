package agid

func (*PAI) element() string { return "PAI" }
func (*AS) element() string  { return "AS" }
func (*PF) element() string  { return "PF" }
func (*PG) element() string  { return "PG" }
func (*PAE) element() string { return "PAE" }
func (*SW) element() string  { return "SW" }
func (*RUP) element() string { return "RUP" }

func (i *IPA) visit(c codec) {
	c.text("Denominazione", &i.Name)
	c.text("CodiceIPA", &i.Code)
}

func (s *PAI) visit(c codec) {
	group(c, "IPAAmm", &s.Administration, (*IPA).visit)
	group(c, "IPAAOO", &s.Area, (*IPA).visit)
	optional(c, "IPAUOR", &s.Unit, (*IPA).visit)
	addresses(c, 1, &s.Addresses)
}

func (s *AS) visit(c codec) {
	optionalText(c, "Cognome", &s.Surname)
	optionalText(c, "Nome", &s.Given)
	optionalText(c, "CodiceFiscale", &s.TaxCode)
	group(c, "IPAAmm", &s.Administration, (*IPA).visit)
	group(c, "IPAAOO", &s.Area, (*IPA).visit)
	group(c, "IPAUOR", &s.Unit, (*IPA).visit)
	addresses(c, 1, &s.Addresses)
}

func (s *PF) visit(c codec) {
	c.text("Cognome", &s.Surname)
	c.text("Nome", &s.Given)
	optionalText(c, "CodiceFiscale", &s.TaxCode)
	optional(c, "IPAAmm", &s.Administration, (*IPA).visit)
	optional(c, "IPAAOO", &s.Area, (*IPA).visit)
	optional(c, "IPAUOR", &s.Unit, (*IPA).visit)
	addresses(c, 0, &s.Addresses)
}

func (s *PG) visit(c codec) {
	c.text("DenominazioneOrganizzazione", &s.Name)
	optionalText(c, "CodiceFiscale_PartitaIva", &s.TaxCode)
	optionalText(c, "DenominazioneUfficio", &s.Office)
	addresses(c, 0, &s.Addresses)
}

func (s *PAE) visit(c codec) {
	c.text("DenominazioneAmministrazione", &s.Name)
	optionalText(c, "DenominazioneUfficio", &s.Office)
	addresses(c, 1, &s.Addresses)
}

func (s *SW) visit(c codec) {
	c.text("DenominazioneSistema", &s.Name)
}

func (s *RUP) visit(c codec) {
	c.text("Cognome", &s.Surname)
	c.text("Nome", &s.Given)
	optionalText(c, "CodiceFiscale", &s.TaxCode)
	group(c, "IPAAmm", &s.Administration, (*IPA).visit)
	group(c, "IPAAOO", &s.Area, (*IPA).visit)
	group(c, "IPAUOR", &s.Unit, (*IPA).visit)
	addresses(c, 1, &s.Addresses)
}

func addresses(c codec, least int, v *[]string) {
	texts(c, "IndirizziDigitaliDiRiferimento", least, v)
}

func (k *Key) visit(c codec) {
	c.text("Oggetto", &k.Subject)
	texts(c, "ParoleChiave", 0, &k.Keywords)
}

func (a *Attachments) visit(c codec) {
	integer(c, "NumeroAllegati", &a.Count)
	list(c, "IndiceAllegati", 0, &a.Entries, (*Attachment).visit)
}

func (a *Attachment) visit(c codec) {
	group(c, "IdDoc", &a.ID, (*IDDoc).visit)
	c.text("Descrizione", &a.Description)
}

func (k *Classification) visit(c codec) {
	c.text("IndiceDiClassificazione", &k.Index)
	c.text("Descrizione", &k.Description)
	optionalText(c, "PianoDiClassificazione", &k.Plan)
}

func (f *Format) visit(c codec) {
	c.text("Formato", &f.Name)
	optional(c, "ProdottoSoftware", &f.Software, func(s *Software, c codec) {
		optionalText(c, "NomeProdotto", &s.Name)
		optionalText(c, "VersioneProdotto", &s.Version)
		optionalText(c, "Produttore", &s.Maker)
	})
}

func (v *Verification) visit(c codec) {
	boolean(c, "FirmatoDigitalmente", &v.Signed)
	boolean(c, "SigillatoElettronicamente", &v.Sealed)
	boolean(c, "MarcaturaTemporale", &v.Timestamped)
	boolean(c, "ConformitaCopieImmagineSuSupportoInformatico", &v.CopyConform)
}

func (a *Aggregation) visit(c codec) {
	c.text("TipoAggregazione", &a.Kind)
	c.text("IdAggregazione", &a.ID)
}

func (g *Change) visit(c codec) {
	c.text("TipoModifica", &g.Kind)
	group(c, "SoggettoAutoreDellaModifica", &g.Author, (*PF).visit)
	c.text("DataModifica", &g.Date)
	optionalText(c, "OraModifica", &g.Time)
	group(c, "IdDocVersionePrecedente", &g.Previous, (*IDDoc).visit)
}
