import dynamic from "next/dynamic";
import { ErrorBoundary } from "./error-boundary";
import type { Props } from "./markdown";
import { PlainText } from "./plain-text";

const Markdown = dynamic(() => import("./markdown"), { ssr: false });

/** Markdown, or plain text where it is too much for that. */
export function FormattedText(props: Props) {
  return (
    <ErrorBoundary fallback={() => <PlainText text={props.text} />}>
      <Markdown {...props} />
    </ErrorBoundary>
  );
}
