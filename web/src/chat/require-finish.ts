import { isAbort, PageError } from "@/api/errors";

/** The stream, which fails as cut off when it breaks, or ends without a `finish` chunk: the SDK would take that for success. */
export function requireFinish<Chunk extends { type: string }>(stream: ReadableStream<Chunk>): ReadableStream<Chunk> {
  const reader = stream.getReader();
  let isFinished = false;
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (!done) {
          isFinished ||= value.type === "finish" || value.type === "abort";
          controller.enqueue(value);
        } else if (isFinished) {
          controller.close();
        } else {
          controller.error(new PageError("cut-off"));
        }
      } catch (error) {
        controller.error(isAbort(error) ? error : new PageError("cut-off"));
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
