import { useEffect, useState } from "react";
import { viewOf } from "./answer-view";
import type { ChatMessage } from "./message";

interface Props {
  last: ChatMessage | undefined;
  isBusy: boolean;
}

/** Tells screen readers what is being looked up, and then the answer, once and whole. */
export function Announcer({ last, isBusy }: Props) {
  const [wasBusy, setWasBusy] = useState(false);
  useEffect(() => {
    if (isBusy) setWasBusy(true);
  }, [isBusy]);
  const view = last?.role === "assistant" ? viewOf(last, isBusy) : undefined;
  const lookingUp = view?.lookups.at(-1)?.words ?? "Thinking";
  const text = isBusy ? `${lookingUp}…` : wasBusy && view ? `JobLab answers: ${view.text}` : "";
  return (
    <p role="status" className="visually-hidden">
      {text}
    </p>
  );
}
