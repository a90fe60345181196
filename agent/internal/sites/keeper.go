package sites

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"tripod-iac/agent/internal/clock"
	"tripod-iac/agent/internal/witness"
)

// Keeper keeps one record on all its servers as the sites answer, while it is its side's turn.
type Keeper struct {
	Sites      []Site
	Record     Record
	Servers    []witness.Server
	Witness    []witness.Server
	Self       string
	Lease      time.Duration
	Poll       time.Duration
	Every      time.Duration
	Rise, Fall int
	Probe      *Probe
	Now        clock.Clock

	up      *prometheus.GaugeVec
	turn    prometheus.Gauge
	updates *prometheus.CounterVec
	health  []Health
	said    map[string]string
	mutex   sync.Mutex
	line    string
}

// Register adds the metrics.
func (k *Keeper) Register(registry prometheus.Registerer) {
	k.up = prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "tripod_sites_up", Help: "1 for a site that answers, 0 for one that does not."}, []string{"site"})
	k.turn = prometheus.NewGauge(prometheus.GaugeOpts{Name: "tripod_sites_turn", Help: "1 while it is our side's turn: nothing is changed otherwise."})
	k.updates = prometheus.NewCounterVec(prometheus.CounterOpts{Name: "tripod_sites_updates_total", Help: "Updates of the record, by what came of them."}, []string{"server", "result"})
	registry.MustRegister(k.up, k.turn, k.updates)
}

// Run keeps the record until its context ends. The last record stays.
func (k *Keeper) Run(ctx context.Context) {
	ballot := witness.NewBallot(len(k.Witness))
	heard := witness.Watch(ctx, k.Witness, k.Record.Epoch, k.Poll, k.Now)
	k.health = make([]Health, len(k.Sites))
	k.said = map[string]string{}
	tick := time.NewTicker(k.Every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case h := <-heard:
			if h.Err == nil {
				ballot.Hear(h.Server, h.Word, h.Asked)
			}
			continue
		case <-tick.C:
		}
		k.probe(ctx)
		// What came while the sites were asked.
		for more := true; more; {
			select {
			case h := <-heard:
				if h.Err == nil {
					ballot.Hear(h.Server, h.Word, h.Asked)
				}
			default:
				more = false
			}
		}
		word, asked, found := ballot.Majority()
		turn := found && word.Side == k.Self && k.Now() < asked+k.Lease
		k.tell(word, found, turn)
		if turn {
			k.keep(ctx, word)
		}
	}
}

// probe asks all sites at the same time.
func (k *Keeper) probe(ctx context.Context) {
	failed := make([]error, len(k.Sites))
	var all sync.WaitGroup
	for i, site := range k.Sites {
		all.Go(func() { failed[i] = k.Probe.Ask(ctx, site.Address) })
	}
	all.Wait()
	for i, site := range k.Sites {
		before := k.health[i].State()
		k.health[i].See(failed[i] == nil, k.Rise, k.Fall)
		if now := k.health[i].State(); now != before {
			log.Printf("sites: %s is %s: %v", site.Name, now, failed[i])
		}
	}
}

// keep brings every server's record to where the sites' states want it, each by itself.
func (k *Keeper) keep(ctx context.Context, word witness.Word) {
	states := make([]State, len(k.health))
	for i := range k.health {
		states[i] = k.health[i].State()
	}
	var all sync.WaitGroup
	lines := make([]string, len(k.Servers))
	for i, server := range k.Servers {
		all.Go(func() { lines[i] = k.keepOn(ctx, server, word, states) })
	}
	all.Wait()
	for i, server := range k.Servers {
		if lines[i] != "" && lines[i] != k.said[server.Address] {
			log.Printf("sites: %s", lines[i])
		}
		k.said[server.Address] = lines[i]
	}
}

func (k *Keeper) keepOn(ctx context.Context, server witness.Server, word witness.Word, states []State) string {
	limited, cancel := context.WithTimeout(ctx, k.Lease/2)
	defer cancel()
	current, err := k.Record.Read(limited, server)
	if err != nil {
		return err.Error()
	}
	want, ours := Want(k.Sites, states, current)
	if !ours {
		return fmt.Sprintf("%s: %s leads to [%s], not here: only a plan leads it", server.Address, k.Record.Name, strings.Join(current, " "))
	}
	if slices.Equal(want, current) {
		return ""
	}
	if err := k.Record.Write(limited, server, word, current, want); err != nil {
		k.updates.WithLabelValues(server.Address, "failed").Inc()
		return err.Error()
	}
	k.updates.WithLabelValues(server.Address, "done").Inc()
	return fmt.Sprintf("%s: %s leads to [%s] now, before to [%s]", server.Address, k.Record.Name, strings.Join(want, " "), strings.Join(current, " "))
}

func (k *Keeper) tell(word witness.Word, found, turn bool) {
	line := "waiting: no majority of the witness has been heard"
	if found {
		line = "waiting: the epoch is " + word.String()
	}
	k.turn.Set(0)
	if turn {
		k.turn.Set(1)
		line = "keeping: the epoch is " + word.String()
	}
	for i, site := range k.Sites {
		state := k.health[i].State()
		k.up.WithLabelValues(site.Name).Set(map[State]float64{Up: 1}[state])
		line += fmt.Sprintf(", %s %s", site.Name, state)
	}
	k.mutex.Lock()
	k.line = line
	k.mutex.Unlock()
}

// Serve adds /state and /healthz.
func (k *Keeper) Serve(mux *http.ServeMux) {
	for _, path := range []string{"/state", "/healthz"} {
		mux.HandleFunc("GET "+path, func(w http.ResponseWriter, _ *http.Request) {
			k.mutex.Lock()
			defer k.mutex.Unlock()
			fmt.Fprintln(w, k.line)
		})
	}
}
