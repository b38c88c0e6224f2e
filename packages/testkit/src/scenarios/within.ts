import { AssertionError } from "node:assert";

/** The result, unless it takes longer. @throws AssertionError with the complaint where it does */
export async function within<Result>(ms: number, result: Promise<Result>, complaint: string): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AssertionError({ message: complaint })), ms);
  });
  try {
    return await Promise.race([result, late]);
  } finally {
    clearTimeout(timer);
  }
}

export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks again and again until it holds. @throws AssertionError where it does not within 3 seconds */
export async function until(holds: () => boolean | Promise<boolean>, complaint: string): Promise<void> {
  const end = Date.now() + 3000;
  while (!(await holds())) {
    if (Date.now() > end) throw new AssertionError({ message: complaint });
    await wait(10);
  }
}
