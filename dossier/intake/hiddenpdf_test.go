package intake

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"testing"

	"github.com/jung-kurt/gofpdf"
)

// pdfPage is a PDF of one page with a text, more entries in its catalogue and its
// page, and more objects, numbered from 6.
func pdfPage(catalogue, onPage, content string, objects ...string) []byte {
	return pdfOf("", append([]string{
		"<</Type/Catalog/Pages 2 0 R" + catalogue + ">>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>" + onPage + ">>",
		pdfStream("", "BT /F1 12 Tf 40 700 Td (The court heard it.) Tj ET "+content),
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
	}, objects...)...)
}

func deflated(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.String()
}

func sealedWithoutPassword(t *testing.T) []byte {
	p := gofpdf.New("P", "mm", "A4", "")
	p.SetProtection(gofpdf.CnProtectPrint, "", "owner")
	p.SetKeywords(hidden, false)
	p.AddPage()
	p.SetFont("Helvetica", "", 14)
	p.Cell(40, 10, "The court heard it.")
	p.LinkString(10, 10, 20, 20, "mailto:sadykova@mail.example")
	var b bytes.Buffer
	if err := p.Output(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// updated is a PDF whose page once said something else.
func updated() []byte {
	old := pdfPage("", "", "BT /F1 12 Tf 40 600 Td [(Aigul Sa)-20(dykova)] TJ ET")
	place := len(old)
	object := "4 0 obj\n" + pdfStream("", "BT /F1 12 Tf 40 700 Td (The court heard it.) Tj ET") + "\nendobj\n"
	at := place + len(object)
	last := strings.LastIndex(string(old), "startxref\n")
	return []byte(string(old) + object + fmt.Sprintf("xref\n4 1\n%010d 00000 n \ntrailer\n<</Root 1 0 R/Size 6/Prev %s>>\nstartxref\n%d\n%%%%EOF\n",
		place, strings.Fields(string(old[last:]))[1], at))
}

// What a PDF holds beside the text of its pages is found.
func TestHiddenPDF(t *testing.T) {
	form := "/Type/XObject/Subtype/Form/BBox[0 0 300 20]/Resources<</Font<</F1 5 0 R>>>>"
	drawn := pdfStream(form, "BT /F1 12 Tf 2 5 Td (Aigul Sady) Tj (kova) Tj ET")
	for _, tt := range []struct {
		name    string
		content []byte
		unread  string
	}{
		{"value of a field", pdfPage("/AcroForm<</Fields[6 0 R]>>", "/Annots[6 0 R]", "", "<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V<FEFF005300610064007900 6B006F00760061>/Rect[0 0 9 9]>>"), ""},
		{"drawn field without a value", pdfPage("", "/Annots[6 0 R]", "", "<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/F 4/Rect[40 600 340 620]/AP<</N 7 0 R>>>>", drawn), ""},
		{"hidden note", pdfPage("", "/Annots[6 0 R]", "", "<</Type/Annot/Subtype/FreeText/F 2/Rect[40 600 340 620]/AP<</N 7 0 R>>>>", drawn), ""},
		{"drawing that nothing shows", pdfPage("", "", "", drawn), ""},
		{"author of a note", pdfPage("", "/Annots[6 0 R]", "", "<</Type/Annot/Subtype/Highlight/T(Aigul Sadykova)/Rect[0 0 9 9]>>"), ""},
		{"link", pdfPage("", "/Annots[6 0 R]", "", "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://x.example/%D0%A1%D0%B0%D0%B4%D1%8B%D0%BA%D0%BE%D0%B2%D0%B0)>>>>"), ""},
		{"file of a link", pdfPage("", "/Annots[6 0 R]", "", "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/Launch/F(C:\\\\Users\\\\Sadykova\\\\a.doc)>>>>"), ""},
		{"script", pdfPage("/OpenAction<</S/JavaScript/JS(app.alert\\('Sadykova'\\))>>", "", ""), ""},
		{"script in a stream", pdfPage("/OpenAction<</S/JavaScript/JS 6 0 R>>", "", "", pdfStream("", `var who = "Aigul Sadykova";`)), ""},
		{"XFA", pdfPage("/AcroForm<</Fields[]/XFA[(datasets) 6 0 R]>>", "", "", pdfStream("", "<xfa:data><who>Aigul Sadykova</who></xfa:data>")), ""},
		{"embedded file", pdfPage("/Names<</EmbeddedFiles<</Names[(a)6 0 R]>>>>", "", "", "<</Type/Filespec/F(a.txt)/EF<</F 7 0 R>>>>", pdfStream("/Type/EmbeddedFile/Filter/FlateDecode", deflated(hidden))), ""},
		{"embedded archive", pdfPage("/Names<</EmbeddedFiles<</Names[(a)6 0 R]>>>>", "", "", "<</Type/Filespec/F(sadykova.rar)/EF<</F 7 0 R>>>>", pdfStream("/Type/EmbeddedFile", "Rar!\x1a\x07\x01\x00")), "binary, damaged"},
		{"named place", pdfPage("/Dests<</Sadykova#20Aigul[3 0 R/Fit]>>", "", ""), ""},
		{"label of a page", pdfPage("/PageLabels<</Nums[0<</P(Sadykova )>>]>>", "", ""), ""},
		{"layer", pdfPage("/OCProperties<</OCGs[6 0 R]/D<<>>>>", "", "", "<</Type/OCG/Name(Sadykova)>>"), ""},
		{"alternative text", pdfPage("/StructTreeRoot 6 0 R", "", "", "<</Type/StructTreeRoot/K<</S/Figure/Alt(Photo of Sadykova)>>>>"), ""},
		{"actual text in the content", pdfPage("", "", "/Span<</ActualText(Sadykova)>>BDC EMC"), ""},
		{"invisible text", pdfPage("", "", "BT 3 Tr /F1 12 Tf 40 600 Td (Aigul Sadykova) Tj ET"), ""},
		{"text under a box", pdfPage("", "", "BT /F1 12 Tf 40 600 Td (Aigul Sadykova) Tj ET 0 0 0 rg 30 590 200 30 re f"), ""},
		{"text off the page", pdfPage("", "", "BT /F1 12 Tf 40 -600 Td (Aigul Sadykova) Tj ET"), ""},
		{"objects in a stream", pdfPage("", "", "", pdfStream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", deflated("9 0 <</Title(Aigul Sadykova)>>"))), ""},
		{"properties of a program", pdfPage("/PieceInfo<</X<</Private<</Owner(Sadykova)>>>>>>", "", ""), ""},
		{"comment in the content", pdfPage("", "", "% Aigul Sadykova\n"), ""},
		{"behind the end", append(pdfPage("", "", ""), "\nAigul Sadykova\n"...), ""},
		{"earlier version", updated(), ""},
		{"sealed without a password", sealedWithoutPassword(t), ""},
		{"unknown stream", pdfPage("", "", "", pdfStream("", "\x00\x01\x02\x03\x90\x91Aigul Sadykova\x00\x00\x01\x02\x03\x04\x05\x06")), "binary"},
		{"unknown filter", pdfPage("", "", "", pdfStream("/Filter/Strange", "Aigul Sadykova")), "binary"},
		{"glyphs by number", pdfPage("", "", "", "<</Type/Font/Subtype/Type1/BaseFont/Sadykova/Encoding 7 0 R>>", "<</Type/Encoding/Differences[1/g1/g2/g33]>>"), "letters"},
		{"glyphs by name", pdfPage("", "", "", "<</Type/Font/Subtype/Type1/BaseFont/Sadykova/Encoding<</Type/Encoding/Differences[1/A/afii10017/space/uni0410]>>>>"), ""},
		{"picture", pdfPage("", "", "", pdfStream("/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8", "x"), "<</Title(Sadykova)>>"), "pictures"},
		{"photograph", pdfPage("", "", "", pdfStream("/Type/XObject/Subtype/Image/Width 8/Height 8/Filter/DCTDecode", jpegWith(t, 0xfe, hidden))), "pictures"},
		{"font that only it knows", pdfPage("", "", "", "<</Type/Font/Subtype/Type0/BaseFont/Sadykova/Encoding/Identity-H/DescendantFonts[]>>"), "letters"},
	} {
		f := inspect(t, "a.pdf", tt.content)
		all := strings.ToLower(f.Text + "\n" + f.Metadata)
		if !strings.Contains(all, "sadykova") && !strings.Contains(all, "садыкова") {
			t.Errorf("%s: the name is not found\n%.800q\n%q", tt.name, f.Text, f.Metadata)
		}
		if unreadOf(f) != tt.unread {
			t.Errorf("%s: unread %q, want %q\n%q", tt.name, unreadOf(f), tt.unread, f.Metadata)
		}
		if !strings.HasPrefix(f.Text, "The court heard it.") {
			t.Errorf("%s: text %.200q", tt.name, f.Text)
		}
	}
}
