import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { setQueryString, useQueryString } from "@/ui/use-query-string";
import { ChatList } from "./chat-list";
import styles from "./chat-page.module.css";
import { loadMessages } from "./chat-store";
import { newId } from "./new-id";
import { useChats } from "./use-chats";
import { Welcome } from "./welcome";
import "./no-eval";

const loadConversation = () => import("./conversation");
const Conversation = dynamic(loadConversation, { ssr: false });

interface Question {
  chatId: string;
  text: string;
}

/** The address says what is shown: ?chat=… a chat of this browser, ?q=… a shared question (asked once, in a new chat). */
export function ChatPage() {
  const query = new URLSearchParams(useQueryString());
  const chatId = query.get("chat");
  const shared = query.get("q")?.trim();
  const [first, setFirst] = useState<Question>();
  const chats = useChats();

  const start = (text: string, how: "push" | "replace" = "push") => {
    const question = { chatId: newId(), text };
    setFirst(question);
    setQueryString(`chat=${question.chatId}`, how);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each shared question
  useEffect(() => {
    if (shared && new URLSearchParams(location.search).has("q")) start(shared.slice(0, 4000), "replace");
  }, [shared]);

  const isOpen = chatId !== null && (first?.chatId === chatId || loadMessages(chatId).length > 0);
  return (
    <div className={styles.layout}>
      <ChatList chats={chats} current={isOpen ? chatId : null} />
      <main id="main" className={styles.main}>
        {isOpen ? (
          <Conversation
            key={chatId}
            chatId={chatId}
            firstQuestion={first?.chatId === chatId ? first.text : undefined}
          />
        ) : (
          <Welcome onAsk={start} onStartTyping={loadConversation} />
        )}
      </main>
    </div>
  );
}
