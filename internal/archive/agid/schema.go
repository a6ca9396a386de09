package agid

import "strconv"

// codec is what can be done with a document in the order of the schema: it is
// written, read, or only walked over. The schema stands once, in the visit
// methods, so that no order can be known to one and not to the others.
type codec interface {
	// has says whether an element that may be absent comes next: a writer
	// answers present, a reader looks.
	has(name string, present bool) bool
	open(name string)
	close(name string)
	text(name string, v *string)
	// item says that the next element is the i-th of a list, from 0.
	item(i int)
	// refuse ends the work: what stands here is not in the schema.
	refuse(what string)
}

func group[T any](c codec, name string, v *T, visit func(*T, codec)) {
	c.open(name)
	visit(v, c)
	c.close(name)
}

func optional[T any](c codec, name string, v **T, visit func(*T, codec)) {
	if !c.has(name, *v != nil) {
		return
	}
	if *v == nil {
		*v = new(T)
	}
	group(c, name, *v, visit)
}

// list visits least (0 or 1) or more elements.
func list[T any](c codec, name string, least int, v *[]T, visit func(*T, codec)) {
	if least > 0 && !c.has(name, len(*v) > 0) {
		c.refuse("manca «" + name + "»")
		return
	}
	for i := 0; c.has(name, i < len(*v)); i++ {
		if i == len(*v) {
			*v = append(*v, *new(T))
		}
		c.item(i)
		group(c, name, &(*v)[i], visit)
	}
}

func optionalText(c codec, name string, v *string) {
	if c.has(name, *v != "") {
		c.text(name, v)
	}
}

// texts visits least (0 or 1) or more texts.
func texts(c codec, name string, least int, v *[]string) {
	if least > 0 && !c.has(name, len(*v) > 0) {
		c.refuse("manca «" + name + "»")
		return
	}
	for i := 0; c.has(name, i < len(*v)); i++ {
		if i == len(*v) {
			*v = append(*v, "")
		}
		c.item(i)
		c.text(name, &(*v)[i])
	}
}

// boolean is "true" or "false": the other spellings of the schema, 1 and 0, are
// never ours.
func boolean(c codec, name string, v *bool) {
	s := strconv.FormatBool(*v)
	c.text(name, &s)
	switch s {
	case "true", "false":
		set(v, s == "true")
	default:
		c.refuse("«" + name + "» non è «true» né «false»")
	}
}

// integer has no sign "+", zeros in front or spaces, so that it is written again
// as it was.
func integer(c codec, name string, v *int) {
	s := strconv.Itoa(*v)
	c.text(name, &s)
	n, err := strconv.Atoi(s)
	if err != nil || strconv.Itoa(n) != s {
		c.refuse("«" + name + "» non è un numero intero")
		return
	}
	set(v, n)
}

// set leaves alone what is already so: a document that is only written or
// checked is never touched, and may be by many at once.
func set[T comparable](v *T, to T) {
	if *v != to {
		*v = to
	}
}

func (d *Document) visit(c codec) {
	group(c, "IdDoc", &d.ID, (*IDDoc).visit)
	c.text("ModalitaDiFormazione", &d.Formation)
	c.text("TipologiaDocumentale", &d.Kind)
	group(c, "DatiDiRegistrazione", &d.Registration, (*Registration).visit)
	c.open("Soggetti")
	list(c, "Ruolo", 1, &d.Roles, (*Role).visit)
	c.close("Soggetti")
	group(c, "ChiaveDescrittiva", &d.Key, (*Key).visit)
	group(c, "Allegati", &d.Attachments, (*Attachments).visit)
	group(c, "Classificazione", &d.Classification, (*Classification).visit)
	boolean(c, "Riservato", &d.Reserved)
	group(c, "IdentificativoDelFormato", &d.Format, (*Format).visit)
	group(c, "Verifica", &d.Verification, (*Verification).visit)
	c.open("Agg")
	list(c, "TipoAgg", 1, &d.Aggregations, (*Aggregation).visit)
	c.close("Agg")
	optional(c, "IdIdentificativoDocumentoPrimario", &d.Primary, (*IDDoc).visit)
	c.text("NomeDelDocumento", &d.FileName)
	c.text("VersioneDelDocumento", &d.Version)
	optional(c, "TracciatureModificheDocumento", &d.Change, (*Change).visit)
	if c.has("TempoDiConservazione", d.Retention != nil) {
		if d.Retention == nil {
			d.Retention = new(int)
		}
		integer(c, "TempoDiConservazione", d.Retention)
	}
	optionalText(c, "Note", &d.Note)
}

func (i *IDDoc) visit(c codec) {
	c.open("ImprontaCrittograficaDelDocumento")
	c.text("Impronta", &i.Digest)
	c.text("Algoritmo", &i.Algorithm)
	c.close("ImprontaCrittograficaDelDocumento")
	c.text("Identificativo", &i.Identifier)
	optionalText(c, "Segnatura", &i.Signature)
}

func (r *Registration) visit(c codec) {
	c.text("TipologiaDiFlusso", &r.Flow)
	c.open("TipoRegistro")
	optional(c, "ProtocolloOrdinario_ProtocolloEmergenza", &r.Protocol, func(r *Register, c codec) {
		r.visit(c, "DataProtocollazioneDocumento", "OraProtocollazioneDocumento", "NumeroProtocolloDocumento")
	})
	optional(c, "Repertorio_Registro", &r.Repertory, func(r *Register, c codec) {
		r.visit(c, "DataRegistrazioneDocumento", "OraRegistrazioneDocumento", "NumeroRegistrazioneDocumento")
	})
	if (r.Protocol == nil) == (r.Repertory == nil) {
		c.refuse("«TipoRegistro» vuole un registro, e uno solo")
	}
	c.close("TipoRegistro")
}

func (r *Register) visit(c codec, date, hour, number string) {
	c.text("TipoRegistro", &r.Kind)
	c.text(date, &r.Date)
	optionalText(c, hour, &r.Time)
	c.text(number, &r.Number)
	c.text("CodiceRegistro", &r.Code)
}

func (r *Role) visit(c codec) {
	for _, k := range roleKinds() {
		if c.has(string(k), r.Kind == k) {
			set(&r.Kind, k)
			c.open(string(k))
			c.text("TipoRuolo", &r.Text)
			r.visitSubject(c)
			c.close(string(k))
			return
		}
	}
	c.refuse("il ruolo «" + string(r.Kind) + "» non è fra quelli previsti")
}

func (r *Role) visitSubject(c codec) {
	for _, s := range r.subjects() {
		name := s.element()
		if !c.has(name, r.Subject == s) {
			continue
		}
		if r.Subject == nil {
			r.Subject = s
		}
		c.open(name)
		s.visit(c)
		c.close(name)
		return
	}
	c.refuse("il ruolo «" + string(r.Kind) + "» non ha un soggetto del tipo previsto")
}

func roleKinds() [10]RoleKind {
	return [...]RoleKind{
		RoleRegistering, RoleAssignee, RoleRecipient, RoleSender, RoleAuthor, RoleOperator,
		RoleRecordsManager, RoleProtocolManager, RoleProducer, RoleRUP,
	}
}

// text is the fixed TipoRuolo of a part.
func (k RoleKind) text() string {
	switch k {
	case RoleRegistering:
		return "Amministrazione Che Effettua La Registrazione"
	case RoleRecordsManager:
		return "Responsabile della Gestione Documentale"
	case RoleProtocolManager:
		return "Responsabile del Servizio di Protocollo"
	default:
		return string(k)
	}
}

// subjects are the subject itself when the part allows it, else an empty one of
// every kind that the part allows.
func (r *Role) subjects() []Subject {
	if r.Subject != nil && r.Kind.allows(r.Subject) {
		return []Subject{r.Subject}
	}
	switch r.Kind {
	case RoleRegistering:
		return []Subject{new(PAI)}
	case RoleAssignee:
		return []Subject{new(AS)}
	case RoleOperator, RoleRecordsManager, RoleProtocolManager:
		return []Subject{new(PF)}
	case RoleProducer:
		return []Subject{new(SW)}
	case RoleRUP:
		return []Subject{new(RUP)}
	default:
		return []Subject{new(PF), new(PG), new(PAI), new(PAE)}
	}
}

func (k RoleKind) allows(s Subject) bool {
	switch s.(type) {
	case *PAI:
		return k == RoleRegistering || k.open()
	case *PF:
		return k == RoleOperator || k == RoleRecordsManager || k == RoleProtocolManager || k.open()
	case *AS:
		return k == RoleAssignee
	case *SW:
		return k == RoleProducer
	case *RUP:
		return k == RoleRUP
	default: // *PG, *PAE
		return k.open()
	}
}

// open says whether the part may be anybody's.
func (k RoleKind) open() bool {
	return k == RoleRecipient || k == RoleSender || k == RoleAuthor
}
