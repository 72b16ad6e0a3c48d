import { useState } from "react";
import { Button } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { IconButton } from "@/ui/icon-button";
import { type ChatMessage, textOf } from "./message";
import styles from "./question.module.css";

interface Props {
  message: ChatMessage;
  disabled: boolean;
  onAskAgain: (question: string) => void;
}

export function Question({ message, disabled, onAskAgain }: Props) {
  const [draft, setDraft] = useState<string>();
  const [copied, setCopied] = useState(false);
  const text = textOf(message);
  const share = async () => {
    await navigator.clipboard.writeText(`${location.origin}/?q=${encodeURIComponent(text)}`);
    setCopied(true);
  };
  if (draft !== undefined) {
    return (
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          setDraft(undefined);
          onAskAgain(draft.trim());
        }}
      >
        <textarea
          // biome-ignore lint/a11y/noAutofocus: the reader has just asked to edit it
          autoFocus
          aria-label="Edit your question"
          className={styles.draft}
          rows={2}
          maxLength={4000}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => event.key === "Escape" && setDraft(undefined)}
        />
        <div className={styles.buttons}>
          <Button look="quiet" onClick={() => setDraft(undefined)}>
            Cancel
          </Button>
          <Button look="filled" type="submit" disabled={!draft.trim()}>
            Ask again
          </Button>
        </div>
      </form>
    );
  }
  return (
    <div className={styles.question}>
      <div className={styles.actions}>
        <IconButton label="Edit and ask again" disabled={disabled} onClick={() => setDraft(text)}>
          <Icon name="edit" size={16} />
        </IconButton>
        <IconButton label={copied ? "Link copied" : "Copy a link to this question"} onClick={share}>
          <Icon name={copied ? "check" : "link"} size={16} />
        </IconButton>
      </div>
      <p className={styles.text}>{text}</p>
    </div>
  );
}
