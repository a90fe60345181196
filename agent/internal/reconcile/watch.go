package reconcile

import (
	"context"
	"log"
	"sync"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"
	"tripod-iac/agent/internal/clock"
)

// Meter measures the lag of a mirror at work. It ends with its context.
type Meter struct {
	now   clock.Clock
	told  *Told
	mutex sync.Mutex
	lag   *Lag
}

// Measure watches both sides of every scope.
func Measure(ctx context.Context, r *Reconciler, now clock.Clock) {
	m := &Meter{now: now, told: r.Told, lag: NewLag()}
	r.Told.measure(m)
	for _, scope := range r.Scopes {
		go m.follow(ctx, r.Source, scope.Source, func(key string, hash Hash, at time.Duration) {
			if m.lag.AtSource(key, hash, at) {
				m.told.lag(0)
			}
		})
		go m.follow(ctx, r.Destination, scope.Destination, func(key string, hash Hash, at time.Duration) {
			if lag, matched := m.lag.AtCopy(key, hash, at); matched {
				m.told.lag(lag)
			}
		})
	}
}

// follow watches a prefix from now on, and again from then on whenever the watch breaks.
func (m *Meter) follow(ctx context.Context, client *clientv3.Client, prefix string, each func(string, Hash, time.Duration)) {
	for ctx.Err() == nil {
		inner, cancel := context.WithCancel(clientv3.WithRequireLeader(ctx))
		for answer := range client.Watch(inner, prefix, clientv3.WithPrefix()) {
			if err := answer.Err(); err != nil {
				log.Printf("lag: %s: %v", prefix, err)
				break
			}
			m.mutex.Lock()
			at := m.now()
			for _, event := range answer.Events {
				value := Hash{} // of a delete
				if event.Type == clientv3.EventTypePut {
					value = hash(event.Kv.Value)
				}
				each(prefix2key(event.Kv.Key, prefix), value, at)
			}
			m.mutex.Unlock()
		}
		cancel()
		select {
		case <-ctx.Done():
		case <-time.After(time.Second):
		}
	}
}

func prefix2key(key []byte, prefix string) string { return string(key)[len(prefix):] }

// Oldest is how long the oldest event has been waiting for the copy.
func (m *Meter) Oldest() time.Duration {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return m.lag.Oldest(m.now())
}

// Equal is told that both sides were equal when a pass that took so long began.
func (m *Meter) Equal(took time.Duration) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.lag.Forget(m.now() - took)
}
