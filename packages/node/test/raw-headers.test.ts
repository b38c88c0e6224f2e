import { expect, it } from "vitest";
import { RawHeaders } from "../src/raw-headers.js";

const raw = ["X-Api-Key", "one", "x-api-key", "two", "Cookie", "a=1", "cookie", "b=2", "Content-Length", "3"];

it("are read by name as `Headers` are, those that came twice in one", () => {
  const headers = new RawHeaders(raw);
  const web = new Headers();
  for (let at = 0; at < raw.length; at += 2) web.append(raw[at] ?? "", raw[at + 1] ?? "");
  for (const name of ["x-api-key", "cookie", "content-length", "accept"]) {
    expect([name, headers.get(name)]).toEqual([name, web.get(name)]);
  }
  expect([...headers.toHeaders()]).toEqual([...web]);
});

it("leave out what is to be left out", () => {
  const headers = new RawHeaders(raw, (name) => name === "content-length");
  expect(headers.get("content-length")).toBeNull();
  expect([...headers.toHeaders().keys()]).toEqual(["cookie", "x-api-key"]);
});
