import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Ships, their ports, crews, owners and cargoes: what the statements ask. */
export const HARBOUR = `
CREATE (gale:Ship {name: 'Gale', built: 1998, tons: 4200.5, flags: ['NO', 'SE']}),
  (heron:Ship:Tanker {name: 'Heron', built: 2005, tons: 15000.0, flags: ['PA'], note: 'in dock'}),
  (ibis:Ship {name: 'Ibis', built: 2012, tons: 800.25, flags: []}),
  (junco:Ship:Tanker {name: 'Junco', built: 2012, tons: 9100.0, flags: ['NO']}),
  (bergen:Port {name: 'Bergen', country: 'NO', depth: 11}),
  (oslo:Port {name: 'Oslo', country: 'NO', depth: 9}),
  (gdansk:Port {name: 'Gdańsk', country: 'PL', depth: 15}),
  (hull:Port {name: 'Hull', country: 'GB'}),
  (riga:Port {name: 'Riga', country: 'LV', depth: 8}),
  (ada:Person {name: 'Ada', rank: 'captain', born: date('1971-03-05'), languages: ['no', 'en']}),
  (bo:Person {name: 'Bo', rank: 'mate', born: date('1984-11-30'), languages: ['en']}),
  (cleo:Person {name: 'Cleo', rank: 'captain', born: date('1989-07-01'), languages: ['pl', 'nl', 'en']}),
  (dag:Person {name: 'Dag', rank: 'mate', languages: ['no']}),
  (eva:Person {name: 'Eva', born: date('1995-01-15'), languages: []}),
  (fay:Person {name: 'Fay', rank: 'cook', born: date('1971-03-05'), languages: ['en', 'lv']}),
  (north:Company {name: 'North', founded: 1950}),
  (delta:Company {name: 'Delta', founded: 1999}),
  (idle:Company {name: 'Idle'}),
  (grain:Cargo {name: 'grain', kind: 'food', price: 210.5}),
  (fish:Cargo {name: 'fish', kind: 'food', price: 1250.0}),
  (oil:Cargo {name: 'oil', kind: 'fuel', price: 480.25}),
  (ada)-[:SAILS_ON]->(gale), (bo)-[:SAILS_ON]->(gale), (cleo)-[:SAILS_ON]->(heron), (dag)-[:SAILS_ON]->(heron),
  (fay)-[:SAILS_ON]->(heron), (bo)-[:SAILS_ON]->(ibis),
  (gale)-[:CALLED_AT {on: date('2020-01-03'), days: 2}]->(bergen),
  (gale)-[:CALLED_AT {on: date('2020-02-10'), days: 5}]->(hull),
  (gale)-[:CALLED_AT {on: date('2020-03-01'), days: 1}]->(bergen),
  (heron)-[:CALLED_AT {on: date('2020-01-20'), days: 7}]->(gdansk),
  (heron)-[:CALLED_AT {on: date('2020-03-11'), days: 4}]->(bergen),
  (junco)-[:CALLED_AT {on: date('2020-02-28'), days: 3}]->(gdansk),
  (junco)-[:CALLED_AT {on: date('2021-02-01'), days: 6}]->(riga),
  (ibis)-[:CALLED_AT {on: date('2021-05-17'), days: 1}]->(oslo),
  (gale)-[:CARRIED {tonnes: 300, year: 2020}]->(fish), (gale)-[:CARRIED {tonnes: 900, year: 2021}]->(grain),
  (heron)-[:CARRIED {tonnes: 12000, year: 2020}]->(oil), (junco)-[:CARRIED {tonnes: 8000, year: 2021}]->(oil),
  (junco)-[:CARRIED {tonnes: 500, year: 2021}]->(grain),
  (north)-[:OWNS {share: 1.0}]->(gale), (north)-[:OWNS {share: 0.25}]->(heron), (delta)-[:OWNS {share: 0.75}]->(heron),
  (delta)-[:OWNS {share: 1.0}]->(junco),
  (ada)-[:KNOWS {since: 2001}]->(bo), (bo)-[:KNOWS {since: 2012}]->(cleo), (cleo)-[:KNOWS {since: 2015}]->(dag),
  (ada)-[:KNOWS {since: 2009}]->(cleo), (dag)-[:KNOWS {since: 2018}]->(fay),
  (bergen)-[:ROUTE {miles: 350}]->(hull), (bergen)-[:ROUTE {miles: 720}]->(gdansk), (oslo)-[:ROUTE {miles: 560}]->(gdansk),
  (hull)-[:ROUTE {miles: 690}]->(gdansk), (gdansk)-[:ROUTE {miles: 290}]->(riga)`;

/** The statements under the heading of their shape. */
export const GUIDE_STATEMENTS: ReadonlyMap<string, readonly string[]> = byShape(
  readFileSync(join(import.meta.dirname, "guide-statements.cypher"), "utf8"),
);

function byShape(text: string): Map<string, string[]> {
  const shapes = new Map<string, string[]>();
  for (const block of text.trimEnd().split("\n\n").slice(1)) {
    const [heading = "", ...statements] = block.split("\n");
    shapes.set(heading.replace("// ", ""), statements);
  }
  return shapes;
}
