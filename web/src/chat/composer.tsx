import { type KeyboardEvent, type RefObject, useState } from "react";
import { Icon } from "@/ui/icon";
import { IconButton } from "@/ui/icon-button";
import styles from "./composer.module.css";

interface Props {
  onSend: (question: string) => void;
  /** Given while an answer is on its way: the button stops it. */
  onStop?: () => void;
  onStartTyping?: () => void;
  placeholder?: string;
  input?: RefObject<HTMLTextAreaElement | null>;
}

const MAX_LENGTH = 4000;

/** Enter sends, Shift and Enter makes a new line. */
export function Composer({ onSend, onStop, onStartTyping, placeholder = "How many jobs…", input }: Props) {
  const [text, setText] = useState("");
  const question = text.trim();
  const send = () => {
    if (!question || onStop) return;
    onSend(question);
    setText("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <textarea
        ref={input}
        aria-label="Your question"
        className={styles.input}
        rows={1}
        maxLength={MAX_LENGTH}
        placeholder={placeholder}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onFocus={onStartTyping}
        onKeyDown={onKeyDown}
      />
      {onStop ? (
        <IconButton label="Stop" onClick={onStop} className={styles.button}>
          <Icon name="stop" />
        </IconButton>
      ) : (
        <IconButton label="Ask" type="submit" filled disabled={!question} className={styles.button}>
          <Icon name="arrowUp" />
        </IconButton>
      )}
    </form>
  );
}
