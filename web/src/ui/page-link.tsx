"use client";

import Link from "next/link";
import { type ComponentProps, useState } from "react";

type Props = Omit<ComponentProps<typeof Link>, "prefetch" | "onPointerEnter" | "onFocus">;

/** A link to another page of ours, which is fetched when the reader is about to go there and not while this one starts. */
export function PageLink(props: Props) {
  const [isWanted, setIsWanted] = useState(false);
  const want = () => setIsWanted(true);
  return <Link {...props} prefetch={isWanted ? "auto" : false} onPointerEnter={want} onFocus={want} />;
}
