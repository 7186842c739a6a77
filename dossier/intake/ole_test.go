package intake

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"
)

// node is a file or folder of an OLE file.
type node struct {
	name    string
	content string
	in      []node // of a folder
}

// oleOf is an OLE file of version 3: one sector for each 512 bytes, no small ones.
// All but the last child have the next one as the right sibling.
func oleOf(nodes ...node) []byte {
	const sector = 512
	le := binary.LittleEndian
	var data []byte
	var fat []uint32
	store := func(b []byte) (first uint32) {
		first = uint32(len(fat))
		for len(b)%sector != 0 {
			b = append(b, 0)
		}
		data = append(data, b...)
		for n := len(b) / sector; n > 0; n-- {
			fat = append(fat, uint32(len(fat)+1))
		}
		fat[len(fat)-1] = 0xfffffffe
		return first
	}
	var dir []byte
	entry := func(n node, kind byte, right, child uint32, first, size uint32) {
		b := make([]byte, 128)
		name := utf16.Encode([]rune(n.name))
		for i, u := range name {
			le.PutUint16(b[2*i:], u)
		}
		le.PutUint16(b[64:], uint16(2*len(name)+2))
		b[66] = kind
		le.PutUint32(b[68:], 0xffffffff)
		le.PutUint32(b[72:], right)
		le.PutUint32(b[76:], child)
		le.PutUint32(b[116:], first)
		le.PutUint32(b[120:], size)
		dir = append(dir, b...)
	}
	var add func(nodes []node)
	add = func(nodes []node) {
		for i, n := range nodes {
			right, me := uint32(0xffffffff), uint32(len(dir)/128)
			if i < len(nodes)-1 {
				right = me + 1 + uint32(count(n.in))
			}
			if n.in != nil {
				entry(n, 1, right, me+1, 0, 0)
				add(n.in)
				continue
			}
			b := []byte(n.content)
			for len(b) < 4096 { // what is smaller would lie in small sectors
				b = append(b, 0)
			}
			entry(n, 2, right, 0xffffffff, store(b), uint32(len(b)))
		}
	}
	entry(node{name: "Root Entry"}, 5, 0xffffffff, 1, 0xfffffffe, 0)
	add(nodes)
	dirAt := store(dir)
	fatAt := uint32(len(fat))
	sectors := (len(fat) + 127) / 127
	for range sectors {
		fat = append(fat, 0xfffffffd)
	}
	head := make([]byte, sector)
	copy(head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	le.PutUint16(head[24:], 0x3e)
	le.PutUint16(head[26:], 3)
	le.PutUint16(head[28:], 0xfffe)
	le.PutUint16(head[30:], 9)
	le.PutUint16(head[32:], 6)
	le.PutUint32(head[44:], uint32(sectors))
	le.PutUint32(head[48:], dirAt)
	le.PutUint32(head[56:], 4096)
	le.PutUint32(head[60:], 0xfffffffe)
	le.PutUint32(head[68:], 0xfffffffe)
	for i := range 109 {
		at := uint32(0xffffffff)
		if i < sectors {
			at = fatAt + uint32(i)
		}
		le.PutUint32(head[76+4*i:], at)
	}
	table := make([]byte, sectors*sector)
	for i := range len(table) / 4 {
		v := uint32(0xffffffff)
		if i < len(fat) {
			v = fat[i]
		}
		le.PutUint32(table[4*i:], v)
	}
	return append(append(head, data...), table...)
}

func count(nodes []node) (n int) {
	for _, x := range nodes {
		n += 1 + count(x.in)
	}
	return n
}

func utf16le(s string) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return string(b)
}

// summary is a stream of properties: code page 1251, an author, a time, pages.
func summary() string {
	author := "\xcc. \xc8\xeb\xfc\xff\xf8\xe5\xe2\x00"
	values := []string{le32(2, 1251), le32(30, uint32(len(author))) + author + "\x00\x00", le32(64, 0x54319000, 0x01da9bae), le32(3, 4)}
	ids := []uint32{1, 4, 12, 14}
	head, body := "", ""
	at := uint32(8 + 8*len(ids))
	for i, v := range values {
		head += le32(ids[i], at)
		body += v
		at += uint32(len(v))
	}
	return "\xfe\xff\x00\x00" + strings.Repeat("\x00", 20) + le32(1) + strings.Repeat("\x11", 16) + le32(48) + le32(at, uint32(len(ids))) + head + body
}

// oldWord is a document of Word 97 in two pieces: one byte a letter, and two.
func oldWord(flags uint16) []byte {
	one, two := "The guard \x13HYPERLINK x\x14opened\x15\r", utf16le("ворота\r")
	main := make([]byte, 0x400)
	le := binary.LittleEndian
	le.PutUint16(main, 0xa5ec)
	le.PutUint16(main[0x0a:], 0x0200|flags)
	main = append(append(main, one...), two...)
	a, b := uint32(len(one)), uint32(len(one)+len(two)/2)
	piece := func(at uint32) string { return "\x00\x00" + le32(at) + "\x00\x00" }
	table := le32(0, a, b) + piece(0x40000000|2*0x400) + piece(0x400+a)
	clx := "\x01\x02\x00zz\x02" + le32(uint32(len(table))) + table
	le.PutUint32(main[0x01a2:], 16)
	le.PutUint32(main[0x01a6:], uint32(len(clx)))
	return oleOf(node{name: "WordDocument", content: string(main)}, node{name: "1Table", content: strings.Repeat("-", 16) + clx},
		node{name: "\x05SummaryInformation", content: summary()})
}

func outlookMail() []byte {
	text := func(tag, s string) node { return node{name: "__substg1.0_" + tag + "001F", content: utf16le(s)} }
	return oleOf(
		node{name: "__properties_version1.0", content: strings.Repeat("\x00", 32) + le32(0x00390040, 6, 0x54319000, 0x01da9bae)},
		text("0C1A", "Марат"), text("0E04", "office"), text("0037", "Gate"), text("1000", "Body of the mail"),
		node{name: "__attach_version1.0_#00000000", in: []node{
			{name: "__properties_version1.0", content: ""}, text("3707", "note.txt"), {name: "__substg1.0_37010102", content: strings.Repeat("seven ", 700)},
		}},
	)
}

// rtfMail is a mail that has its text in RTF alone.
func rtfMail(packed string) []byte {
	return oleOf(
		node{name: "__properties_version1.0", content: strings.Repeat("\x00", 32)},
		node{name: "__substg1.0_0037001F", content: utf16le("Gate")}, node{name: "__substg1.0_10090102", content: packed},
	)
}

// packRTF packs as MS-OXRTFCP has it, in letters alone.
func packRTF(s string) string {
	var in []byte
	for i := range len(s) {
		if i%8 == 0 {
			in = append(in, 0)
		}
		in = append(in, s[i])
	}
	at := (len(rtfRing) + len(s)) % 4096
	if len(s)%8 == 0 {
		in = append(in, 0)
	}
	in[len(in)-len(s)%8-1] |= 1 << (len(s) % 8)
	in = append(in, byte(at>>4), byte(at<<4))
	return le32(uint32(len(in)+12), uint32(len(s)), rtfPacked, rtfSum(in)) + string(in)
}

// TestUnpackRTF has the examples of MS-OXRTFCP 4.1.1 and 4.1.2.
func TestUnpackRTF(t *testing.T) {
	const hello = "-\x00\x00\x00+\x00\x00\x00LZFu\xf1\xc5\xc7\xa7\x03\x00\x0a\x00rcpg125B2\x0a\xf3 hel\x09\x00 bw\x05\xb0ld}\x0a\x80\x0f\xa0"
	const wxyz = "\x1a\x00\x00\x00\x1c\x00\x00\x00LZFu\xe2\xd4\x4b\x51\x41\x00\x04 WXYZ\x0dn}\x01\x0e\xb0"
	long := strings.Repeat("0123456789abcdef", 1000)
	for _, tt := range []struct {
		name, in, want string
		most           int64
		whole          bool
	}{
		{"letters and references", hello, "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n", 1 << 20, true},
		{"what it has just written", wxyz, `{\rtf1 WXYZWXYZWXYZWXYZWXYZ}`, 1 << 20, true},
		{"not packed", le32(12+3, 3, rtfPlain, 0) + "abcdef", "abc", 1 << 20, true},
		{"round the ring", packRTF(long), long, 1 << 20, true},
		{"bounded", packRTF(long), long[:100], 100, false},
		{"sum", strings.Replace(wxyz, "WXYZ", "WXYA", 1), `{\rtf1 WXYAWXYAWXYAWXYAWXYA}`, 1 << 20, false},
		{"cut", wxyz[:24], `{\rtf1 WXYZ`, 1 << 20, false},
		{"claims more", le32(12+3, 1<<31, rtfPlain, 0) + "abc", "abc", 1 << 20, false},
		{"says less", le32(3, 9, rtfPacked, 0) + "abc", "", 1 << 20, false},
		{"another kind", le32(12, 3, 7, 0) + "abc", "", 1 << 20, false},
		{"short", "LZFu", "", 1 << 20, false},
	} {
		got, whole := unpackRTF([]byte(tt.in), tt.most)
		if string(got) != tt.want || whole != tt.whole {
			t.Errorf("%s: %.100q, %v, want %.100q, %v", tt.name, got, whole, tt.want, tt.whole)
		}
	}
}

func FuzzUnpackRTF(f *testing.F) {
	f.Add([]byte(packRTF(`{\rtf1 x}`)))
	f.Fuzz(func(t *testing.T, b []byte) {
		if got, _ := unpackRTF(b, 1000); len(got) > 1000 {
			t.Errorf("%d bytes", len(got))
		}
	})
}

func TestOLE(t *testing.T) {
	for _, tt := range []struct {
		name           string
		content        []byte
		kind           string
		text, metadata string
		pages          int64
	}{
		{"Word", oldWord(0), doc, "The guard opened\nворота\n\nHYPERLINK x opened\n", "Author: М. Ильяшев\nCreated: 2024-05-01T10:00:00Z", 4},
		{"sealed Word", oldWord(0x0100), doc, "", "Author: М. Ильяшев\nCreated: 2024-05-01T10:00:00Z\nText: " + gapPassword, 4},
		{"sealed docx", oleOf(node{name: "EncryptedPackage", content: "x"}), ole, "", "Text: " + gapPassword, 0},
		{"Excel", oleOf(node{name: "Workbook", content: "x"}), xls, "", "Text: " + gapKind, 0},
		{
			"Outlook, RTF alone", rtfMail(packRTF(`{\rtf1\ansi\ansicpg1251\pard \'c2\'ee\'f0\'ee\'f2\'e0 opened\par}`)), msg, "Gate\nВорота opened\n\n", "Subject: Gate", 0,
		},
		{
			"Outlook, a page in RTF", rtfMail(packRTF(`{\rtf1\ansi\fromhtml1{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 The gate{\*\htmltag84 &nbsp;}\htmlrtf \'a0\htmlrtf0 opened\htmlrtf\par}\htmlrtf0}`)),
			msg, "Gate\nThe gate\u00a0opened\n\n<p>\n&nbsp\n", "Subject: Gate", 0,
		},
		{"Outlook, RTF broken", rtfMail("\x20\x00\x00\x00\x20\x00\x00\x00????"), msg, "Gate\n", "Subject: Gate\nText: " + gapDamaged, 0},
		{"Outlook, RTF cut", rtfMail(strings.Replace(packRTF(`{\rtf1 The gate}`), "gate", "gape", 1)), msg, "Gate\nThe gape\n", "Subject: Gate\nText: " + gapPart, 0},
		{"broken", oldWord(0)[:600], ole, "", "Text: " + gapDamaged, 0},
		{
			"Outlook", outlookMail(), msg, "Марат\noffice\nGate\nBody of the mail\nnote.txt\n" + strings.Repeat("seven ", 700) + "\n",
			"From: Марат\nTo: office\nSubject: Gate\nDate: 2024-05-01T10:00:00Z\nAttachment: note.txt", 0,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := inspect(t, "x", tt.content)
			if f.MediaType != tt.kind || f.Text != tt.text || told(f.Metadata) != tt.metadata || f.Pages != tt.pages {
				t.Errorf("%s, %d pages\ntext %.100q\nwant %.100q\nmetadata %q\nwant %q", f.MediaType, f.Pages, f.Text, tt.text, f.Metadata, tt.metadata)
			}
		})
	}
}

func FuzzOLE(f *testing.F) {
	read := func(kind string) func(*look) { return func(l *look) { l.kind = kind; readOLE(l) } }
	fuzz(f, ole, func(l *look) { read(kindOfOLE(l.src))(l) }, string(oldWord(0)), string(outlookMail()),
		string(rtfMail(packRTF(`{\rtf1\fromhtml1 \htmlrtf a\htmlrtf0 b}`))))
}

func FuzzSummary(f *testing.F) {
	fuzz(f, doc, func(l *look) { noteSummary(l, l.src.head(1<<16)) }, summary())
}
