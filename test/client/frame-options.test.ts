import { expect } from "chai";
import { readFrameOptions } from "../../client/embed/frame-options.ts";

describe("an embed's address", () => {
  it("asks for nothing by default", () => {
    expect(readFrameOptions("")).to.deep.equal({
      theme: null,
      focus: null,
      controls: true,
      isStatic: false,
      transparent: false,
      language: null,
      direction: null,
    });
  });

  it("says how the embed looks and what it shows first", () => {
    const search = "?theme=dark&focus=soleimani&controls=0&static=1&transparent=1&lang=fa&dir=rtl";
    expect(readFrameOptions(search)).to.deep.equal({
      theme: "dark",
      focus: "soleimani",
      controls: false,
      isStatic: true,
      transparent: true,
      language: "fa",
      direction: "rtl",
    });
  });

  it("is not believed where it says what cannot be", () => {
    expect(readFrameOptions("?theme=pink&dir=up&lang=%22%3E&static=yes")).to.deep.equal(readFrameOptions(""));
  });
});
