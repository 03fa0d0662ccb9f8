/** Writes PDF files of text in Helvetica. */

/**
 * @typedef {object} Line
 * @property {string} text in the characters of WinAnsi
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
  const first = 5;
  const kids = pages.map((_, place) => `${first + 2 * place} 0 R`).join(" ");
  const info = Object.entries(about).map(([name, value]) => `/${name} ${string(value)}`);
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    `<< ${info.join(" ")} >>`,
    ...pages.flatMap((lines, place) => page(lines, first + 2 * place + 1)),
  ];
  let file = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
  const offsets = objects.map((object, place) => {
    const offset = file.length;
    file += `${place + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const count = objects.length + 1;
  const end = `xref\n0 ${count}\n0000000000 65535 f \n${offsets.join("")}trailer\n<< /Size ${count} /Root 1 0 R /Info 4 0 R ${trailer} >>\n`;
  return Buffer.from(`${file}${end}startxref\n${file.length}\n%%EOF\n`, "latin1");
}

/** A page, and what is written on it. @param {Line[]} lines @param {number} contents its number */
function page(lines, contents) {
  const shown = lines.map(({ text, x, y, size = 11 }) => `BT /F1 ${size} Tf ${x} ${y} Td ${string(text)} Tj ET`).join("\n");
  return [
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${contents} 0 R >>`,
    `<< /Length ${shown.length} >>\nstream\n${shown}\nendstream`,
  ];
}

/** @param {string} text */
const string = (text) => `(${text.replace(/[\\()]/g, "\\$&")})`;
