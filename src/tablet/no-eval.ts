/** zod tries whether it may make functions out of text, which our policy forbids and browsers complain of. Told so before it is loaded, it does not. */
(globalThis as unknown as { __zod_globalConfig: { jitless: boolean } }).__zod_globalConfig = { jitless: true };
