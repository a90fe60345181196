package reconcile

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"
	"golang.org/x/sync/errgroup"
)

// Apart is the time between two looks: longer than a mirror that works is behind.
const Apart = 2 * time.Second

// Reconciler compares and repairs.
type Reconciler struct {
	Source, Destination *clientv3.Client
	Scopes              []Scope
	// Once trusts a single look: for a mirror that stands still.
	Once bool
	// DryRun writes nothing.
	DryRun          bool
	AllowMassDelete bool
	Told            *Told

	known map[Scope]*pair
}

type pair struct{ source, copied map[string]Entry }

// Result is what a pass found and did.
type Result struct {
	Keys     int
	Found    map[Kind]int
	Repaired map[Kind]int
	Took     time.Duration
}

// Left is how many keys differ still.
func (r Result) Left() int {
	left := 0
	for _, kind := range Kinds {
		left += r.Found[kind] - r.Repaired[kind]
	}
	return left
}

func (r Result) String() string {
	return fmt.Sprintf("%d keys, %d missing, %d different, %d surplus; repaired %d, left %d, in %s", r.Keys,
		r.Found[Missing], r.Found[Different], r.Found[Surplus],
		r.Repaired[Missing]+r.Repaired[Different]+r.Repaired[Surplus], r.Left(), r.Took.Round(time.Millisecond))
}

// CheckClusters refuses to copy a cluster onto itself.
func (r *Reconciler) CheckClusters(ctx context.Context) error {
	var ids [2]uint64
	for i, client := range []*clientv3.Client{r.Source, r.Destination} {
		answer, err := client.Get(ctx, "/", clientv3.WithCountOnly())
		if err != nil {
			return fmt.Errorf("%s: %w", client.Endpoints()[0], err)
		}
		ids[i] = answer.Header.ClusterId
	}
	if ids[0] == ids[1] {
		return fmt.Errorf("got one cluster, %x, as source and destination; fix: two, told apart by --initial-cluster-token", ids[0])
	}
	return nil
}

// Pass compares every scope, and repairs what differs. A scope that cannot be repaired keeps no other from it.
func (r *Reconciler) Pass(ctx context.Context) (Result, error) {
	begin := time.Now()
	if r.known == nil {
		r.known = map[Scope]*pair{}
	}
	result := Result{Found: map[Kind]int{}, Repaired: map[Kind]int{}}
	var failed []error
	for _, scope := range r.Scopes {
		if err := r.scope(ctx, scope, &result); err != nil {
			failed = append(failed, err)
		}
	}
	result.Took = time.Since(begin)
	err := errors.Join(failed...)
	r.Told.pass(result, err)
	return result, err
}

func (r *Reconciler) scope(ctx context.Context, scope Scope, result *Result) error {
	found, err := r.look(ctx, scope)
	if err == nil && !r.Once && len(found) > 0 {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(Apart):
		}
		var again []Difference
		if again, err = r.look(ctx, scope); err == nil {
			found = Lasting(found, again)
		}
	}
	if err != nil {
		return err
	}
	copied := len(r.known[scope].copied)
	result.Keys += len(r.known[scope].source)
	for kind, count := range Count(found) {
		result.Found[kind] += count
	}
	if !r.AllowMassDelete {
		if err := CheckDeletes(scope, found, copied); err != nil {
			return err
		}
	}
	if r.DryRun || len(found) == 0 {
		return nil
	}
	repaired, err := r.repair(ctx, scope, found)
	for kind, count := range repaired {
		result.Repaired[kind] += count
	}
	return err
}

// look reads both sides at the same time.
func (r *Reconciler) look(ctx context.Context, scope Scope) ([]Difference, error) {
	was := r.known[scope]
	if was == nil {
		was = &pair{}
	}
	now := &pair{}
	group, inner := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		now.source, err = list(inner, r.Source, scope.Source, was.source)
		return wrap("source", err)
	})
	group.Go(func() (err error) {
		now.copied, err = list(inner, r.Destination, scope.Destination, was.copied)
		return wrap("destination", err)
	})
	if err := group.Wait(); err != nil {
		return nil, err
	}
	r.known[scope] = now
	return Compare(now.source, now.copied), nil
}

func wrap(side string, err error) error {
	if err != nil {
		err = fmt.Errorf("%s: %w", side, err)
	}
	return err
}

// Run passes again and again until its context ends.
func (r *Reconciler) Run(ctx context.Context, every time.Duration) {
	for ctx.Err() == nil {
		// A pass that hangs must not keep the next from trying.
		one, cancel := context.WithTimeout(ctx, max(every, time.Minute)+Apart)
		result, err := r.Pass(one)
		cancel()
		if err != nil {
			log.Printf("reconcile: %v", err)
		} else if result.Found[Missing]+result.Found[Different]+result.Found[Surplus] > 0 {
			log.Printf("reconcile: %s", result)
		}
		select {
		case <-ctx.Done():
		case <-time.After(every):
		}
	}
}
