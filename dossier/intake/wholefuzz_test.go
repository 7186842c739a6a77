package intake

import (
	"strings"
	"testing"
)

func FuzzObjects(f *testing.F) {
	fuzz(f, "application/pdf", func(l *look) {
		b, _ := l.src.most(maxPDF)
		sayObjects(l, b, "known words")
	}, string(sealedPDF()), string(manyPages(2)), string(endlessPDF()),
		"1 0 obj<</Length 9/Filter[/AHx/Fl/LZW/A85/RL]>>stream\n(Tj) BI ID x EI\nendstream endobj", "(a\\053\\(b)<4142>/N#20x%c\n<<<</A[(]>>")
}

func FuzzTNEF(f *testing.F) {
	fuzz(f, tnef, readTNEF, string(winmail()))
}

func FuzzMbox(f *testing.F) {
	fuzz(f, "application/mbox", readMbox, "From - x\nFrom: a\nSubject: =?koi8-r?B?7cHSwdQ=?=\n\nbody\n\nFrom b\nTo: c\n\nbegin 644 x\n#86)C\n`\nend\n")
}

func FuzzWARC(f *testing.F) {
	fuzz(f, "application/warc", readWARC, "WARC/1.0\r\nContent-Type: application/http\r\nContent-Length: 70\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n3\r\nabc\r\n0\r\n\r\n")
}

func FuzzMarkup(f *testing.F) {
	fuzz(f, docx, func(l *look) {
		b, _ := l.src.most(maxText)
		for _, how := range []markup{wordMarkup(), sheet(), openDocument(), anyXML()} {
			sayMarkup(l, strings.NewReader(string(b)), how)
		}
	}, "<w:p><w:del a='b'><w:t>x</w:t></w:del><w:ins><w:t>y</w:t></w:ins><w:sym w:char='F0'/><w:txbxContent><w:p/></w:txbxContent></w:p>", "<?xml version='1.0' encoding='koi8-r'?><a>\xc1")
}

func FuzzText(f *testing.F) {
	fuzz(f, "text/plain", readPlain, "aW5zaWRlIGJhc2U2NA== \\u0041 %D0%90 =D0=90 +BCEEMAQ0BEs- 41424344454647", "\xcf\xf0\xe8", "B\x00E\x00G\x00I\x00N\x00", "BEGIN:VCARD\r\nN:a\r\n b\r\n")
}

func FuzzPicture(f *testing.F) {
	pngFile, jpegFile := picture(f, 8, 8)
	fuzz(f, "image/jpeg", func(l *look) {
		sayJPEG(l)
		sayWebP(l)
		sayTIFF(l)
		readGIF(l)
		readPNG(l)
	}, string(pngFile), string(jpegFile), exif(), "GIF89a\x01\x00\x01\x00\x00\x00\x00!\xfe\x01x\x00;", riffOf("WEBP", riffChunk("NOTE", "x")))
}

func FuzzTar(f *testing.F) { fuzz(f, "application/x-tar", readTar, strings.Repeat("\x00", 1024)) }

// winmail is a mail of Outlook with one file, as it travels.
func winmail() []byte {
	le16 := func(n int) string { return string([]byte{byte(n), byte(n >> 8)}) }
	le32 := func(n int) string { return le16(n&0xffff) + le16(n>>16) }
	attr := func(level byte, id int, value string) string {
		return string(level) + le16(id) + le16(0) + le32(len(value)) + value + le16(0)
	}
	pad := func(s string) string { return s + strings.Repeat("\x00", (4-len(s)%4)%4) }
	text := func(id int, s string) string {
		return le16(0x1e) + le16(id) + le32(1) + le32(len(s)) + pad(s)
	}
	return []byte("\x78\x9f\x3e\x22" + le16(1) +
		attr(1, tnefSubject, "Gate seven\x00") + attr(1, tnefMail, le32(2)+text(0x1000, "Sadykova said")+text(0x8001, "")[:4]) +
		attr(2, tnefRender, "xxxx") + attr(2, tnefTitle, "NOTE~1.TXT\x00") + attr(2, tnefData, "the guard spoke") +
		attr(2, tnefFile, le32(1)+text(0x3707, "long name of Sadykova.txt")))
}

// What Outlook packs for its own kind is read as any mail.
func TestTNEF(t *testing.T) {
	f := inspect(t, "winmail.dat", winmail())
	for _, want := range []string{"Gate seven", "Sadykova said", "the guard spoke", "long name of Sadykova.txt"} {
		if !strings.Contains(f.Text, want) {
			t.Errorf("%q is not in %q\n%q", want, f.Text, f.Metadata)
		}
	}
	if f.MediaType != tnef || unreadOf(f) != "damaged" { // the last property breaks off
		t.Errorf("%s, unread %q", f.MediaType, unreadOf(f))
	}
}
