package widget

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Icons are single-colour pictures by name ("case", "add"), drawn in whatever
// colour the place they stand in asks for.
type Icons map[string]fyne.Resource

// LoadIcons reads every .svg in the top folder of fsys; the name is the file
// name without its ending. The pictures must be filled shapes: Fyne recolours
// fills and leaves strokes alone.
func LoadIcons(fsys fs.FS) (Icons, error) {
	names, err := fs.Glob(fsys, "*.svg")
	if err != nil {
		return nil, fmt.Errorf("list icons: %w", err)
	}
	icons := make(Icons, len(names))
	for _, n := range names {
		data, err := fs.ReadFile(fsys, n)
		if err != nil {
			return nil, fmt.Errorf("read icon %s: %w", n, err)
		}
		key := strings.TrimSuffix(path.Base(n), ".svg")
		icons[key] = theme.NewThemedResource(fyne.NewStaticResource("probata-"+n, data))
	}
	return icons, nil
}

// iconFor maps Fyne's names to ours, so that Fyne's own parts (the clear button
// of an entry, a file dialog) are drawn with the same pen.
func iconFor(name fyne.ThemeIconName) (string, bool) {
	switch name {
	case theme.IconNameSearch:
		return "search", true
	case theme.IconNameContentAdd:
		return "add", true
	case theme.IconNameDelete:
		return "trash", true
	case theme.IconNameConfirm:
		return "check", true
	case theme.IconNameWarning, theme.IconNameError:
		return "warning", true
	case theme.IconNameInfo:
		return "info", true
	case theme.IconNameCancel, theme.IconNameContentClear:
		return "close", true
	case theme.IconNameArrowDropDown, theme.IconNameMoveDown:
		return "down", true
	case theme.IconNameArrowDropUp, theme.IconNameMoveUp:
		return "up", true
	case theme.IconNameNavigateNext:
		return "forward", true
	case theme.IconNameNavigateBack:
		return "back", true
	case theme.IconNameHistory:
		return "history", true
	case theme.IconNameSettings:
		return "settings", true
	case theme.IconNameContentUndo:
		return "undo", true
	case theme.IconNameContentRedo:
		return "redo", true
	case theme.IconNameContentCopy:
		return "copy", true
	case theme.IconNameVisibility:
		return "eye", true
	case theme.IconNameVisibilityOff:
		return "eye-off", true
	case theme.IconNameDocumentSave, theme.IconNameDownload:
		return "export", true
	case theme.IconNameMailAttachment:
		return "link", true
	}
	return "", false
}
