import { Head, Html, Main, NextScript } from "next/document";
import { CONTENT_POLICY } from "@/content-policy";
import { THEME_SCRIPT } from "@/ui/theme";

export default function Document() {
  return (
    <Html lang="en">
      <Head>
        {/* `next dev` evaluates code and listens to a socket */}
        {process.env.NODE_ENV === "production" && <meta httpEquiv="Content-Security-Policy" content={CONTENT_POLICY} />}
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fbfbf9" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#121413" />
        <link rel="icon" href="/icon.svg" sizes="any" type="image/svg+xml" />
      </Head>
      <body>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, before the first paint */}
        <script dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} />
        <Main />
        <NextScript />
      </body>
    </Html>
  );
}
