package guard

import (
	"context"
	"time"

	"tripod-iac/agent/internal/witness"
)

// Holder is what holds data: it starts closed, and each call stands being made twice.
type Holder interface {
	// Epoch reads the holder's own record; its Side is empty where the record keeps none.
	Epoch(ctx context.Context) (witness.Word, error)
	// IsClosed asks the holder itself.
	IsClosed(ctx context.Context) (bool, error)
	Open(ctx context.Context) error
	// Close returns nil only once no write can be acknowledged any more.
	Close(ctx context.Context) error
	// Kill is for a holder that did not close in time: it ends it, where it can.
	Kill(reason string)
	// Down is closed once the holder is gone for good, and the guard with it. Nil where it cannot be.
	Down() <-chan struct{}
}

// Dog looks after the guard itself: it is told until when the holder may be open.
type Dog interface {
	Open(until time.Duration)
	Closed()
}
