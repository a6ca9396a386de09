package account_test

import (
	"strings"
	"testing"

	"concerta/internal/account"
)

func TestCheckPassword_RefusesWhatIsGuessedFirst(t *testing.T) {
	for password, refused := range map[string]string{
		"":                                "troppo corta",
		"undici lett":                     "troppo corta",
		"èèèèèèèèèèè":                     "troppo corta",
		strings.Repeat("ab cd ef ", 30):   "troppo lunga",
		"con\u0000trollo strano":          "caratteri",
		"\xff\xfe non utf8 per nulla":     "caratteri",
		"password2013!":                   "indovinare",
		"P@ssw0rd2013!":                   "indovinare",
		"PasswordPassword":                "indovinare",
		"aaaaaaaaaaaaaaaa":                "indovinare",
		"abababababababab":                "indovinare",
		"pippopippopippo":                 "indovinare",
		"qwertyuiop123":                   "indovinare",
		"1qaz2wsx3edc4rfv":                "indovinare",
		"123456789012345":                 "indovinare",
		"abcdefghijklmnop":                "indovinare",
		"anna.rossi.1980":                 "indovinare",
		"AnnaRossi2013!!":                 "indovinare",
		"Comune di Casarano":              "indovinare",
		"casarano73042!":                  "indovinare",
		"concertaconcerta":                "indovinare",
		"Lunedì4Novembre2013":             "indovinare",
		"juventus juventus":               "indovinare",
		"carciofo finestra domani blu":    "",
		"tre gatti sul tetto":             "",
		"Xk7#pq9vLm2w":                    "",
		"perché no, carciofo":             "",
		"la nebbia agli irti colli":       "",
		"password del mio cane Zampetta8": "",
	} {
		got := account.CheckPassword(password, "anna.rossi", "Anna Rossi", "Comune di Casarano 73042")
		if refused == "" && got != "" || refused != "" && !strings.Contains(got, refused) {
			t.Errorf("%q: %q, want %q", password, got, refused)
		}
	}
}

func TestCheckLogin_IsAWordForAnyKeyboard(t *testing.T) {
	for login, ok := range map[string]bool{
		"anna.rossi": true, "a-b_1": true, "an": false, "Anna": false, "anna rossi": false, "niccolò": false, "": false,
		strings.Repeat("a", 41): false, "<script>": false,
	} {
		if got := account.CheckLogin(login); (got == "") != ok {
			t.Errorf("%q: %q", login, got)
		}
	}
}

func TestCheckName_IsWhatARegisterCanPrint(t *testing.T) {
	for name, ok := range map[string]bool{
		"Anna Rossi": true, "Niccolò D’Amico": true, " Anna": false, "An": false, "Anna\nRossi": false, "Anna\u202eRossi": false,
		strings.Repeat("a", 81): false, "\xffAnna": false,
	} {
		if got := account.CheckName(name); (got == "") != ok {
			t.Errorf("%q: %q", name, got)
		}
	}
}
