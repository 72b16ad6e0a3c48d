/** Allows the scripts that stand in the exported documents, by their hashes, in each document's own Content-Security-Policy. */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const OUT = fileURLToPath(new URL("../out", import.meta.url));
const POLICY = /(<meta http-equiv="Content-Security-Policy" content="[^"]*script-src &#x27;self&#x27;)/;
const INLINE_SCRIPT = /<script(?![^>]* src=)[^>]*>([\s\S]*?)<\/script>/g;

const hashOf = (script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`;

/** Throws for a document without the policy of src/content-policy.ts. */
export function withHashes(html) {
  if (!POLICY.test(html)) throw new Error("A document has no Content-Security-Policy.");
  const hashes = [...html.matchAll(INLINE_SCRIPT)].map(([, script]) => hashOf(script));
  return html.replace(POLICY, (policy) => [policy, ...new Set(hashes)].join(" "));
}

function main() {
  for (const name of readdirSync(OUT, { recursive: true }).filter((name) => name.endsWith(".html"))) {
    const file = join(OUT, name);
    writeFileSync(file, withHashes(readFileSync(file, "utf8")));
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) main();
