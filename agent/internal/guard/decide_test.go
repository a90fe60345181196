package guard

import (
	"testing"
	"time"

	"tripod-iac/agent/internal/witness"
)

func TestDecide(t *testing.T) {
	const lease = 10 * time.Second
	good := Sight{
		Now: 15 * time.Second, Word: witness.Word{Epoch: 7, Side: "production"}, Asked: 6 * time.Second, Heard: true,
		Own: witness.Word{Epoch: 7, Side: "production"}, HasOwn: true,
	}
	if got := Decide("production", lease, good); !got.Open || got.Epoch != 7 || got.Until != 16*time.Second {
		t.Errorf("got %+v", got)
	}
	for want, change := range map[string]func(*Sight){
		"no majority of the witness has been heard":                    func(s *Sight) { s.Heard = false },
		"no majority of the witness for 10s, the lease is 10s":         func(s *Sight) { s.Now = 16 * time.Second },
		"epoch 7 is remote-dr's":                                       func(s *Sight) { s.Word.Side = "remote-dr" },
		"it has no epoch of its own yet: no table":                     func(s *Sight) { s.HasOwn, s.Why = false, "no table" },
		"its own epoch is 6, the current one 7: no plan has opened it": func(s *Sight) { s.Own.Epoch = 6 },
		"its own epoch is 8, the current one 7: no plan has opened it": func(s *Sight) { s.Own.Epoch = 8 },
		"its own record of epoch 7 is remote-dr's":                     func(s *Sight) { s.Own.Side = "remote-dr" },
	} {
		t.Run(want, func(t *testing.T) {
			s := good
			change(&s)
			if got := Decide("production", lease, s); got.Open || got.Reason != want {
				t.Errorf("got %+v", got)
			}
		})
	}
	last := good
	last.Now, last.Own.Side = 16*time.Second-1, ""
	if got := Decide("production", lease, last); !got.Open {
		t.Errorf("got %+v", got)
	}
}
