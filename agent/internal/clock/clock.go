// Package clock measures how long ago something was. It never tells the time of day: nothing that must be closed in time
// may depend on a clock that somebody sets.
package clock

import (
	"time"

	"golang.org/x/sys/unix"
)

// Clock gives the time since some fixed moment. It only grows.
type Clock func() time.Duration

// Boot is the time since the machine was started, with the time that it slept: CLOCK_MONOTONIC, which Go's own timers
// use, stands still in a sleep, and a lease must not (clock_gettime(2)).
func Boot() time.Duration {
	var now unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_BOOTTIME, &now); err != nil {
		panic("no CLOCK_BOOTTIME: " + err.Error()) // Linux has it since 2.6.39
	}
	return time.Duration(now.Nano())
}
