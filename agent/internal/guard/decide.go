// Package guard keeps a holder of data closed unless it is its side's turn.
package guard

import (
	"fmt"
	"time"

	"tripod-iac/agent/internal/witness"
)

// Sight is all that the guard knows at one moment.
type Sight struct {
	Now time.Duration

	// What a majority of the witness' servers said last, and up to when that is certain.
	Word  witness.Word
	Asked time.Duration
	Heard bool

	// What the holder itself has on record: written by a plan's step, never by the guard.
	Own    witness.Word // Side is empty where the record keeps none
	HasOwn bool
	Why    string // why there is no own record
}

// Verdict is whether the holder may be open, and until when at most.
type Verdict struct {
	Open  bool
	Epoch uint64
	Until time.Duration
	// Reason is why it is closed.
	Reason string
}

// Decide is the whole rule. It reads no clock and keeps nothing.
func Decide(self string, lease time.Duration, s Sight) Verdict {
	until := s.Asked + lease
	switch {
	case !s.Heard:
		return closed("no majority of the witness has been heard")
	case s.Now >= until:
		return closed("no majority of the witness for %s, the lease is %s", (s.Now - s.Asked).Round(time.Millisecond), lease)
	case s.Word.Side != self:
		return closed("epoch %d is %s's", s.Word.Epoch, s.Word.Side)
	case !s.HasOwn:
		return closed("it has no epoch of its own yet: %s", s.Why)
	case s.Own.Epoch != s.Word.Epoch:
		return closed("its own epoch is %d, the current one %d: no plan has opened it", s.Own.Epoch, s.Word.Epoch)
	case s.Own.Side != "" && s.Own.Side != self:
		return closed("its own record of epoch %d is %s's", s.Own.Epoch, s.Own.Side)
	}
	return Verdict{Open: true, Epoch: s.Word.Epoch, Until: until}
}

func closed(format string, values ...any) Verdict {
	return Verdict{Reason: fmt.Sprintf(format, values...)}
}
