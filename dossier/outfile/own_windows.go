package outfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// Windows takes no notice of modes: who may read a file stands in its access list, and a new file inherits that of
// its folder. So what is to be the owner's alone is made with a list of its own, which names the user of this process
// and nobody else, and which inherits nothing. On FAT there are no lists, and the system passes over it.

// ownersList is such a list; what is made in a folder that has it inherits it.
func ownersList() (*windows.SECURITY_DESCRIPTOR, error) {
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return nil, fmt.Errorf("ask who the user is: %w", err)
	}
	return windows.SecurityDescriptorFromString("D:P(A;OICI;FA;;;" + user.User.Sid.String() + ")")
}

func ownersAttributes() (*windows.SecurityAttributes, error) {
	list, err := ownersList()
	if err != nil {
		return nil, err
	}
	return &windows.SecurityAttributes{Length: uint32(unsafe.Sizeof(windows.SecurityAttributes{})), SecurityDescriptor: list}, nil
}

// longPath is the name as calls of the system take it at any length, where the os package does not stand between.
func longPath(name string) (*uint16, error) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return nil, err
	}
	switch {
	case len(abs) < 240 || strings.HasPrefix(abs, `\\?\`):
	case strings.HasPrefix(abs, `\\`):
		abs = `\\?\UNC\` + abs[2:]
	default:
		abs = `\\?\` + abs
	}
	return windows.UTF16PtrFromString(abs)
}

// createOwn makes a new file that is its owner's alone from its first moment: a list that is set later would leave
// a moment in which another may open it, and keep it open.
func createOwn(name string) (*os.File, error) {
	at, err := longPath(name)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	attributes, err := ownersAttributes()
	if err != nil {
		return nil, err
	}
	h, err := windows.CreateFile(at, windows.GENERIC_READ|windows.GENERIC_WRITE, windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE,
		attributes, windows.CREATE_NEW, windows.FILE_ATTRIBUTE_NORMAL, 0)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return os.NewFile(uintptr(h), name), nil
}

// MakeDir makes a folder that only its owner may enter, and so all that is made in it.
func MakeDir(name string) error {
	at, err := longPath(name)
	if err != nil {
		return &fs.PathError{Op: "mkdir", Path: name, Err: err}
	}
	attributes, err := ownersAttributes()
	if err != nil {
		return err
	}
	if err := windows.CreateDirectory(at, attributes); err != nil {
		return &fs.PathError{Op: "mkdir", Path: name, Err: err}
	}
	return nil
}

// OwnDir makes a folder that is there its owner's alone, with all that lies in it and inherits from it. One that is so
// already is left as it is. File systems without lists refuse.
func OwnDir(name string) error {
	abs, err := filepath.Abs(name)
	if err != nil {
		return err
	}
	now, err := windows.GetNamedSecurityInfo(abs, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION)
	if err != nil {
		return &fs.PathError{Op: "own", Path: name, Err: err}
	}
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return fmt.Errorf("ask who the user is: %w", err)
	}
	if letsIn(now.String(), user.User.Sid.String()) {
		return nil
	}
	want, err := ownersList()
	if err != nil {
		return err
	}
	list, _, err := want.DACL()
	if err != nil {
		return err
	}
	err = windows.SetNamedSecurityInfo(abs, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION|windows.PROTECTED_DACL_SECURITY_INFORMATION, nil, nil, list, nil)
	if err != nil {
		return &fs.PathError{Op: "own", Path: name, Err: err}
	}
	return nil
}

// letsIn tells whether a list, as SDDL, lets in the user and nobody else. The system itself does not count: it may do all
// without being named.
func letsIn(list, user string) bool {
	_, list, found := strings.Cut(list, "(")
	for e := range strings.SplitSeq(strings.TrimSuffix(list, ")"), ")(") {
		if strings.HasPrefix(e, "A;") && !strings.HasSuffix(e, ";SY") && !strings.HasSuffix(e, ";"+user) {
			return false
		}
	}
	return found
}

// patience is how long a file that another program holds is waited for.
const patience = time.Second

// retried calls an operation again for a second while another program has the file open: a virus scanner, the search
// index or a program that synchronises reads every new file, and Windows lets nobody rename or remove it meanwhile.
func retried(act func() error) error {
	end := time.Now().Add(patience)
	for wait := 5 * time.Millisecond; ; wait = min(2*wait, 100*time.Millisecond) {
		err := act()
		if err == nil || !held(err) || time.Now().After(end) {
			return err
		}
		time.Sleep(wait)
	}
}

// held tells whether a file could not be had because somebody else has it. A scanner that is about to remove a file, and
// one whose removal waits for the last handle, answer "access denied".
func held(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION) ||
		errors.Is(err, windows.ERROR_ACCESS_DENIED) || errors.Is(err, windows.ERROR_USER_MAPPED_FILE)
}
