/** `npm run build` for this machine, left out when nothing that goes into it has changed since the last time. */

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const WEB = fileURLToPath(new URL("..", import.meta.url));
export const OUT = join(WEB, "out");
const STAMP = join(OUT, ".stamp");
const INPUTS = [
  "src",
  "public",
  "scripts/compile-hints.mjs",
  "scripts/script-hashes.mjs",
  "next.config.ts",
  "package.json",
  "package-lock.json",
];
const ENVIRONMENT = { NEXT_PUBLIC_API_URL: "http://localhost:8000", NEXT_PUBLIC_STREAM_URL: "http://localhost:8001" };

/** All files in or at a path, sorted. */
function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesOf(join(path, name)));
}

function fingerprint(environment) {
  const hash = createHash("sha256");
  for (const name of Object.keys(ENVIRONMENT)) hash.update(`${name}=${environment[name]}\n`);
  for (const file of INPUTS.flatMap((input) => filesOf(join(WEB, input)))) hash.update(file).update(readFileSync(file));
  return hash.digest("hex");
}

/** Exits with the build's output when it fails. */
export function buildIfChanged() {
  const environment = { ...ENVIRONMENT, ...process.env, NEXT_TELEMETRY_DISABLED: "1" };
  const wanted = fingerprint(environment);
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === wanted) return;
  console.log("building the page (about 15 s, once for each change)");
  const { status, stdout } = spawnSync("npm", ["run", "build"], { cwd: WEB, env: environment, encoding: "utf8" });
  if (status !== 0) {
    console.error(stdout);
    process.exit(1);
  }
  writeFileSync(STAMP, wanted);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) buildIfChanged();
