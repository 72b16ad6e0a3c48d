/** A remark plugin that wraps passages of the source text, so that they can be drawn as something of their own. */

export interface Passage {
  /** UTF-16 offsets in the markdown source. */
  start: number;
  end: number;
}

/** As much of a markdown tree's node as is needed here. */
interface Node {
  type: string;
  value?: string;
  children?: Node[];
  position?: { start: { offset?: number }; end: { offset?: number } };
  data?: { hName: string; hProperties: Record<string, unknown> };
}

const textNode = (value: string): Node[] => (value ? [{ type: "text", value }] : []);

/** The text around and in the passages that begin in it; whole where its place in the source is not that of its letters. */
function split(node: Node, passages: Passage[]): Node[] {
  const { value = "", position } = node;
  const offset = position?.start.offset ?? 0;
  if (position?.end.offset !== offset + value.length) return [node]; // an escape or an entity is in it
  const pieces: Node[] = [];
  let done = 0;
  for (const [index, { start, end }] of passages.entries()) {
    const [from, to] = [start - offset, end - offset];
    if (from < done || from >= value.length || to > value.length) continue;
    const data = { hName: "mark", hProperties: { "data-passage": index } };
    pieces.push(...textNode(value.slice(done, from)), {
      type: "mark",
      data,
      children: textNode(value.slice(from, to)),
    });
    done = to;
  }
  return [...pieces, ...textNode(value.slice(done))];
}

/** Each passage, in order of the text and within one run of it, becomes `<mark data-passage="index">`. */
export function markPassages(passages: Passage[]) {
  const visit = (node: Node): void => {
    node.children = node.children?.flatMap((child) => (child.type === "text" ? split(child, passages) : [child]));
    node.children?.forEach(visit);
  };
  return visit;
}
