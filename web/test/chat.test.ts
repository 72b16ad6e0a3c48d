import { readUIMessageStream } from "ai";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { getJob, getJobs, getStats } from "@/api/client";
import { errorOfResponse, isClosed, PageError } from "@/api/errors";
import { viewOf } from "@/chat/answer-view";
import { listChats, loadMessages } from "@/chat/chat-store";
import { placedFigures } from "@/chat/grounding";
import type { ChatMessage } from "@/chat/message";
import { textOf } from "@/chat/message";
import { requireFinish } from "@/chat/require-finish";
import { ChatDoor } from "@/chat/transport";
import { askResponse, jobPage, stats } from "./samples";

const question: ChatMessage = { id: "q1", role: "user", parts: [{ type: "text", text: "How many jobs?" }] };

const send = (door: ChatDoor, messages: ChatMessage[] = [question]) =>
  door.sendMessages({
    chatId: "page-s-own-id",
    messages,
    trigger: "submit-message",
    messageId: undefined,
    abortSignal: undefined,
  });

async function readAll(stream: Awaited<ReturnType<typeof send>>): Promise<ChatMessage | undefined> {
  let last: ChatMessage | undefined;
  for await (const message of readUIMessageStream<ChatMessage>({ stream, terminateOnError: true })) last = message;
  return last;
}

const CHUNKS = [
  { type: "start", messageId: "t1", messageMetadata: { trace_id: "r1", conversation_id: "c1" } },
  { type: "start-step" },
  { type: "text-start", id: "text-1" },
  { type: "text-delta", id: "text-1", delta: "About 900 jobs, I think." },
  { type: "text-end", id: "text-1" },
  { type: "data-discard", data: { text_id: "text-1" } },
  { type: "tool-input-start", toolCallId: "call-1", toolName: "job_stats" },
  { type: "tool-input-available", toolCallId: "call-1", toolName: "job_stats", input: { country: "Germany" } },
  { type: "tool-output-available", toolCallId: "call-1", output: stats({}) },
  { type: "data-chart", id: "chart-call-1", data: { tool_call_id: "call-1", kind: "number", x: null, series: null } },
  { type: "data-weather", data: { anything: true } },
  { type: "finish-step" },
  { type: "start-step" },
  { type: "text-start", id: "text-2" },
  { type: "text-delta", id: "text-2", delta: "There are " },
  { type: "text-delta", id: "text-2", delta: "**1,234** jobs." },
  { type: "text-end", id: "text-2" },
  { type: "finish-step" },
  { type: "finish", finishReason: "stop", messageMetadata: { result_type: "answer" } },
];

const eventStream = (chunks: object[]) =>
  new Response(chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join(""), {
    headers: { "content-type": "text/event-stream", "x-vercel-ai-ui-message-stream": "v1" },
  });

const problem = (status: number, detail: string, type = "urn:x") =>
  new Response(JSON.stringify({ type, title: "x", status, detail, request_id: "r9" }), {
    status,
    headers: { "content-type": "application/problem+json" },
  });

type Answer = () => Response | Promise<Response>;

/** What the network answers, by the end of the address; requests are kept. */
function network(answers: Record<string, Answer>) {
  const requests: { path: string; url: string; body: unknown }[] = [];
  vi.stubGlobal("fetch", async (input: string, init: RequestInit) => {
    const { pathname } = new URL(input);
    requests.push({ path: pathname, url: input, body: init.body && JSON.parse(String(init.body)) });
    const answer = answers[pathname];
    if (!answer) throw new TypeError("fetch failed");
    return answer();
  });
  return requests;
}

beforeEach(() => vi.stubGlobal("navigator", { onLine: true }));
afterEach(() => vi.unstubAllGlobals());

describe("the streaming door", () => {
  test("a stream becomes a message; text that was taken back is not shown, unknown parts are ignored", async () => {
    network({ "/ai/chat": () => eventStream(CHUNKS) });
    const message = await readAll(await send(new ChatDoor("http://door")));
    const view = viewOf(message as ChatMessage, false);
    expect(view.text).toBe("There are **1,234** jobs.");
    expect(view.lookups.map(({ words, state }) => [words, state])).toEqual([["Counting jobs in Germany", "done"]]);
    expect(view.figures.map(({ chart }) => chart.kind)).toEqual(["number"]);
    expect(message?.metadata).toEqual({ trace_id: "r1", conversation_id: "c1", result_type: "answer" });
  });

  test("the history is sent as text alone", async () => {
    const requests = network({ "/ai/chat": () => eventStream(CHUNKS) });
    const answer = await readAll(await send(new ChatDoor("http://door")));
    await readAll(await send(new ChatDoor("http://door"), [question, answer as ChatMessage, question]));
    expect(requests[1]?.body).toEqual({
      conversation_id: "c1",
      trigger: "submit-message",
      messages: [
        { id: "q1", role: "user", parts: [{ type: "text", text: "How many jobs?" }] },
        { id: "t1", role: "assistant", parts: [{ type: "text", text: "There are **1,234** jobs." }] },
        { id: "q1", role: "user", parts: [{ type: "text", text: "How many jobs?" }] },
      ],
    });
  });

  test("a chat goes on in the conversation that its last answer named, and a new one in none", async () => {
    const requests = network({ "/ai/chat": () => eventStream(CHUNKS) });
    const answers = (id?: string): ChatMessage => ({
      ...question,
      role: "assistant",
      metadata: { conversation_id: id },
    });
    for (const history of [[], [answers("c8"), answers("c9")], [answers("c9"), answers()], [answers()]]) {
      await send(new ChatDoor("http://door"), [...history.flatMap((answer) => [question, answer]), question]);
    }
    const bodies = requests.map(({ body }) => body as Record<string, unknown>);
    expect(bodies.map((body) => body.conversation_id)).toEqual([undefined, "c9", "c9", undefined]);
    expect(JSON.stringify(bodies)).not.toContain("page-s-own-id");
  });

  test("a stream without its end is a failure", async () => {
    network({ "/ai/chat": () => eventStream(CHUNKS.slice(0, -1)) });
    await expect(readAll(await send(new ChatDoor("http://door")))).rejects.toMatchObject({ code: "cut-off" });
  });

  test("a connection that breaks in the middle is a failure", async () => {
    const broken = new ReadableStream<{ type: string }>({
      start: (controller) => controller.enqueue({ type: "start" }),
      pull: (controller) => controller.error(new TypeError("network error")),
    });
    const reader = requireFinish(broken).getReader();
    await reader.read();
    await expect(reader.read()).rejects.toMatchObject({ code: "cut-off" });
  });

  test("an error of the server's reaches the reader in its words", async () => {
    const failed = [
      ...CHUNKS.slice(0, 2),
      { type: "finish-step" },
      { type: "error", errorText: "The model did not answer." },
      { type: "finish", finishReason: "error" },
    ];
    network({ "/ai/chat": () => eventStream(failed) });
    await expect(readAll(await send(new ChatDoor("http://door")))).rejects.toThrow("The model did not answer.");
  });
});

describe("without a streaming door", () => {
  const answered = { "/ai/ask": () => Response.json(askResponse()) };

  test.each<[string, string, Record<string, Answer>]>([
    ["unset", "", {}],
    ["unreachable", "http://door", {}],
    ["without the route", "http://door", { "/ai/chat": () => problem(404, "No such route.") }],
    ["failing before the app", "http://door", { "/ai/chat": () => new Response("Bad gateway", { status: 502 }) }],
  ])("%s: the same parts come from /ai/ask", async (_, url, door) => {
    const requests = network({ ...door, ...answered });
    const view = viewOf((await readAll(await send(new ChatDoor(url)))) as ChatMessage, false);
    expect(view.text).toBe("There are **1,234** jobs.");
    expect(view.lookups.map((lookup) => lookup.words)).toEqual(["Counting jobs in Germany"]);
    expect(view.figures.map(({ chart }) => chart.kind)).toEqual(["number"]);
    expect(requests.at(-1)).toMatchObject({ path: "/ai/ask", body: { prompt: "How many jobs?" } });
  });

  test("/ai/ask goes on in the same conversation", async () => {
    const requests = network(answered);
    const answer = (await readAll(await send(new ChatDoor("")))) as ChatMessage;
    await send(new ChatDoor(""), [question, answer, question]);
    expect(requests.at(-1)?.body).toEqual({ prompt: "How many jobs?", conversation_id: "c1" });
  });

  test("what the app itself refuses is not asked again", async () => {
    const requests = network({ "/ai/chat": () => problem(422, "The question is too long."), ...answered });
    await expect(send(new ChatDoor("http://door"))).rejects.toMatchObject({ code: "rejected", requestId: "r9" });
    expect(requests).toHaveLength(1);
  });

  test("nobody there at all: said as such, after one attempt each", async () => {
    const requests = network({});
    await expect(send(new ChatDoor("http://door"))).rejects.toMatchObject({ code: "unreachable" });
    expect(requests.map(({ path }) => path)).toEqual(["/ai/chat", "/ai/ask"]);
  });

  test("a failed tool call keeps its reason", async () => {
    const tool_calls = [{ id: "call-0", name: "job_stats", input: { country: "?" }, error: "No such country." }];
    network({ "/ai/ask": () => Response.json(askResponse({ tool_calls })) });
    const view = viewOf((await readAll(await send(new ChatDoor("")))) as ChatMessage, false);
    expect(view.lookups).toMatchObject([{ state: "failed", error: "No such country." }]);
  });

  test("a listing brings its postings", async () => {
    const tool_calls = [{ id: "call-0", name: "search_jobs", input: {}, result: { ...jobPage({}) } }];
    network({ "/ai/ask": () => Response.json(askResponse({ tool_calls })) });
    const view = viewOf((await readAll(await send(new ChatDoor("")))) as ChatMessage, false);
    expect(view.lists.map((page) => page.rows.length)).toEqual([1]);
  });

  test("the sources of its figures come too, and know their look-up", async () => {
    const source = { kind: "cell" as const, tool_call_id: "call-0", path: "total.value", label: "count" };
    const figures = [{ start: 12, end: 17, text: "1,234", value: 1234, status: "proven" as const, source }];
    network({ "/ai/ask": () => Response.json(askResponse({ grounding: { figures, unproven: 0 } })) });
    const message = (await readAll(await send(new ChatDoor("")))) as ChatMessage;
    const [placed] = placedFigures(message);
    expect(textOf(message).slice(placed?.start, placed?.end)).toBe("1,234");
    expect(viewOf(message, false).lookups[0]?.id).toBe("call-0");
  });
});

describe("reading", () => {
  const broken = () => Response.json({ message: "Internal Server Error" }, { status: 500 });

  test("is tried twice when the platform breaks before the app can answer", async () => {
    const answers = [broken(), Response.json(jobPage({ total: 7 }))];
    const requests = network({ "/jobs": () => answers[requests.length - 1] as Response });
    expect((await getJobs({})).total).toBe(7);
    expect(requests).toHaveLength(2);
  });

  test("one posting is asked for by its id, whatever it holds", async () => {
    const id = "a/b?c#d%41 +&ü";
    const requests = network({ "/job": () => Response.json({ job_id: id }) });
    expect((await getJob(id)).job_id).toBe(id);
    expect(new URL(requests[0]?.url ?? "").searchParams.getAll("job_id")).toEqual([id]);
  });

  test("is not tried again and again, nor when the app itself says no", async () => {
    const requests = network({ "/jobs": broken, "/stats": () => problem(500, "Broken.") });
    await expect(getJobs({})).rejects.toMatchObject({ code: "failed" });
    await expect(getStats({})).rejects.toMatchObject({ code: "failed", requestId: "r9" });
    expect(requests.map(({ path }) => path)).toEqual(["/jobs", "/jobs", "/stats"]);
  });
});

test.each([
  [429, "urn:joblab:visitor-limit", "visitor-limit", true],
  [503, "urn:joblab:budget-exhausted", "budget-exhausted", true],
  [503, "urn:joblab:model-busy", "busy", false],
  [503, "urn:joblab:database-busy", "busy", false],
  [503, "urn:joblab:upstream-busy", "busy", false],
  [413, "urn:joblab:too-large", "too-large", false],
  [422, "urn:joblab:invalid-request", "rejected", false],
  [429, "about:blank", "busy", false],
  [503, "about:blank", "unavailable", false],
  [418, "about:blank", "rejected", false],
  [500, "urn:joblab:internal-error", "failed", false],
])("a problem %i of type %s is %s", async (status, type, code, closed) => {
  const error = await errorOfResponse(problem(status, "In words.", type));
  expect(error).toMatchObject({ code, message: "In words.", requestId: "r9" });
  expect(isClosed(error)).toBe(closed);
});

test.each([
  [429, "busy"],
  [503, "unavailable"],
  [504, "too-slow"],
])("a status %i without a problem is %s", async (status, code) => {
  expect(await errorOfResponse(new Response("<html>", { status }))).toEqual(new PageError(code as PageError["code"]));
});

test("offline is not the server's fault", async () => {
  vi.stubGlobal("navigator", { onLine: false });
  network({});
  await expect(send(new ChatDoor("http://door"))).rejects.toEqual(new PageError("offline"));
});

test("a message's text leaves out what was taken back", () => {
  const parts: ChatMessage["parts"] = [
    { type: "text", text: "Wrong." },
    { type: "data-discard", data: { text_id: "text-1" } },
    { type: "text", text: "Right." },
  ];
  expect(textOf({ id: "a", role: "assistant", parts })).toBe("Right.");
});

test("what is stored and cannot be read is left out", () => {
  const summary = { id: "c1", title: "How many jobs?", updatedAt: 0 };
  const stored: Record<string, string> = {
    "joblab.chats": JSON.stringify([1, null, { id: 5 }, summary]),
    "joblab.chat.c1": JSON.stringify([question, null, { id: "q2" }]),
    "joblab.chat.c2": "[broken",
  };
  vi.stubGlobal("localStorage", { getItem: (key: string) => stored[key] ?? null });
  expect(listChats()).toEqual([summary]);
  expect(loadMessages("c1")).toEqual([question]);
  expect(loadMessages("c2")).toEqual([]);
});
