// Probata without its window: the same commands, with no toolkit and no C compiler, so that it builds in seconds while one
// works on them and runs on servers and on systems that the window is not built for:
//
//	go run ./ui/command/probata list VAULT
package main

import (
	"os"

	"probata/assets"
	"probata/ui/command/program"
)

// version is what the program calls itself; the build may set it with -X.
var version = "0.1.0-dev"

func main() { os.Exit(program.Main(os.Args, assets.FS, version, nil)) }
