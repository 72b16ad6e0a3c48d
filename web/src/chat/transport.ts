/** How questions leave and answers come: the streaming door, and /ai/ask where there is none. */

import { type ChatTransport, DefaultChatTransport, type UIMessageChunk } from "ai";
import { ask, fetchOk } from "@/api/client";
import { PageError, toPageError } from "@/api/errors";
import { chunksOfAnswer } from "./ask-chunks";
import { type ChatMessage, conversationIdOf, textOf } from "./message";
import { requireFinish } from "./require-finish";

type SendOptions = Parameters<ChatTransport<ChatMessage>["sendMessages"]>[0];

/** The server reads nothing of the history but its text, and keeps ten turns. */
const MAX_MESSAGES = 21;

function asText(message: ChatMessage) {
  return { id: message.id, role: message.role, parts: [{ type: "text", text: textOf(message) }] };
}

/** Nobody is there, or somebody who does not know the route: everything the app itself says has a request id. */
const isMissing = (error: PageError): boolean => error.code === "not-found" || error.requestId === undefined;

export class ChatDoor implements ChatTransport<ChatMessage> {
  private readonly door: DefaultChatTransport<ChatMessage> | undefined;

  /** @param streamUrl the streaming door; empty if there is none */
  constructor(streamUrl: string) {
    this.door = streamUrl
      ? new DefaultChatTransport<ChatMessage>({
          api: `${streamUrl}/ai/chat`,
          fetch: fetchOk,
          prepareSendMessagesRequest: ({ messages, trigger }) => ({
            body: {
              conversation_id: conversationIdOf(messages),
              trigger,
              messages: messages.slice(-MAX_MESSAGES).map(asText),
            },
          }),
        })
      : undefined;
  }

  async sendMessages(options: SendOptions): Promise<ReadableStream<UIMessageChunk>> {
    if (this.door) {
      try {
        return requireFinish(await this.door.sendMessages(options));
      } catch (error) {
        if (!(error instanceof PageError) || !isMissing(error)) throw error;
      }
    }
    return this.askInOnePiece(options);
  }

  async reconnectToStream(): Promise<null> {
    return null;
  }

  private async askInOnePiece({ messages, abortSignal }: SendOptions): Promise<ReadableStream<UIMessageChunk>> {
    const question = messages.at(-1);
    if (!question) throw toPageError(new Error("There is no question."));
    const chunks = chunksOfAnswer(await ask(textOf(question), conversationIdOf(messages), abortSignal));
    return new ReadableStream({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(chunk);
        controller.close();
      },
    });
  }
}
