import { expect } from "chai";
import { addressOf, bookmarkOf, workspaceOf } from "../../../client/state/address.ts";
import { pageBookmark, reduce, startPage, type Action, type PageState } from "../../../client/state/page-state.ts";

function open(address: string): PageState {
  const { pathname, search } = new URL(address, "http://page");
  return startPage(bookmarkOf(pathname, search));
}

function addressAfter(address: string, ...actions: readonly Action[]): string {
  return addressOf(pageBookmark(actions.reduce(reduce, open(address))));
}

describe("the state of the page", () => {
  it("keeps nothing of one story when another opens, but who was found in it", () => {
    const address = "/ask?story=one&at=x&off=y&hide=Event&show=all";
    expect(addressAfter(address, { type: "open", story: "two" })).to.equal("/?story=two");
    const found: Action = { type: "open", story: "two", at: "a,b" };
    expect(addressAfter(address, found)).to.equal("/?story=two&at=a%2Cb&with=a%2Cb");
    expect(addressAfter("/stories", found)).to.equal("/?story=two&at=a%2Cb&with=a%2Cb");
    expect(reduce(reduce(open(address), { type: "clear-filter" }), found).history.past).to.deep.equal([]);
  });

  it("names the story that is meant where none was named", () => {
    expect(addressAfter("/ask?at=x", { type: "name", story: "one" })).to.equal("/ask?story=one&at=x");
  });

  it("has an address for the list of all stories and for an entity of all stories", () => {
    expect(addressAfter("/ask?story=one&at=x", { type: "stories" })).to.equal("/stories");
    expect(open("/stories").session.section).to.equal("stories");
    expect(addressAfter("/ask?story=one&at=x", { type: "who", ref: "one/y" })).to.equal("/who/one/y");
    expect(addressAfter("/who/one/y", { type: "open", story: "two", at: "x" })).to.equal("/?story=two&at=x&with=x");
  });

  it("hears one voice only, and everybody again", () => {
    const only: Action = { type: "set-filter", facet: "sources", off: ["article", "trump"] };
    expect(addressAfter("/", only)).to.equal("/?off=article&off=trump&v=2");
    expect(addressAfter("/", only, { type: "clear-filter" })).to.equal("/");
  });

  it("leaves the place where a reader is when a command is undone", () => {
    const hide: Action = { type: "toggle-filter", facet: "kinds", value: "Event" };
    const ask: Action = { type: "go", section: "ask" };
    expect(addressAfter("/?story=one", hide, ask, { type: "undo" })).to.equal("/ask?story=one");
    expect(addressAfter("/?story=one", hide, ask, { type: "undo" }, { type: "redo" })).to.equal(
      "/ask?story=one&hide=Event",
    );
  });

  it("has a new entry of the browser's history for each command, and one for a whole gesture", () => {
    const hide = (value: string, gesture?: string): Action => ({
      type: "toggle-filter",
      facet: "kinds",
      value,
      gesture,
    });
    const entries = (...actions: readonly Action[]) => actions.reduce(reduce, open("/")).entry;
    expect(entries(hide("Event"), hide("Place"), { type: "undo" })).to.equal(3);
    expect(entries(hide("Event", "one"), hide("Place", "one"), hide("Group", "two"))).to.equal(2);
    expect(entries({ type: "name", story: "one" }, { type: "visit", bookmark: bookmarkOf("/ask", "") })).to.equal(0);
  });

  it("undoes by the browser's back button only inside one story", () => {
    const hide: Action = { type: "toggle-filter", facet: "kinds", value: "Event" };
    const state = reduce(open("/?story=one"), hide);
    const visit = (search: string) => reduce(state, { type: "visit", bookmark: bookmarkOf("/", search) }).history;
    expect(visit("?story=one").future).to.have.length(1);
    expect(visit("?story=two").future).to.deep.equal([]);
  });

  describe("in a tour of saved views", () => {
    const toured = (view: string, state: string): Action => ({
      type: "tour",
      stop: { view, workspace: workspaceOf(state) },
    });
    const hide: Action = { type: "toggle-filter", facet: "kinds", value: "Event" };

    it("shows the picture of each stop alone, and the address says which stop it is", () => {
      expect(addressAfter("/views?story=one&off=x&at=y", toured("first", "view=all&v=2"))).to.equal(
        "/?story=one&tour=first&view=all",
      );
      expect(addressAfter("/?story=one", toured("first", "view=all&v=2"), toured("second", "at=a&at=b&v=2"))).to.equal(
        "/?story=one&tour=second&at=a&at=b&v=2",
      );
      expect(open("/?story=one&tour=second&at=a").session.tour).to.equal("second");
    });

    it("is one step of undo and one entry of the history for each stop", () => {
      const state = [hide, toured("first", "view=all&v=2")].reduce(reduce, open("/?story=one"));
      expect([state.entry, state.history.past.length]).to.deep.equal([2, 2]);
      expect(addressOf(pageBookmark(reduce(state, { type: "undo" })))).to.equal("/?story=one&tour=first&hide=Event");
    });

    it("arrives at the stop of an address without a step", () => {
      const state = reduce(open("/?story=one&tour=first"), { type: "arrive", workspace: workspaceOf("view=all&v=2") });
      expect([addressOf(pageBookmark(state)), state.entry, state.history.past]).to.deep.equal([
        "/?story=one&tour=first&view=all",
        0,
        [],
      ]);
    });

    it("is left with the picture as it is, and by opening a view or another story", () => {
      const begun = toured("first", "view=all&v=2");
      expect(addressAfter("/?story=one", begun, hide, { type: "tour", stop: null })).to.equal(
        "/?story=one&view=all&hide=Event",
      );
      const view: Action = { type: "open-view", workspace: workspaceOf("at=a&v=2") };
      expect(addressAfter("/?story=one", begun, view)).to.equal("/?story=one&at=a");
      expect(addressAfter("/?story=one", begun, { type: "open", story: "two" })).to.equal("/?story=two");
    });

    it("opens a view in one step, which undo takes back whole", () => {
      const view: Action = { type: "open-view", workspace: workspaceOf("show=own&with=a&pin=0.5_0.5_a&v=2") };
      expect(addressAfter("/?story=one&off=x&view=all", view, { type: "undo" })).to.equal("/?story=one&view=all&off=x");
    });
  });
});
