import { useChat } from "@ai-sdk/react";
import { useEffect, useRef } from "react";
import { toPageError } from "@/api/errors";
import { Button } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { ErrorNotice } from "@/ui/notice";
import { useDelayed } from "@/ui/use-delayed";
import { Waking } from "@/ui/waking";
import { Announcer } from "./announcer";
import { Answer } from "./answer";
import { viewOf } from "./answer-view";
import { saveChat } from "./chat-store";
import { Composer } from "./composer";
import styles from "./conversation.module.css";
import { FollowUps } from "./follow-ups";
import { askIn, chatOf } from "./live-chats";
import type { ChatMessage } from "./message";
import { Question } from "./question";
import { useStickToBottom } from "./use-stick-to-bottom";

interface Props {
  chatId: string;
  /** Asked when the chat is still empty. */
  firstQuestion?: string;
}

const UPDATE_EVERY_MS = 50;

export default function Conversation({ chatId, firstQuestion }: Props) {
  const chat = chatOf(chatId);
  const { messages, status, error, stop, regenerate, setMessages } = useChat<ChatMessage>({
    chat,
    experimental_throttle: UPDATE_EVERY_MS,
  });
  const input = useRef<HTMLTextAreaElement>(null);
  const isBusy = status === "submitted" || status === "streaming";
  const isWaking = useDelayed(status === "submitted");
  const last = messages.at(-1);
  const view = last?.role === "assistant" ? viewOf(last, isBusy) : undefined;
  const isLookingUp = view?.lookups.some((lookup) => lookup.state === "running");
  const isThinking = isBusy && !isWaking && !view?.text && !isLookingUp;
  const isUnanswered = !isBusy && !error && last?.role === "user";

  useEffect(() => {
    if (firstQuestion && chat.messages.length === 0) askIn(chat, firstQuestion);
    input.current?.focus({ preventScroll: true });
  }, [chat, firstQuestion]);
  useStickToBottom(messages, isBusy);

  const rate = (id: string, thumbsUp: boolean) => {
    const rated = messages.map((message) =>
      message.id === id ? { ...message, metadata: { ...message.metadata, thumbs_up: thumbsUp } } : message,
    );
    setMessages(rated);
    saveChat(chatId, rated);
  };
  const retry = (
    <Button onClick={() => regenerate()}>
      <Icon name="retry" size={16} />
      Try again
    </Button>
  );
  return (
    <div className={styles.conversation}>
      <h1 className="visually-hidden">Chat</h1>
      <ol className={styles.messages}>
        {messages.map((message) => (
          <li key={message.id}>
            {message.role === "user" ? (
              <Question message={message} disabled={isBusy} onAskAgain={(text) => askIn(chat, text, message.id)} />
            ) : (
              <Answer
                message={message}
                isStreaming={isBusy && message === last}
                onRate={(thumbsUp) => rate(message.id, thumbsUp)}
                onRetry={isBusy || error ? undefined : () => regenerate({ messageId: message.id })}
              />
            )}
          </li>
        ))}
      </ol>
      <div className={styles.state}>
        {isThinking && <p className={styles.thinking}>Thinking…</p>}
        {isWaking && <Waking />}
        {error && <ErrorNotice error={toPageError(error)}>{retry}</ErrorNotice>}
        {isUnanswered && (
          <div className={styles.unanswered}>
            <p>This question was not answered.</p>
            {retry}
          </div>
        )}
        {view && status === "ready" && <FollowUps results={view.results} onAsk={(question) => askIn(chat, question)} />}
      </div>
      <div className={styles.dock}>
        <Composer
          input={input}
          onSend={(question) => askIn(chat, question)}
          onStop={isBusy ? stop : undefined}
          placeholder="Ask a follow-up…"
        />
      </div>
      <Announcer last={last} isBusy={isBusy} />
    </div>
  );
}
