package intake

import (
	"bytes"
	"encoding/binary"
	"io"
)

// maxFrame is the largest image of a moving WebP that is read, in bytes.
const maxFrame = 32 << 20

// firstFrame is the first image of a moving WebP picture as a file of its own; nil
// for everything else. The decoder of still pictures does not know moving ones
// (WebP container specification, chunks ANIM and ANMF).
func firstFrame(l *look) io.Reader {
	if l.kind != "image/webp" {
		return nil
	}
	r := l.src.all()
	var head [12]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return nil
	}
	for range 1000 {
		name, size, ok := webpChunk(r)
		if !ok || name == "VP8 " || name == "VP8L" {
			return nil
		}
		if name == "ANMF" {
			return frameFile(io.LimitReader(r, min(size, maxFrame)))
		}
		if _, err := r.Seek(size+size&1, io.SeekCurrent); err != nil {
			return nil
		}
	}
	return nil
}

func webpChunk(r io.Reader) (name string, size int64, ok bool) {
	var head [8]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return "", 0, false
	}
	return string(head[:4]), int64(binary.LittleEndian.Uint32(head[4:])), true
}

// frameFile puts the image data of a frame into a file of their own. The frame's
// transparency stays behind: what is shown below it is white.
func frameFile(r io.Reader) io.Reader {
	if _, err := io.CopyN(io.Discard, r, 16); err != nil { // where and how long it is shown
		return nil
	}
	for {
		name, size, ok := webpChunk(r)
		if !ok || size > maxFrame {
			return nil
		}
		data, err := io.ReadAll(io.LimitReader(r, size+size&1))
		if err != nil {
			return nil
		}
		if name == "VP8 " || name == "VP8L" {
			var out bytes.Buffer
			out.WriteString("RIFF")
			out.Write(binary.LittleEndian.AppendUint32(nil, uint32(len(data)+12)))
			out.WriteString("WEBP" + name)
			out.Write(binary.LittleEndian.AppendUint32(nil, uint32(size)))
			out.Write(data)
			return bytes.NewReader(out.Bytes())
		}
	}
}
