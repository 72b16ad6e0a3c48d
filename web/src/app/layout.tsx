import type { Metadata, Viewport } from "next";
import localFont from "next/font/local";
import type { ReactNode } from "react";
import { Header } from "@/ui/header";
import { THEME_SCRIPT } from "@/ui/theme";
import "./globals.css";

const inter = localFont({
  src: "../../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  variable: "--font-inter",
  weight: "100 900",
  display: "optional", // a first visit on a slow line keeps the system font: nothing shifts or is drawn twice
});

export const metadata: Metadata = {
  title: { default: "JobLab: ask the job market", template: "%s · JobLab" },
  description: "Ask your job market in plain English; every number comes from the database.",
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfbf9" },
    { media: "(prefers-color-scheme: dark)", color: "#121413" },
  ],
};

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={inter.variable} suppressHydrationWarning>
      <body>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, before the first paint */}
        <script dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} />
        <a className="skip-link" href="#main">
          Skip to the content
        </a>
        <Header />
        {children}
      </body>
    </html>
  );
}
