import type { ReactNode } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { markPassages, type Passage } from "./mark-passages";
import styles from "./markdown.module.css";
import { requireDrawable, requireParsable } from "./markdown-limits";
import { safeUrl } from "./safe-url";

const COMPONENTS: Components = {
  a: ({ href, children }) =>
    safeUrl(href) ? (
      <a href={safeUrl(href)} target="_blank" rel="noopener noreferrer nofollow">
        {children}
      </a>
    ) : (
      <span>{children}</span>
    ),
  img: ({ alt }) => <span>{alt}</span>,
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the screen must scroll from the keyboard
    <section className={styles.scroll} tabIndex={0} aria-label="Table">
      <table>{children}</table>
    </section>
  ),
};

export interface Props {
  text: string;
  /** Parts of the text that are drawn by `renderPassage`. */
  passages?: Passage[];
  renderPassage?: (index: number, children: ReactNode) => ReactNode;
}

/** Markdown from a model or a posting: HTML in it is shown as text, pictures as their description, odd links as text; @throws IntricateTextError */
export default function Markdown({ text, passages = [], renderPassage }: Props) {
  requireParsable(text);
  const components: Components = {
    ...COMPONENTS,
    mark: ({ node, children }) => renderPassage?.(Number(node?.properties["data-passage"]), children),
  };
  return (
    <div className={styles.markdown}>
      <ReactMarkdown remarkPlugins={[remarkGfm, requireDrawable, [markPassages, passages]]} components={components}>
        {text}
      </ReactMarkdown>
    </div>
  );
}
