package session

import (
	"context"
	"sync"

	"probata/dossier/store"
)

// securing brings what was typed to the disk at once, one save at a time and
// beside the main goroutine, which may be drawing: the vault itself waits for a
// pause, and that may not come within the second which a key may take. What
// fails is told by the store, and tried again by the vault.
type securing struct {
	store *store.Store

	mu         sync.Mutex
	busy, more bool
}

// now begins a save, or has the one under way be followed by another.
func (s *securing) now() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.more = s.busy; !s.busy {
		s.busy = true
		go s.run()
	}
}

func (s *securing) run() {
	for {
		_ = s.store.Flush(context.Background())
		s.mu.Lock()
		if !s.more {
			s.busy = false
			s.mu.Unlock()
			return
		}
		s.more = false
		s.mu.Unlock()
	}
}
