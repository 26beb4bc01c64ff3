import type { IncomingMessage } from "node:http";
import { expect } from "chai";
import { clientOf, networkOf } from "../../server/client-address.ts";

function asked(peer: string, forwarded?: string): IncomingMessage {
  return { socket: { remoteAddress: peer }, headers: { "x-forwarded-for": forwarded } } as unknown as IncomingMessage;
}

describe("a client", () => {
  for (const [address, network] of [
    ["127.0.0.1", "127.0.0.1"],
    ["::ffff:10.0.0.7", "10.0.0.7"],
    ["2001:db8:0:1:aaaa:bbbb:cccc:dddd", "2001:db8:0:1::/64"],
    ["2001:DB8::1", "2001:db8:0:0::/64"],
    ["2001:0db8::1", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["2001:db8:1:2::192.0.2.1", "2001:db8:1:2::/64"],
  ] as const) {
    it(`at ${address} is ${network}`, () => expect(networkOf(address)).to.equal(network));
  }

  for (const [proxies, forwarded, client] of [
    [0, "198.51.100.1", "10.0.0.1"],
    [1, "198.51.100.1", "198.51.100.1"],
    [1, "1.1.1.1, 198.51.100.1", "198.51.100.1"],
    [2, "1.1.1.1, 198.51.100.1, 10.0.0.2", "198.51.100.1"],
    [2, "198.51.100.1", "198.51.100.1"],
    [1, "nonsense", "10.0.0.1"],
    [1, undefined, "10.0.0.1"],
  ] as const) {
    it(`behind ${proxies} proxies, forwarded for ${forwarded}, is ${client}`, () =>
      expect(clientOf(asked("10.0.0.1", forwarded), proxies)).to.equal(client));
  }
});
