# make help lists what there is.

VERSION  ?= 0.1.0-dev
GO       ?= go
FUZZTIME ?= 10s

# What the window is linked with, and what the tests look at pages and windows with.
BUILD_PACKAGES := gcc libc6-dev pkg-config libgl1-mesa-dev xorg-dev libwayland-dev libxkbcommon-dev
TEST_PACKAGES  := poppler-utils qpdf xvfb xauth x11-utils openbox xdotool dbus age sqlite3 xxd dpkg-dev librsvg2-bin xz-utils
# Apache PDFBox, which checks archive files, and the Java that runs it; MuPDF; a font for Chinese.
PDF_PACKAGES   := libpdfbox2-java libjaxb-api-java libactivation-java default-jdk-headless mupdf-tools fonts-droid-fallback

# What the packages of a release are made and looked at with, and what runs the tests of Windows here.
PACKAGE_PACKAGES := dpkg-dev file librsvg2-bin xz-utils zip icoutils nsis gcc-mingw-w64-x86-64 binutils-mingw-w64-x86-64
LINT_PACKAGES    := lintian appstream desktop-file-utils
WINE_PACKAGES    := wine wine64 xvfb xauth gcc-mingw-w64-x86-64
WINDOWS_TESTS    ?= ./dossier/edtf ./dossier/outfile ./dossier/lang ./dossier/vault ./dossier/store/... ./dossier/handover ./dossier/exchange

# The window asks for a UTF-8 locale; C.UTF-8 is on every machine.
export LANG := $(or $(filter %UTF-8 %utf8,$(LANG)),C.UTF-8)
# No path of the machine that built it may stand in the program. Tests are built
# alike, so that they share the cache.
export GOFLAGS := -trimpath -buildvcs=false $(GOFLAGS)

.PHONY: help run build test proof check-pdf check-docx bench bench-withhold bench-intake bench-pdf screenshots licences fuzz fmt check package package-twice check-package test-windows guide packages test-packages pdf-packages clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/\1\t\2/' | expand -t 16

run: build ## build and open the window; without a display write the example's PDFs to ./out
	@.make/run bin/probata

build: packages ## build bin/probata
	$(GO) build -ldflags '-s -w -X main.version=$(VERSION)' -o bin/probata .

test: test-packages ## run all tests, with one of the real window under Xvfb
	$(GO) test -timeout 30m ./...

proof: test-packages ## the long proofs: 1,000 kills, the power cut after each change of the disk, a fault at each call, 100 kills of the window while somebody types, its memory after the lock
	$(GO) test -count=1 -timeout 2h -v ./dossier/vault -run '^TestKill' -kills 1000
	$(GO) test -count=1 -timeout 2h -v ./dossier/vault -run '^TestPowerCut' -powercuts 1
	$(GO) test -count=1 -timeout 2h -v ./dossier/vault -run '^TestFaultAtEveryCall' -faults 1
	$(GO) test -count=1 -timeout 2h -v . -run '^(TestKillTyping|TestLockedMemory)$$' -typingkills 100

check-pdf: pdf-packages ## check PDF files by other programs: qpdf, poppler, MuPDF, and PDFBox for PDF/A; none may be left out
	PDF_CHECK=1 $(GO) test -count=1 ./pdf/...

check-docx: ## open .docx files in LibreOffice; it may not be left out
	@.make/packages poppler-utils libreoffice-writer-nogui
	DOCX_CHECK=1 $(GO) test -count=1 ./dossier/docx/...

bench: build ## measure; the figures of the README come from here; at the end one table of ratios beside other programs
	$(GO) test -run '^$$' -bench . -benchmem ./... | grep -E '^(Benchmark|pkg:|FAIL|panic)'
	@ls -l bin/probata | awk '{printf "size of bin/probata: %.1f MB\n", $$5 / 1e6}'
	@GO='$(GO)' .make/bench-ratios

bench-withhold: ## how many forms of withheld names are found, and how many other words are touched
	@$(GO) test -count=1 ./dossier/withhold -run '^TestMeasure$$' -v | sed -nE 's/^ +measure_test.go:[0-9]+: //p; /^(---|FAIL|ok)/p'

bench-intake: ## how much of labelled reports is suggested, and how much of what is suggested is right, per kind and language
	@$(GO) test -count=1 ./dossier/reading -run '^TestMeasure$$' -v | sed -nE 's/^ +measure_test.go:[0-9]+: //p; /^(---|FAIL|ok)/p'
	@$(GO) test -run '^$$' -bench . -benchmem ./dossier/reading | grep -E '^(Benchmark|FAIL|panic)'

bench-pdf: ## set one text with us, LibreOffice, WeasyPrint, Chromium and LaTeX, and compare what it costs
	@GO='$(GO)' .make/bench-pdf

screenshots: packages ## draw every screen to assets/screenshots
	@mkdir -p assets/screenshots
	$(GO) test -count=1 ./ui -run TestScreenshots -screens ../assets/screenshots

package: packages ## make the packages of a release in dist/: .deb, tar.xz, Windows zip and installer, list of parts, check sums
	@.make/packages $(PACKAGE_PACKAGES)
	GO='$(GO)' packaging/package

package-twice: packages ## make the packages in two folders and compare them byte by byte
	@.make/packages $(PACKAGE_PACKAGES)
	GO='$(GO)' packaging/twice

check-package: ## what lintian, AppStream and the desktop's validator say of dist/
	@.make/packages $(LINT_PACKAGES)
	packaging/lint

test-windows: packages ## run the tests of the packages that know the system, built for Windows, under wine
	@.make/packages $(WINE_PACKAGES)
	GO='$(GO)' packaging/windows/test -timeout 60m $(WINDOWS_TESTS)

guide: ## the user's guide as PDF and web page, in dist/
	@mkdir -p dist
	$(GO) test -count=1 ./dossier/guide -run '^TestGuides$$' -guide "$(CURDIR)/dist"

licences: ## collect the licences of all modules and fonts that ship
	@GO='$(GO)' .make/licences

fuzz: ## try each parser with broken input, FUZZTIME each (10s)
	@grep -rl --exclude-dir=.git --include='*_test.go' '^func Fuzz' . | while read -r file; do \
		grep -oE '^func Fuzz[A-Za-z0-9_]+' "$$file" | cut -c6- | while read -r target; do \
			echo "$$(dirname "$$file") $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) "$$(dirname "$$file")" || exit 1; \
		done || exit 1; \
	done

fmt: ## format the source
	$(GO) tool -modfile=.ci/tools.mod gofumpt -w .

check: ## everything that is asked of a change: format, vet, staticcheck, tests, races, build
	.ci/run

clean: ## remove what was built
	rm -rf bin out dist

packages:
	@.make/packages $(BUILD_PACKAGES)

pdf-packages:
	@.make/packages poppler-utils qpdf $(PDF_PACKAGES)

test-packages:
	@.make/packages $(BUILD_PACKAGES) $(TEST_PACKAGES)
