/** How a request must end: as a whole message, as one of these errors, or as its client wishes, who has left. */
export type Expected = "message" | "left" | readonly ErrorAnswer[];

export interface ErrorAnswer {
  readonly status: number;
  readonly type: string;
}

export const error = (status: number, type: string): readonly ErrorAnswer[] => [{ status, type }];

export const failed = error(500, "api_error");
export const tooSlow = error(504, "timeout_error");
export const refused = error(400, "invalid_request_error");
export const tooLarge = error(413, "request_too_large");
