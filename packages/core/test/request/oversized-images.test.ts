import { describe, expect, test } from "vitest";
import { assistant, call, codes, refusal, result, text, translate, user } from "./support.js";

const png = (width: number, height: number) => {
  const bytes = Buffer.alloc(64);
  bytes.write("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1");
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return { type: "base64", media_type: "image/png", data: bytes.toString("base64") };
};
const image = (source: object, oversized_image: string | undefined = "error") => ({
  type: "image",
  source,
  transformations: { oversized_image },
});
const path = "messages.0.content.0.image.source.base64.data";

describe("an image that must not be scaled down (B2t)", () => {
  test.each([
    [1000, 1000],
    [2576, 1449],
    [2212, 1659],
    [28, 2576],
  ])("%i × %i pixels fit, and are sent as they are", (width, height) => {
    const { request, losses } = translate({ messages: [user(image(png(width, height)))] });
    expect(request.input).toMatchObject([{ content: [{ detail: "original" }] }]);
    expect(losses).toEqual([]);
  });

  test.each([
    [3840, 2160, "2576x1449"],
    [4032, 3024, "2212x1659"],
    [3024, 4032, "1659x2212"],
    [2577, 10, "2576x9"],
    [100_000, 1, "2576x1"],
  ])("%i × %i pixels are refused: %s fit", (width, height, fits) => {
    const error = refusal({ messages: [user(image(png(width, height)))] });
    expect(error).toMatchObject({ status: 400, type: "invalid_request_error", path });
    expect(error.message).toBe(
      `${path}: the image of ${width}x${height} pixels would be scaled down; at most ${fits} pixels fit`,
    );
    expect(error.details).toEqual({
      error_code: "image_dimensions_too_large",
      max_side_length_pixels: Math.max(...fits.split("x").map(Number)),
      paths: ["messages.0.content.0"],
    });
  });

  test("all of them are told at once, those in tool results too", () => {
    const messages = [
      user(image(png(4032, 3024)), image(png(10, 10)), text("go")),
      assistant(call("a")),
      user(result("a", [image(png(3840, 2160))])),
    ];
    expect(refusal({ messages }).details).toMatchObject({
      max_side_length_pixels: 2212,
      paths: ["messages.0.content.0", "messages.2.content.0.content.0"],
    });
  });

  test("without the wish, any size passes", () => {
    const { request, losses } = translate({ messages: [user(image(png(9000, 9000), "downsize"))] });
    expect(request.input).toMatchObject([{ content: [{ detail: "high" }] }]);
    expect(losses).toEqual([]);
  });

  test.each([
    ["from a URL", { type: "url", url: "https://a.example/i.png" }, {}, "original"],
    ["that cannot be read", { type: "base64", media_type: "image/png", data: "iVBOR" }, {}, "original"],
    ["for a model without such a detail", png(10, 10), { model: "gpt-5.1" }, "auto"],
    ["at a detail that the host wants", png(10, 10), { imageDetail: "low" as const }, "low"],
  ])("one %s may be scaled all the same, with a loss", (_which, source, options, detail) => {
    const { request, losses } = translate({ messages: [user(image(source))] }, options);
    expect(request.input).toMatchObject([{ content: [{ detail }] }]);
    expect(codes(losses)).toEqual(["image_may_be_scaled@messages.0.content.0.transformations.oversized_image"]);
  });
});
