package intake

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"hash/crc32"
	"net/url"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

const (
	hidden   = "Aigul Sadykova"
	hiddenRu = "Айгуль Садыкова"
	court    = "The district court heard the matter and adjourned it until Monday."
)

// docxOf is a document of Word with a body and more parts.
func docxOf(t *testing.T, parts ...string) string {
	return string(zipOf(t, append([]string{"word/document.xml", "<w:document><w:body><w:p><w:r><w:t>" + court + "</w:t></w:r></w:p></w:body></w:document>"}, parts...)...))
}

func bodyOf(t *testing.T, body string) string {
	return string(zipOf(t, "word/document.xml", "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>"+body+"</w:body></w:document>"))
}

func pngWith(t *testing.T, name, content string) string {
	file, _ := picture(t, 8, 8)
	b := binary.BigEndian.AppendUint32(nil, uint32(len(content)))
	b = append(append(b, name...), content...)
	b = binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
	return string(file[:33]) + string(b) + string(file[33:])
}

func jpegWith(t *testing.T, mark byte, content string) string {
	_, file := picture(t, 8, 8)
	b := binary.BigEndian.AppendUint16([]byte{0xff, mark}, uint16(len(content)+2))
	return string(file[:2]) + string(b) + content + string(file[2:])
}

func tarOf(t *testing.T, name, content string) string {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	if err := w.WriteHeader(&tar.Header{Name: name, Size: int64(len(content)), Mode: 0o600, Uname: "sadykova-home"}); err != nil {
		t.Fatal(err)
	}
	_, _ = w.Write([]byte(content))
	_ = w.Close()
	return b.String()
}

func gzOf(content string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	_, _ = w.Write([]byte(content))
	_ = w.Close()
	return b.String()
}

func zipWithComment(t *testing.T) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	_ = w.SetComment(hidden)
	f, err := w.CreateHeader(&zip.FileHeader{Name: "a.txt"})
	if err != nil {
		t.Fatal(err)
	}
	_, _ = f.Write([]byte(court))
	_ = w.Close()
	return b.String()
}

func hiddenTexts(t *testing.T) []struct{ name, content string } {
	b64 := base64.StdEncoding.EncodeToString([]byte(hidden))
	return []struct{ name, content string }{
		{"alt.html", "<html><p>" + court + "<img alt='" + hidden + "'>"},
		{"data.html", "<html><p data-owner='" + hidden + "'>" + court},
		{"title.html", "<html><head><title>" + hidden + "</title></head>" + court},
		{"meta.html", "<html><head><meta name=author content='" + hidden + "'></head>" + court},
		{"href.html", "<html><a href='mailto:aigul.sadykova@mail.example'>" + court + "</a>"},
		{"style.html", "<html><style>.a::after{content:'" + hidden + "'}</style>" + court},
		{"noscript.html", "<html><noscript>" + hidden + "</noscript>" + court},
		{"template.html", "<html><template><p>" + hidden + "</template>" + court},
		{"json-ld.html", `<html><script type="application/ld+json">{"author":"\u0041igul Sad\u0079kova"}</script>` + court},
		{"input.html", "<html><form><input type=hidden value='" + hidden + "'></form>" + court},
		{"entities.html", "<html><!-- &#65;&#105;gul &#83;adykova -->" + court},
		{"data-uri.html", "<html><img src='data:text/plain;base64," + b64 + "'>" + court},
		{"percent.html", "<html><a href='https://x.example/?q=" + url.QueryEscape(hiddenRu) + "'>" + court},
		{"split.html", "<html><p>" + court + " Aigul Sady<b>kova</b>"},
		{"conditional.html", "<html><!--[if mso]>" + hidden + "<![endif]-->" + court},
		{"svg.html", "<html><svg><title>" + hidden + "</title><desc>x</desc></svg>" + court},
		{"info.rtf", `{\rtf1{\info{\author ` + hidden + `}}` + court + `}`},
		{"manager.rtf", `{\rtf1{\info{\*\manager ` + hidden + `}}` + court + `}`},
		{"field.rtf", `{\rtf1 ` + court + `{\field{\*\fldinst HYPERLINK "mailto:sadykova@mail.example"}{\fldrslt x}}}`},
		{"hidden.rtf", `{\rtf1 ` + court + `{\v ` + hidden + `}}`},
		{"annotation.rtf", `{\rtf1 ` + court + `{\*\atnauthor ` + hidden + `}{\*\annotation seen}}`},
		{"revision.rtf", `{\rtf1{\*\revtbl{Unknown;}{` + hidden + `;}}` + court + `}`},
		{"object.rtf", `{\rtf1 ` + court + `{\object{\*\objdata ` + hex.EncodeToString([]byte("\x01\x05\x00\x00"+hidden+"\x00\x00")) + `}}}`},
		{"style.rtf", `{\rtf1{\stylesheet{\s1 ` + hidden + `;}}` + court + `}`},
		{"shape.rtf", `{\rtf1 ` + court + `{\shp{\*\shpinst{\sp{\sn wzDescription}{\sv ` + hidden + `}}}}}`},
		{"unicode.rtf", `{\rtf1 ` + court + `{\*\x \u1057?\u1072?\u1076?\u1099?\u1082?\u1086?\u1074?\u1072?}}`},
		{"author.docx", docxOf(t, "docProps/core.xml", "<cp:coreProperties><dc:creator>"+hidden+"</dc:creator></cp:coreProperties>")},
		{"app.docx", docxOf(t, "docProps/app.xml", "<Properties><TitlesOfParts><vt:lpstr>"+hidden+"</vt:lpstr></TitlesOfParts></Properties>")},
		{"changes.docx", bodyOf(t, "<w:p><w:del w:author='x'><w:r><w:delText>"+hidden+"</w:delText></w:r></w:del></w:p>")},
		{"move.docx", bodyOf(t, "<w:p><w:moveFrom w:author='"+hidden+"'><w:r><w:t>x</w:t></w:r></w:moveFrom></w:p>")},
		{"format.docx", bodyOf(t, "<w:p><w:pPr><w:pPrChange w:author='"+hidden+"'/></w:pPr></w:p>")},
		{"control.docx", bodyOf(t, "<w:sdt><w:sdtPr><w:alias w:val='sadykova'/><w:tag w:val='sadykova'/></w:sdtPr></w:sdt>")},
		{"bookmark.docx", bodyOf(t, "<w:p><w:bookmarkStart w:name='"+strings.ReplaceAll(hidden, " ", "_")+"'/></w:p>")},
		{"field.docx", bodyOf(t, "<w:p><w:r><w:instrText>AUTHOR Aigul Sady</w:instrText></w:r><w:r><w:instrText>kova</w:instrText></w:r></w:p>")},
		{"fldSimple.docx", bodyOf(t, "<w:p><w:fldSimple w:instr=' DOCPROPERTY "+hidden+" '/></w:p>")},
		{"textbox.docx", bodyOf(t, "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>"+hidden+"</w:t></w:r></w:p></w:txbxContent></mc:Choice></mc:AlternateContent></w:r></w:p>")},
		{"textbox in a line.docx", bodyOf(t, "<w:p><w:r><w:t>before</w:t></w:r><w:r><w:txbxContent><w:p><w:r><w:t>one</w:t></w:r></w:p><w:p><w:r><w:t>"+hidden+"</w:t></w:r></w:p></w:txbxContent></w:r><w:r><w:t>after</w:t></w:r></w:p>")},
		{"note in a line.odt", string(zipOf(t, "mimetype", odt, "content.xml", "<text:p>before<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>"+hidden+"</text:p></text:note-body></text:note>after</text:p>"))},
		{"split.docx", bodyOf(t, "<w:p><w:r><w:t>Aigul Sady</w:t></w:r><w:proofErr/><w:r><w:t>kova</w:t></w:r></w:p>")},
		{"change inside a word.docx", bodyOf(t, "<w:p><w:r><w:t>Aigul Sad</w:t></w:r><w:ins><w:r><w:t>y</w:t></w:r></w:ins><w:del><w:r><w:delText>i</w:delText></w:r></w:del><w:r><w:t>kova</w:t></w:r></w:p>")},
		{"math.docx", bodyOf(t, "<w:p><m:oMath><m:r><m:t>"+hidden+"</m:t></m:r></m:oMath></w:p>")},
		{"header.docx", docxOf(t, "word/header1.xml", "<w:hdr><w:p><w:r><w:t>"+hidden+"</w:t></w:r></w:p></w:hdr>")},
		{"endnote.docx", docxOf(t, "word/endnotes.xml", "<w:endnotes><w:p><w:r><w:t>"+hidden+"</w:t></w:r></w:p></w:endnotes>")},
		{"people.docx", docxOf(t, "word/people.xml", "<w15:people><w15:person w15:author='"+hidden+"'/></w15:people>")},
		{"commentsExtended.docx", docxOf(t, "word/commentsIds.xml", "<x><y a='"+hidden+"'/></x>")},
		{"settings.docx", docxOf(t, "word/settings.xml", "<w:settings><w:docVars><w:docVar w:name='n' w:val='sadykova'/></w:docVars></w:settings>")},
		{"mailmerge.docx", docxOf(t, "word/_rels/settings.xml.rels", "<Relationships><Relationship Target='file:///C:/Users/Sadykova/list.mdb' TargetMode='External'/></Relationships>")},
		{"embedding.docx", docxOf(t, "word/embeddings/Microsoft_Excel_Sheet1.xlsx", string(zipOf(t, "xl/workbook.xml", "", "xl/sharedStrings.xml", "<si><t>"+hidden+"</t></si>")))},
		{"altchunk.docx", docxOf(t, "word/afchunk.rtf", `{\rtf1 `+hidden+`}`)},
		{"style.docx", docxOf(t, "word/styles.xml", "<w:styles><w:style w:customStyle='1'><w:name w:val='"+hidden+"'/></w:style></w:styles>")},
		{"unknown.docx", docxOf(t, "custom/x.dat", "\x00\x01\x02\x03"+hidden+"\x00\x05\x06\x00\x00\x00\x00")},
		{"media name.docx", docxOf(t, "word/media/sadykova.jpg", "x")},
		{"media.docx", docxOf(t, "word/media/image1.jpeg", jpegWith(t, 0xfe, hidden))},
		{"vml.docx", docxOf(t, "word/vmlDrawing1.vml", "<xml><v:shape alt='"+hidden+"'/></xml>")},
		{"comment.docx", docxOf(t, "word/footer1.xml", "<w:ftr><!-- "+hidden+" --></w:ftr>")},
		{"note.xlsx", string(zipOf(t, "xl/workbook.xml", "<workbook/>", "xl/comments1.xml", "<comments><authors><author>"+hidden+"</author></authors></comments>"))},
		{"hidden sheet.xlsx", string(zipOf(t, "xl/workbook.xml", "<workbook><sheets><sheet name='x' state='hidden'/></sheets></workbook>", "xl/worksheets/sheet2.xml", "<worksheet><sheetData><row hidden='1'><c t='inlineStr'><is><t>"+hidden+"</t></is></c></row></sheetData></worksheet>"))},
		{"header.xlsx", string(zipOf(t, "xl/workbook.xml", "<workbook/>", "xl/worksheets/sheet1.xml", "<worksheet><headerFooter><oddHeader>&amp;L"+hidden+"</oddHeader></headerFooter></worksheet>"))},
		{"validation.xlsx", string(zipOf(t, "xl/workbook.xml", "<workbook/>", "xl/worksheets/sheet1.xml", "<worksheet><dataValidation promptTitle='"+hidden+"'><formula1>\"a,b\"</formula1></dataValidation></worksheet>"))},
		{"connection.xlsx", string(zipOf(t, "xl/workbook.xml", "<workbook/>", "xl/connections.xml", "<connections><connection name='"+hidden+"'/></connections>"))},
		{"pivot.xlsx", string(zipOf(t, "xl/workbook.xml", "<workbook/>", "xl/pivotCache/pivotCacheRecords1.xml", "<r><s v='"+hidden+"'/></r>"))},
		{"table.xlsx", string(zipOf(t, "xl/workbook.xml", "<workbook/>", "xl/tables/table1.xml", "<table><tableColumn name='"+hidden+"'/></table>"))},
		{"external.xlsx", string(zipOf(t, "xl/workbook.xml", "<workbook/>", "xl/externalLinks/externalLink1.xml", "<externalLink><sheetName val='"+hidden+"'/></externalLink>"))},
		{"notes.pptx", string(zipOf(t, "ppt/presentation.xml", "<p/>", "ppt/notesSlides/notesSlide1.xml", "<a:p><a:r><a:t>"+hidden+"</a:t></a:r></a:p>"))},
		{"author.pptx", string(zipOf(t, "ppt/presentation.xml", "<p/>", "ppt/commentAuthors.xml", "<p:cmAuthor name='"+hidden+"'/>"))},
		{"master.pptx", string(zipOf(t, "ppt/presentation.xml", "<p/>", "ppt/slideMasters/slideMaster1.xml", "<a:p><a:r><a:t>"+hidden+"</a:t></a:r></a:p>"))},
		{"comment.odt", string(zipOf(t, "mimetype", odt, "content.xml", "<text:p>"+court+"<office:annotation><dc:creator>"+hidden+"</dc:creator></office:annotation></text:p>"))},
		{"changes.odt", string(zipOf(t, "mimetype", odt, "content.xml", "<text:tracked-changes><text:deletion><text:p>"+hidden+"</text:p></text:deletion></text:tracked-changes><text:p>x</text:p>"))},
		{"meta.odt", string(zipOf(t, "mimetype", odt, "content.xml", "<text:p>x</text:p>", "meta.xml", "<office:meta><meta:user-defined meta:name='a'>"+hidden+"</meta:user-defined></office:meta>"))},
		{"settings.odt", string(zipOf(t, "mimetype", odt, "content.xml", "<text:p>x</text:p>", "settings.xml", "<config:config-item config:name='a'>"+hidden+"</config:config-item>"))},
		{"object.odt", string(zipOf(t, "mimetype", odt, "content.xml", "<text:p>x</text:p>", "Object 1/content.xml", "<text:p>"+hidden+"</text:p>"))},
		{"version.odt", string(zipOf(t, "mimetype", odt, "content.xml", "<text:p>x</text:p>", "Versions/Version1", string(zipOf(t, "mimetype", odt, "content.xml", "<text:p>"+hidden+"</text:p>"))))},
		{"a.csv", "name;date\n" + hidden + ";1\n"},
		{"hex.txt", court + " " + hex.EncodeToString([]byte(hidden))},
		{"quoted.txt", court + " =D0=A1=D0=B0=D0=B4=D1=8B=D0=BA=D0=BE=D0=B2=D0=B0"},
		{"utf7.txt", court + " +BCEEMAQ0BEsEOgQ+BDIEMA-"},
		{"1251.txt", string(encoded(t, charmap.Windows1251, strings.Repeat("Суд рассмотрел дело. "+hiddenRu+" ", 3)))},
		{"866.csv", string(encoded(t, charmap.CodePage866, "ФИО;Дата\r\n"+hiddenRu+";1\r\n"))},
		{"iso.srt", string(encoded(t, charmap.ISO8859_5, "1\n00:00:01,000 --> 00:00:02,000\nГоворит "+hiddenRu+"\n"))},
		{"b64lines.txt", court + "\n" + wrap(base64.StdEncoding.EncodeToString([]byte(strings.Repeat("x y z ", 20)+hidden)))},
		{"zip in text.txt", court + "\n" + wrap(base64.StdEncoding.EncodeToString(zipOf(t, "a.txt", hidden)))},
		{"folded.vcf", "BEGIN:VCARD\r\nFN:Aigul Sady\r\n kova\r\nEND:VCARD\r\n"},
		{"qp.vcf", "BEGIN:VCARD\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=A1=D0=B0=D0=B4=D1=8B=\r\n=D0=BA=D0=BE=D0=B2=D0=B0;;;\r\nEND:VCARD\r\n"},
		{"folded.ics", "BEGIN:VCALENDAR\r\nATTENDEE;CN=Aigul Sa\r\n\tdykova:mailto:x\r\nEND:VCALENDAR\r\n"},
		{"a.json", `{"who":"\u0421\u0430\u0434\u044b\u043a\u043e\u0432\u0430"}`},
		{"a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><metadata>" + hidden + "</metadata></svg>"},
		{"cdata.xml", "<?xml version='1.0'?><a><![CDATA[" + hidden + "]]></a>"},
		{"comment.xml", "<?xml version='1.0'?><a><!-- " + hidden + " --></a>"},
		{"instruction.xml", "<?xml version='1.0'?><?note " + hidden + "?><a/>"},
		{"1251.xml", "<?xml version='1.0' encoding='windows-1251'?><a b='" + string(encoded(t, charmap.Windows1251, hiddenRu)) + "'/>"},
		{"broken.xml", "<?xml version='1.0'?><a><b></a>&unknown;<<< " + hidden},
		{"nested.zip", string(zipOf(t, "in.zip", string(zipOf(t, "in.zip", string(zipOf(t, "a.txt", hidden))))))},
		{"comment.zip", zipWithComment(t)},
		{"name.zip", string(zipOf(t, hidden+".txt", court))},
		{"appended.zip", string(zipOf(t, "a.txt", court)) + hidden},
		{"prepended.zip", "PK\x03\x04" + hidden + string(zipOf(t, "a.txt", court))},
		{"a.tar", tarOf(t, "a.txt", hidden)},
		{"name.tar", tarOf(t, hidden+".txt", court)},
		{"a.tar.gz", gzOf(tarOf(t, "a.txt", hidden))},
		{"two.gz", gzOf(court) + gzOf(hidden)},
		{"behind.gz", gzOf(court) + hidden},
		{"comment.jpg", jpegWith(t, 0xfe, hidden)},
		{"app.jpg", jpegWith(t, 0xe9, "private\x00"+hidden)},
		{"iptc.jpg", jpegWith(t, 0xed, "Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x13\x1c\x02\x50\x00\x0e"+hidden+"\x00")},
		{"xmp.jpg", jpegWith(t, 0xe1, "http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta><rdf:Description dc:creator='"+hidden+"'/></x:xmpmeta>")},
		{"behind.jpg", jpegWith(t, 0xfe, "x") + hidden},
		{"text.png", pngWith(t, "tEXt", "Owner\x00"+hidden)},
		{"behind.png", pngWith(t, "tEXt", "a\x00b") + hidden},
		{"broken.png", pngWith(t, "tEXt", "no key "+hidden)},
		{"comment.gif", "GIF89a\x01\x00\x01\x00\x00\x00\x00!\xfe\x0e" + hidden + "\x00;"},
		{"app.gif", "GIF89a\x01\x00\x01\x00\x00\x00\x00!\xff\x0bPRIVATE 1.0\x0e" + hidden + "\x00;"},
		{"chunk.webp", riffOf("WEBP", riffChunk("VP8X", "\x08\x00\x00\x00\x07\x00\x00\x07\x00\x00"), riffChunk("NOTE", hidden))},
		{"tag.mp3", id3(3, frame(3, "TXXX", "\x00owner\x00"+hidden))},
		{"iXML.wav", riffOf("WAVE", riffChunk("iXML", "<x>"+hidden+"</x>"))},
		{"head.eml", "From: a@x.example\r\nDate: Mon, 1 Jan 2024 00:00:00 +0000\r\nX-Sender-Name: =?utf-8?B?" + base64.StdEncoding.EncodeToString([]byte(hiddenRu)) + "?=\r\n\r\n" + court},
		{"name.eml", string(mailWith(`"`+hidden+`.txt"`, "text/plain", court))},
		{"russian name.eml", string(mailWith(hiddenRu+" протокол.txt", "text/plain", court))},
		{"1251 name.eml", string(mailWith(string(encoded(t, charmap.Windows1251, hiddenRu+" протокол допроса"))+".txt", "text/plain", court))},
		{"rfc2231.eml", strings.Replace(string(mailWith("x", "text/plain", court)), "filename=x", "filename*0*=utf-8''"+url.PathEscape("Айгуль Сад")+";\r\n filename*1*="+url.PathEscape("ыкова.txt"), 1)},
		{"epilogue.eml", string(mailWith("x", "text/plain", court)) + hidden},
		{"preamble.eml", strings.Replace(string(mailWith("x", "text/plain", court)), "\r\n\r\n--B", "\r\n\r\n"+hidden+"\r\n--B", 1)},
		{"wrong charset.eml", "From: a@x.example\r\nDate: Mon, 1 Jan 2024 00:00:00 +0000\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + string(encoded(t, charmap.Windows1251, "Говорит "+hiddenRu+" из Астаны"))},
		{"calendar.eml", "From: a@x.example\r\nDate: Mon, 1 Jan 2024 00:00:00 +0000\r\nContent-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nCN:" + hidden},
		{"uu.eml", "From: a@x.example\r\nDate: Mon, 1 Jan 2024 00:00:00 +0000\r\n\r\nbegin 644 a.txt\r\n.06EG=6P@4V%D>6MO=F$ \r\n`\r\nend\r\n"},
		{"base64 with marks.eml", "From: a@x.example\r\nDate: Mon, 1 Jan 2024 00:00:00 +0000\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b64[:8] + "!*\r\n" + b64[8:]},
		{"a.mbox", "From x@y Mon Jan  1 00:00:00 2024\nFrom: a\nSubject: x\n\nbody\nFrom here on it is body\n\nFrom - Tue\nFrom: =?utf-8?Q?Aigul_Sadykova?=\n\nx\n"},
		{"chunked.warc", "WARC/1.0\r\nContent-Type: application/http\r\nContent-Length: 80\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0b\r\n<p>Aigul Sa\r\n6\r\ndykova\r\n0\r\n\r\n"},
		{"a.wacz", string(zipOf(t, "archive/data.warc.gz", gzOf("WARC/1.0\r\nContent-Type: text/html\r\nContent-Length: 17\r\n\r\n<p>"+hidden)))},
	}
}

func wrap(s string) string {
	var b strings.Builder
	for len(s) > 64 {
		b.WriteString(s[:64] + "\n")
		s = s[64:]
	}
	return b.String() + s + "\n"
}

// A name that is written into any corner of a file is found.
func TestCorners(t *testing.T) {
	for _, tt := range hiddenTexts(t) {
		f := inspect(t, tt.name, []byte(tt.content))
		all := strings.ToLower(f.Text + "\n" + f.Metadata)
		if !strings.Contains(all, "sadykova") && !strings.Contains(all, "садыкова") {
			t.Errorf("%s (%s): the name is not found; unread %q\n%.800q\n%q", tt.name, f.MediaType, unreadOf(f), f.Text, f.Metadata)
		}
		if strings.HasSuffix(tt.name, ".docx") && tt.name != "unknown.docx" && tt.name != "media.docx" && unreadOf(f) != "" || unreadOf(f) == "damaged" && tt.name != "broken.xml" && !strings.Contains(tt.name, ".eml") {
			t.Errorf("%s: unread %q", tt.name, unreadOf(f))
		}
		if unreadOf(f) == "?" {
			t.Errorf("%s: what was read is not told: %q", tt.name, f.Metadata)
		}
	}
}
