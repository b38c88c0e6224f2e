import { describe, expect, it } from "vitest";
import { crypto } from "../../../src/redact/detectors/crypto.js";
import { findAll, textsOf } from "./find-all.js";

describe("crypto", () => {
  it.each([
    ["Bitcoin", "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"],
    ["Bitcoin, native SegWit", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"],
    ["Bitcoin, Taproot", "bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr"],
    ["Ethereum", "0xde0B295669a9FD93d5F28D9Ec85E40f4cb697BAe"],
    ["Litecoin", "LQTpS3VaYTjCr4s9Y1t5zbeY26zevf7Fb3"],
    ["Dogecoin", "DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L"],
    ["XRP Ledger", "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh"],
    ["TRON", "TJRabPrwbZy45sbavfcjinPJC18kjpRTv8"],
    ["Bitcoin Cash", "qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a"],
    ["Cardano", "addr1vx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzers66hrl8"],
    ["Tezos", "tz1VSUr8wwNhLAzempoch5d6hLRiTh8Cjcjb"],
    ["Cosmos", "cosmos1depk54cuajgkzea6zpgkq36tnjwdzv4afc3d27"],
    ["Stellar", "GAAZI4TCR3TY5OJHCTJC2A4QSY6CJWJH5IAJTGKIN2ER7LBNVKOCCWN7"],
    ["Polkadot", "15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5"],
  ])("finds an address of %s", (_, address) => {
    expect(textsOf(crypto, `to "${address}", please`)).toEqual([address]);
    const last = address.endsWith("2") ? "3" : "2";
    const isFormOnly = address.startsWith("0x") || address.startsWith("1A1z");
    expect(textsOf(crypto, address.slice(0, -1) + last)).toHaveLength(isFormOnly ? 1 : 0);
  });

  it("takes an address without a check beside a word for a wallet only", () => {
    const address = "7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV";
    expect(textsOf(crypto, `wallet: ${address}`)).toEqual([address]);
    expect(textsOf(crypto, `send 2 SOL to ${address}`)).toEqual([address]);
    expect(textsOf(crypto, `user_wallet=${address}`)).toEqual([address]);
    expect(textsOf(crypto, `trace ${address}`)).toEqual([]);
  });

  it("calls a private key a secret", () => {
    const key = "5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ";
    expect(findAll(crypto, key)).toEqual([{ type: "SECRET", text: key }]);
  });

  it.each([
    "0xde0b295669a9fd93d5f28d9ec85e40f4cb697bae00",
    "de0b295669a9fd93d5f28d9ec85e40f4cb697bae",
    "toolu_01e0CPfAogCBckRYr03AgLI2",
    "call_5makKSZreApQ9sz7YG8NtOxR",
    "ab+1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb/cd",
  ])("lets %s stand", (text) => {
    expect(textsOf(crypto, text)).toEqual([]);
  });
});
