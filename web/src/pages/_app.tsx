import type { AppProps } from "next/app";
import Head from "next/head";
import { Suspense } from "react";
import { BrokenPage } from "@/ui/broken-page";
import { ErrorBoundary } from "@/ui/error-boundary";
import { Header } from "@/ui/header";
import "@/ui/globals.css";

export default function App({ Component, pageProps, router }: AppProps) {
  return (
    <>
      <Head>
        <title>JobLab: ask the job market</title>
        <meta
          name="description"
          content="Ask your job market in plain English; every number comes from the database."
        />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
      </Head>
      <a className="skip-link" href="#main">
        Skip to the content
      </a>
      <Header />
      <ErrorBoundary key={router.pathname} fallback={(retry) => <BrokenPage onRetry={retry} />}>
        {/* Hydrated after the rest and in slices: no long task in which a tap would wait. */}
        <Suspense>
          <Component {...pageProps} />
        </Suspense>
      </ErrorBoundary>
    </>
  );
}
