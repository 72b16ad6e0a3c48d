import Link from "next/link";
import type { ComponentProps } from "react";

/** A link to another page of ours, which is fetched when the reader points at it and not while this one starts. */
export function PageLink(props: Omit<ComponentProps<typeof Link>, "prefetch">) {
  return <Link {...props} prefetch={false} />;
}
