/** Chats that are open in this tab: an answer goes on, and is kept, while the reader looks at another chat. */

import { Chat } from "@ai-sdk/react";
import { STREAM_URL } from "@/settings";
import { loadMessages, saveChat } from "./chat-store";
import type { ChatMessage } from "./message";
import { ChatDoor } from "./transport";

const live = new Map<string, Chat<ChatMessage>>();
const door = new ChatDoor(STREAM_URL);

export function chatOf(id: string): Chat<ChatMessage> {
  const known = live.get(id);
  if (known) return known;
  const chat = new Chat<ChatMessage>({
    id,
    messages: loadMessages(id),
    transport: door,
    onFinish: ({ messages }) => live.has(id) && saveChat(id, messages),
  });
  live.set(id, chat);
  return chat;
}

/** Ask; the question is kept at once, its answer when it has ended. A given `messageId` asks that question anew. */
export function askIn(chat: Chat<ChatMessage>, question: string, messageId?: string): Promise<void> {
  const answered = chat.sendMessage({ role: "user", parts: [{ type: "text", text: question }], messageId });
  saveChat(chat.id, chat.messages);
  return answered;
}

/** Stop the chat's answer and keep nothing more of it. */
export function forget(id: string): void {
  live.get(id)?.stop();
  live.delete(id);
}
