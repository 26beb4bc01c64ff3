import { expect } from "chai";
import { addressOf, frameSearchOf, reduce, stateOf, type AppState } from "../../client/app/state.ts";
import { readFrameOptions } from "../../client/embed/frame-options.ts";
import { readFilter } from "../../client/embed/filtered-story.ts";

const plain = stateOf("/", "");

describe("the address of what is seen", () => {
  it("says it all, and is read back as it was, whatever signs ids hold", () => {
    const state: AppState = {
      section: "ask",
      story: "a-story",
      who: null,
      mode: "all",
      whole: true,
      selection: { kind: "marks", ids: ["a,b", "c&d=e", "f~g %2C", "é +1"] },
      disabledSources: new Set(["x,y", "z"]),
      hidden: new Set(["Event"]),
      added: ["#1", "?"],
    };
    const { pathname, search } = new URL(addressOf(state), "http://page");
    expect(stateOf(pathname, search)).to.deep.equal(state);
    const onLine: AppState = { ...plain, selection: { kind: "line", id: "a%7Eb~c~r,1" } };
    const line = new URL(addressOf(onLine), "http://page");
    expect(stateOf(line.pathname, line.search)).to.deep.equal(onLine);
  });

  it("takes the links that were shared before", () => {
    expect(stateOf("/", "?at=soleimani,iran&off=trump")).to.deep.include({
      selection: { kind: "marks", ids: ["soleimani", "iran"] },
      disabledSources: new Set(["trump"]),
    });
  });

  it("keeps nothing of one story when another opens, but who was found in it", () => {
    const state = stateOf("/ask", "?story=one&at=x&off=y&hide=Event&show=all");
    expect(addressOf(reduce(state, { type: "open", story: "two" }))).to.equal("/?story=two");
    const found = reduce(state, { type: "open", story: "two", at: "a,b" });
    expect(addressOf(found)).to.equal("/?story=two&at=a%2Cb&with=a%2Cb");
    expect(reduce(stateOf("/stories", ""), { type: "open", story: "two", at: "a,b" })).to.deep.equal(found);
  });

  it("names the story that is meant where none was named", () => {
    const state = reduce(stateOf("/ask", "?at=x"), { type: "name", story: "one" });
    expect(addressOf(state)).to.equal("/ask?story=one&at=x");
  });

  it("has one for the list of all stories", () => {
    const list = reduce(stateOf("/ask", "?story=one&at=x"), { type: "stories" });
    expect(addressOf(list)).to.equal("/stories");
    expect(stateOf("/stories", "")).to.deep.equal(list);
  });

  it("has one for what all stories say of somebody, whatever signs the id holds", () => {
    const who = reduce(stateOf("/ask", "?story=one&at=x"), { type: "who", ref: "one/a/b ?&#%é" });
    expect(addressOf(who)).to.equal("/who/one/a%2Fb%20%3F%26%23%25%C3%A9");
    expect(stateOf(addressOf(who), "")).to.deep.equal(who);
    expect(stateOf("/who/one/%E0%A4%A", "").who).to.equal("one/%E0%A4%A");
    expect(reduce(who, { type: "open", story: "two", at: "x" }).who).to.equal(null);
  });

  it("hears one voice only, and everybody again", () => {
    const only = reduce(plain, { type: "enable-only-sources", disabled: ["article", "trump"] });
    expect([
      [...only.disabledSources],
      [...reduce(only, { type: "enable-all-sources" }).disabledSources],
    ]).to.deep.equal([["article", "trump"], []]);
  });

  it("of the frame says what is selected, who is off, what is hidden, and the theme", () => {
    const state: AppState = {
      ...plain,
      selection: { kind: "line", id: "a~b" },
      disabledSources: new Set(["x,y", "z"]),
      hidden: new Set(["Event"]),
    };
    const search = frameSearchOf(state, "dark");
    expect({ ...readFrameOptions(search), ...readFilter(search) }).to.deep.include({
      focus: "a~b",
      theme: "dark",
      off: ["x,y", "z"],
      hide: ["Event"],
    });
  });
});
