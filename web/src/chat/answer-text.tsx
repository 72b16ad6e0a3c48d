import { ErrorBoundary } from "@/ui/error-boundary";
import { FormattedText } from "@/ui/formatted-text";
import type { CellInWords, SourceLookup } from "@/words/source";
import type { PlacedFigure } from "./grounding";
import { SourcedFigure } from "./sourced-figure";

interface Props {
  text: string;
  figures: PlacedFigure[];
  lookups: SourceLookup[];
  onShow: (cell: CellInWords) => void;
}

/** What the answer says; each figure in it shows where it comes from. */
export function AnswerText({ text, figures, lookups, onShow }: Props) {
  return (
    <FormattedText
      text={text}
      passages={figures}
      renderPassage={(index, children) => {
        const figure = figures[index]?.figure;
        if (!figure) return children;
        return (
          <ErrorBoundary fallback={() => children}>
            <SourcedFigure figure={figure} lookups={lookups} onShow={onShow}>
              {children}
            </SourcedFigure>
          </ErrorBoundary>
        );
      }}
    />
  );
}
