import { createServer } from "node:http";
import sirv from "sirv";

/**
 * Serves a folder as a plain static host would, on a free port of this machine.
 * Two calls give two origins; no CORS header is sent unless `headers` has one.
 *
 * @param {string} dir
 * @param {{ headers?: Record<string, string> }} [options] headers for every file
 * @returns {Promise<{ origin: string, close(): Promise<void> }>}
 */
export async function serve(dir, { headers = {} } = {}) {
  const setHeaders = (/** @type {import("node:http").ServerResponse} */ response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  };
  const server = createServer(sirv(dir, { dev: true, setHeaders }));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());

  return {
    origin: `http://127.0.0.1:${port}`,
    close() {
      const closed = new Promise((resolve) => server.close(() => resolve(undefined)));
      server.closeAllConnections();
      return /** @type {Promise<void>} */ (closed);
    },
  };
}
