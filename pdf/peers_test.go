//go:build linux

package pdf

import (
	"context"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"probata/dossier/document"
)

// TestPeers sets one text with us and with other programs and prints what that
// costs, as whole processes: make bench-pdf. The programs are given the same
// words, notes, tables, photographs and letters, and are asked for a tagged
// file where they know how.

var (
	peers    = flag.Bool("peers", false, "compare with other programs")
	peersSet = flag.String("peers-set", "", "set this document and end: small or dossier")
	peersDir = flag.String("peers-dir", "", "folder with the photographs; where the file goes")
)

// sizes are the documents by name.
var sizes = []struct {
	name                 string
	quotes, rows, photos int
}{{"small", 40, 30, 2}, {"dossier", 1000, 2000, 20}}

// peer is a program and the file it is given.
type peer struct {
	name, program, in string
	args              []string // %s is the input without its suffix, %d its folder
}

var pdfExport = `pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}`

var allPeers = []peer{
	{"Chromium", "chromium", "html", []string{"--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--generate-pdf-document-outline", "--print-to-pdf=%s.pdf", "file://%s.html"}},
	{"WeasyPrint", "weasyprint", "html", []string{"--pdf-variant", "pdf/ua-1", "%s.html", "%s.pdf"}},
	{"LibreOffice, DOCX", "soffice", "docx", []string{"-env:UserInstallation=file://%s-profile", "--headless", "--convert-to", pdfExport, "--outdir", "%s-out", "%s.docx"}},
	{"LibreOffice, ODT", "soffice", "odt", []string{"-env:UserInstallation=file://%s-profile", "--headless", "--convert-to", pdfExport, "--outdir", "%s-out", "%s.odt"}},
	{"pandoc + XeLaTeX", "xelatex", "md", []string{"pandoc", "--toc", "--pdf-engine=xelatex", "--resource-path", "%d", "-V", "mainfont=Liberation Serif", "-V", "fontsize=12pt", "-V", "geometry:a4paper,margin=25mm", "-o", "%s.pdf", "%s.md"}},
}

func TestPeers(t *testing.T) {
	if !*peers {
		t.Skip("asked for by -peers only: it takes minutes")
	}
	dir := t.TempDir()
	fonts, err := filepath.Abs("../assets/fonts")
	if err != nil {
		t.Fatal(err)
	}
	// All set the same letters.
	if err := os.Symlink(fonts, filepath.Join(dir, "fonts")); err != nil {
		t.Fatal(err)
	}
	t.Setenv("XDG_DATA_HOME", dir)
	photographs(t, dir)
	const adopt = 36 // PR_SET_CHILD_SUBREAPER: processes that outlive their parent are counted too
	if _, _, e := syscall.RawSyscall(syscall.SYS_PRCTL, adopt, 1, 0); e != 0 {
		t.Fatal(e)
	}
	fmt.Printf("%-10s %-18s %8s %8s %9s %6s %10s %10s\n", "document", "program", "CPU s", "wall s", "peak MiB", "pages", "CPU ratio", "wall ratio")
	for _, s := range sizes {
		base := filepath.Join(dir, s.name)
		d := peerDocument(s.name, dir)
		writeText(t, base+".html", htmlOf(d))
		writeText(t, base+".md", markdownOf(d))
		ours := measure(t, base+".pdf", os.Args[0], "-test.run=^TestPeersSet$", "-peers-set="+s.name, "-peers-dir="+dir)
		print1(s.name, "Probata", ours, ours)
		for _, p := range allPeers {
			peerRun(t, s.name, base, p, ours)
		}
	}
}

// TestPeersSet is our run in a process of its own.
func TestPeersSet(t *testing.T) {
	if *peersSet == "" {
		t.Skip("a part of TestPeers")
	}
	out, err := os.Create(filepath.Join(*peersDir, *peersSet+".pdf"))
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	if _, err := Write(t.Context(), out, peerDocument(*peersSet, *peersDir), loadFonts(t)); err != nil {
		t.Fatal(err)
	}
}

func peerRun(t *testing.T, name, base string, p peer, ours cost) {
	if _, err := exec.LookPath(p.program); err != nil {
		fmt.Printf("%-10s %-18s not installed\n", name, p.name)
		return
	}
	if p.in == "docx" || p.in == "odt" {
		// Our own DOCX is not compared here: a neutral writer makes the file.
		if err := exec.Command("pandoc", "--toc", "--resource-path", filepath.Dir(base), "-o", base+"."+p.in, base+".md").Run(); err != nil {
			fmt.Printf("%-10s %-18s no pandoc to make its file: %v\n", name, p.name, err)
			return
		}
	}
	program, args := p.program, p.args
	if args[0] == "pandoc" {
		program, args = args[0], args[1:]
	}
	full := make([]string, len(args))
	for i, a := range args {
		full[i] = strings.NewReplacer("%s", base, "%d", filepath.Dir(base)).Replace(a)
	}
	out := base + ".pdf"
	if p.program == "soffice" {
		out = base + "-out/" + name + ".pdf"
		if _, err := os.Stat(base + "-profile"); err != nil { // the first start makes a profile
			writeText(t, base+"-first.html", "<p>x</p>")
			_ = exec.Command(program, full[0], "--headless", "--convert-to", "pdf", "--outdir", base+"-out", base+"-first.html").Run()
		}
	}
	print1(name, p.name, measure(t, out, program, full...), ours)
}

// cost is what a program took, with all processes that it began.
type cost struct {
	cpu, wall time.Duration
	peak      int64 // KiB of the largest process
	pages     int
	failed    bool
}

// measure runs a program several times, as long as that is quick, and takes
// the run with the least CPU time.
func measure(t *testing.T, out, program string, args ...string) cost {
	var best cost
	for range 3 {
		_ = os.Remove(out)
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
		c := runOnce(t, exec.CommandContext(ctx, program, args...))
		cancel()
		if best.cpu == 0 || c.cpu < best.cpu {
			best = c
		}
		if c.wall > 20*time.Second || c.failed {
			break
		}
	}
	info, err := exec.Command("pdfinfo", out).Output()
	if m := regexp.MustCompile(`Pages:\s+(\d+)`).FindSubmatch(info); err == nil && m != nil {
		fmt.Sscan(string(m[1]), &best.pages)
	}
	return best
}

func runOnce(t *testing.T, cmd *exec.Cmd) cost {
	var log strings.Builder
	cmd.Stdout, cmd.Stderr = &log, &log
	began := time.Now()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var c cost
	for {
		var status syscall.WaitStatus
		var use syscall.Rusage
		pid, err := syscall.Wait4(-1, &status, 0, &use)
		if err != nil {
			break // no child is left
		}
		c.cpu += time.Duration(use.Utime.Nano() + use.Stime.Nano())
		c.peak = max(c.peak, use.Maxrss)
		if pid == cmd.Process.Pid {
			c.wall = time.Since(began)
			if c.failed = status.ExitStatus() != 0; c.failed {
				t.Logf("%s ends with %d: %.400s", cmd.Path, status.ExitStatus(), log.String())
			}
		}
	}
	return c
}

func print1(name, program string, c, ours cost) {
	if c.failed {
		fmt.Printf("%-10s %-18s failed\n", name, program)
		return
	}
	fmt.Printf("%-10s %-18s %8.2f %8.2f %9.0f %6d %10.1f %10.1f\n", name, program, c.cpu.Seconds(), c.wall.Seconds(), float64(c.peak)/1024, c.pages,
		c.cpu.Seconds()/ours.cpu.Seconds(), c.wall.Seconds()/ours.wall.Seconds())
}

func writeText(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// photographs writes pictures as heavy as those of a telephone made small.
func photographs(t *testing.T, dir string) {
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 20 {
		img := image.NewRGBA(image.Rect(0, 0, 1200, 800))
		for y := range 800 {
			for x := range 1200 {
				v := uint8((x*y/900+n*10)%200 + r.IntN(48))
				img.SetRGBA(x, y, color.RGBA{v, v / 2, 255 - v, 255})
			}
		}
		f, err := os.Create(filepath.Join(dir, fmt.Sprintf("photo%d.jpg", n)))
		if err != nil {
			t.Fatal(err)
		}
		if err := jpeg.Encode(f, img, &jpeg.Options{Quality: 80}); err != nil {
			t.Fatal(err)
		}
		f.Close()
	}
}

// peerDocument is the text that all set.
func peerDocument(name, dir string) document.Document {
	size := sizes[0]
	if name == sizes[1].name {
		size = sizes[1]
	}
	w := english
	d := document.Document{
		Title: w.title, Subject: "WGAD", Language: "en", Date: w.date, Stamp: "2020-05-04T10:00:00+06:00",
		Mark: w.mark, Running: w.running, Words: w.back, Blocks: []document.Block{document.Contents{Depth: 2}},
	}
	for i := range size.quotes {
		if i%20 == 0 {
			d.Blocks = append(d.Blocks, document.Heading{Level: 1 + i/20%2, Text: document.T(fmt.Sprintf("%d. %s", i/20+1, w.heads[i/20%6]))})
		}
		d.Blocks = append(d.Blocks,
			document.Paragraph{Numbered: true, Spans: document.T(fmt.Sprintf("%s (%d)", w.body[i%4], i))},
			document.Quote{Original: document.T(w.body[(i+1)%5] + "."), Attribution: noted(fmt.Sprintf("%s, %d", w.speaker, i), w.noteA)})
		if every := size.quotes / size.photos; i%every == every-1 {
			n := i / every
			data, err := os.ReadFile(filepath.Join(dir, fmt.Sprintf("photo%d.jpg", n)))
			if err != nil {
				panic(err)
			}
			d.Blocks = append(d.Blocks, document.Figure{Data: data, Alt: fmt.Sprintf("photo%d.jpg", n), Width: 0.7, Caption: document.T(fmt.Sprintf("Photograph %d", n+1))})
		}
	}
	t := document.Table{Head: []document.Cell{document.H(w.cols[0]), document.H(w.cols[1]), document.H(w.cols[2])}, Widths: []float64{1, 2, 6}, Lines: true}
	for i := range size.rows {
		t.Rows = append(t.Rows, []document.Cell{document.C(fmt.Sprint(i + 1)), document.C(w.date), document.C([]string{w.body[i%5], w.long, w.caption}[i%3])})
	}
	d.Blocks = append(d.Blocks, document.Heading{Level: 1, Text: document.T(w.heads[5])}, t)
	return d
}

// htmlOf writes the document for browsers; notes are floated to the foot by
// those that can.
func htmlOf(d document.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>%s</title><style>
@page{size:A4;margin:26mm 25mm;@bottom-right{content:counter(page) " / " counter(pages)}}
body{font:12pt/14.4pt "Liberation Serif",serif;text-align:justify;hyphens:auto}.n{float:footnote;font-size:9.5pt}
table{border-collapse:collapse;font-size:10pt;text-align:left}td,th{border-bottom:.4pt solid;padding:3pt 5pt}thead{display:table-header-group}
img{width:70%%}</style><h1>%s</h1><nav><ul>`, d.Title, d.Title)
	for i, h := range headingsOf(d) {
		fmt.Fprintf(&b, `<li><a href="#h%d">%s</a>`, i, h)
	}
	b.WriteString("</ul></nav>")
	paragraphs, heads := 0, 0
	for _, bl := range d.Blocks {
		switch bl := bl.(type) {
		case document.Heading:
			fmt.Fprintf(&b, `<h%d id="h%d">%s</h%d>`, bl.Level+1, heads, document.Plain(bl.Text), bl.Level+1)
			heads++
		case document.Paragraph:
			paragraphs++
			fmt.Fprintf(&b, "<p>%d. %s</p>\n", paragraphs, document.Plain(bl.Spans))
		case document.Quote:
			fmt.Fprintf(&b, "<blockquote><p>%s</p><p>— %s<span class=n>%s</span>.</p></blockquote>\n", document.Plain(bl.Original), bl.Attribution[0].Text, document.Plain(bl.Attribution[1].Note))
		case document.Figure:
			fmt.Fprintf(&b, `<figure><img src="%s" alt="%s"><figcaption>%s</figcaption></figure>`, bl.Alt, bl.Alt, document.Plain(bl.Caption))
		case document.Table:
			b.WriteString("<table><thead>" + htmlRow(bl.Head, "th") + "</thead><tbody>")
			for _, r := range bl.Rows {
				b.WriteString(htmlRow(r, "td"))
			}
			b.WriteString("</tbody></table>")
		}
	}
	return b.String()
}

func htmlRow(cells []document.Cell, tag string) string {
	var b strings.Builder
	b.WriteString("<tr>")
	for _, c := range cells {
		fmt.Fprintf(&b, "<%s>%s</%s>", tag, document.Plain(c.Paragraphs[0]), tag)
	}
	return b.String() + "</tr>\n"
}

func headingsOf(d document.Document) []string {
	var out []string
	for _, b := range d.Blocks {
		if h, ok := b.(document.Heading); ok {
			out = append(out, document.Plain(h.Text))
		}
	}
	return out
}

// markdownOf writes the document for pandoc.
func markdownOf(d document.Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %q\nlang: en\n---\n\n", d.Title)
	paragraphs := 0
	for _, bl := range d.Blocks {
		switch bl := bl.(type) {
		case document.Heading:
			fmt.Fprintf(&b, "%s %s\n\n", strings.Repeat("#", bl.Level), document.Plain(bl.Text))
		case document.Paragraph:
			paragraphs++
			fmt.Fprintf(&b, "%d\\. %s\n\n", paragraphs, document.Plain(bl.Spans))
		case document.Quote:
			fmt.Fprintf(&b, "> %s\n>\n> — %s^[%s].\n\n", document.Plain(bl.Original), bl.Attribution[0].Text, document.Plain(bl.Attribution[1].Note))
		case document.Figure:
			fmt.Fprintf(&b, "![%s](%s){width=70%%}\n\n", document.Plain(bl.Caption), bl.Alt)
		case document.Table:
			b.WriteString("|" + markdownRow(bl.Head) + "\n|--|----|------------|\n")
			for _, r := range bl.Rows {
				b.WriteString("|" + markdownRow(r) + "\n")
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

func markdownRow(cells []document.Cell) string {
	var b strings.Builder
	for _, c := range cells {
		b.WriteString(" " + document.Plain(c.Paragraphs[0]) + " |")
	}
	return b.String()
}
