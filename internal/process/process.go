// Package process says what a participatory planning process is: its types,
// its rules and the findings that come of them. It does no input or output and
// knows nothing of acts or documents.
package process

import "concerta/internal/richtext"

// Process is one participatory process of one office.
type Process struct {
	Key         string // "casarano-2013": a-z, 0-9 and hyphen, 3 to 40
	Title       string // how the office calls it
	Lang        string // BCP 47, "it-IT" when not given
	Office      Office
	Notice      Notice
	Phases      []Phase // none is fine
	Entries     []Entry // of a process without phases
	Tables      []ThematicTable
	Deadline    *Deadline // nil: none is set
	Signatories []Signatory
	Responsible *Person // of the procedure (L. 241/1990 arts 4-6); nil: not named
	Privacy     *Privacy
	Publication string // printed clause on the publication of the notice; may be empty
	Remedies    string // printed clause on remedies; may be empty
	LegalBases  []LegalBasis
	Holidays    []Holiday // patron saint and local holidays

	Organizations []Organization
	Citizens      []Citizen
	Adhesions     []Adhesion
	Attendances   []Attendance
	Proposals     []Proposal
	Steering      []SteeringMember // Cabina di Regia
	Pacts         *Pacts
	Memorandum    *Memorandum
	Minutes       []Minutes
	Protocols     []ActProtocol // numbers of the municipality's register known before the acts are issued
	Form          FormOptions
	Register      RegisterOptions
}

// Office is the body that issues the acts.
type Office struct {
	Kind       string     // "ambito territoriale sociale", "consorzio", "comune"
	Name       string     // full name in running text
	Letterhead Letterhead // lines as printed
	Province   string
	LeadTown   string
	Towns      []string
	Addresses  []string
	Phone      string
	Fax        string
	Email      string
	PEC        string
	Web        string
	IPACode    string
	TaxCode    string
}

// Letterhead is the head of the office's paper, line by line as printed.
type Letterhead struct {
	Issuer   []string // the name, printed large
	Under    []string // under it, such as the province
	Contacts []string // printed small
	Logo     *Logo
}

// Logo is the file of the office's arms and the words that stand for it.
type Logo struct {
	File  string // relative to the process file
	Alt   string
	Bytes []byte // PNG or JPEG, filled by whoever read the file
}

// Notice is what only the public notice says.
type Notice struct {
	Kind         string // "AVVISO" when not given; "MANIFESTAZIONE DI INTERESSE"
	Title        string // in its own quotation marks
	Premises     []richtext.Text
	Announcement Announcement
	Closing      []richtext.Text
	Place        string
	Date         Date // zero: not yet known
}

// Announcement is the sentence a notice exists for: "L'AMBITO … COMUNICA
// L'AVVIO …", then what introduces the calendar.
type Announcement struct {
	Subject string // with its article
	Verb    string // COMUNICA, RENDE NOTO
	Object  string
	Follow  string // "SECONDO IL SEGUENTE CALENDARIO"; may be empty
}

// Phase is a stage of the process.
type Phase struct {
	ID      string
	Number  int // 0: unnumbered
	Title   string
	Text    richtext.Text
	Entries []Entry // in printed order
}

// Entry is one thing printed in the calendar: exactly one field is set.
type Entry struct {
	Meeting *Meeting
	Span    *Span
	Text    *richtext.Text
}

// Meeting is a day people come together.
type Meeting struct {
	ID       string
	Date     Date   // zero: "data da comunicare"
	Weekday  string // as typed, only ever compared with Date
	Start    TimeOfDay
	End      TimeOfDay // unset: not said
	Label    string    // "prima sessione"
	Kind     string    // "plenaria", "tecnica", "tavoli"; free
	Place    Place
	Mode     Mode
	Link     string // address of a remote or mixed meeting
	Invited  []string
	Content  richtext.Text
	Agenda   []AgendaItem
	Tables   []int  // numbers of the tables addressed
	OwnTable string // a table of its own, by name
	Effects  []Effect
	Open     bool // anyone may come
}

// Place is where a meeting is held. ID tells whether two are the same room,
// Printed is what the act says of it this time.
type Place struct {
	ID      string
	Printed string
}

// AgendaItem is one point of a meeting's agenda.
type AgendaItem struct {
	Start    TimeOfDay // unset: not said
	Title    string
	Speakers []string
}

// Mode says how people attend.
type Mode string

// The modes of a meeting.
const (
	InPerson Mode = "presenza"
	Remote   Mode = "distanza"
	Mixed    Mode = "mista"
)

// Effect is what a meeting brings about besides itself.
type Effect string

// The effects of a meeting.
const (
	AttendanceIsAdhesion Effect = "presenza-vale-adesione"
	PactsSigned          Effect = "firma-patti"
	MemorandumSigned     Effect = "firma-protocollo"
)

// Span is a stretch of days without a meeting, such as the drafting of the plan.
type Span struct {
	ID      string
	From    Date
	To      Date   // zero: "dal 20 ottobre"
	Printed string // dates as printed, when not the usual words; compared with From and To
	Title   string
	Content richtext.Text
}

// ThematicTable is one working group.
type ThematicTable struct {
	Number int
	Name   string
}

// Deadline is the last moment an adhesion may arrive, Europe/Rome.
type Deadline struct {
	Date     Date
	Hour     TimeOfDay // unset means 23.59
	Channels []Channel
}

// Channel is one way an adhesion may arrive.
type Channel struct {
	Kind    ChannelKind
	Address string
	Note    string // opening hours of a counter, say
}

// ChannelKind is the kind of a channel.
type ChannelKind string

// The kinds of channels.
const (
	ByPEC     ChannelKind = "pec"
	ByEmail   ChannelKind = "email"
	ByCounter ChannelKind = "sportello"
	ByPortal  ChannelKind = "portale"
	ByPost    ChannelKind = "posta"
	ByPhone   ChannelKind = "telefono" // of an adhesion that somebody wrote down
)

// Signatory is who signs the acts, in order.
type Signatory struct {
	ID     string // letters, digits and hyphen; names the signature field
	Office string // as typed: printed so
	Name   string // as typed: capitals are data
	Gender Gender
	Mode   SignMode
}

// Gender drives the words of our own templates only.
type Gender string

// The genders.
const (
	Unsaid    Gender = ""
	Feminine  Gender = "f"
	Masculine Gender = "m"
)

// SignMode says how a signatory signs.
type SignMode string

// The ways to sign.
const (
	ByHand  SignMode = "autografa"
	Digital SignMode = "digitale"
	// Substituted is no signature: the printed name stands for it (D.Lgs. 39/1993,
	// art. 3 c. 2), in an act of the office alone.
	Substituted SignMode = "sostituita"
)

// Person is the responsible officer of the procedure.
type Person struct {
	Name   string
	Role   string
	Gender Gender
	Phone  string
	Email  string
}

// Privacy is what the notice under GDPR art. 13 needs to say.
type Privacy struct {
	Controller string // titolare
	DPO        string // contact of the data protection officer
	Basis      string // printed legal basis; empty means the template's
	Retention  string
	Text       richtext.Text // replaces the template's own words when set
}

// LegalBasis is a law the process rests on, with what check must know of it.
type LegalBasis struct {
	Cite string // "D.Lgs. 117/2017"
	Date Date   // of the law: check warns when it is later than the act; zero: unknown
}

// Holiday is a day that is a holiday in this place.
type Holiday struct {
	Name  string // "San Giovanni Elemosiniere, patrono"
	Day   int
	Month int
	Year  int // 0: every year
}
