import { expect } from "chai";
import { readFrameOptions } from "../../../client/embed/frame-options.ts";
import { readFilter } from "../../../client/embed/filtered-story.ts";
import {
  addressOf,
  bookmarkOf,
  frameSearchOf,
  viewQuery,
  workspaceOf,
  type Bookmark,
} from "../../../client/state/address.ts";
import { NEW_WORKSPACE, type Workspace } from "../../../client/state/workspace.ts";

function read(address: string): Bookmark {
  const { pathname, search } = new URL(address, "http://page");
  return bookmarkOf(pathname, search);
}

describe("the address of what is seen", () => {
  it("says it all, and is read back as it was, whatever signs ids hold", () => {
    const everything: Bookmark = {
      session: { section: "ask", story: "a-story", who: null, tour: "a view" },
      workspace: {
        mode: "all",
        base: "whole",
        selection: { kind: "marks", ids: ["a,b", "c&d=e", "f~g %2C", "é +1"] },
        voices: [],
        filter: {
          sources: new Set(["x,y", "z"]),
          kinds: new Set(["Event"]),
          types: new Set(["KILLED"]),
          certainties: new Set(["claimed", "fact"]),
          polarities: new Set(["negative"]),
          documents: new Set(["an article"]),
          days: new Set(["2020-01-03", "undated"]),
        },
        added: ["#1", "?"],
        excluded: ["someone, else"],
        pinned: new Map([
          ["a_b,c", { x: 0.25, y: 1 }],
          ["d", { x: 0, y: 0.333 }],
        ]),
      },
    };
    expect(read(addressOf(everything))).to.deep.equal(everything);
    const onLine: Bookmark = {
      ...read("/"),
      workspace: { ...NEW_WORKSPACE, selection: { kind: "line", id: "a%7Eb~c~r,1" } },
    };
    expect(read(addressOf(onLine))).to.deep.equal(onLine);
  });

  it("is kept by a saved view with its version, and opened from it as it was", () => {
    const { workspace } = read("/?view=all&at=a,b&pin=0.25_1_a_b&without=c%2Cd");
    expect(viewQuery(workspace)).to.equal("view=all&at=a&at=b&without=c%2Cd&pin=0.25_1_a_b&v=2");
    expect(workspaceOf(viewQuery(workspace))).to.deep.equal(workspace);
    expect([viewQuery(NEW_WORKSPACE), workspaceOf("v=2"), workspaceOf("")]).to.deep.equal([
      "v=2",
      NEW_WORKSPACE,
      NEW_WORKSPACE,
    ]);
  });

  it("repeats a key that has several values and names the version then; else version 1 reads the same", () => {
    const workspace: Workspace = { ...NEW_WORKSPACE, selection: { kind: "marks", ids: ["a", "b,c"] } };
    const { session } = read("/");
    expect(addressOf({ session, workspace })).to.equal("/?at=a&at=b%2Cc&v=2");
    expect(addressOf({ session, workspace: { ...workspace, selection: { kind: "marks", ids: ["a"] } } })).to.equal(
      "/?at=a",
    );
  });

  it("takes the links that were shared before, whose values are separated by commas", () => {
    expect(read("/?at=soleimani,iran&off=trump,a%2Cb").workspace).to.deep.equal({
      ...NEW_WORKSPACE,
      selection: { kind: "marks", ids: ["soleimani", "iran"] },
      filter: { ...NEW_WORKSPACE.filter, sources: new Set(["trump", "a,b"]) },
    });
  });

  it("has one for what all stories say of somebody, whatever signs the id holds", () => {
    const who = read("/who/one/a%2Fb%20%3F%26%23%25%C3%A9");
    expect(who.session).to.deep.equal({ section: "who", story: null, who: "one/a/b ?&#%é", tour: null });
    expect(addressOf(who)).to.equal("/who/one/a%2Fb%20%3F%26%23%25%C3%A9");
    expect(read("/who/one/%E0%A4%A").session.who).to.equal("one/%E0%A4%A");
  });

  it("of the frame says what is selected, who is off, what is hidden, and the theme", () => {
    const workspace: Workspace = {
      ...NEW_WORKSPACE,
      selection: { kind: "line", id: "a~b" },
      filter: { ...NEW_WORKSPACE.filter, sources: new Set(["x,y", "z"]), kinds: new Set(["Event"]) },
    };
    const search = frameSearchOf(workspace, "dark");
    expect({ ...readFrameOptions(search), ...readFilter(search) }).to.deep.include({
      focus: "a~b",
      theme: "dark",
      off: ["x,y", "z"],
      hide: ["Event"],
    });
  });
});
