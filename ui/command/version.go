package command

import (
	"context"
	"runtime"
)

func versionCommand(c *call) command {
	return command{name: "version", args: "", run: c.runVersion}
}

func (c *call) runVersion(context.Context) error {
	if c.json {
		return c.printJSON(struct {
			Version string `json:"version"`
			Go      string `json:"go"`
			System  string `json:"system"`
		}{c.Version, runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH})
	}
	return c.print("probata " + c.Version + " (" + runtime.Version() + ", " + runtime.GOOS + "/" + runtime.GOARCH + ")\n")
}
