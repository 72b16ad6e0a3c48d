export { ChatPage as default } from "@/chat/chat-page";
