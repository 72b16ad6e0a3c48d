import { type FormEvent, useState } from "react";
import { sendFeedback } from "@/api/client";
import { NOTICES, type PageError, toPageError } from "@/api/errors";
import { Button } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { IconButton } from "@/ui/icon-button";
import styles from "./feedback.module.css";
import type { AnswerMetadata } from "./message";

export type Rating = Pick<AnswerMetadata, "thumbs_up" | "comment">;

interface Props {
  metadata: AnswerMetadata;
  onRate: (rating: Rating) => void;
}

const MAX_COMMENT = 2000;

const inWords = ({ code }: PageError): string =>
  code === "not-found" ? "The server no longer knows this answer, so it cannot be rated" : NOTICES[code].title;

/** A thumb counts at once; a comment may follow. The server keeps what was sent last, so each time all of it is. */
export function Feedback({ metadata, onRate }: Props) {
  const { trace_id, conversation_id, turn_id, thumbs_up: rated, comment: kept } = metadata;
  const [isCommenting, setIsCommenting] = useState(false);
  const [comment, setComment] = useState(kept ?? "");
  const [said, setSaid] = useState("");

  const send = (thumbsUp: boolean, text?: string): Promise<boolean> =>
    sendFeedback({ trace_id, conversation_id, turn_id, thumbs_up: thumbsUp, comment: text }).then(
      () => {
        onRate({ thumbs_up: thumbsUp, comment: text });
        return true;
      },
      (error) => {
        setSaid(inWords(toPageError(error)));
        return false;
      },
    );
  const rate = async (thumbsUp: boolean) => {
    if (!(await send(thumbsUp, kept))) return;
    setIsCommenting(true);
    setSaid("Thank you");
  };
  const sendComment = async (event: FormEvent) => {
    event.preventDefault();
    if (rated === undefined || !(await send(rated, comment.trim()))) return;
    setIsCommenting(false);
    setSaid("Thank you for the comment");
  };
  return (
    <>
      <IconButton label="Good answer" aria-pressed={rated === true} onClick={() => rate(true)}>
        <Icon name="thumbsUp" size={16} />
      </IconButton>
      <IconButton label="Bad answer" aria-pressed={rated === false} onClick={() => rate(false)}>
        <Icon name="thumbsDown" size={16} />
      </IconButton>
      <span role="status" className={styles.said}>
        {said}
      </span>
      {isCommenting && (
        <form className={styles.form} onSubmit={sendComment}>
          <input
            aria-label="Comment"
            className={styles.comment}
            maxLength={MAX_COMMENT}
            placeholder={rated ? "What was good about it?" : "What was wrong with it?"}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
          <Button type="submit" disabled={!comment.trim()}>
            Send
          </Button>
        </form>
      )}
    </>
  );
}
