import { useEffect, useState } from "react";
import { lookupsOf } from "./answer-view";
import { type ChatMessage, textOf } from "./message";

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
  const answer = last?.role === "assistant" ? last : undefined;
  const lookingUp = (answer && lookupsOf(answer, isBusy).at(-1)?.words) ?? "Thinking";
  const text = isBusy ? `${lookingUp}…` : wasBusy && answer ? `JobLab answers: ${textOf(answer)}` : "";
  return (
    <p role="status" className="visually-hidden">
      {text}
    </p>
  );
}
