import dynamic from "next/dynamic";
import { type CellInWords, type SourceLookup, sourceCells } from "@/words/source";
import type { PlacedFigure } from "./grounding";
import { SourcedFigure } from "./sourced-figure";

const Markdown = dynamic(() => import("@/ui/markdown"), { ssr: false });

interface Props {
  text: string;
  figures: PlacedFigure[];
  lookups: SourceLookup[];
  onShow: (cell: CellInWords) => void;
}

/** What the answer says; each figure in it shows where it comes from. */
export function AnswerText({ text, figures, lookups, onShow }: Props) {
  return (
    <Markdown
      text={text}
      passages={figures}
      renderPassage={(index, children) => {
        const figure = figures[index]?.figure;
        if (!figure) return children;
        return (
          <SourcedFigure figure={figure} cells={sourceCells(figure, lookups)} onShow={onShow}>
            {children}
          </SourcedFigure>
        );
      }}
    />
  );
}
