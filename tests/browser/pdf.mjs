/** Writes PDF files of text in Helvetica, or, where that has no such characters, in a Japanese font. Neither is inside. */

/**
 * @typedef {object} Line
 * @property {string} text
 * @property {number} x where it begins, in points from the left
 * @property {number} y its base, in points from below
 * @property {number} [size] of its letters, in points
 */

/**
 * @param {Line[][]} pages
 * @param {object} [more]
 * @param {Record<string, string>} [more.about] what the file says of itself, as { Title: "..." }
 * @param {string} [more.catalog] further entries of the catalog, in the words of PDF
 * @param {string} [more.trailer] the same of the trailer
 * @returns {Buffer}
 */
export function pdf(pages, { about = {}, catalog = "", trailer = "" } = {}) {
  const first = FONTS.length + 4;
  const kids = pages.map((_, place) => `${first + 2 * place} 0 R`).join(" ");
  const info = Object.entries(about).map(([name, value]) => `/${name} ${string(value)}`);
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    `<< ${info.join(" ")} >>`,
    ...FONTS,
    ...pages.flatMap((lines, place) => page(lines, first + 2 * place + 1)),
  ];
  let file = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
  const offsets = objects.map((object, place) => {
    const offset = file.length;
    file += `${place + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const count = objects.length + 1;
  const end = `xref\n0 ${count}\n0000000000 65535 f \n${offsets.join("")}trailer\n<< /Size ${count} /Root 1 0 R /Info 3 0 R ${trailer} >>\n`;
  return Buffer.from(`${file}${end}startxref\n${file.length}\n%%EOF\n`, "latin1");
}

/** From object 4 on. The second font has parts, and a map of characters that a reader of PDF is to have. */
const FONTS = [
  "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
  "<< /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light /Encoding /UniJIS-UTF16-H /DescendantFonts [6 0 R] >>",
  "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 6 >> /FontDescriptor 7 0 R >>",
  "<< /Type /FontDescriptor /FontName /Ryumin-Light /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>",
];

/** A page, and what is written on it. @param {Line[]} lines @param {number} contents its number */
function page(lines, contents) {
  const shown = lines.map(({ text, x, y, size = 11 }) => {
    const [font, shown] = /^[\0-\xFF]*$/.test(text) ? ["F1", string(text)] : ["F2", `<${Buffer.from(text, "utf16le").swap16().toString("hex")}>`];
    return `BT /${font} ${size} Tf ${x} ${y} Td ${shown} Tj ET`;
  });
  const stream = shown.join("\n");
  return [
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 4 0 R /F2 5 0 R >> >> /Contents ${contents} 0 R >>`,
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
  ];
}

/** @param {string} text */
const string = (text) => `(${text.replace(/[\\()]/g, "\\$&")})`;
