import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const bundle = join(dirname(createRequire(import.meta.url).resolve('botframework-webchat')), '../dist/webchat-minimal.js');

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>Chat</title>
<link rel="icon" href="data:,">
<style>html, body, #chat { height: 100%; margin: 0 }</style>
</head>
<body>
<main id="chat"></main>
<script src="/webchat-minimal.js"></script>
<script src="/start.js"></script>
</body>
</html>`;

/** Runs in the browser: a Direct Line whose greeting is there at once, so that no server and no network is waited for. */
function start(greeting) {
  const observable = (values) => ({
    subscribe(observer) {
      for (const value of values) observer.next(value);
      return { unsubscribe() {} };
    },
  });
  const online = 2;
  window.posted = [];
  window.WebChat.renderWebChat(
    {
      directLine: {
        connectionStatus$: observable([0, 1, online]),
        activity$: observable([
          {
            type: 'message',
            id: '1',
            timestamp: new Date().toISOString(),
            from: { id: 'bot', role: 'bot' },
            text: greeting.text,
            suggestedActions: { actions: greeting.options.map((title) => ({ type: 'imBack', title, value: title })) },
          },
        ]),
        postActivity(activity) {
          window.posted.push(activity.text);
          return observable(['1']);
        },
        end() {},
      },
      userID: 'you',
      locale: 'en-GB',
    },
    document.getElementById('chat'),
  );
}

/** Answers what a page with Web Chat's smallest bundle needs, compressed beforehand. @returns {import('node:http').RequestListener} */
export function webchatPage(greeting) {
  const packed = (type, text) => ({ type, body: gzipSync(text, { level: 9 }) });
  const files = {
    '/': packed('text/html; charset=utf-8', page),
    '/webchat-minimal.js': packed('text/javascript; charset=utf-8', readFileSync(bundle)),
    '/start.js': packed('text/javascript; charset=utf-8', `(${start})(${JSON.stringify(greeting)});`),
  };
  return (request, response) => {
    const file = files[request.url];
    if (!file) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': file.type, 'content-encoding': 'gzip', 'content-length': file.body.length });
    return response.end(file.body);
  };
}
