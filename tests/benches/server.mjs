import { createWriteStream } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import sirv from "sirv";

/** Isolated pages have the finest clock; nothing is cached, so that every load is a first one. */
const HEADERS = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Cache-Control": "no-store",
};
const DATA = "/data/";

/**
 * Serves the checkout, and the corpora under /data/, to this machine alone; what is PUT goes into the checkout.
 *
 * @param {string} data the folder of the corpora
 */
export async function serve(data) {
  const setHeaders = (/** @type {import("node:http").ServerResponse} */ response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
  };
  const checkout = sirv(".", { dev: true, setHeaders });
  const corpora = sirv(data, { dev: true, setHeaders });

  const server = createServer(async (request, response) => {
    const path = request.url ?? "/";
    if (request.method === "PUT") {
      const written = await pipeline(request, createWriteStream(join(".", path))).then(() => true, () => false);
      setHeaders(response);
      response.writeHead(written ? 204 : 500).end();
    } else if (path.startsWith(DATA)) {
      request.url = path.slice(DATA.length - 1);
      corpora(request, response);
    } else {
      checkout(request, response);
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());

  return {
    origin: `http://127.0.0.1:${port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
