package vault

import (
	"errors"
	"fmt"
	"runtime"
	"unsafe"

	"golang.org/x/sys/windows"
)

// residentBytes of the process are kept out of the page file, as far as the system has the memory: about what a
// large open case takes.
const residentBytes = 192 << 20

// Rights to this process that its user keeps for other programs of his: to see that it runs, to wait for it and to end
// it. Without PROCESS_VM_READ nobody reads its memory.
const outsiders = windows.PROCESS_QUERY_LIMITED_INFORMATION | windows.PROCESS_TERMINATE | windows.SYNCHRONIZE | windows.READ_CONTROL

// Harden keeps the memory of the program, in which cases lie open, out of what Windows keeps of crashes, away from
// debuggers of the same user, and what a large case takes out of the page file; and it loads no library out of the
// folder in which it was started. Files take their rights from outfile. The program calls it first thing.
//
// It cannot keep memory out of hibernation, nor away from administrators. No memory is locked singly (VirtualLock): the
// key goes through libraries that copy it, and a lock on one copy would promise what it does not hold.
func Harden() error {
	stayResident()
	return errors.Join(noReports(), noDebuggers(), noStrangeLibraries())
}

// noReports keeps the heap out of the error reports that Windows writes when a program crashes.
func noReports() error {
	windows.SetErrorMode(windows.SEM_FAILCRITICALERRORS | windows.SEM_NOGPFAULTERRORBOX | windows.SEM_NOOPENFILEERRORBOX)
	const withoutHeap = 1 // WER_FAULT_REPORTING_FLAG_NOHEAP
	set := kernel("WerSetFlags")
	if set.Find() != nil {
		return nil // without error reporting there are no reports
	}
	if result, _, _ := set.Call(withoutHeap); int32(result) < 0 {
		return fmt.Errorf("forbid reports of crashes: %#x", result)
	}
	return nil
}

func kernel(name string) *windows.LazyProc {
	return windows.NewLazySystemDLL("kernel32.dll").NewProc(name)
}

// noDebuggers takes from other programs of the user the right to read this one's memory. The second entry is for the
// owner, who could otherwise give the right back to himself.
func noDebuggers() error {
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return fmt.Errorf("forbid debuggers: %w", err)
	}
	list, err := windows.SecurityDescriptorFromString(fmt.Sprintf("D:P(A;;%#x;;;%s)(A;;%#x;;;OW)", uint32(outsiders), user.User.Sid, uint32(outsiders)))
	if err != nil {
		return fmt.Errorf("forbid debuggers: %w", err)
	}
	dacl, _, err := list.DACL()
	if err != nil {
		return fmt.Errorf("forbid debuggers: %w", err)
	}
	err = windows.SetSecurityInfo(windows.CurrentProcess(), windows.SE_KERNEL_OBJECT, windows.DACL_SECURITY_INFORMATION|windows.PROTECTED_DACL_SECURITY_INFORMATION, nil, nil, dacl, nil)
	runtime.KeepAlive(list)
	if err != nil {
		return fmt.Errorf("forbid debuggers: %w", err)
	}
	return nil
}

// stayResident asks that so much of the process stays in memory. A computer that has not so much answers no, and
// that is no fault: it is told nowhere, as nothing follows from it for the user.
func stayResident() {
	_ = windows.SetProcessWorkingSetSizeEx(windows.CurrentProcess(), residentBytes, 2*residentBytes, windows.QUOTA_LIMITS_HARDWS_MIN_ENABLE|windows.QUOTA_LIMITS_HARDWS_MAX_DISABLE)
}

// noStrangeLibraries takes the current folder out of the places where libraries are looked for.
func noStrangeLibraries() error {
	var none [1]uint16
	if ok, _, err := kernel("SetDllDirectoryW").Call(uintptr(unsafe.Pointer(&none[0]))); ok == 0 {
		return fmt.Errorf("forbid libraries of the current folder: %w", err)
	}
	return nil
}
