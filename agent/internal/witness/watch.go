package witness

import (
	"context"
	"time"

	"tripod-iac/agent/internal/clock"
)

// Heard is what one question to one server gave.
type Heard struct {
	Server int
	Word   Word
	Asked  time.Duration // when the question was sent, by the clock
	Err    error
}

// Watch asks every server once a poll, each by itself: one that is silent keeps no other waiting. A question that was not
// answered within a poll is lost, as UDP loses them, and is asked anew. Ends with its context.
func Watch(ctx context.Context, servers []Server, record string, poll time.Duration, now clock.Clock) <-chan Heard {
	heard := make(chan Heard, 4*len(servers))
	for i, server := range servers {
		go func() {
			tick := time.NewTicker(poll)
			defer tick.Stop()
			for ctx.Err() == nil {
				one, cancel := context.WithTimeout(ctx, max(poll, time.Second))
				asked := now()
				word, err := server.Ask(one, record)
				cancel()
				select {
				case heard <- Heard{i, word, asked, err}:
				case <-ctx.Done():
				}
				select {
				case <-tick.C:
				case <-ctx.Done():
				}
			}
		}()
	}
	return heard
}
