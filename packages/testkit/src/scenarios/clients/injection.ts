import { strict as assert } from "node:assert";
import { ask } from "../ask.js";
import { expectMessage, expectStream } from "../expect-message.js";
import { expectRawError } from "../raw/raw-answer.js";
import { head, rawRequest, withSocket } from "../raw/raw-socket.js";
import { hello, type Scenario } from "../scenario.js";

const values: readonly string[] = [
  "a\r\nx-injected: 1\r\n\r\nHTTP/1.1 200 OK",
  "a\nx-injected: 1",
  "\u0000\u0001\u007f\u0085",
  "模型 😀 \u2028",
  "half a pair \ud800",
  "x".repeat(100_000),
  '"; x-injected=1, *',
];

/** Checks that an answer's headers are all right, as far as its client can see. */
function expectWhole({ headers }: Response): void {
  assert.equal(headers.get("x-injected"), null);
  const size = [...headers].reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  assert.ok(size < 6000, `${size} bytes of headers`);
  for (const [name, value] of headers) assert.match(value, /^[\t\x20-\x7e]*$/, name);
}

/** Values that would be something else, were they written into an answer's head. */
export const injection: readonly Scenario[] = [
  {
    name: "injection: whatever a body says, the answer's headers are whole",
    run: async (server) => {
      for (const value of values) {
        for (const stream of [false, true]) {
          const response = await ask(server, {
            body: hello({ stream, model: value, metadata: { user_id: value }, [value]: 1, stop_sequences: [value] }),
          });
          expectWhole(response);
          const message = stream ? (await expectStream(response))[0]?.message : await expectMessage(response);
          assert.equal(Reflect.get(Object(message), "model"), value);
        }
      }
    },
  },
  {
    name: "injection: whatever a refused body says, the answer's headers are whole",
    run: async (server) => {
      for (const value of values) {
        for (const body of [
          hello({ messages: [{ role: value, content: "Hello" }] }),
          hello({ messages: [{ role: "user", content: [{ type: value }] }] }),
          hello({ tools: [{ type: value, name: value }] }),
        ]) {
          const response = await ask(server, { body });
          assert.equal(response.status, 400);
          expectWhole(response);
          await response.text();
        }
        const response = await ask(server, {
          path: `/v1/models/${encodeURIComponent(value.replace(/\ud800/, "").slice(0, 60))}`,
          method: "GET",
        });
        assert.equal(response.status, 404);
        expectWhole(response);
        await response.text();
      }
    },
  },
  {
    name: "injection: headers that are long, or no ASCII, do no harm",
    run: async (server) => {
      const headers = [
        { "anthropic-beta": `${"beta-of-old,".repeat(400)}last` },
        { "anthropic-beta": "bêta,ÿ" },
        { "anthropic-beta": ",,, ,;=\t" },
        { "x-request-id": "ÿþ" },
        { traceparent: "ÿ".repeat(55) },
        { "x-claude-code-session-id": "%0d%0ax-injected: 1" },
        { "idempotency-key": "k".repeat(4000) },
      ];
      for (const header of headers) {
        const response = await ask(server, { headers: header });
        expectWhole(response);
        await expectMessage(response);
      }
      const unknownVersion = await ask(server, { headers: { "anthropic-version": "%0d%0ax-injected: 1" } });
      expectWhole(unknownVersion);
      await unknownVersion.text();
    },
  },
  {
    name: "injection: 500 header lines are read",
    needs: ["raw-socket"],
    run: async (server) => {
      const lines = Array.from({ length: 250 }, (_, at) => [`x-h${at}: ${at}`, "anthropic-beta: b"]).flat();
      await withSocket(server, async (socket) => {
        await socket.send(rawRequest(server, hello(), lines));
        assert.equal((await socket.answer()).status, 200);
      });
    },
  },
  {
    name: "injection: a host that is none, and control characters in the target, do no harm",
    needs: ["raw-socket"],
    run: async (server) => {
      for (const [line, from] of [
        ["host: a b%%<>", /^host: .*$/m],
        ["host: evil.example/../x?y#z", /^host: .*$/m],
      ] as const) {
        await withSocket(server, async (socket) => {
          await socket.send(rawRequest(server).replace(from, line));
          const { status } = await socket.answer();
          assert.ok(status === 200 || status === 400, `${status}`);
        });
      }
      await withSocket(server, async (socket) => {
        await socket.send(head(server, { method: "GET", path: "/v1/models/%0d%0ax-injected:%201" }));
        const answer = await socket.answer();
        expectRawError(answer, 404, "not_found_error");
        assert.equal(answer.headers.get("x-injected"), undefined);
      });
    },
  },
];
