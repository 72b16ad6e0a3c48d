/**
 * Builds the page when it has changed, then serves it on 127.0.0.1, with the headers of vercel.json, until it is told to stop:
 * `--port 3000`, 0 for any.
 */

import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { parseArgs } from "node:util";
import compression from "compression";
import handler from "serve-handler";
import { buildIfChanged, OUT, WEB } from "./build-if-changed.mjs";

const HOST = "127.0.0.1";
const { values } = parseArgs({ options: { port: { type: "string", default: "3000" } } });

buildIfChanged();

/** Vercel's are for every address. */
const HEADERS = JSON.parse(readFileSync(join(WEB, "vercel.json"), "utf8")).headers.flatMap(({ headers }) => headers);

const compress = compression();
const server = createServer((request, response) => {
  for (const { key, value } of HEADERS) response.setHeader(key, value);
  compress(request, response, () => handler(request, response, { public: OUT, cleanUrls: true }));
});
server.on("error", (error) => {
  console.error(error.code === "EADDRINUSE" ? `web: port ${values.port} is taken` : `web: ${error.message}`);
  process.exit(1);
});
server.listen(Number(values.port), HOST, () => console.log(`ready http://${HOST}:${server.address().port}`));

for (const signal of ["SIGINT", "SIGTERM"]) {
  process.on(signal, () => {
    server.close();
    server.closeAllConnections();
  });
}
