/** What a request costs, before its texts are tokenised: a number of tokens and a list of texts. */
export class Bill {
  tokens = 0;
  readonly texts: string[] = [];

  add(tokens: number): void {
    this.tokens += tokens;
  }

  /** A text that is tokenised on its own; its neighbours do not merge with it. */
  addText(text: string): void {
    if (text !== "") this.texts.push(text);
  }
}
