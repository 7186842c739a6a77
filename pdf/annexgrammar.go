package pdf

// What of another file's page may enter ours is a closed list: the entries of
// ISO 32000-1 that draw. All else, known or not, stays outside: scripts,
// actions, links, forms, layers, signatures, embedded files, metadata, marks
// of structure, private data of programs.

// part is a kind of object of a page's resources.
type part uint8

const (
	scalar  part = iota // numbers, names, strings, and arrays and dictionaries of them; no streams
	forbids             // nothing; what is not in a list is this
	resources
	gstates
	gstate
	softMask
	function
	shadings
	shading
	patterns
	pattern
	xobjects
	xobject
	group
	fonts
	font
	descriptor
	fontFile
	encoding
	glyphs // the drawn letters of a font
	glyph
	spaces
	space
	parms
	plainData
)

// kind says what an object of a part may hold: entries by name, or any names
// with one part each; and what its stream is, if it may be one.
type kind struct {
	entries map[string]part
	each    part // of a dictionary with names of its own
	stream  streamKind
}

type streamKind uint8

const (
	noStream streamKind = iota
	dataStream
	drawingStream // operators, from which marks of structure are taken
)

// entries makes a list of a kind: names of scalars, then others.
func entries(scalars []string, others map[string]part) map[string]part {
	m := make(map[string]part, len(scalars)+len(others))
	for _, name := range scalars {
		m[name] = scalar
	}
	for name, p := range others {
		m[name] = p
	}
	return m
}

func names(n ...string) []string { return n }

// grammar is the list. It is made once for an annex.
func grammar() map[part]kind {
	functions := names("FunctionType", "Domain", "Range", "Size", "BitsPerSample", "Order", "Encode", "Decode", "C0", "C1", "N", "Bounds")
	return map[part]kind{
		resources: {entries: map[string]part{
			"ExtGState": gstates, "ColorSpace": spaces, "Pattern": patterns, "Shading": shadings, "XObject": xobjects, "Font": fonts,
		}},
		gstates:  {each: gstate},
		shadings: {each: shading},
		patterns: {each: pattern},
		xobjects: {each: xobject},
		fonts:    {each: font},
		spaces:   {each: space},
		glyphs:   {each: glyph},
		gstate: {entries: entries(names("Type", "LW", "LC", "LJ", "ML", "D", "RI", "OP", "op", "OPM", "FL", "SM", "SA", "BM", "CA", "ca", "AIS", "TK"),
			map[string]part{
				"Font": font, "SMask": softMask, "BG": function, "BG2": function, "UCR": function, "UCR2": function, "TR": function, "TR2": function,
			})},
		softMask: {entries: entries(names("Type", "S", "BC"), map[string]part{"G": xobject, "TR": function})},
		function: {stream: dataStream, entries: entries(functions, map[string]part{"Functions": function})},
		shading: {stream: dataStream, entries: entries(
			names("ShadingType", "Background", "BBox", "AntiAlias", "Coords", "Domain", "Extend", "Matrix", "BitsPerCoordinate", "BitsPerComponent",
				"BitsPerFlag", "Decode", "VerticesPerRow"), map[string]part{"ColorSpace": space, "Function": function})},
		pattern: {stream: drawingStream, entries: entries(
			names("Type", "PatternType", "PaintType", "TilingType", "BBox", "XStep", "YStep", "Matrix"),
			map[string]part{"Resources": resources, "Shading": shading, "ExtGState": gstate})},
		xobject: {stream: drawingStream, entries: entries(
			names("Type", "Subtype", "Width", "Height", "BitsPerComponent", "Intent", "ImageMask", "Decode", "Interpolate", "SMaskInData", "Matte",
				"FormType", "BBox", "Matrix"),
			map[string]part{"ColorSpace": space, "Mask": xobject, "SMask": xobject, "Resources": resources, "Group": group})},
		group: {entries: entries(names("Type", "S", "I", "K"), map[string]part{"CS": space})},
		font: {entries: entries(
			names("Type", "Subtype", "Name", "BaseFont", "FirstChar", "LastChar", "Widths", "CIDSystemInfo", "DW", "W", "DW2", "W2", "FontBBox", "FontMatrix"),
			map[string]part{
				"FontDescriptor": descriptor, "Encoding": encoding, "ToUnicode": encoding, "DescendantFonts": font, "CIDToGIDMap": plainData,
				"CharProcs": glyphs, "Resources": resources,
			})},
		descriptor: {entries: entries(
			names("Type", "FontName", "FontFamily", "FontStretch", "FontWeight", "Flags", "FontBBox", "ItalicAngle", "Ascent", "Descent", "Leading",
				"CapHeight", "XHeight", "StemV", "StemH", "AvgWidth", "MaxWidth", "MissingWidth", "CharSet"),
			map[string]part{"FontFile": fontFile, "FontFile2": fontFile, "FontFile3": fontFile})},
		fontFile: {stream: dataStream, entries: entries(names("Subtype", "Length1", "Length2", "Length3"), nil)},
		encoding: {stream: dataStream, entries: entries(
			names("Type", "BaseEncoding", "Differences", "CMapName", "CIDSystemInfo", "WMode"), map[string]part{"UseCMap": encoding})},
		glyph: {stream: drawingStream},
		space: {stream: dataStream, entries: entries(
			append(names("WhitePoint", "BlackPoint", "Gamma", "Matrix"), functions...), map[string]part{"Functions": function, "Alternate": space})},
		parms: {entries: entries(
			names("Predictor", "Colors", "BitsPerComponent", "Columns", "EarlyChange", "K", "EndOfLine", "EncodedByteAlign", "Rows", "EndOfBlock",
				"BlackIs1", "DamagedRowsBeforeError", "ColorTransform"), map[string]part{"JBIG2Globals": plainData})},
		plainData: {stream: dataStream},
	}
}
