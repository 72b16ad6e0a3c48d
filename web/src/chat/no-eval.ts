/**
 * To be imported before the AI SDK: zod, with which it checks what comes in, else tries on loading whether it may build functions from
 * text. It may not (content-policy.ts), and the browser would report the attempt.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
