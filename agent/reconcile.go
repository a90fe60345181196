package main

import (
	"context"
	"crypto/tls"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"go.etcd.io/etcd/client/pkg/v3/transport"
	clientv3 "go.etcd.io/etcd/client/v3"
	"go.uber.org/zap"
	"tripod-iac/agent/internal/clock"
	"tripod-iac/agent/internal/page"
	"tripod-iac/agent/internal/reconcile"
)

// side is how one etcd is reached.
type side struct {
	name, cacert, cert, key string
	urls                    list
}

func (s *side) define(set *flag.FlagSet) {
	set.Var(&s.urls, s.name, "`URL` of a member, https; as often as there are members")
	set.StringVar(&s.cacert, s.name+"-cacert", "", "`FILE` with the authority of its certificates")
	set.StringVar(&s.cert, s.name+"-cert", "", "`FILE` with the certificate shown to it")
	set.StringVar(&s.key, s.name+"-key", "", "`FILE` with the key of that certificate")
}

func (s *side) check(f *faults, plaintext bool) {
	f.add(len(s.urls) > 0, "--%s: got none, want the URL of a member", s.name)
	for _, url := range s.urls {
		http := plaintext && strings.HasPrefix(url, "http://")
		f.add(http || strings.HasPrefix(url, "https://"), "--%s: got %s, want https://; for a test on one host: --plaintext", s.name, url)
	}
	f.add(plaintext || s.cacert != "", "--%s-cacert: got none, want the authority of its certificates", s.name)
	f.add((s.cert == "") == (s.key == ""), "--%s-cert and --%s-key: got one of them, want both or none", s.name, s.name)
}

func (s *side) connect() (*clientv3.Client, error) {
	var secured *tls.Config
	if s.cacert != "" {
		var err error
		secured, err = transport.TLSInfo{TrustedCAFile: s.cacert, CertFile: s.cert, KeyFile: s.key}.ClientConfig()
		if err != nil {
			return nil, fmt.Errorf("--%s: %w", s.name, err)
		}
	}
	return clientv3.New(clientv3.Config{
		Endpoints: s.urls, TLS: secured, Logger: zap.NewNop(), DialTimeout: 5 * time.Second,
		// A peer that is gone without a word is noticed, so that another member is asked.
		DialKeepAliveTime: 10 * time.Second, DialKeepAliveTimeout: 5 * time.Second,
	})
}

func runReconcile(ctx context.Context, arguments []string) (int, error) {
	source, destination := side{name: "source"}, side{name: "destination"}
	var prefixes list
	var r reconcile.Reconciler
	set := flag.NewFlagSet("reconcile", flag.ContinueOnError)
	source.define(set)
	destination.define(set)
	set.Var(&prefixes, "prefix", "`PREFIX` of keys that are mirrored, such as /apisix/; may be given several times")
	into := set.String("destination-prefix", "", "`PREFIX` before each of them at the destination, such as /mirror/production")
	every := set.Duration("every", time.Minute, "time between two passes")
	set.BoolVar(&r.Once, "once", false, "one pass that trusts a single look, for a mirror that stands still; ends with 1 where a difference is left")
	set.BoolVar(&r.DryRun, "dry-run", false, "compare only")
	set.BoolVar(&r.AllowMassDelete, "allow-mass-delete", false, "delete even more than half of a copy")
	cold := set.Bool("cold-standby", false, "the destination is an etcd behind a fence, without API servers: allows /registry/ and --destination-prefix /")
	plaintext := set.Bool("plaintext", false, "allow http, for a test on one host")
	metrics := set.String("metrics", "", "`ADDR:PORT` of /metrics, /state and /healthz (default: none)")
	explain(set, "Usage: tripod-agent reconcile FLAGS...\n\n"+
		"Makes the copy that `etcdctl make-mirror --prefix P --dest-prefix <destination prefix>P` keeps equal to its source.\n"+
		"Run it at the destination. It repairs what differs in two looks 2 s apart, and touches no other key.\n\n")
	rest, err := parse(set, arguments)
	if err != nil {
		return 2, err
	}
	var f faults
	f.nothing(rest)
	f.add(*every >= time.Second, "--every: got %s, want at least 1s", *every)
	source.check(&f, *plaintext)
	destination.check(&f, *plaintext)
	scopes, wrong := reconcile.Scopes(prefixes, *into, *cold)
	f = append(f, wrong...)
	if err := f.err(); err != nil {
		return 2, err
	}

	r.Scopes = scopes
	for _, s := range []struct {
		*side
		client **clientv3.Client
	}{{&source, &r.Source}, {&destination, &r.Destination}} {
		client, err := s.connect()
		if err != nil {
			return 1, err
		}
		defer io.Closer(client).Close()
		*s.client = client
	}
	registry := prometheus.NewRegistry()
	r.Told = reconcile.NewTold(registry)
	if err := page.Serve(ctx, *metrics, registry, r.Told.Serve); err != nil {
		return 1, err
	}
	if r.Once {
		return once(ctx, &r)
	}
	if err := apart(ctx, &r); err != nil {
		return 1, err
	}
	reconcile.Measure(ctx, &r, clock.Boot)
	r.Run(ctx, *every)
	return 0, nil
}

func once(ctx context.Context, r *reconcile.Reconciler) (int, error) {
	limited, cancel := context.WithTimeout(ctx, 10*time.Minute)
	defer cancel()
	if err := apart(limited, r); err != nil {
		return 1, err
	}
	result, err := r.Pass(limited)
	fmt.Println(result)
	if err == nil && !r.DryRun && result.Found[reconcile.Missing]+result.Found[reconcile.Different]+result.Found[reconcile.Surplus] > 0 {
		// Believe what is there, not what was done.
		if result, err = r.Pass(limited); err == nil {
			fmt.Println(result)
		}
	}
	if err == nil && result.Left() > 0 {
		return 1, nil
	}
	return 0, err
}

// apart waits until both sides answer, and refuses where they are one.
func apart(ctx context.Context, r *reconcile.Reconciler) error {
	limited, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	err := r.CheckClusters(limited)
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("no answer within 30 s: %w", err)
	}
	return err
}
