/** Which back-end this page talks to; decided when the page is built (see .env.example). */

const withoutSlash = (url: string) => url.replace(/\/+$/, "");

export const API_URL = withoutSlash(process.env.NEXT_PUBLIC_API_URL || "http://localhost:8000");

/** Empty: no streaming door, answers come in one piece. */
export const STREAM_URL = withoutSlash(process.env.NEXT_PUBLIC_STREAM_URL || "");
