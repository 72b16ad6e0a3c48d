/**
 * What is formatted. The parser's time grows with the square of the marks in a text and the cube of their depth, a table's with its
 * rows times its columns; what draws a tree calls itself for every level. A posting or an answer stays far below all of these; within
 * them, none of 7,700 random texts of what markdown reads as marks took a second.
 */
const MOST_CHARACTERS = 50_000;
const MOST_MARKS = 2_000;
const MOST_INDENTED = 50;
const MOST_LEVELS = 120;
const MOST_NODES = 5_000;

/** All that markdown could read as something else than text: punctuation, and breaks between lines. */
const MARKS = /[!-/:-@[-`{-~\t\r\n]/g;
/** What a line begins with that can open a quote or a list, or go on in one. */
const INDENT = /^(?:[ \t]|>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))*/;
const TAB = "    ";

/** As much of a markdown tree's node as is needed here. */
interface Node {
  type: string;
  children?: Node[];
}

export class IntricateTextError extends Error {}

/** How many quotes and lists a line may be in: one for each sign, and one for every two columns before or after it. */
function indentOf(line: string): number {
  const [indent = ""] = INDENT.exec(line) ?? [];
  const opened = indent.match(/[^ \t\d]/g)?.length ?? 0;
  const columns = indent.replaceAll("\t", TAB).match(/ /g)?.length ?? 0;
  return opened + Math.max(0, columns - opened) / 2;
}

/** @throws IntricateTextError for a text that would take long to parse */
export function requireParsable(text: string): void {
  const isParsable =
    text.length <= MOST_CHARACTERS &&
    (text.match(MARKS)?.length ?? 0) <= MOST_MARKS &&
    text.split("\n").every((line) => indentOf(line) <= MOST_INDENTED);
  if (!isParsable) throw new IntricateTextError();
}

/** A table's rows are filled up to the length of its first. */
const sizeOf = ({ type, children = [] }: Node): number =>
  type === "table" ? children.length * (children[0]?.children?.length ?? 0) : 1;

/** A remark plugin that throws IntricateTextError for a tree that is too deep or too large to be drawn. */
export function requireDrawable() {
  return (root: Node): void => {
    let size = 0;
    const visit = (node: Node, level: number): void => {
      size += sizeOf(node);
      if (level > MOST_LEVELS || size > MOST_NODES) throw new IntricateTextError();
      for (const child of node.children ?? []) visit(child, level + 1);
    };
    visit(root, 0);
  };
}
