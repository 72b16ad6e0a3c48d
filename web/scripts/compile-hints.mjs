/**
 * Marks the scripts that the built documents start with for V8 to compile as a whole, off the main thread while they load.
 * Nearly all of their functions run at once; unmarked, each is compiled on the main thread when it is first called.
 * https://v8.dev/blog/explicit-compile-hints
 */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const OUT = fileURLToPath(new URL("../out", import.meta.url));
const HINT = "//# allFunctionsCalledOnLoad\n";

const documents = readdirSync(OUT)
  .filter((name) => name.endsWith(".html"))
  .map((name) => readFileSync(join(OUT, name), "utf8"));
const scripts = new Set(
  documents.flatMap((html) => [...html.matchAll(/<script src="([^"]+)"/g)].map(([, src]) => src)),
);
for (const src of scripts) {
  const file = join(OUT, src);
  writeFileSync(file, HINT + readFileSync(file, "utf8"));
}
