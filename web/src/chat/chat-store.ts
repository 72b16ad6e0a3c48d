/** Chats in this browser: an index, and one entry a chat. Without storage the page works and forgets. */

import { readItem, removeItem, writeItem } from "@/ui/storage";
import { type ChatMessage, textOf } from "./message";

export interface ChatSummary {
  id: string;
  title: string;
  /** Milliseconds since 1970. */
  updatedAt: number;
}

const INDEX = "joblab.chats";
const CHANGED = "joblab:chats";
const MAX_CHATS = 50;
const TITLE_LENGTH = 80;
const keyOf = (id: string): string => `joblab.chat.${id}`;

const isSummary = (item: Partial<ChatSummary> | null): item is ChatSummary =>
  typeof item?.id === "string" && typeof item.title === "string";

const isMessage = (item: Partial<ChatMessage> | null): item is ChatMessage =>
  typeof item?.id === "string" && Array.isArray(item.parts);

/** What of the stored list can be read: an older page, or a curious reader, may have written it. */
function parseList<Item>(text: string | null, isItem: (item: Partial<Item> | null) => item is Item): Item[] {
  if (!text?.startsWith("[")) return [];
  try {
    return JSON.parse(text).filter(isItem);
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

let indexText: string | null = null;
let index: ChatSummary[] = [];

/** The chats, last used first; the same array until something changes. */
export function listChats(): ChatSummary[] {
  const text = readItem(INDEX);
  if (text !== indexText) {
    indexText = text;
    index = parseList(text, isSummary);
  }
  return index;
}

export const loadMessages = (id: string): ChatMessage[] => parseList(readItem(keyOf(id)), isMessage);

function writeIndex(chats: ChatSummary[]): void {
  writeItem(INDEX, JSON.stringify(chats));
  dispatchEvent(new Event(CHANGED));
}

/** Keep a chat; the oldest ones make room when there are too many, or storage is full. */
export function saveChat(id: string, messages: ChatMessage[]): void {
  const [question] = messages;
  if (!question) return;
  const title = textOf(question).slice(0, TITLE_LENGTH);
  const others = listChats().filter((chat) => chat.id !== id);
  for (const old of others.splice(MAX_CHATS - 1)) removeItem(keyOf(old.id));
  const text = JSON.stringify(messages);
  while (!writeItem(keyOf(id), text)) {
    const oldest = others.pop();
    if (!oldest) return;
    removeItem(keyOf(oldest.id));
  }
  writeIndex([{ id, title, updatedAt: Date.now() }, ...others]);
}

export function deleteChat(id: string): void {
  removeItem(keyOf(id));
  writeIndex(listChats().filter((chat) => chat.id !== id));
}

/** Calls back when a chat changes, in this tab or in another. */
export function onChatsChange(notify: () => void): () => void {
  addEventListener(CHANGED, notify);
  addEventListener("storage", notify);
  return () => {
    removeEventListener(CHANGED, notify);
    removeEventListener("storage", notify);
  };
}
