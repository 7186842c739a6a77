package widget_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	. "probata/ui/widget"
	"probata/ui/widget/shot"
)

// galleryVar names a folder that keeps the pictures for eyes.
const galleryVar = "PROBATA_GALLERY"

func loadTheme(t testing.TB, v Variant) (*Theme, Icons) {
	t.Helper()
	face := func(name string) []byte {
		data, err := os.ReadFile(filepath.Join("../../assets/fonts/ui", name))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	icons, err := LoadIcons(os.DirFS("../../assets/icons"))
	if err != nil {
		t.Fatal(err)
	}
	th := NewTheme(v, ThemeFonts{Regular: face("Inter-Regular.ttf"), Bold: face("Inter-SemiBold.ttf"), Italic: face("Inter-Italic.ttf")})
	return th.WithIcons(icons), icons
}

var english = Words{
	Add: "Add", AddParagraph: "Add a paragraph", Remove: "Remove", MoveUp: "Move up", MoveDown: "Move down", Earlier: "Earlier paragraphs", Later: "Later paragraphs",
	Choose: "Choose", Open: "Open", Clear: "Clear", Close: "Close", Cancel: "Cancel", Search: "Search", NothingFound: "Nothing found",
	Show: "Show", Hide: "Hide", Yes: "Yes", No: "No", Unknown: "Not known", Required: "required",
}

var russian = Words{
	Add: "Добавить", AddParagraph: "Добавить абзац", Remove: "Удалить", MoveUp: "Выше", MoveDown: "Ниже", Earlier: "Предыдущие абзацы", Later: "Следующие абзацы",
	Choose: "Выбрать", Open: "Открыть", Clear: "Очистить", Close: "Закрыть", Cancel: "Отмена", Search: "Поиск", NothingFound: "Ничего не найдено",
	Show: "Показать", Hide: "Скрыть", Yes: "Да", No: "Нет", Unknown: "Неизвестно", Required: "обязательно",
}

func sampleSidebar() *Sidebar {
	rows := []SidebarRow{
		{"Akhmetov v. Kazakhstan", "HRC 4127/2025", "12 d"},
		{"S.K. — арест и пытки", "ӨС 2-117/26", "3 d"},
		{"Marginalised Groups and Others v. State party", "App. 51234/24", "41 d"},
		{"Journalists’ detention", "WGAD 2026/08", "—"},
		{"Жаңаөзен 2011: жәбірленушілер", "ТД-33", "90 d"},
		{"Disappearance of R.T.", "WGEID urgent", "1 d"},
	}
	s := NewSidebar(SidebarOptions{
		Title: "Probata", SearchHint: "Search all cases…", Primary: "New case", Empty: "No cases yet.",
		Footer: []fyne.CanvasObject{NewQuietButton("Settings", icon("settings"), nil), NewQuietButton("Lock", icon("lock"), nil)},
	})
	s.SetRows(func(i int) SidebarRow { return rows[i] }, len(rows))
	s.Select(0)
	return s
}

var galleryIcons Icons

func icon(name string) fyne.Resource { return galleryIcons[name] }

func sampleHead(selected string) fyne.CanvasObject {
	h := NewHeader(NewButton("Undo", icon("undo"), nil), NewPrimaryButton("Export submission", icon("export"), nil))
	h.Set("Akhmetov v. Kazakhstan", "HRC 4127/2025 · UN Human Rights Committee · Arts. 7, 9, 14 ICCPR",
		NewChip("Pending", Info), NewChip("Reply due in 12 days", Warning))
	tabs := NewTabs([]Tab{
		{Key: "overview", Label: "Overview"},
		{Key: "parties", Label: "Parties"},
		{Key: "timeline", Label: "Timeline"},
		{Key: "quotes", Label: "Quotes"},
		{Key: "sources", Label: "Sources"},
		{Key: "law", Label: "Law"},
		{Key: "remedies", Label: "Remedies"},
		{Key: "submissions", Label: "Submissions", Badge: 3, Kind: Danger},
		{Key: "history", Label: "History"},
	}, nil)
	tabs.Select(selected)
	pad := layout.NewCustomPaddedLayout(18, 0, 20, 20)
	return container.New(pad, container.NewVBox(h, tabs))
}

func screen(selected string, body fyne.CanvasObject) fyne.CanvasObject {
	status := NewStatusLine()
	status.Set(Saved, "All changes saved")
	main := container.NewBorder(sampleHead(selected), container.New(layout.NewCustomPaddedLayout(0, 6, 22, 22), status), nil, nil,
		container.New(layout.NewCustomPaddedLayout(12, 6, 20, 20), body))
	return NewSplit(sampleSidebar(), main, 0.19)
}

func sampleForm(words Words) *Form {
	f := NewForm()
	f.Section("Case", "")
	title := NewTextField("title", "", 1)
	title.SetText("Akhmetov v. Kazakhstan")
	f.Add(title, "Title", "", true)
	forum := NewChoiceField("forum", "Choose a body", []Option{{"hrc", "Human Rights Committee", ""}, {"wgad", "Working Group on Arbitrary Detention", ""}}, words)
	forum.Set("wgad")
	f.Add(forum, "Body", "", false)
	date := NewDateField("filed", "Day, month or year", func(s string) (string, string) { return "about 5 January 2022 (day known, hour not)", "" })
	date.SetText("c. 05.01.2022")
	f.Add(date, "Filed on", "", false)
	exhausted := NewYesNoField("exhausted", words)
	exhausted.Set(No)
	f.Add(exhausted, "Domestic remedies exhausted", "Art. 5 (2) (b) of the Optional Protocol", false)
	states := NewChoicesField("articles", "Add", []Option{{"7", "Art. 7", ""}, {"9", "Art. 9", ""}, {"14", "Art. 14", ""}, {"19", "Art. 19", ""}, {"21", "Art. 21", ""}}, words)
	states.Set([]string{"7", "9", "14"})
	f.Add(states, "Provisions", "", false)
	link := NewLinkField("author", "Choose a party", words, nil)
	link.Set(Option{Key: "p1", Label: "Айгүл Әбдірахманқызы Нұрланова"})
	f.Add(link, "Author", "", true)
	link.SetProblem("There is no consent of this person for a submission to the Working Group.")
	f.Section("Facts", "What happened, in numbered paragraphs.")
	text := NewParagraphsField("facts", words)
	text.SetText("The applicant was detained on 5 January 2022 near the Republic Square. He was not told the reasons for the arrest, and no lawyer was present during the first nine hours.\n\n" +
		"Заявитель был задержан 5 января 2022 года возле площади Республики. Ему не сообщили причин задержания.\n\n" +
		"Өтініш беруші 2022 жылғы 5 қаңтарда Республика алаңының жанында ұсталды; қорғаушының өтініші қабылданбады.")
	f.Add(text, "Summary of facts", "", false)
	return f
}

func sampleInspector() *Inspector {
	p := NewInspector()
	p.SetSections(
		InspectorSection{Title: "Problems", Kind: Danger, Count: true, Rows: []ClickRow{
			{Icon: icon("warning"), Kind: Danger, Title: "No consent for this body", Subtitle: "Айгүл Нұрланова", Tapped: func() {}},
			{Icon: icon("warning"), Kind: Warning, Title: "Date is too vague: month and year at least", Subtitle: "Medical examination", Tapped: func() {}},
		}},
		InspectorSection{Title: "Deadlines", Rows: []ClickRow{
			{Icon: icon("history"), Title: "Reply to State’s observations", Trail: "12 days", Tapped: func() {}},
			{Icon: icon("history"), Title: "Ескертулерге жауап беру", Trail: "30 days", Tapped: func() {}},
		}},
		InspectorSection{Title: "Where used", Count: true, Rows: []ClickRow{
			{Icon: icon("timeline"), Title: "Задержание на площади Республики", Subtitle: "5 January 2022 · event", Tapped: func() {}},
			{Icon: icon("quote"), Title: "“He was not told the reasons”", Subtitle: "quote", Tapped: func() {}},
		}},
		InspectorSection{Title: "Sources", Empty: "Nothing supports this yet."},
	)
	p.Add(NewCard("Related instruments", NewChips(NewChip("ICCPR", Info), NewChip("CAT", Info), NewChip("Конституция РК", Info), NewChip("Moscow 1991", Neutral))))
	return p
}

func sampleTimeline(timeline bool) *RecordList {
	titles := []string{
		"Police officers enter the flat without a warrant and detain the applicant",
		"Допрос без адвоката продолжался девять часов, протокол не вручён",
		"Сот қамауға алу туралы қаулы шығарды; қорғаушының өтініші қабылданбады",
		"Forensic report finds bruises consistent with blows from a truncheon",
		"Complaint under Article 412-1 rejected as unfounded in a two-line letter",
	}
	leads := []string{"2022-01-05", "c. 6 Jan 2022", "2022-01-07", "January 2022", "около 10 января 2022", "2022", "undated"}
	kinds := []string{"Arrest", "Допрос", "Сот отырысы", "Medical exam", "Complaint filed"}
	signs := []string{"party", "source", "law", "quote", "evidence"}
	l := NewRecordList(RecordListOptions{FilterHint: "Filter events", Add: "Add event", EmptyIcon: icon("timeline"), Timeline: timeline})
	l.SetRows(func(i int) Row {
		r := Row{Lead: leads[i%7], Title: titles[i%5], Subtitle: kinds[i%5] + " · Almaty", Trail: fmt.Sprintf("%d sources", i%4+1), Dim: i%9 == 8}
		if i%4 == 1 {
			r.Marks = []Mark{{"Unconfirmed", Warning}}
		}
		if i%6 == 3 {
			r.Marks, r.Trail = []Mark{{"No source", Danger}}, ""
		}
		if !timeline {
			r.Lead, r.Kind = "", icon(signs[i%5])
		}
		return r
	}, 10000)
	l.Select(2)
	return l
}

func sampleVault() fyne.CanvasObject {
	phrase := NewPhraseCard()
	phrase.SetWords([]string{"anchor", "birch", "copper", "delta", "ember", "falcon", "granite"})
	pass := NewPassphraseField("pass", "Pass phrase", english, func(s string) Strength {
		return Strength{0.55, Warning, "Fair: about 3 days for somebody with a rack of computers"}
	})
	pass.SetText("horse battery")
	info, danger, ok := NewBanner(english), NewBanner(english), NewBanner(english)
	info.Say(Info, "The example case shows what a finished file looks like.", "Open the example", func() {})
	danger.Say(Danger, "Сохранить не удалось: на диске нет места. Освободите место и попробуйте снова — изменения пока в памяти.", "Попробовать снова", func() {})
	ok.Say(Success, "The submission was exported: 14 pages, 2 annexes.", "", nil)
	bad, busy := NewStatusLine(), NewStatusLine()
	bad.Set(NotSaved, "Not saved: the disk is full")
	busy.Set(Saving, "Saving…")
	return sheet(NewStack(12, info, danger, ok,
		NewCard("Your pass phrase", NewStack(12, NewText("Seven words, chosen by the program. Whoever has them can read the vault; without them nobody can."), phrase)),
		NewCard("Or your own", pass.Object()), bad, busy,
		NewCard("Chips", NewChips(NewChip("Neutral", Neutral), NewChip("Info", Info), NewChip("Success", Success), NewChip("Warning", Warning), NewChip("Danger", Danger), NewBadge(7, Danger), NewBadge(0, Danger)))))
}

func sampleIcons() fyne.CanvasObject {
	var objs []fyne.CanvasObject
	for _, n := range []string{
		"app", "case", "party", "timeline", "quote", "source", "law", "remedy", "submission", "history", "lock", "add", "search", "warning", "info", "check", "close",
		"export", "settings", "undo", "redo", "trash", "link", "unlink", "copy", "eye", "eye-off", "down", "up", "forward", "back", "folder", "note", "evidence", "consent", "act", "relief", "task", "edit", "paste", "menu",
	} {
		objs = append(objs, NewButton(n, icon(n), nil))
	}
	return sheet(container.New(layout.NewGridWrapLayout(fyne.NewSize(150, 44)), objs...))
}

func russianForm() fyne.CanvasObject {
	f := sampleForm(russian)
	f.SetProblems(map[string]string{"title": "Название нужно: без него дело не найти."}, map[string]string{"filed": "Дата позже даты отправки."})
	list := NewListField("names", "Другое имя", russian)
	list.Set([]string{"Әбдірахманова", "Abdrakhmanova"})
	f.Add(list, "Другие имена и написания в документах", "По одному на строке.", false)
	links := NewLinksField("victims", "Выбрать пострадавших", russian, nil)
	links.Set([]Option{{"p1", "Айгүл Нұрланова", "заявительница"}, {"p2", "Сәкен Ілиясов", "свидетель"}})
	f.Add(links, "Пострадавшие", "", false)
	return sheet(NewCard("Редактор", f))
}

// openPicker is a link field with its dialog open, and a menu's worth of focus.
func openPicker(t *testing.T, th *Theme, folder, name string) {
	var people []Option
	for i := range 300 {
		people = append(people, Option{fmt.Sprint(i), []string{"Айгүл Нұрланова", "Сәкен Ілиясов", "Maria Kovács"}[i%3], []string{"complainant", "свидетель", "lawyer"}[i%3]})
	}
	f := NewLinkField("author", "Choose the author", english, func(string) []Option { return people })
	w := shot.Window(screen("parties", NewCard("Party", NewStack(12, f.Object()))), fyne.NewSize(1024, 640), th)
	defer w.Close()
	w.Canvas().Focus(f.FocusTarget())
	press(f.FocusTarget(), fyne.KeySpace)
	press(w.Canvas().Focused(), fyne.KeyDown)
	if err := shot.Save(filepath.Join(folder, "picker-"+name+".png"), w.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}

// jumped is a form after a click on a problem, and a menu that hangs open.
func jumped(t *testing.T, th *Theme, folder, name string) {
	f := sampleForm(english)
	w := shot.Window(sheet(NewCard("", f)), fyne.NewSize(820, 640), th)
	defer w.Close()
	f.FocusField("author")
	if err := shot.Save(filepath.Join(folder, "jumped-"+name+".png"), w.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
	w.Canvas().Focus(f.Field("forum").FocusTarget())
	f.ScrollToTop()
	press(f.Field("forum").FocusTarget(), fyne.KeySpace)
	if err := shot.Save(filepath.Join(folder, "menu-"+name+".png"), w.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}

// TestGallery draws every control in both palettes. The pictures are for eyes;
// what the test holds is that each picture has both ink and ground, so that a
// control that draws nothing at all is found.
func TestGallery(t *testing.T) {
	folder := os.Getenv(galleryVar)
	if folder == "" {
		folder = t.TempDir()
	}
	for _, v := range []struct {
		name    string
		variant Variant
	}{{"light", Light}, {"dark", Dark}} {
		th, icons := loadTheme(t, v.variant)
		galleryIcons = icons
		shot.Use(th)
		wide, narrow := fyne.NewSize(1440, 900), fyne.NewSize(1024, 640)
		empty := NewRecordList(RecordListOptions{FilterHint: "Filter", Add: "Add quote", EmptyIcon: icon("quote"), EmptyText: "Quotes keep what somebody said, word for word, with its translation.", EmptyAdd: "Add the first quote"})
		openPicker(t, th, folder, v.name)
		jumped(t, th, folder, v.name)
		for _, s := range []struct {
			name string
			size fyne.Size
			obj  fyne.CanvasObject
		}{
			{"overview", wide, screen("overview", NewSplit(NewCard("", sampleForm(english)), sampleInspector(), 0.68))},
			{"timeline", wide, screen("timeline", NewSplit(sampleTimeline(true), sampleInspector(), 0.68))},
			{"records-narrow", narrow, screen("parties", sampleTimeline(false))},
			{"overview-narrow", narrow, screen("overview", NewSplit(NewCard("", sampleForm(english)), sampleInspector(), 0.62))},
			{"empty", narrow, screen("quotes", empty)},
			{"vault", fyne.NewSize(900, 1000), sampleVault()},
			{"russian", fyne.NewSize(820, 1280), russianForm()},
			{"russian-thin", fyne.NewSize(460, 1280), russianForm()},
			{"icons", fyne.NewSize(980, 420), sampleIcons()},
		} {
			img := shot.Draw(s.obj, s.size, th)
			first, differs := img.At(3, 3), 0
			for y := range img.Bounds().Dy() {
				for x := range img.Bounds().Dx() {
					if img.At(x, y) != first {
						differs++
					}
				}
			}
			if part := float64(differs) / float64(img.Bounds().Dx()*img.Bounds().Dy()); part < 0.01 {
				t.Errorf("%s %s: only %.4f of the picture is drawn on", s.name, v.name, part)
			}
			if err := shot.Save(filepath.Join(folder, s.name+"-"+v.name+".png"), img); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// sheet puts the margin of a screen around o.
func sheet(o fyne.CanvasObject) fyne.CanvasObject { return NewPadded(o, 16, 16, 16, 16) }
