package reconcile

import (
	"context"

	clientv3 "go.etcd.io/etcd/client/v3"
	"golang.org/x/sync/errgroup"
)

// Bytes of one transaction: etcd refuses more than 1.5 MiB (--max-request-bytes).
const bytesPerTxn = 1 << 20

// change is one write, made only where the key is still as it was seen.
type change struct {
	kind Kind
	seen int64
	op   clientv3.Op
	size int
}

// repair makes the differences good and tells how many of each kind it has. What the mirror itself has written in between
// is left to it.
func (r *Reconciler) repair(ctx context.Context, scope Scope, differences []Difference) (map[Kind]int, error) {
	var lost []string
	for _, d := range differences {
		if d.Kind != Surplus {
			lost = append(lost, d.Key)
		}
	}
	// Read again, right before it is written: newer than what was compared, and a key that was deleted since stays so.
	wanted, err := values(ctx, r.Source, scope.Source, lost, 0)
	if err != nil {
		return nil, err
	}
	var changes []change
	for _, d := range differences {
		key := scope.Destination + d.Key
		if d.Kind == Surplus {
			changes = append(changes, change{d.Kind, d.Copy, clientv3.OpDelete(key), len(key)})
		} else if kv := wanted[d.Key]; kv != nil {
			changes = append(changes, change{d.Kind, d.Copy, clientv3.OpPut(key, string(kv.Value)), len(key) + len(kv.Value)})
		}
	}

	batches := batch(changes)
	done := make([][]change, len(batches))
	group, inner := errgroup.WithContext(ctx)
	group.SetLimit(workers)
	for i, some := range batches {
		group.Go(func() (err error) {
			done[i], err = r.write(inner, some)
			return err
		})
	}
	err = group.Wait()
	count := map[Kind]int{}
	for _, some := range done {
		for _, c := range some {
			count[c.kind]++
		}
	}
	return count, err
}

// write makes all changes in one transaction, or one by one where a key is no longer as it was seen.
func (r *Reconciler) write(ctx context.Context, changes []change) ([]change, error) {
	answer, err := r.Destination.Txn(ctx).If(conditions(changes)...).Then(operations(changes)...).Commit()
	if err != nil || answer.Succeeded {
		return changes, err
	}
	if len(changes) == 1 {
		return nil, nil
	}
	var done []change
	for i := range changes {
		one, err := r.write(ctx, changes[i:i+1])
		if err != nil {
			return done, err
		}
		done = append(done, one...)
	}
	return done, nil
}

func conditions(changes []change) []clientv3.Cmp {
	all := make([]clientv3.Cmp, len(changes))
	for i, c := range changes {
		all[i] = clientv3.Compare(clientv3.ModRevision(string(c.op.KeyBytes())), "=", c.seen) // 0: it is not there
	}
	return all
}

func operations(changes []change) []clientv3.Op {
	all := make([]clientv3.Op, len(changes))
	for i, c := range changes {
		all[i] = c.op
	}
	return all
}

func batch(changes []change) [][]change {
	var batches [][]change
	size := 0
	for _, c := range changes {
		last := len(batches) - 1
		if last < 0 || len(batches[last]) == keysPerTxn || size+c.size > bytesPerTxn {
			batches = append(batches, nil)
			last, size = last+1, 0
		}
		batches[last] = append(batches[last], c)
		size += c.size
	}
	return batches
}
