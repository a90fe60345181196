package guard

import (
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"tripod-iac/agent/internal/clock"
	"tripod-iac/agent/internal/witness"
)

// Told is what the guard tells the outside: metrics, and pages for probes and people.
type Told struct {
	now clock.Clock

	mutex   sync.Mutex
	seen    time.Duration // when the guard last decided anything
	line    string
	isOpen  bool
	asked   time.Duration
	isHeard bool

	open, own, current prometheus.Gauge
	closings           prometheus.Histogram
	failures, openings prometheus.Counter
	answers            *prometheus.CounterVec
	servers            []witness.Server
}

// NewTold registers the metrics.
func NewTold(registry prometheus.Registerer, servers []witness.Server, lease time.Duration, now clock.Clock) *Told {
	gauge := func(name, help string) prometheus.Gauge {
		return prometheus.NewGauge(prometheus.GaugeOpts{Name: name, Help: help})
	}
	counter := func(name, help string) prometheus.Counter {
		return prometheus.NewCounter(prometheus.CounterOpts{Name: name, Help: help})
	}
	t := &Told{
		now:     now,
		seen:    now(),
		line:    "closed it has just started",
		open:    gauge("tripod_guard_open", "1 while what is guarded takes writes, 0 while it is closed."),
		own:     gauge("tripod_guard_epoch", "Epoch on record with what is guarded, 0 where it has none."),
		current: gauge("tripod_witness_epoch", "Epoch that a majority of the witness said last, 0 before the first."),
		closings: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "tripod_guard_close_seconds", Help: "How long closing took.",
			Buckets: []float64{0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5},
		}),
		failures: counter("tripod_guard_close_failures_total", "Closings that did not succeed within their limit."),
		openings: counter("tripod_guard_openings_total", "How often it was opened."),
		answers: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "tripod_witness_answers_total", Help: "Questions to a server of the witness, by what came of them.",
		}, []string{"server", "result"}),
		servers: servers,
	}
	age := prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "tripod_witness_confirmed_age_seconds",
		Help: "Time since the last question that a majority of the witness confirmed; -1 before the first.",
	}, t.age)
	limit := gauge("tripod_guard_lease_seconds", "Age of that confirmation at which it closes.")
	limit.Set(lease.Seconds())
	for _, server := range servers {
		for _, result := range []string{"word", "none", "silent"} {
			t.answers.WithLabelValues(server.Address, result)
		}
	}
	registry.MustRegister(t.open, t.own, t.current, t.closings, t.failures, t.openings, t.answers, age, limit)
	return t
}

func (t *Told) age() float64 {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	if !t.isHeard {
		return -1
	}
	return (t.now() - t.asked).Seconds()
}

func (t *Told) sight(s Sight) {
	t.mutex.Lock()
	t.seen = s.Now
	if s.Heard {
		t.asked, t.isHeard = s.Asked, true
	}
	t.mutex.Unlock()
	t.own.Set(float64(s.Own.Epoch))
	if s.Heard {
		t.current.Set(float64(s.Word.Epoch))
	}
}

func (t *Told) heard(h witness.Heard) {
	result := "word"
	switch {
	case isNoWord(h.Err):
		result = "none"
	case h.Err != nil:
		result = "silent"
	}
	t.answers.WithLabelValues(t.servers[h.Server].Address, result).Inc()
}

func (t *Told) closing(took time.Duration, err error) {
	t.closings.Observe(took.Seconds())
	if err != nil {
		t.failures.Inc()
	}
}

func (t *Told) opening() { t.openings.Inc() }

func (t *Told) state(word, more string) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	t.isOpen, t.line = word == "open", word+" "+more
	t.open.Set(0)
	if t.isOpen {
		t.open.Set(1)
	}
}

// Serve adds /state (`open 7`, or `closed` and why), /open (200 while it is open, else 503: for probes of readiness) and
// /healthz (200 while the guard is at work: for probes of life).
func (t *Told) Serve(mux *http.ServeMux, stuck time.Duration) {
	page := func(path string, good func() bool) {
		mux.HandleFunc("GET "+path, func(w http.ResponseWriter, _ *http.Request) {
			t.mutex.Lock()
			defer t.mutex.Unlock()
			if !good() {
				w.WriteHeader(http.StatusServiceUnavailable)
			}
			fmt.Fprintln(w, t.line)
		})
	}
	page("/state", func() bool { return true })
	page("/open", func() bool { return t.isOpen })
	page("/healthz", func() bool { return t.now()-t.seen < stuck })
}
