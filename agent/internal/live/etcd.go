package live

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"
	"go.uber.org/zap"
)

// Etcd is a real one with a single member.
type Etcd struct {
	*Process
	t         *testing.T
	URL       string
	arguments []string
	Client    *clientv3.Client
}

// StartEtcd starts an empty one: the token tells clusters apart.
func StartEtcd(t *testing.T, token string) *Etcd {
	t.Helper()
	url, peer := fmt.Sprintf("http://127.0.0.1:%d", Port(t)), fmt.Sprintf("http://127.0.0.1:%d", Port(t))
	e := &Etcd{t: t, URL: url, arguments: []string{
		"--data-dir", t.TempDir(), "--listen-client-urls", url, "--advertise-client-urls", url, "--listen-peer-urls", peer,
		"--initial-advertise-peer-urls", peer, "--initial-cluster", "default=" + peer, "--initial-cluster-token", token,
		"--unsafe-no-fsync", "--log-level", "error",
	}}
	e.Process = Start(t, Program(t, "etcd"), e.arguments...)
	client, err := clientv3.New(clientv3.Config{Endpoints: []string{url}, Logger: zap.NewNop()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Close() })
	e.Client = client
	Until(t, 20*time.Second, "etcd", func() bool {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err := client.Get(ctx, "x")
		return err == nil
	})
	return e
}

// Mirror runs etcdctl make-mirror until the test ends.
func Mirror(t *testing.T, from, to *Etcd, prefix, into string) *Process {
	t.Helper()
	return Start(t, Program(t, "etcdctl"), "--endpoints", from.URL, "make-mirror", "--prefix", prefix, "--dest-prefix", into,
		strings.TrimPrefix(to.URL, "http://"))
}

// Put writes many keys, <prefix>00000 and so on, of so many bytes.
func (e *Etcd) Put(from, to int, prefix, value string) {
	e.t.Helper()
	for begin := from; begin < to; begin += 100 {
		var puts []clientv3.Op
		for i := begin; i < min(begin+100, to); i++ {
			puts = append(puts, clientv3.OpPut(fmt.Sprintf("%s%05d", prefix, i), value))
		}
		if _, err := e.Client.Txn(e.t.Context()).Then(puts...).Commit(); err != nil {
			e.t.Fatal(err)
		}
	}
}

// Delete removes the keys of one to another, without the latter.
func (e *Etcd) Delete(from, to int, prefix string) {
	e.t.Helper()
	key := func(i int) string { return fmt.Sprintf("%s%05d", prefix, i) }
	if _, err := e.Client.Delete(e.t.Context(), key(from), clientv3.WithRange(key(to))); err != nil {
		e.t.Fatal(err)
	}
}

// All gives every key below a prefix, without it, and its value.
func (e *Etcd) All(prefix string) map[string]string {
	e.t.Helper()
	answer, err := e.Client.Get(e.t.Context(), prefix, clientv3.WithPrefix())
	if err != nil {
		e.t.Fatal(err)
	}
	all := map[string]string{}
	for _, kv := range answer.Kvs {
		all[string(kv.Key)[len(prefix):]] = string(kv.Value)
	}
	return all
}
