import { createHash } from "node:crypto";
import { afterEach, describe, expect, test, vi } from "vitest";
import { withHashes } from "../scripts/script-hashes.mjs";

const META =
  '<meta http-equiv="Content-Security-Policy" content="default-src &#x27;none&#x27;; script-src &#x27;self&#x27;; base-uri &#x27;none&#x27;">';

const hashOf = (script: string) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`;

describe("the policy of a document", () => {
  test("names the scripts that stand in it, each once", () => {
    const scripts =
      '<script>a("é")</script><script src="/b.js" defer></script><script id="data" type="x">\n{}\n</script>';
    const html = withHashes(`<head>${META}</head>${scripts}<script>a("é")</script>`);
    expect(html).toContain(`script-src &#x27;self&#x27; ${hashOf('a("é")')} ${hashOf("\n{}\n")}; base-uri`);
    expect(html).toContain(scripts);
  });

  test("must be there", () => {
    expect(() => withHashes("<head></head><script>a()</script>")).toThrow("no Content-Security-Policy");
  });
});

describe("the servers that a page may talk to", () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.resetModules();
  });

  test.each([
    [
      "https://abc.example.com/prod/",
      "https://def.example.com",
      "'self' https://abc.example.com https://def.example.com",
    ],
    ["https://abc.example.com", "", "'self' https://abc.example.com"],
    ["https://abc.example.com", "https://abc.example.com/", "'self' https://abc.example.com"],
    ["/api", "", "'self'"],
  ])("%s and %s: %s", async (api, stream, sources) => {
    vi.resetModules();
    vi.stubEnv("NEXT_PUBLIC_API_URL", api);
    vi.stubEnv("NEXT_PUBLIC_STREAM_URL", stream);
    const { CONTENT_POLICY } = await import("@/content-policy");
    expect(CONTENT_POLICY.split("; ").find((directive) => directive.startsWith("connect-src"))).toBe(
      `connect-src ${sources}`,
    );
  });
});
