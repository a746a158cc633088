// A static server for browser tests and benches. It knows nothing of the page.
//
// From a script:      const { url, close } = await serve({ "/": "dist/page" }, { headers });
// From a command line: node server.mjs /=dist/page /tests/=tests      (prints its address)
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/**
 * Serves folders on a free port of this machine.
 *
 * `mounts` maps a path that ends in "/" to a folder; the longest that fits wins. `headers` go
 * with every answer: a test of a strict Content-Security-Policy passes one.
 */
export async function serve(mounts, { headers = {} } = {}) {
  const prefixes = Object.keys(mounts).sort((a, b) => b.length - a.length);

  async function answer(request, response) {
    const { pathname } = new URL(request.url, "http://localhost");
    const path = decodeURIComponent(pathname);
    const prefix = prefixes.find((prefix) => path.startsWith(prefix));
    const folder = resolve(mounts[prefix] ?? ".");
    let file = join(folder, path.slice(prefix?.length ?? 0));
    if (path.endsWith("/")) file = join(file, "index.html");
    if (prefix === undefined || !file.startsWith(folder + sep)) throw new Error("outside");
    const body = await readFile(file);
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, "cache-control": "no-store", ...headers });
    response.end(body);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => {
      response.writeHead(404, { "content-type": "text/plain" });
      response.end(`nothing at ${request.url}\n`);
    });
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const close = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, close };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const mounts = Object.fromEntries(process.argv.slice(2).map((word) => word.split(/=(.*)/s, 2)));
  console.log((await serve(mounts)).url);
}
