/** Ask the streaming door through the AI SDK's own client and reader: `node read-stream.mjs URL QUESTION`; JSON on stdout. */

import { DefaultChatTransport, readUIMessageStream } from "ai";

const [url, question] = process.argv.slice(2);
const transport = new DefaultChatTransport({ api: `${url}/ai/chat` });
const report = { states: 0, message: null, error: null };
try {
  const stream = await transport.sendMessages({
    chatId: "read-stream",
    messages: [{ id: "question", role: "user", parts: [{ type: "text", text: question }] }],
    trigger: "submit-message",
  });
  for await (const message of readUIMessageStream({ stream, terminateOnError: true })) {
    report.states += 1;
    report.message = message;
  }
} catch (error) {
  report.error = error.message;
}
console.log(JSON.stringify(report));
