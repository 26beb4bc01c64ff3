import pino from "pino";
import { openStore } from "../../server/store/open-store.ts";

/*
 * A process to be killed: tells that it opens the folder, and that it has; then keeps person after person, each with a twin in the same write, and tells each one once it was
 * acknowledged. Arguments: the folder, the first number, how many at most, how many characters each
 * description has.
 */
const [dataDir = "", first = "0", most = "1000000", length = "500"] = process.argv.slice(2);
const log = pino({ level: "silent" });

try {
  process.stdout.write("opening\n");
  const store = await openStore({ neo4j: null, dataDir }, log);
  process.stdout.write("open\n");
  for (let number = Number(first); number < Number(first) + Number(most); number += 1) {
    const rows = ["a", "b"].map((twin) => {
      const id = `p${number}${twin}`;
      const properties = { story: "s", id, name: `Person ${number}`, description: "x".repeat(Number(length)) };
      return { id, label: "Person", otherLabels: [], properties };
    });
    await store.write(rows.map((row) => ({ name: "write/merge-entities", parameters: { story: "s", rows: [row] } })));
    process.stdout.write(`${number}\n`);
  }
  await store.close();
  process.stdout.write("closed\n");
} catch (error) {
  const { code, message } = error as { code?: string; message: string };
  process.stdout.write(`failed ${code}: ${message}\n`);
}
process.exit();
