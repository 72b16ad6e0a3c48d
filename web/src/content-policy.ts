/**
 * What a page of ours may load, run and talk to, as a Content-Security-Policy in its document: a static host sends no header of ours.
 * The build adds the hashes of the scripts that stand in the document (scripts/script-hashes.mjs); vercel.json has what only a header
 * can say.
 */

import { API_URL, STREAM_URL } from "./settings";

/** A relative address is this page's own. */
const SERVERS = [API_URL, STREAM_URL].filter((url) => URL.canParse(url)).map((url) => new URL(url).origin);

const DIRECTIVES = {
  "default-src": ["'none'"],
  "script-src": ["'self'"],
  // Next puts the styles of the page that a link leads to into the document, and React has written `style` attributes into the export.
  "style-src": ["'self'", "'unsafe-inline'"],
  "img-src": ["'self'", "data:"], // on its way to a PNG, a chart is an SVG in a data: address
  "font-src": ["'self'"],
  "connect-src": ["'self'", ...new Set(SERVERS)],
  "object-src": ["'none'"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
};

export const CONTENT_POLICY = Object.entries(DIRECTIVES)
  .map(([name, sources]) => [name, ...sources].join(" "))
  .join("; ");
