import { useChat } from "@ai-sdk/react";
import { useEffect, useRef } from "react";
import { isClosed, toPageError } from "@/api/errors";
import { Button } from "@/ui/button";
import { ErrorBoundary } from "@/ui/error-boundary";
import { Icon } from "@/ui/icon";
import { ErrorNotice } from "@/ui/notice";
import { PageLink } from "@/ui/page-link";
import { PlainText } from "@/ui/plain-text";
import { useDelayed } from "@/ui/use-delayed";
import { Waking } from "@/ui/waking";
import { Announcer } from "./announcer";
import { Answer } from "./answer";
import { lookupsOf } from "./answer-view";
import { saveChat } from "./chat-store";
import { Composer } from "./composer";
import styles from "./conversation.module.css";
import type { Rating } from "./feedback";
import { FollowUps } from "./follow-ups";
import { askIn, chatOf } from "./live-chats";
import { type ChatMessage, textOf } from "./message";
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
  const answer = last?.role === "assistant" ? last : undefined;
  const isLookingUp = answer && lookupsOf(answer, isBusy).some((lookup) => lookup.state === "running");
  const isThinking = isBusy && !isWaking && !(answer && textOf(answer)) && !isLookingUp;
  const failure = error && toPageError(error);
  const isUnanswered = !isBusy && !error && last?.role === "user";

  useEffect(() => {
    if (firstQuestion && chat.messages.length === 0) askIn(chat, firstQuestion);
    input.current?.focus({ preventScroll: true });
  }, [chat, firstQuestion]);
  useStickToBottom(messages, isBusy);

  const rate = (id: string, rating: Rating) => {
    const rated = messages.map((message) =>
      message.id === id ? { ...message, metadata: { ...message.metadata, ...rating } } : message,
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
              <ErrorBoundary
                fallback={() => (
                  <article aria-label="Answer">
                    <PlainText text={textOf(message)} />
                  </article>
                )}
              >
                <Answer
                  message={message}
                  isStreaming={isBusy && message === last}
                  onRate={(rating) => rate(message.id, rating)}
                  onRetry={isBusy || error ? undefined : () => regenerate({ messageId: message.id })}
                />
              </ErrorBoundary>
            )}
          </li>
        ))}
      </ol>
      <div className={styles.state}>
        {isThinking && <p className={styles.thinking}>Thinking…</p>}
        {isWaking && <Waking />}
        {failure && (
          <ErrorNotice error={failure}>
            {isClosed(failure) ? (
              <PageLink href="/explore">Explore the data</PageLink>
            ) : (
              failure.code !== "too-large" && retry
            )}
          </ErrorNotice>
        )}
        {isUnanswered && (
          <div className={styles.unanswered}>
            <p>This question was not answered.</p>
            {retry}
          </div>
        )}
        {answer && status === "ready" && (
          <ErrorBoundary key={answer.id} fallback={() => null}>
            <FollowUps answer={answer} onAsk={(question) => askIn(chat, question)} />
          </ErrorBoundary>
        )}
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
