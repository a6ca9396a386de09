package web

import (
	"context"
	"fmt"
	"log/slog"

	"concerta/internal/account"
	"concerta/internal/desk"
	"concerta/internal/store"
)

// deedSaved is a new version of a process, in the audit log: the first one, or what
// somebody changed, imported or took back.
const deedSaved account.Action = "procedimento salvato"

// noting is the keeper of processes that the pages use. Whatever page saves a
// version, it is in the audit log whose it is: the versions alone do not say.
type noting struct {
	desk.Keeper
	config Config
}

// SaveProcess implements [desk.Keeper]. What was saved stays saved when the line
// cannot be written, and that is logged.
func (n noting) SaveProcess(ctx context.Context, d store.Draft, expected int) (int, error) {
	version, err := n.Keeper.SaveProcess(ctx, d, expected)
	if err != nil {
		return 0, err
	}
	deed := account.Deed{Action: deedSaved, About: fmt.Sprintf("%s, versione %d", d.Key, version)}
	if v, ok := ctx.Value(viewerKey{}).(*Viewer); ok {
		deed.User, deed.Operator, deed.Origin = v.ID, v.Name, v.origin
	}
	if err := n.config.Accounts.Record(ctx, deed); err != nil {
		n.config.Log.LogAttrs(ctx, slog.LevelError, "richiesta non riuscita", slog.String("operazione", string(deedSaved)), slog.Any("causa", err))
	}
	return version, nil
}
