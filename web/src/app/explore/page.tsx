import type { Metadata } from "next";
import { ExplorePage } from "@/explore/explore-page";

export const metadata: Metadata = {
  title: "Explore",
  description: "Postings over time, by country, function, level, industry, skills and tools.",
};

export default function Page() {
  return <ExplorePage />;
}
