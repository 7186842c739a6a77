package intake

import (
	"bytes"
	"encoding/binary"
	"math"
	"strings"
	"testing"
)

// boxOf is a box of a film.
func boxOf(name string, content ...string) string {
	all := strings.Join(content, "")
	return string(binary.BigEndian.AppendUint32(nil, uint32(8+len(all)))) + name + all
}

func be32(n ...uint32) string {
	var b []byte
	for _, n := range n {
		b = binary.BigEndian.AppendUint32(b, n)
	}
	return string(b)
}

func le32(n ...uint32) string {
	var b []byte
	for _, n := range n {
		b = binary.LittleEndian.AppendUint32(b, n)
	}
	return string(b)
}

// userData is a text of QuickTime's user data.
func userData(name, text string) string {
	return boxOf(name, string(binary.BigEndian.AppendUint16(nil, uint16(len(text)))), "\x15\xc7", text)
}

func filmHeader(made, scale, length uint32) string {
	return boxOf("mvhd", be32(0, made, made, scale, length), strings.Repeat("\x00", 80))
}

// telephone is a film as a telephone of Apple writes it: pictures first, and what
// they are behind them.
func telephone() string {
	key := func(s string) string { return boxOf("mdta", s) }
	value := func(n uint32, s string) string { return boxOf(string(be32(n)), boxOf("data", be32(1, 0), s)) }
	return boxOf("ftyp", "qt  ") + boxOf("mdat", strings.Repeat("x", 5000)) + boxOf(
		"moov", filmHeader(3797402400, 600, 600*75),
		boxOf("trak", boxOf("tkhd", strings.Repeat("\x00", 76), be32(1920<<16, 1080<<16))),
		boxOf(
			"meta", boxOf("hdlr", strings.Repeat("\x00", 24)),
			boxOf("keys", be32(0, 3), key("com.apple.quicktime.location.ISO6709"), key("com.apple.quicktime.make"), key("com.apple.quicktime.creationdate")),
			boxOf("ilst", value(1, "+43.2220+076.8512+800.5/"), value(2, "Apple"), value(3, "2024-05-01T15:00:00+0500"), value(9, "beyond")),
		),
	)
}

func TestMovie(t *testing.T) {
	long := boxOf("ftyp", "isom") + "\x00\x00\x00\x01mdat" + string(binary.BigEndian.AppendUint64(nil, 16+100)) + strings.Repeat("y", 100)
	for _, tt := range []struct{ name, content, kind, want string }{
		{"telephone", telephone(), "video/quicktime", "Created: 2024-05-01T10:00:00Z\nDuration: 0:01:15\nSize: 1920 × 1080\nPlace: 43.222000, 76.851200\nMake: Apple\nRecorded: 2024-05-01T15:00:00+0500"},
		{
			"Android", long + boxOf("moov", filmHeader(0, 1000, 400), boxOf("udta", userData("\xa9xyz", "-33.8000-151.2000/"), userData("\xa9mod", "Galaxy"))),
			"video/mp4", "Duration: 0:00:00\nPlace: -33.800000, -151.200000\nModel: Galaxy",
		},
		{
			"64 bits", boxOf("ftyp", "M4A ") + boxOf("moov", boxOf("mvhd", be32(1<<24, 0, 3797402400, 0, 3797402400, 1000, 0, 5_000_000), strings.Repeat("\x00", 80)),
				boxOf("udta", boxOf("meta", be32(0), boxOf("hdlr", strings.Repeat("\x00", 24)), boxOf("ilst", boxOf("\xa9nam", boxOf("data", be32(1, 0), "Допрос")))))),
			"audio/mp4", "Created: 2024-05-01T10:00:00Z\nDuration: 1:23:20\nTitle: Допрос",
		},
		{
			"3GPP", boxOf("ftyp", "3gp4") + boxOf("moov", boxOf("udta", boxOf("loci", be32(0), "\x15\xc7", "Алматы\x00", "\x00", be32(76<<16, 43<<16, 0)))),
			"video/3gpp", "Place: 43.000000, 76.000000\nPlace name: Алматы",
		},
		{"place at zero", boxOf("ftyp", "isom") + boxOf("moov", boxOf("udta", userData("\xa9xyz", "+00.0000+000.0000/"))), "video/mp4", ""},
		{"broken off", telephone()[:5400], "video/quicktime", "Created: 2024-05-01T10:00:00Z\nDuration: 0:01:15\nSize: 1920 × 1080"},
		{"box of nothing", boxOf("ftyp", "isom") + be32(3) + "moov", "video/mp4", ""},
		{"endless", boxOf("ftyp", "isom") + strings.Repeat(boxOf("moov"), maxBoxes) + boxOf("moov", filmHeader(1, 1, 1)), "video/mp4", ""},
		{"box larger than numbers go", boxOf("ftyp", "isom") + be32(1) + "moov" + string(binary.BigEndian.AppendUint64(nil, math.MaxUint64)), "video/mp4", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if f := inspect(t, "x", []byte(tt.content)); f.MediaType != tt.kind || told(f.Metadata) != tt.want {
				t.Errorf("%s %q\nwant %q", f.MediaType, f.Metadata, tt.want)
			}
		})
	}
}

// Of a film of many gigabytes a few kilobytes are read.
func TestMovieReadsLittle(t *testing.T) {
	const size = int64(8) << 30
	head := boxOf("ftyp", "isom") + be32(1) + "mdat" + string(binary.BigEndian.AppendUint64(nil, uint64(size)))
	tail := boxOf("moov", filmHeader(3797402400, 1, 9))
	r := &holes{head: head, tail: tail, at: int64(len(head)) + size - 16}
	f, err := Inspect(t.Context(), File{Name: "x.mp4", Size: r.at + int64(len(tail)), Content: r})
	if err != nil || told(f.Metadata) != "Created: 2024-05-01T10:00:00Z\nDuration: 0:00:09" {
		t.Errorf("%q, %v", f.Metadata, err)
	}
	if r.read > 64<<10 {
		t.Errorf("%d bytes read", r.read)
	}
}

// holes is a file of a head, zeros up to at, and a tail.
type holes struct {
	head, tail    string
	at, pos, read int64
}

func (h *holes) Seek(to int64, _ int) (int64, error) { h.pos = to; return to, nil }

func (h *holes) Read(p []byte) (int, error) {
	clear(p)
	if h.pos < int64(len(h.head)) {
		copy(p, h.head[h.pos:])
	}
	n := int64(len(p))
	if end := h.at + int64(len(h.tail)); h.pos+n > end {
		n = end - h.pos
	}
	for i := range n {
		if at := h.pos + i - h.at; at >= 0 {
			p[i] = h.tail[at]
		}
	}
	h.pos, h.read = h.pos+n, h.read+n
	return int(n), nil
}

// frame is a frame of ID3v2.
func frame(version byte, name, content string) string {
	n := uint32(len(content))
	if version == 4 {
		n = n&0x7f | n&0x3f80<<1
	}
	if version == 2 {
		return name + be32(n)[1:] + content
	}
	return name + be32(n) + "\x00\x00" + content
}

func id3(version byte, frames ...string) string {
	all := strings.Join(frames, "")
	n := uint32(len(all))
	return "ID3" + string([]byte{version, 0, 0, 0, 0, byte(n >> 7 & 0x7f), byte(n & 0x7f)}) + all
}

func vorbisComment(comments ...string) string {
	s := le32(4) + "Rec1" + le32(uint32(len(comments)))
	for _, c := range comments {
		s += le32(uint32(len(c))) + c
	}
	return s
}

// oggPage is a page of short packets.
func oggPage(samples uint32, packets ...string) string {
	var lengths, all string
	for _, p := range packets {
		for n := len(p); ; n -= 255 {
			lengths += string([]byte{byte(min(n, 255))})
			if n < 255 {
				break
			}
		}
		all += p
	}
	return "OggS\x00\x00" + le32(samples, 0, 1, 0, 0) + string([]byte{byte(len(lengths))}) + lengths + all
}

func riffOf(kind string, chunks ...string) string {
	all := kind + strings.Join(chunks, "")
	return "RIFF" + le32(uint32(len(all))) + all
}

func riffChunk(name, content string) string {
	return name + le32(uint32(len(content))) + content + strings.Repeat("\x00", len(content)&1)
}

func flac() string {
	stream := strings.Repeat("\x00", 10) + string(binary.BigEndian.AppendUint64(nil, 8000<<44|8000*61)) + strings.Repeat("\x00", 16)
	comment := vorbisComment("TITLE=Gate", "X=y")
	return "fLaC\x00\x00\x00\x22" + stream + "\x06\x00\x00\x03abc" + "\x84\x00\x00" + string([]byte{byte(len(comment))}) + comment
}

func opus() string {
	return oggPage(0, "OpusHead\x01\x01") + oggPage(0, "OpusTags"+vorbisComment("artist=Марат", "comment="+strings.Repeat("c", 300))) + oggPage(48000*90, "sound")
}

func wave() string {
	bext := make([]byte, 602)
	copy(bext, "Interview")
	copy(bext[256:], "R-07")
	copy(bext[320:], "2024-05-0110:00:00")
	return riffOf("WAVE", riffChunk("fmt ", le32(0, 8000, 16000, 0)), riffChunk("bext", string(bext)),
		"LIST"+le32(4+8+6)+"INFO"+riffChunk("ISFT", "Voice\x00"), riffChunk("data", strings.Repeat("z", 32000)))
}

func mp3v1() []byte {
	b := make([]byte, 128)
	copy(b, "TAGSpeech")
	b[33] = 'M'
	copy(b[93:], "2024")
	return append([]byte("\xff\xfb\x90\x00"), b...)
}

func TestAudio(t *testing.T) {
	for _, tt := range []struct{ name, content, kind, want string }{
		{"ID3 2.3", id3(3, frame(3, "TIT2", "\x01\xff\xfe\x14\x04\x30\x04"), frame(3, "APIC", strings.Repeat("p", 50)), frame(3, "COMM", "\x00engx\x00said")), "audio/mpeg", "Title: Да\nComment: said"},
		{"ID3 2.4", id3(4, frame(4, "TDRC", "\x032024-05-01"), frame(4, "TPE1", "\x03Марат")), "audio/mpeg", "Recorded: 2024-05-01\nAuthor: Марат"},
		{"ID3 2.2", id3(2, frame(2, "TT2", "\x00\xc4\xee\xef\xf0\xee\xf1")), "audio/mpeg", "Title: Допрос"},
		{"ID3 beyond the end", id3(3, frame(3, "TIT2", "\x00ok"), "TALB\x7f\xff\xff\xff\x00\x00"), "audio/mpeg", "Title: ok"},
		{"ID3 1", string(mp3v1()), "audio/mpeg", "Title: Speech\nAuthor: M\nRecorded: 2024"},
		{"FLAC", flac(), "audio/flac", "Duration: 0:01:01\nSoftware: Rec1\nTitle: Gate"},
		{"Opus", opus(), "audio/ogg", "Software: Rec1\nAuthor: Марат\nComment: " + strings.Repeat("c", 300) + "\nDuration: 0:01:30"},
		{"WAV", wave(), "audio/wav", "Description: Interview\nAuthor: R-07\nRecorded: 2024-05-01 10:00:00\nSoftware: Voice\nDuration: 0:00:02"},
		{
			"AVI", riffOf("AVI ", "LIST"+le32(4+8+56+8+24)+"hdrl"+riffChunk("avih", le32(40000, 0, 0, 0, 2500, 0, 0, 0, 640, 480, 0, 0, 0, 0))+riffChunk("IDIT", "Wed May 01 10:00:00 2024")),
			"video/x-msvideo", "Size: 640 × 480\nDuration: 0:01:40\nRecorded: Wed May 01 10:00:00 2024",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if f := inspect(t, "x", []byte(tt.content)); f.MediaType != tt.kind || told(f.Metadata) != tt.want {
				t.Errorf("%s %q\nwant %q", f.MediaType, f.Metadata, tt.want)
			}
		})
	}
}

// fuzz reads any bytes as a kind of file, past what catches a panic.
func fuzz(f *testing.F, kind string, read func(*look), seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		room := int64(maxUnpacked)
		l := &look{
			ctx: t.Context(), kind: kind, text: new(bounded), room: &room, by: &shared, depth: maxNested - 1, bare: true, acc: newAccount(),
			src: &source{ctx: t.Context(), r: bytes.NewReader(b), size: int64(len(b))},
		}
		read(l)
		if l.text.Len() > maxText || l.meta.Len() > maxMetadata || strings.Contains(l.meta.String()+l.text.String(), "\x00") {
			t.Errorf("%d bytes of text, %d of metadata", l.text.Len(), l.meta.Len())
		}
	})
}

func FuzzMovie(f *testing.F) { fuzz(f, "video/mp4", readMovie, telephone()) }
func FuzzMP3(f *testing.F) {
	fuzz(f, "audio/mpeg", readMP3, id3(3, frame(3, "COMM", "\x01engx\x00said")), id3(4, frame(4, "TIT2", "\x03x")), string(mp3v1()))
}
func FuzzFLAC(f *testing.F) { fuzz(f, "audio/flac", readFLAC, flac()) }
func FuzzOgg(f *testing.F)  { fuzz(f, "audio/ogg", readOgg, opus()) }
func FuzzRIFF(f *testing.F) { fuzz(f, "audio/wav", readRIFF, wave()) }
func FuzzRTF(f *testing.F) {
	fuzz(f, "application/rtf", readRTF, `{\rtf1\ansi\ansicpg1251{\info{\title a}}\'cf\u1041?{\*\x y}\bin3 abc\par}`)
}

func FuzzArchive(f *testing.F) {
	fuzz(f, "application/zip", readArchive, string(zipOf(f, "a.txt", "hidden", "b.html", "<p>x")))
}

func FuzzMail(f *testing.F) {
	fuzz(f, "message/rfc822", readMail, mail, string(mailWith("a.htm", "text/html", "<p>deeper")))
}
