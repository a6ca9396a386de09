package main

import (
	"context"
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"time"

	"concerta/examples"
	"concerta/internal/account"
	"concerta/internal/fault"
	"concerta/internal/produce"
	"concerta/internal/store"
)

// demoFile is the process that --demo loads.
const demoFile = "casarano-2013.yaml"

// demoLogin is the user that --demo makes.
const demoLogin = "demo"

// serveClock is the computer's clock, moved for a demonstration.
type serveClock struct {
	now    func() time.Time
	offset atomic.Int64 // nanoseconds
}

// newServeClock starts on 4 November 2013, 9.00 in Italy, when demo: the notice is
// out, the meetings are about to begin.
func newServeClock(now func() time.Time, demo bool) *serveClock {
	c := &serveClock{now: now}
	if demo {
		c.startAt(time.Date(2013, time.November, 4, 8, 0, 0, 0, time.UTC))
	}
	return c
}

// Now is the moment that the service goes by.
func (c *serveClock) Now() time.Time { return c.now().Add(time.Duration(c.offset.Load())) }

func (c *serveClock) startAt(t time.Time) { c.offset.Store(int64(t.Sub(c.now()))) }

// prepareDemo fills an empty data folder with the example and a user, whose password
// is new at each start; it gives what to say about it.
func prepareDemo(ctx context.Context, st *store.Store, clock *serveClock, random io.Reader) (func(url string) string, error) {
	if err := refuseRealData(ctx, st); err != nil {
		return nil, err
	}
	// What a demonstration registered before stays in the past.
	last, err := st.LastMoment(ctx)
	if err != nil {
		return nil, err
	}
	if last.After(clock.Now()) {
		clock.startAt(last)
	}
	if err := loadDemo(ctx, st); err != nil {
		return nil, err
	}
	password, err := demoPassword(random)
	if err != nil {
		return nil, err
	}
	if err := setDemoUser(ctx, st, clock.Now(), password, random); err != nil {
		return nil, err
	}
	return func(string) string {
		return fmt.Sprintf("Dimostrazione: entrare come «%s» con la password «%s».\n", demoLogin, password)
	}, nil
}

// refuseRealData keeps a demonstration, with its clock and its user who may do
// everything, out of the data of an office.
func refuseRealData(ctx context.Context, st *store.Store) error {
	users, err := st.Users(ctx)
	if err != nil {
		return err
	}
	for _, u := range users {
		if u.Login != demoLogin {
			return &fault.Error{
				Kind:   errUsage,
				What:   "la cartella dati è di un ufficio, con i suoi utenti: una dimostrazione vi scriverebbe con la data del 2013",
				Repair: "indicare con --data un’altra cartella, oppure avviare senza --demo",
			}
		}
	}
	return nil
}

// setDemoUser makes the user of the demonstration or gives him a new password.
func setDemoUser(ctx context.Context, st *store.Store, now time.Time, password string, random io.Reader) error {
	_, digest, err := account.NewToken(random)
	if err != nil {
		return err
	}
	link := store.Link{Digest: digest, Expires: now.Add(time.Minute)}
	u, err := st.UserByLogin(ctx, demoLogin)
	switch {
	case errors.Is(err, store.ErrNotFound):
		u := store.User{Login: demoLogin, Name: "Utente di prova", Grant: account.Grant{Level: account.Officer, Administrator: true}}
		_, err = st.AddUser(ctx, u, link, account.Deed{Operator: "concerta serve --demo", Action: account.UserAdded, About: demoLogin})
	case err == nil:
		link.User = u.ID
		err = st.NewLink(ctx, link, account.Deed{Operator: "concerta serve --demo", Action: account.LinkMade, About: demoLogin})
	}
	if err != nil {
		return err
	}
	hash, err := account.Hash(password, random)
	if err != nil {
		return err
	}
	return st.Redeem(ctx, digest, hash, "")
}

// demoPassword draws a password that can be typed: four groups of letters.
func demoPassword(random io.Reader) (string, error) {
	b := make([]byte, 10)
	if _, err := io.ReadFull(random, b); err != nil {
		return "", fmt.Errorf("drawing a password: %w", err)
	}
	letters := strings.ToLower(base32.StdEncoding.EncodeToString(b))
	return strings.Join([]string{letters[:4], letters[4:8], letters[8:12], letters[12:]}, "-"), nil
}

// loadDemo imports the example process when the data folder holds none.
func loadDemo(ctx context.Context, st *store.Store) error {
	list, err := st.Processes(ctx)
	if err != nil || len(list) > 0 {
		return err
	}
	src, err := readExample(demoFile)
	if err != nil {
		return err
	}
	review := produce.Read(src)
	if !review.Legible {
		return fmt.Errorf("the example %s cannot be read: %v", demoFile, review.Findings)
	}
	_, err = importInto(ctx, st, src, review, false)
	return err
}

// readExample gives a process file that is part of the program.
func readExample(name string) (produce.Source, error) {
	content, err := examples.Files.ReadFile(name)
	if err != nil {
		return produce.Source{}, fmt.Errorf("reading the example: %w", err)
	}
	return produce.Source{Name: name, Bytes: content, Assets: examples.Files}, nil
}
