/**
 * @param {string} address of JSON lines
 * @returns {Promise<import("../types").Document[]>}
 */
export async function readDocuments(address) {
  const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer());
  const decoder = new TextDecoder();
  const documents = [];
  for (let at = 0; at < bytes.length; ) {
    const newline = bytes.indexOf(10, at);
    const end = newline < 0 ? bytes.length : newline;
    if (end > at) documents.push(JSON.parse(decoder.decode(bytes.subarray(at, end))));
    at = end + 1;
  }
  return documents;
}
