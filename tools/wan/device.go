package main

import (
	"errors"
	"syscall"
	"unsafe"
)

// TUNSETIFF and its flags (linux/if_tun.h).
const (
	tunSetIff = 0x400454ca
	iffTun    = 0x0001
	iffNoPi   = 0x1000
)

// open attaches to a TUN device that exists.
func open(name string) (int, error) {
	if len(name) >= syscall.IFNAMSIZ {
		return 0, errors.New("a longer name than an interface may have")
	}
	device, err := syscall.Open("/dev/net/tun", syscall.O_RDWR, 0)
	if err != nil {
		return 0, err
	}
	var request struct {
		name  [syscall.IFNAMSIZ]byte
		flags uint16
		_     [22]byte
	}
	copy(request.name[:], name)
	request.flags = iffTun | iffNoPi
	_, _, code := syscall.Syscall(syscall.SYS_IOCTL, uintptr(device), tunSetIff, uintptr(unsafe.Pointer(&request)))
	if code != 0 {
		return 0, code
	}
	return device, nil
}
