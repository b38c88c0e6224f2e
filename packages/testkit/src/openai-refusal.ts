/** A request that OpenAI would refuse: becomes the HTTP error of the answer. */
export class OpenAIRefusal extends Error {
  readonly status: number;
  readonly type: string;
  readonly code: string | null;
  readonly param: string | null;

  constructor(
    message: string,
    details: { code?: string | null; param?: string | null; status?: number; type?: string } = {},
  ) {
    super(message);
    this.name = "OpenAIRefusal";
    this.status = details.status ?? 400;
    this.type = details.type ?? "invalid_request_error";
    this.code = details.code ?? null;
    this.param = details.param ?? null;
  }

  /** The `error` object of the body. */
  get body() {
    return { message: this.message, type: this.type, param: this.param, code: this.code };
  }
}
