import { describe, expect, it } from "vitest";
import { parseDataUrl } from "../../src/base64.js";
import { imageSize } from "../../src/image-size.js";
import { countInputTokens } from "../../src/tokens/count-input-tokens.js";
import { imageTokens } from "../../src/tokens/images.js";
import { modelRules } from "../../src/tokens/model-rules.js";

const url = (mediaType: string, bytes: Buffer): string => `data:${mediaType};base64,${bytes.toString("base64")}`;
const sizeOf = (bytes: Buffer) => {
  const data = parseDataUrl(url("image/any", bytes));
  return data && imageSize(data);
};

function png(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.write("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1");
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}
function jpeg(width: number, height: number, before: number): Buffer {
  const metadata = Buffer.alloc(before, 1);
  metadata.writeUInt16BE(0xffe1, 0);
  metadata.writeUInt16BE(before - 2, 2);
  // A table segment whose marker lies in the range of frames, then a byte that fills.
  const table = Buffer.from([0xff, 0xc4, 0, 4, 9, 9, 0xff]);
  const frame = Buffer.from([0xff, 0xc2, 0, 17, 8, 0, 0, 0, 0, 3]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), metadata, table, frame, Buffer.alloc(30)]);
}
function gif(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(40);
  bytes.write("GIF89a");
  bytes.writeUInt16LE(width, 6);
  bytes.writeUInt16LE(height, 8);
  return bytes;
}
function webp(kind: "VP8X" | "VP8 " | "VP8L", width: number, height: number): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.write(`RIFF\0\0\0\0WEBP${kind}`, "latin1");
  if (kind === "VP8X") {
    bytes.writeUIntLE(width - 1, 24, 3);
    bytes.writeUIntLE(height - 1, 27, 3);
  } else if (kind === "VP8 ") {
    bytes.writeUInt16LE(width, 26);
    bytes.writeUInt16LE(height | 0x4000, 28);
  } else {
    bytes.writeUInt32LE((((height - 1) << 14) | (width - 1)) >>> 0, 21);
  }
  return bytes;
}

describe("image size", () => {
  it.each([
    ["PNG", png(640, 70_000), { width: 640, height: 70_000 }],
    ["JPEG", jpeg(1234, 567, 20), { width: 1234, height: 567 }],
    ["JPEG behind 60 kB of metadata", jpeg(801, 602, 60_001), { width: 801, height: 602 }],
    ["GIF", gif(10, 3000), { width: 10, height: 3000 }],
    ["WebP, extended", webp("VP8X", 5000, 300), { width: 5000, height: 300 }],
    ["WebP, lossy", webp("VP8 ", 500, 300), { width: 500, height: 300 }],
    ["WebP, lossless", webp("VP8L", 16_000, 9001), { width: 16_000, height: 9001 }],
    ["nothing of the kind", Buffer.from("not an image at all, but long enough to be one"), null],
    ["a PNG that is cut", png(1, 1).subarray(0, 14), null],
    ["a JPEG that never starts a frame", Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(5000, 0xff)]), null],
  ])("is read from a %s", (_, bytes, expected) => {
    expect(sizeOf(bytes)).toEqual(expected);
  });
});

describe("image tokens", () => {
  it.each([
    // 20 × 15 patches of 32 pixels.
    ["gpt-5.4", 640, 480, "high", Math.floor(300 * 1.2) + 5],
    ["gpt-5-nano", 640, 480, "high", 450 + 3],
    ["gpt-4.1-mini", 33, 32, "auto", 3 + 2],
    // 125 × 125 patches are more than 2,500: shrunk to 50 × 50.
    ["gpt-5.4", 4000, 4000, "high", 3000 + 5],
    ["gpt-5.4", 4000, 4000, "auto", 3000 + 5],
    ["gpt-5.6-sol", 4000, 4000, "auto", 12_000 + 2],
    ["gpt-5.6-sol", 4000, 4000, "", 12_000 + 2],
    ["gpt-5.6-sol", 4000, 4000, "high", 3000 + 2],
    ["gpt-5.4", 4000, 4000, "original", 12_000 + 5],
    ["gpt-5.4", 4000, 4000, "low", Math.floor(256 * 1.2) + 5],
    // 2048 × 4096 → 1024 × 2048 → 768 × 1536: 2 × 3 tiles.
    ["gpt-4o", 2048, 4096, "high", 85 + 6 * 170],
    ["gpt-4o", 2048, 4096, "low", 85],
    ["gpt-4o-mini", 512, 512, "auto", 2833 + 5667],
    ["gpt-5", 513, 512, "high", 70 + 2 * 140],
  ])("%s %d × %d %s", (model, width, height, detail, expected) => {
    expect(imageTokens(modelRules(model).image, { width, height }, detail)).toBe(expected);
  });

  it("of any size stay within the model's limit", () => {
    const { image } = modelRules("gpt-5.4");
    for (const [width, height] of [
      [1, 1],
      [1, 100_000],
      [100_000, 1],
      [65_535, 65_535],
      [3, 7],
    ] as const) {
      const tokens = imageTokens(image, { width, height }, "high");
      expect(tokens).toBeGreaterThanOrEqual(3);
      expect(tokens).toBeLessThanOrEqual(3005);
    }
  });
});

describe("parts of a message", () => {
  const count = async (...content: unknown[]): Promise<number> =>
    (await countInputTokens({ model: "gpt-5.4", input: [{ role: "user", content }] })) - 6;

  it("are images by their size, whatever their bytes weigh", async () => {
    const small = url("image/png", png(640, 480));
    const heavy = url("image/png", Buffer.concat([png(640, 480), Buffer.alloc(500_000, 7)]));
    expect(await count({ type: "input_image", image_url: small, detail: "high" })).toBe(365);
    expect(await count({ type: "input_image", image_url: heavy, detail: "high" })).toBe(365);
    expect(await count({ type: "input_image", image_url: "https://example.com/a.png" })).toBe(
      Math.floor(1024 * 1.2) + 5,
    );
  });

  it("are files: text exactly, PDFs by their pages, others by what is known of them", async () => {
    const file = (mediaType: string, text: string) => ({
      type: "input_file",
      file_data: url(mediaType, Buffer.from(text)),
    });
    expect(await count(file("text/plain", "Hello world"))).toBe(2);
    const page = `<< /Type /Page >> ${"x".repeat(300)}`;
    expect(await count(file("application/pdf", `%PDF-1.7 /Type /Pages ${page}${page}`))).toBe(2 * 800);
    expect(await count(file("application/pdf", `%PDF-1.7 /Count 3 ${"x".repeat(900)}`))).toBe(3 * 800);
    expect(await count(file("application/pdf", "%PDF-1.7 /Count 999999"))).toBe(800);
    expect(await count(file("application/pdf", `%PDF-1.7 ${"x".repeat(250_000)}`))).toBe(3 * 800);
    expect(await count({ type: "input_file", file_url: "https://example.com/a.pdf" })).toBe(2000);
  });
});
