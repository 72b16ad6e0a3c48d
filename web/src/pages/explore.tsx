import Head from "next/head";
import { ExplorePage } from "@/explore/explore-page";

export default function Page() {
  return (
    <>
      <Head>
        <title>Explore · JobLab</title>
        <meta
          name="description"
          content="Postings over time, by country, function, level, industry, skills and tools."
        />
      </Head>
      <ExplorePage />
    </>
  );
}
