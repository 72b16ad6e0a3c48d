import { useState } from "react";
import { Icon } from "@/ui/icon";
import { IconButton } from "@/ui/icon-button";
import { formatCost, plural } from "@/words/format";
import styles from "./answer-footer.module.css";
import { Feedback, type Rating } from "./feedback";
import { groundingOf } from "./grounding";
import { GroundingNote } from "./grounding-note";
import type { ChatMessage } from "./message";

interface Props {
  message: ChatMessage;
  text: string;
  onRate: (rating: Rating) => void;
  onRetry?: () => void;
}

/** What can be done with an answer, and what it cost. */
export function AnswerFooter({ message, text, onRate, onRetry }: Props) {
  const [copied, setCopied] = useState(false);
  const { usage, result_type: resultType, from_plan: isAtOnce } = message.metadata ?? {};
  const grounding = groundingOf(message);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <footer className={styles.footer}>
      {!resultType && <p className={styles.note}>Stopped before the end.</p>}
      {grounding && <GroundingNote grounding={grounding} />}
      <div className={styles.actions}>
        {text && (
          <IconButton label={copied ? "Answer copied" : "Copy the answer"} onClick={copy}>
            <Icon name={copied ? "check" : "copy"} size={16} />
          </IconButton>
        )}
        {onRetry && (
          <IconButton label="Try again" onClick={onRetry}>
            <Icon name="retry" size={16} />
          </IconButton>
        )}
        {resultType && <Feedback metadata={message.metadata ?? {}} onRate={onRate} />}
        {isAtOnce ? (
          <p
            className={styles.cost}
            title="Somebody asked this before: the figures are today's, and no model was needed"
          >
            Answered at once
          </p>
        ) : (
          usage && (
            <p className={styles.cost} title="What this answer cost in model usage">
              {plural(usage.total_tokens, "token")} · {formatCost(usage.cost_usd)}
            </p>
          )
        )}
      </div>
    </footer>
  );
}
