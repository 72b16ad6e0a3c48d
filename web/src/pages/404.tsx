import Link from "next/link";
import { PlainPage } from "@/ui/plain-page";

export default function NotFound() {
  return (
    <PlainPage title="There is no such page">
      <p>
        <Link href="/">Ask a question</Link> or <Link href="/explore">explore the data</Link>.
      </p>
    </PlainPage>
  );
}
