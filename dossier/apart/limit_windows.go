package apart

import (
	"fmt"
	"unsafe"

	"golang.org/x/sys/windows"
)

// cpuSeconds is the processor time of a child, for all files that it serves: the
// parent kills by the clock what takes too long for one.
const cpuSeconds = 900

// limit bounds this process by a job of its own, which dies with it and in which no
// second process may be.
func limit() error {
	job, err := windows.CreateJobObject(nil, nil)
	if err != nil {
		return fmt.Errorf("make job: %w", err)
	}
	var info windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION
	info.ProcessMemoryLimit = memory
	info.BasicLimitInformation.PerProcessUserTimeLimit = cpuSeconds * 10_000_000 // of 100 ns
	info.BasicLimitInformation.ActiveProcessLimit = 1
	info.BasicLimitInformation.LimitFlags = windows.JOB_OBJECT_LIMIT_PROCESS_MEMORY | windows.JOB_OBJECT_LIMIT_PROCESS_TIME |
		windows.JOB_OBJECT_LIMIT_ACTIVE_PROCESS | windows.JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION
	if _, err := windows.SetInformationJobObject(job, windows.JobObjectExtendedLimitInformation, uintptr(unsafe.Pointer(&info)), uint32(unsafe.Sizeof(info))); err != nil {
		return fmt.Errorf("set limit: %w", err)
	}
	if err := windows.AssignProcessToJobObject(job, windows.CurrentProcess()); err != nil {
		return fmt.Errorf("enter job: %w", err)
	}
	return nil // the handle is kept: the job lives as long as the process
}
