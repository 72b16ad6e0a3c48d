import { useSyncExternalStore } from "react";
import { type ChatSummary, listChats, onChatsChange } from "./chat-store";

const NONE: ChatSummary[] = [];

/** The chats of this browser, last used first. */
export const useChats = (): ChatSummary[] => useSyncExternalStore(onChatsChange, listChats, () => NONE);
