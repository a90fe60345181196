package reconcile

import (
	"context"
	"crypto/sha256"
	"errors"

	"go.etcd.io/etcd/api/v3/mvccpb"
	"go.etcd.io/etcd/api/v3/v3rpc/rpctypes"
	clientv3 "go.etcd.io/etcd/client/v3"
	"golang.org/x/sync/errgroup"
)

const (
	keysPerPage   = 10_000
	valuesPerPage = 2_000 // 3 MB with values of 1.5 KB
	keysPerTxn    = 64    // below etcd's --max-txn-ops of 128, and small enough for large values
	workers       = 4     // so many requests are under way at once: a round trip of 30 ms is what takes time
)

func hash(value []byte) Hash {
	sum := sha256.Sum256(value)
	return Hash(sum[:16])
}

// list reads a key space as it was at one revision. Values are read only where a key was written since the last look;
// known is what that one saw.
func list(ctx context.Context, client *clientv3.Client, prefix string, known map[string]Entry) (map[string]Entry, error) {
	seen, err := listOnce(ctx, client, prefix, known)
	if errors.Is(err, rpctypes.ErrCompacted) { // it took so long that its revision was compacted
		seen, err = listOnce(ctx, client, prefix, known)
	}
	return seen, err
}

func listOnce(ctx context.Context, client *clientv3.Client, prefix string, known map[string]Entry) (map[string]Entry, error) {
	seen := make(map[string]Entry, len(known))
	if len(known) == 0 {
		_, err := pages(ctx, client, prefix, 0, valuesPerPage, func(kv *mvccpb.KeyValue) {
			seen[string(kv.Key)[len(prefix):]] = Entry{kv.ModRevision, hash(kv.Value)}
		})
		return seen, err
	}
	var unread []string
	revision, err := pages(ctx, client, prefix, 0, keysPerPage, func(kv *mvccpb.KeyValue) {
		key := string(kv.Key)[len(prefix):]
		if was, has := known[key]; has && was.Mod == kv.ModRevision {
			seen[key] = was
		} else {
			unread = append(unread, key)
		}
	}, clientv3.WithKeysOnly())
	if err != nil {
		return nil, err
	}
	if len(unread) > len(seen)/4 { // page by page is quicker than key by key
		_, err = pages(ctx, client, prefix, revision, valuesPerPage, func(kv *mvccpb.KeyValue) {
			seen[string(kv.Key)[len(prefix):]] = Entry{kv.ModRevision, hash(kv.Value)}
		})
		return seen, err
	}
	found, err := values(ctx, client, prefix, unread, revision)
	for key, kv := range found {
		seen[key] = Entry{kv.ModRevision, hash(kv.Value)}
	}
	return seen, err
}

// pages reads a prefix at one revision: the newest where it is 0, which is linearizable and so none of a member that is
// behind. It gives the revision.
func pages(ctx context.Context, client *clientv3.Client, prefix string, revision int64, size int64, each func(*mvccpb.KeyValue),
	options ...clientv3.OpOption) (int64, error) {
	from, end := prefix, clientv3.GetPrefixRangeEnd(prefix)
	for {
		with := append([]clientv3.OpOption{clientv3.WithRange(end), clientv3.WithLimit(size), clientv3.WithRev(revision)}, options...)
		page, err := client.Get(ctx, from, with...)
		if err != nil {
			return 0, err
		}
		if revision == 0 {
			revision = page.Header.Revision
		}
		for _, kv := range page.Kvs {
			each(kv)
		}
		if !page.More || len(page.Kvs) == 0 {
			return revision, nil
		}
		from = string(page.Kvs[len(page.Kvs)-1].Key) + "\x00"
	}
}

// values reads single keys, many at a time; revision 0 is the newest. What is not there is left out.
func values(ctx context.Context, client *clientv3.Client, prefix string, keys []string, revision int64) (map[string]*mvccpb.KeyValue, error) {
	chunks := chunk(keys, keysPerTxn)
	answers := make([]*clientv3.TxnResponse, len(chunks))
	group, inner := errgroup.WithContext(ctx)
	group.SetLimit(workers)
	for i, some := range chunks {
		group.Go(func() (err error) {
			gets := make([]clientv3.Op, len(some))
			for j, key := range some {
				gets[j] = clientv3.OpGet(prefix+key, clientv3.WithRev(revision))
			}
			answers[i], err = client.Txn(inner).Then(gets...).Commit()
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	found := map[string]*mvccpb.KeyValue{}
	for _, answer := range answers {
		for _, one := range answer.Responses {
			for _, kv := range one.GetResponseRange().Kvs {
				found[string(kv.Key)[len(prefix):]] = kv
			}
		}
	}
	return found, nil
}

func chunk[T any](all []T, size int) [][]T {
	var chunks [][]T
	for ; len(all) > size; all = all[size:] {
		chunks = append(chunks, all[:size:size])
	}
	if len(all) > 0 {
		chunks = append(chunks, all)
	}
	return chunks
}
