//go:build !windows

package ui

import "context"

// watchMessages does nothing: here the system tells over D-Bus, or nobody does.
func (*Window) watchMessages(context.Context) {}
