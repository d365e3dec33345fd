/** Serves a folder on loopback under the content security policy of the real window. */
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2" };

/** The window's policy; only the engine's own addresses mean nothing here. */
async function policy() {
  const conf = JSON.parse(await readFile(new URL("../../../tauri.conf.json", import.meta.url), "utf8"));
  return conf.app.security.csp.replace(/connect-src [^;]*/, "connect-src 'self'");
}

/** Starts it; answers its address and a function that stops it. */
export async function serve(folder) {
  const csp = await policy();
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url, "http://localhost").pathname);
    const file = join(folder, path === "/" ? "index.html" : path);
    try {
      const body = await readFile(file);
      response.writeHead(200, {
        "content-type": TYPES[extname(file)] ?? "application/octet-stream",
        "content-security-policy": csp,
      });
      response.end(body);
    } catch {
      response.writeHead(path === "/favicon.ico" ? 204 : 404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { address: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}
