package guard

import (
	"context"
	"errors"
	"time"

	"tripod-iac/agent/internal/witness"
)

var errNotAsked = errors.New("it has not been asked yet")

func isNoWord(err error) bool { return errors.Is(err, witness.ErrNoWord) }

func (v Verdict) word(self string) string { return witness.Word{Epoch: v.Epoch, Side: self}.String() }

// watchHolder asks the holder once a poll, beside the guard: one that hangs must not keep the guard from closing it.
func (g *Guard) watchHolder(ctx context.Context) <-chan reading {
	readings := make(chan reading, 1)
	go func() {
		tick := time.NewTicker(g.Poll)
		defer tick.Stop()
		for ctx.Err() == nil {
			one, cancel := context.WithTimeout(ctx, max(g.Poll, time.Second))
			r := reading{acts: g.acts.Load()}
			r.closed, r.blind = g.Holder.IsClosed(one)
			r.word, r.err = g.Holder.Epoch(one)
			cancel()
			select {
			case readings <- r:
			case <-ctx.Done():
			}
			select {
			case <-tick.C:
			case <-ctx.Done():
			}
		}
	}()
	return readings
}
