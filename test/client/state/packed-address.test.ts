import { deflateRawSync } from "node:zlib";
import { expect } from "chai";
import { addressOf, bookmarkOf, type Bookmark } from "../../../client/state/address.ts";
import { packAddress, unpackSearch } from "../../../client/state/packed-address.ts";
import { NEW_WORKSPACE } from "../../../client/state/workspace.ts";

async function read(address: string): Promise<Bookmark> {
  const url = new URL(address, "http://page");
  return bookmarkOf(url.pathname, await unpackSearch(url));
}

const added = Array.from({ length: 300 }, (_, at) => `someone, number ${at}`);
const long: Bookmark = {
  session: { section: "ask", story: "a-story", who: null, tour: null },
  workspace: { ...NEW_WORKSPACE, added },
};

describe("a long address", () => {
  it("is packed into the fragment, with the story outside, and read back as it was", async () => {
    const packed = await packAddress(addressOf(long));
    expect(packed).to.match(/^\/ask\?story=a-story#v2\.[\w-]+$/u);
    expect(packed.length).to.be.below(2000);
    expect(await read(packed)).to.deep.equal(long);
    const unnamed: Bookmark = { ...long, session: { ...long.session, story: null } };
    expect(await read(await packAddress(addressOf(unnamed)))).to.deep.equal(unnamed);
  });

  it("is packed only where it is long", async () => {
    const short = addressOf({ ...long, workspace: { ...NEW_WORKSPACE, added: ["a"] } });
    expect(await packAddress(short)).to.equal(short);
    expect(await read(`${short}#elsewhere`)).to.deep.equal(await read(short));
  });

  it("opens the story where the packed part is damaged, or unpacks to what no page writes", async () => {
    const packed = await packAddress(addressOf(long));
    const plain: Bookmark = { ...long, workspace: NEW_WORKSPACE };
    expect(await read(packed.slice(0, -40))).to.deep.equal(plain);
    expect(await read("/ask?story=a-story#v2.*")).to.deep.equal(plain);
    const bomb = deflateRawSync(Buffer.alloc(50_000_000)).toString("base64url");
    expect(await read(`/ask?story=a-story#v2.${bomb}`)).to.deep.equal(plain);
  });
});
