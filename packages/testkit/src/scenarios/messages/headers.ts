import { strict as assert } from "node:assert";
import { asObject } from "../../json.js";
import { ask, expectError } from "../ask.js";
import { expectMessage } from "../expect-message.js";
import { hello, type Scenario } from "../scenario.js";

const trace = "4bf92f3577b34da6a3ce929d0e0e4736";
const traceparent = `00-${trace}-00f067aa0ba902b7-01`;

/** What the headers of an answer say. */
export const headers: readonly Scenario[] = [
  {
    name: "headers: x-transpond-losses names what of the request was lost",
    run: async (server) => {
      const response = await ask(server, { body: hello({ top_k: 5, unheard_of: 1, stop_sequences: ["X"] }) });
      const losses = (response.headers.get("x-transpond-losses") ?? "").split(", ");
      for (const loss of [
        "sampling_dropped@top_k",
        "unknown_field@unheard_of",
        "stop_sequence_emulated@stop_sequences",
      ]) {
        assert.ok(losses.includes(loss), `${loss} in ${losses}`);
      }
      await expectMessage(response);
      const plain = await ask(server);
      assert.equal(plain.headers.get("x-transpond-losses"), null);
      await expectMessage(plain);
    },
  },
  {
    name: "headers: every answer has its own request-id, which its error repeats",
    run: async (server) => {
      const seen = new Set<string | null>();
      for (const body of [hello(), hello(), hello({ messages: [] }), hello({ messages: [] })]) {
        const response = await ask(server, { body });
        seen.add(response.headers.get("request-id"));
        if (response.status === 200) await expectMessage(response);
        else await expectError(response, 400, "invalid_request_error");
      }
      assert.equal(seen.size, 4);
      assert.ok([...seen].every((id) => id?.startsWith("req_")));
    },
  },
  {
    name: "headers: x-request-id goes upstream and comes back; what is no id is replaced",
    run: async (server) => {
      for (const stream of [false, true]) {
        const response = await ask(server, { body: hello({ stream }), headers: { "x-request-id": "job-17.a_b" } });
        assert.equal(response.headers.get("x-request-id"), "job-17.a_b");
        await response.text();
        const sent = server.sent().at(-1)?.headers;
        assert.deepEqual([sent?.["x-request-id"], sent?.["x-client-request-id"]], ["job-17.a_b", "job-17.a_b"]);
      }
      for (const id of ["a b", "x".repeat(200), "<script>", "somebody@example.com"]) {
        const response = await ask(server, { headers: { "x-request-id": id } });
        const own = response.headers.get("request-id");
        assert.equal(response.headers.get("x-request-id"), own);
        await expectMessage(response);
        assert.equal(server.sent().at(-1)?.headers["x-request-id"], own);
      }
    },
  },
  {
    name: "headers: a traceparent goes upstream, and names the request",
    run: async (server) => {
      const response = await ask(server, { headers: { traceparent } });
      assert.equal(response.headers.get("x-request-id"), trace);
      await expectMessage(response);
      const sent = asObject(server.sent().at(-1)?.headers);
      assert.match(String(sent.traceparent), new RegExp(`^00-${trace}-[0-9a-f]{16}-01$`));
      const broken = await ask(server, { headers: { traceparent: `${traceparent}-and-more` } });
      assert.equal(broken.headers.get("x-request-id"), broken.headers.get("request-id"));
      await expectMessage(broken);
      assert.equal(server.sent().at(-1)?.headers.traceparent, undefined);
    },
  },
];
