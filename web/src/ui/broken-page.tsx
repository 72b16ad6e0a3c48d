import { PageError } from "@/api/errors";
import { Button } from "./button";
import { ErrorNotice } from "./notice";
import { PlainPage } from "./plain-page";

/** Instead of a page of ours that failed to draw itself. */
export function BrokenPage({ onRetry }: { onRetry: () => void }) {
  return (
    <PlainPage title="This page broke">
      <ErrorNotice error={new PageError("failed")}>
        <Button onClick={onRetry}>Try again</Button>
      </ErrorNotice>
    </PlainPage>
  );
}
