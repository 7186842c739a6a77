package apart

import (
	"context"

	"probata/dossier/intake"
	"probata/dossier/store"
)

// Within looks into files inside the program, as store.Options.Inspect asks for: for
// tests, and where the program cannot start itself. What breaks a reader then breaks
// the program.
func Within(by *intake.Inspector) func(context.Context, store.File) (store.Finding, error) {
	return func(ctx context.Context, f store.File) (store.Finding, error) {
		found, err := by.Inspect(ctx, intake.File(f))
		return store.Finding(found), err
	}
}
