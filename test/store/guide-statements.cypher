// Everyday statements of the shapes that guides teach, one a line. Where one sorts, it sorts the whole row.

// projection
MATCH (s:Ship) RETURN s.name ORDER BY s.name
MATCH (s:Ship) RETURN s.name AS ship, s.built AS year, 2020 - s.built AS age ORDER BY age, ship
MATCH (s:Ship) RETURN s {.name, .built} ORDER BY s.name
MATCH (s:Ship) WITH s {.name, .tons} RETURN s ORDER BY s.name
MATCH (s:Ship) WITH s {.name, .built} ORDER BY s.built DESC, s.name LIMIT 2 RETURN s
MATCH (s:Ship) WITH s {.name, .built} WHERE s.built > 2000 RETURN s.name AS name ORDER BY name
MATCH (p:Port) WITH DISTINCT p {.country} RETURN p ORDER BY p.country
MATCH (p:Port) RETURN DISTINCT p {.country} ORDER BY p.country
MATCH (s:Ship) RETURN s {.*, kind: labels(s)[-1]} ORDER BY s.name
MATCH (s:Ship {name: 'Gale'}) RETURN s {.name, missing: s.nothing, .flags}
MATCH (s:Ship {name: 'Gale'}) RETURN s {.name, .nothing}
MATCH (c:Company)-[o:OWNS]->(s:Ship) RETURN s {.name, owner: c.name, share: o.share} AS ship ORDER BY s.name, c.name
MATCH (c:Company)-[o:OWNS]->(s:Ship) WITH o {.share}, s {.name} RETURN s.name AS ship, o.share AS share ORDER BY ship, share
MATCH (s:Ship) WITH s, size(s.flags) AS many RETURN s {.name, many} ORDER BY s.name
MATCH (s:Ship) WITH s, s.name AS name RETURN {name: name, props: properties(s)} AS row ORDER BY row.name
MATCH (s:Ship) RETURN keys(s {.name, .built, .tons}) AS k LIMIT 1
MATCH (s:Ship) RETURN s.name AS `the ship`, s.built AS `built in` ORDER BY `built in`, `the ship`
MATCH (s:Ship) RETURN toUpper(left(s.name, 2)) + '-' + toString(s.built) AS code ORDER BY code
MATCH (s:Ship) RETURN s.name, coalesce(s.note, 'no note') AS note ORDER BY s.name
MATCH (s:Ship)-[:CALLED_AT]->(p) RETURN DISTINCT p.name ORDER BY p.name
MATCH (s:Ship) RETURN DISTINCT s.built / 10 * 10 AS decade ORDER BY decade
MATCH (s:Ship) RETURN DISTINCT toLower(substring(s.name, 0, 1)) AS first ORDER BY TOLOWER(substring(s.name, 0, 1))
MATCH (s:Ship) WITH * ORDER BY s.name RETURN collect(s.name) AS names
MATCH (s:Ship) WITH *, s.built AS b RETURN s.name, b ORDER BY b, s.name
MATCH (s:Ship)-[c:CALLED_AT]->(p:Port {country: 'NO'}) WITH s, p, c RETURN s.name, c.days, p.name ORDER BY s.name, c.days, p.name
WITH {name: 'Gale', crew: [{n: 'Ada'}, {n: 'Bo'}]} AS ship RETURN ship.crew[0].n AS first, ship['name'] AS name, [c IN ship.crew | c.n] AS crew
WITH [1, 2, 3] AS list RETURN list, list[0], list[-1], list[1..], list[..-1], size(list)
WITH {a: 1, b: 2} AS m WITH m {.a, c: m.b * 2} RETURN m
UNWIND [{id: 1, tags: ['x', 'y']}, {id: 2, tags: []}] AS row WITH row {.id, n: size(row.tags)} RETURN row ORDER BY row.id
RETURN 1 + 2 AS three, 7 / 2 AS half, 7 % 3 AS rest, 7.0 / 2 AS exact, 2 ^ 3 AS power, -(-1) AS one
RETURN 'a' + 'b' AS text, 'a' + 1 AS mixed, [1] + 2 AS longer, [1] + [2, 3] AS joined
RETURN null + 1 AS a, null = null AS b, null IS NULL AS c, null <> 1 AS d, coalesce(null, null, 3) AS e
MATCH (n) RETURN labels(n)[0] AS label, count(*) AS many ORDER BY many DESC, label
MATCH ()-[r]->() RETURN type(r) AS type, count(r) AS many ORDER BY COUNT(r) DESC, type

// pagination
MATCH (p:Person) RETURN p.name ORDER BY p.name SKIP 2 LIMIT 2
MATCH (p:Person) RETURN p.name ORDER BY p.name DESC LIMIT 3
MATCH (p:Person) RETURN p.name ORDER BY p.name OFFSET 4
MATCH (p:Person) RETURN p.name AS name ORDER BY size(name) DESC, name LIMIT 2
MATCH (p:Person) RETURN p.name ORDER BY p.born IS NULL, p.born, p.name
MATCH (p:Person) RETURN p.name ORDER BY coalesce(p.rank, 'zz'), p.name SKIP 1
MATCH (p:Person) WITH p ORDER BY p.name SKIP 1 LIMIT 3 RETURN collect(p.name) AS page
MATCH (p:Person) WITH collect(p.name) AS names UNWIND names AS name WITH names, name ORDER BY name LIMIT 2 RETURN size(names) AS total, collect(name) AS page
MATCH (p:Person) WITH count(*) AS total MATCH (p:Person) RETURN total, p.name ORDER BY p.name LIMIT 2
MATCH (p:Person) WHERE p.name > 'Bo' RETURN p.name ORDER BY p.name LIMIT 2
MATCH (p:Person) WITH p ORDER BY p.name LIMIT 2 MATCH (p)-[:SAILS_ON]->(s) RETURN p.name, s.name ORDER BY p.name, s.name
MATCH (p:Person) ORDER BY p.name LIMIT 2 RETURN p.name
MATCH (p:Person) ORDER BY p.name SKIP 1 LIMIT 2 MATCH (p)-[:SAILS_ON]->(s) RETURN p.name, s.name ORDER BY p.name, s.name
MATCH (s:Ship) RETURN s.name ORDER BY s.built % 2, s.name LIMIT toInteger(2.9)
MATCH (s:Ship) RETURN s.name ORDER BY s.tons DESC LIMIT 1 + 1
MATCH (s:Ship) CALL (s) { MATCH (s)-[c:CALLED_AT]->(p) RETURN p.name AS port, c.on AS day ORDER BY day DESC, port LIMIT 1 } RETURN s.name, port, day ORDER BY s.name
MATCH (s:Ship) CALL { WITH s MATCH (s)-[:CALLED_AT]->(p) RETURN p.name AS port ORDER BY port LIMIT 2 } RETURN s.name, port ORDER BY s.name, port
UNWIND range(1, 10) AS i RETURN i ORDER BY i % 3, i DESC SKIP 3 LIMIT 4
UNWIND range(1, 10) AS i WITH i SKIP 5 RETURN count(i) AS left
UNWIND range(1, 25) AS i WITH collect(i) AS xs RETURN [page IN range(0, size(xs) / 10) | xs[page * 10..(page + 1) * 10]] AS pages
MATCH (p:Port) RETURN p.name ORDER BY p.depth DESC, p.name LIMIT 3
MATCH (p:Port) WITH p.country AS country, count(*) AS ports ORDER BY ports DESC, country LIMIT 2 RETURN country, ports
MATCH (p:Port) WITH p ORDER BY p.name WITH collect(p) AS ports UNWIND range(0, size(ports) - 1) AS i RETURN i + 1 AS place, ports[i].name AS name ORDER BY place LIMIT 3
MATCH (p:Person) RETURN count(*) AS total, min(p.name) AS first, max(p.name) AS last
MATCH (p:Person) RETURN p.name LIMIT 0
MATCH (p:Person) RETURN p.name ORDER BY p.name SKIP 100

// collect and unwind
MATCH (s:Ship) WITH s ORDER BY s.name WITH collect(s) AS ships UNWIND ships AS s RETURN s.name ORDER BY s.name
MATCH (s:Ship) WITH collect(s) AS ships UNWIND ships AS ship MATCH (ship)-[:CALLED_AT]->(p) RETURN ship.name, p.name ORDER BY ship.name, p.name
MATCH (s:Ship)-[:CALLED_AT]->(p:Port) WITH s, p ORDER BY p.name RETURN s.name, collect(p.name) AS ports ORDER BY s.name
MATCH (s:Ship)-[:CALLED_AT]->(p:Port) WITH s, p ORDER BY p.name RETURN s.name, collect(DISTINCT p.country) AS countries ORDER BY s.name
MATCH (s:Ship) UNWIND s.flags AS flag RETURN flag, count(*) AS ships ORDER BY ships DESC, flag
MATCH (s:Ship) UNWIND s.flags AS flag WITH flag, s ORDER BY s.name RETURN flag, collect(s.name) AS ships ORDER BY flag
MATCH (s:Ship) UNWIND CASE WHEN size(s.flags) = 0 THEN [null] ELSE s.flags END AS flag RETURN s.name, flag ORDER BY s.name, flag
MATCH (p:Person) UNWIND p.languages AS language WITH DISTINCT language ORDER BY language RETURN collect(language) AS languages
UNWIND [[1, 2], [3], []] AS inner UNWIND inner AS x RETURN collect(x) AS flat
UNWIND [1, 2, 2, null, 3] AS x RETURN collect(x) AS all, collect(DISTINCT x) AS once, count(x) AS some, count(*) AS rows
UNWIND [] AS x RETURN collect(x) AS nothing, count(*) AS none, sum(x) AS zero, max(x) AS most
UNWIND null AS x RETURN x
UNWIND ['b', 'a', 'c'] AS x WITH x ORDER BY x WITH collect(x) AS sorted RETURN sorted, head(sorted) AS first, last(sorted) AS end, tail(sorted) AS rest
WITH ['a', 'b'] AS xs, [1, 2] AS ys UNWIND xs AS x UNWIND ys AS y RETURN x, y ORDER BY x, y
WITH ['a', 'b', 'c'] AS xs UNWIND range(0, size(xs) - 1) AS i RETURN i, xs[i] AS x ORDER BY i
MATCH (s:Ship)-[c:CALLED_AT]->(p) WITH s, collect(c {.days, port: p.name}) AS calls UNWIND calls AS call RETURN s.name, call.port AS port, call.days AS days ORDER BY s.name, port, days
MATCH (s:Ship)-[c:CALLED_AT]->(p) WITH s, max(c.on) AS latest, collect({on: c.on, port: p.name}) AS calls RETURN s.name, [x IN calls WHERE x.on = latest | x.port] AS port ORDER BY s.name
MATCH (p:Person) WITH p.rank AS rank, p ORDER BY p.name WITH rank, collect(p.name) AS names ORDER BY rank RETURN collect({rank: rank, names: names}) AS groups
MATCH (p:Person) WITH p.rank AS rank, collect(p) AS people UNWIND people AS person WITH rank, person WHERE person.born IS NOT NULL RETURN rank, count(person) AS known ORDER BY rank
MATCH (a:Person), (b:Person) WHERE a.name < b.name WITH a, collect(b) AS others RETURN a.name, size(others) AS later ORDER BY a.name
MATCH (s:Ship) WITH collect(s.name) AS names RETURN size(names) AS n, 'Gale' IN names AS gale, 'Nix' IN names AS nix
MATCH (s:Ship) WITH collect(s) AS ships RETURN reduce(sum = 0.0, s IN ships | sum + s.tons) AS tons
MATCH (s:Ship) WITH s ORDER BY s.built, s.name RETURN head(collect(s.name)) AS oldest, last(collect(s.name)) AS newest
MATCH (s:Ship) WITH s ORDER BY s.tons DESC WITH collect(s)[..2] AS top UNWIND top AS s RETURN s.name ORDER BY s.name
MATCH (c:Company) OPTIONAL MATCH (c)-[:OWNS]->(s) WITH c, s ORDER BY s.name WITH c, collect(s.name) AS ships RETURN c.name, ships, size(ships) AS n ORDER BY c.name
UNWIND [{k: 'a', v: 1}, {k: 'b', v: 2}, {k: 'a', v: 3}] AS row WITH row.k AS k, collect(row.v) AS vs RETURN k, vs, reduce(t = 0, v IN vs | t + v) AS total ORDER BY k
UNWIND [3, 1, 2] AS x WITH x ORDER BY x DESC RETURN collect(x) AS down, collect(x)[0] AS most
UNWIND [1, 2, 3, 4] AS x WITH x % 2 = 0 AS even, collect(x) AS xs RETURN even, xs ORDER BY even
UNWIND keys({a: 1, b: 2}) AS key RETURN key ORDER BY key

// counts of patterns
MATCH (s:Ship) RETURN s.name, COUNT { (s)-[:CALLED_AT]->() } AS calls ORDER BY calls DESC, s.name
MATCH (s:Ship) RETURN s.name, count { (s)-[:CALLED_AT]->(:Port {country: 'NO'}) } AS home ORDER BY s.name
MATCH (s:Ship) RETURN s.name, size([(s)-[:CALLED_AT]->(p) WHERE p.depth > 10 | p]) AS deep ORDER BY s.name
MATCH (s:Ship) WHERE COUNT { (s)<-[:SAILS_ON]-() } > 1 RETURN s.name ORDER BY s.name
MATCH (s:Ship) WHERE COUNT { (s)<-[:SAILS_ON]-(p) WHERE p.rank = 'mate' } = 0 RETURN s.name ORDER BY s.name
MATCH (s:Ship) RETURN s.name, COUNT { MATCH (s)-[:CALLED_AT]->(p) RETURN DISTINCT p } AS ports ORDER BY s.name
MATCH (s:Ship) RETURN s.name, COUNT { WITH s RETURN * } AS one ORDER BY s.name
MATCH (s:Ship) RETURN s.name, COUNT { MATCH (s)-[:CALLED_AT]->(p) RETURN p.name AS n UNION MATCH (s)<-[:SAILS_ON]-(p) RETURN p.name AS n } AS near ORDER BY s.name
MATCH (s:Ship) RETURN s.name, COUNT { MATCH (s)-[:CALLED_AT]->(p) RETURN p AS x UNION ALL MATCH (s)<-[:SAILS_ON]-(p) RETURN p AS x } AS near ORDER BY s.name
MATCH (s:Ship) RETURN s.name, COUNT { MATCH (s)-[:CALLED_AT]->() UNION ALL MATCH (s)<-[:SAILS_ON]-() } AS near ORDER BY s.name
MATCH (s:Ship) OPTIONAL MATCH (s)-[c:CALLED_AT]->() RETURN s.name, count(c) AS calls ORDER BY COUNT(c) DESC, s.name
MATCH (s:Ship) OPTIONAL MATCH (s)-[:CALLED_AT]->(p) RETURN s.name, count(DISTINCT p.country) AS countries, count(p) AS calls ORDER BY s.name
MATCH (s:Ship)-[c:CALLED_AT]->() RETURN s.name, sum(c.days) AS days, round(avg(c.days), 3) AS mean, min(c.days) AS least, max(c.days) AS most ORDER BY s.name
MATCH (s:Ship)-[c:CALLED_AT]->() WITH s, sum(c.days) AS days WHERE days > 5 RETURN s.name, days ORDER BY days DESC, s.name
MATCH (p:Port)<-[:CALLED_AT]-(s) WITH p, count(DISTINCT s) AS ships WHERE ships >= 2 RETURN p.name, ships ORDER BY ships DESC, p.name
MATCH (a:Person)-[:SAILS_ON]->(s)<-[:SAILS_ON]-(b:Person) WHERE a.name < b.name RETURN a.name, b.name, count(s) AS together ORDER BY together DESC, a.name, b.name
MATCH (n) WITH n, COUNT { (n)--() } AS degree ORDER BY degree DESC, n.name LIMIT 3 RETURN n.name, degree
MATCH (n) RETURN COUNT { (n)--() } AS degree, count(*) AS nodes ORDER BY degree
MATCH (n:Person) RETURN count(n.born) AS known, count(*) - count(n.born) AS unknown
MATCH (n:Person) RETURN count(DISTINCT n.rank) AS ranks, count(n.rank) AS ranked, count(n) AS all
MATCH (p:Port) RETURN p.country, count(*) ORDER BY count(*) DESC, p.country
MATCH (p:Port) RETURN p.country AS country, Count(*) AS ports ORDER BY count(*), country
MATCH (p:Port) RETURN p.country, collect(p.depth) AS depths, avg(p.depth) AS mean ORDER BY p.country
MATCH (p:Port) RETURN p.country, max(p.depth) ORDER BY MAX(p.depth) DESC, p.country
MATCH (s:Ship)-[:CARRIED]->(c:Cargo) RETURN c.kind, count(DISTINCT s) AS ships, count(*) AS trips ORDER BY c.kind
MATCH (s:Ship) RETURN sum(COUNT { (s)-[:CARRIED]->() }) AS trips
MATCH (s:Ship) RETURN avg(COUNT { (s)-->() }) AS mean, max(COUNT { (s)-->() }) AS most
MATCH (c:Cargo) WITH c.kind AS kind, avg(c.price) AS price, count(*) AS n RETURN kind, round(price, 2) AS price, n ORDER BY kind
MATCH (s:Ship) RETURN CASE WHEN COUNT { (s)<-[:SAILS_ON]-() } = 0 THEN 'empty' ELSE 'manned' END AS state, count(*) AS ships ORDER BY state
UNWIND [1, 1, 2] AS x RETURN x, count(*) AS n, count(*) * 100 / 3 AS percent ORDER BY x
MATCH (s:Ship) WITH count(s) AS all MATCH (t:Tanker) RETURN all, count(t) AS tankers, 1.0 * count(t) / all AS part
MATCH (s:Ship) RETURN stDev(s.built) > 0 AS spread, percentileDisc(s.built, 0.5) AS middle, percentileCont(s.tons, 0.5) AS cont

// existential filters
MATCH (s:Ship) WHERE EXISTS { (s)<-[:SAILS_ON]-(:Person {rank: 'captain'}) } RETURN s.name ORDER BY s.name
MATCH (s:Ship) WHERE NOT EXISTS { (s)<-[:SAILS_ON]-() } RETURN s.name ORDER BY s.name
MATCH (s:Ship) WHERE (s)-[:CALLED_AT]->(:Port {country: 'NO'}) RETURN s.name ORDER BY s.name
MATCH (s:Ship) WHERE NOT (s)-[:CARRIED]->(:Cargo) RETURN s.name ORDER BY s.name
MATCH (s:Ship) WHERE exists((s)-[:CARRIED]->()) RETURN s.name ORDER BY s.name
MATCH (s:Ship) WHERE EXISTS { MATCH (s)-[c:CALLED_AT]->(p) WHERE c.days > 3 AND p.depth > 10 } RETURN s.name ORDER BY s.name
MATCH (s:Ship) WHERE EXISTS { MATCH (s)-[:CALLED_AT]->(p) WHERE EXISTS { (p)<-[:CALLED_AT]-(t:Tanker) WHERE t <> s } } RETURN s.name ORDER BY s.name
MATCH (s:Ship) WHERE EXISTS { MATCH (s)-[:CARRIED]->(:Cargo {kind: 'food'}) UNION MATCH (s)-[:CALLED_AT]->(:Port {country: 'PL'}) } RETURN s.name ORDER BY s.name
MATCH (s:Ship) WHERE EXISTS { MATCH (s)-[:CARRIED]->(c:Cargo) RETURN c.name AS name UNION ALL MATCH (s)<-[:OWNS]-(c) RETURN c.name AS name } RETURN s.name ORDER BY s.name
MATCH (s:Ship) WHERE EXISTS { WITH s RETURN * } RETURN count(s) AS ships
MATCH (s:Ship) WHERE EXISTS { WITH s WHERE s.built > 2000 RETURN * } RETURN s.name ORDER BY s.name
MATCH (s:Ship) WHERE EXISTS { WITH s MATCH (s)-[:CARRIED]->(c) RETURN c } RETURN s.name ORDER BY s.name
MATCH (s:Ship) WHERE EXISTS { MATCH (s)-[:CALLED_AT]->(p) WITH p.country AS country, count(*) AS n WHERE n > 1 RETURN country } RETURN s.name ORDER BY s.name
MATCH (s:Ship) RETURN s.name, EXISTS { (s)-[:CARRIED]->() } AS carried ORDER BY s.name
MATCH (s:Ship) RETURN EXISTS { (s)-[:CARRIED]->() } AS carried, count(*) AS ships ORDER BY carried
MATCH (a:Person) WHERE NOT EXISTS { MATCH (a)-[:KNOWS]-(b:Person) WHERE b.born < a.born } RETURN a.name ORDER BY a.name
MATCH (a:Person), (b:Person) WHERE a.name < b.name AND NOT (a)-[:KNOWS]-(b) RETURN a.name, b.name ORDER BY a.name, b.name
MATCH (a:Person) WHERE all(x IN [(a)-[:KNOWS]-(b) | b] WHERE x.born IS NOT NULL) RETURN a.name ORDER BY a.name
MATCH (a:Person) WHERE any(l IN a.languages WHERE l STARTS WITH 'n') RETURN a.name ORDER BY a.name
MATCH (a:Person) WHERE none(l IN a.languages WHERE l = 'en') RETURN a.name ORDER BY a.name
MATCH (a:Person) WHERE single(l IN a.languages WHERE l IN ['en', 'no']) RETURN a.name ORDER BY a.name
MATCH (a:Person) WHERE 'en' IN a.languages AND NOT 'no' IN a.languages RETURN a.name ORDER BY a.name
MATCH (s:Ship) WHERE s.note IS NULL AND s.built IS NOT NULL RETURN count(s) AS n
MATCH (s:Ship&!Tanker) RETURN s.name ORDER BY s.name
MATCH (n:Tanker|Port) RETURN n.name ORDER BY n.name
MATCH (n) WHERE n:Ship AND NOT n:Tanker RETURN n.name ORDER BY n.name
MATCH (n) WHERE n IS Port RETURN count(*) AS ports
MATCH (p:Person) WHERE p.name =~ '(?i)[a-c].*' RETURN p.name ORDER BY p.name
MATCH (p:Person) WHERE p.name CONTAINS 'a' OR p.name ENDS WITH 'o' RETURN p.name ORDER BY p.name
MATCH (p:Person) WHERE p.born >= date('1980-01-01') AND p.born < date('1990-01-01') RETURN p.name ORDER BY p.name
MATCH (p:Person) WHERE 1970 <= p.born.year < 1985 RETURN p.name ORDER BY p.name
MATCH (s:Ship) OPTIONAL MATCH (s)-[:CARRIED]->(c:Cargo {kind: 'fuel'}) WITH s, c WHERE c IS NULL RETURN s.name ORDER BY s.name
MATCH (s:Ship) OPTIONAL MATCH (s)-[:CALLED_AT]->(p:Port) WHERE p.depth > 12 RETURN s.name, p.name ORDER BY s.name, p.name
MATCH (s:Ship WHERE s.tons > 1000)-[c:CALLED_AT WHERE c.days < 3]->(p) RETURN s.name, p.name ORDER BY s.name, p.name

// reshaping lists
RETURN [x IN range(1, 6) WHERE x % 2 = 0 | x * x] AS squares
RETURN [x IN [1, null, 2] WHERE x IS NOT NULL] AS some, [x IN [1, null] | x + 1] AS more
RETURN reduce(text = '', w IN ['a', 'b', 'c'] | text + CASE WHEN text = '' THEN '' ELSE ', ' END + w) AS joined
RETURN reverse([1, 2, 3]) AS back, tail([1, 2, 3]) AS rest, head([]) AS nothing, last([1, 2]) AS end
WITH [1, 2, 3, 4, 5] AS xs RETURN xs[1..3] AS a, xs[..2] AS b, xs[-2..] AS c, xs[10] AS d, xs[3..1] AS e
WITH [3, 1, 2, 3] AS xs UNWIND xs AS x WITH DISTINCT x ORDER BY x RETURN collect(x) AS sorted
WITH [[1, 'a'], [2, 'b']] AS pairs RETURN [p IN pairs | p[0]] AS ns, [p IN pairs | p[1]] AS ls
WITH ['a', 'b', 'c'] AS ks, [1, 2, 3] AS vs RETURN [i IN range(0, size(ks) - 1) | {key: ks[i], value: vs[i]}] AS zipped
WITH [1, 2, 3] AS a, [2, 3, 4] AS b RETURN [x IN a WHERE x IN b] AS both, [x IN a WHERE NOT x IN b] AS only, a + [x IN b WHERE NOT x IN a] AS either
WITH [5, 3, 9] AS xs RETURN reduce(m = xs[0], x IN xs | CASE WHEN x > m THEN x ELSE m END) AS most
WITH ['x', 'y', 'x'] AS xs RETURN reduce(seen = [], x IN xs | CASE WHEN x IN seen THEN seen ELSE seen + x END) AS once
WITH [1, 2, 3] AS xs RETURN [x IN xs | [y IN xs WHERE y < x | y]] AS below
WITH [1, 2, 3] AS xs RETURN [x IN xs WHERE all(y IN xs WHERE y <= x)] AS largest
RETURN split('a,b,,c', ',') AS parts, [w IN split('one two', ' ') | toUpper(left(w, 1)) + substring(w, 1)] AS title
RETURN range(0, 10, 5) AS up, range(3, 1, -1) AS down, range(1, 0) AS none, size(range(1, 100)) AS many
RETURN [1, 2] = [1, 2] AS a, [1, 2] < [1, 3] AS b, [1, null] = [1, null] AS c, 2 IN [1, null] AS d
MATCH (s:Ship) RETURN s.name, [f IN s.flags | toLower(f)] AS flags ORDER BY s.name
MATCH (s:Ship) RETURN s.name, [(s)<-[:SAILS_ON]-(p:Person) | p.name] IS NOT NULL AS crew ORDER BY s.name
MATCH (s:Ship) RETURN s.name, COLLECT { MATCH (s)<-[:SAILS_ON]-(p) RETURN p.name ORDER BY p.name } AS crew ORDER BY s.name
MATCH (s:Ship) RETURN s.name, COLLECT { MATCH (s)-[c:CALLED_AT]->(p) RETURN p {.name, days: c.days} ORDER BY c.on, p.name LIMIT 2 } AS calls ORDER BY s.name
MATCH (s:Ship) RETURN s.name, COLLECT { MATCH (s)-[:CALLED_AT]->(p) RETURN p.name AS n UNION MATCH (s)<-[:OWNS]-(c) RETURN c.name AS n } IS NOT NULL AS some ORDER BY s.name
MATCH (s:Ship) RETURN s.name, size(COLLECT { MATCH (s)-[:CALLED_AT]->(p) RETURN DISTINCT p.country }) AS countries ORDER BY s.name
MATCH (p:Person) RETURN p.name, size(p.languages) AS n, p.languages[0] AS first ORDER BY n DESC, p.name
MATCH (p:Person) WITH p.name AS name, [l IN p.languages WHERE l <> 'en'] AS others WHERE size(others) > 0 RETURN name, others ORDER BY name
MATCH (p:Person) RETURN p.name, reduce(s = 0, l IN p.languages | s + size(l)) AS letters ORDER BY p.name
MATCH (s:Ship)-[c:CALLED_AT]->() WITH s, c ORDER BY c.on WITH s, collect(c.days) AS days RETURN s.name, days, [i IN range(1, size(days) - 1) | days[i] - days[i - 1]] AS change ORDER BY s.name
MATCH (s:Ship)-[c:CALLED_AT]->(p) WITH s, p, c ORDER BY c.on, p.name WITH s, collect(p.name) AS stops RETURN s.name, [i IN range(0, size(stops) - 2) | stops[i] + '>' + stops[i + 1]] AS legs ORDER BY s.name
WITH [{n: 'b', v: 2}, {n: 'a', v: 1}] AS rows UNWIND rows AS r WITH r ORDER BY r.n RETURN collect(r.n) AS names, collect(r.v) AS values
WITH [1, [2, [3]]] AS nested RETURN nested[1][1][0] AS deep, size(nested) AS n
WITH ['1', '2', 'x'] AS texts RETURN [t IN texts | toIntegerOrNull(t)] AS numbers, [t IN texts WHERE toIntegerOrNull(t) IS NOT NULL] AS good
RETURN toIntegerList(['1', 2.7, 'a']) AS i, toFloatList(['1.5', 2]) AS f, toStringList([1, true]) AS s, toBooleanList(['true', 'no']) AS b
RETURN isEmpty([]) AS a, isEmpty('') AS b, isEmpty({}) AS c, isEmpty([null]) AS d

// CASE as a pivot
MATCH (p:Person) RETURN sum(CASE WHEN p.rank = 'captain' THEN 1 ELSE 0 END) AS captains, sum(CASE WHEN p.rank = 'mate' THEN 1 ELSE 0 END) AS mates, sum(CASE WHEN p.rank IS NULL THEN 1 ELSE 0 END) AS others
MATCH (p:Person) RETURN count(CASE WHEN p.rank = 'captain' THEN 1 END) AS captains, count(CASE p.rank WHEN 'mate' THEN p END) AS mates
MATCH (p:Port) RETURN p.name, CASE WHEN p.depth IS NULL THEN 'unknown' WHEN p.depth < 10 THEN 'shallow' ELSE 'deep' END AS depth ORDER BY p.name
MATCH (p:Port) RETURN CASE WHEN p.depth < 10 THEN 'shallow' WHEN p.depth >= 10 THEN 'deep' ELSE 'unknown' END AS class, count(*) AS ports ORDER BY class
MATCH (p:Port) RETURN CASE p.country WHEN 'NO' THEN 'Norway' WHEN 'PL', 'LV' THEN 'Baltic' ELSE 'elsewhere' END AS area, count(*) AS ports ORDER BY area
MATCH (s:Ship) RETURN s.name, CASE s.built WHEN < 2000 THEN 'old' WHEN < 2010 THEN 'middle' ELSE 'new' END AS age ORDER BY s.name
MATCH (s:Ship)-[c:CALLED_AT]->(p) RETURN s.name, sum(CASE p.country WHEN 'NO' THEN c.days ELSE 0 END) AS home, sum(CASE p.country WHEN 'NO' THEN 0 ELSE c.days END) AS abroad ORDER BY s.name
MATCH (s:Ship)-[c:CARRIED]->(g:Cargo) RETURN s.name, sum(CASE g.kind WHEN 'food' THEN c.tonnes END) AS food, sum(CASE g.kind WHEN 'fuel' THEN c.tonnes END) AS fuel ORDER BY s.name
MATCH (s:Ship)-[c:CARRIED]->() WITH c.year AS year, s.name AS ship, sum(c.tonnes) AS t WITH year, collect({ship: ship, t: t}) AS rows RETURN year, head([r IN rows WHERE r.ship = 'Gale' | r.t]) AS gale, head([r IN rows WHERE r.ship = 'Heron' | r.t]) AS heron ORDER BY year
MATCH (s:Ship) RETURN s.name ORDER BY CASE WHEN s:Tanker THEN 0 ELSE 1 END, s.name
MATCH (s:Ship) WITH s, CASE WHEN s:Tanker THEN 'tanker' ELSE 'ship' END AS kind RETURN kind, count(s) AS n, collect(s.built) IS NOT NULL AS c ORDER BY kind
MATCH (s:Ship) WHERE CASE WHEN s.built > 2000 THEN s.tons > 1000 ELSE true END RETURN s.name ORDER BY s.name
UNWIND [1, 'a', true, null, 1.5, [1]] AS x RETURN CASE WHEN x IS :: INTEGER THEN 'int' WHEN x IS :: STRING THEN 'text' WHEN x IS :: BOOLEAN THEN 'bool' WHEN x IS NULL THEN 'null' ELSE 'other' END AS t
RETURN CASE 3 WHEN 1 THEN 'a' END AS none, CASE WHEN null THEN 1 ELSE 2 END AS two, CASE null WHEN null THEN 'yes' ELSE 'no' END AS no
WITH 5 AS x RETURN CASE WHEN x > 3 THEN CASE WHEN x > 4 THEN 'very' ELSE 'quite' END ELSE 'not' END AS nested
MATCH (p:Person) RETURN CASE WHEN p.born IS NULL THEN 'no date' ELSE toString(p.born.year / 10 * 10) + 's' END AS decade, count(*) AS n ORDER BY decade
MATCH (p:Person) WITH p, CASE WHEN p.born < date('1980-01-01') THEN 'older' END AS group RETURN group, count(*) AS n ORDER BY group
MATCH (c:Company) RETURN c.name, CASE WHEN EXISTS { (c)-[:OWNS]->() } THEN 'owner' ELSE 'none' END AS what ORDER BY c.name
MATCH (a:Person)-[k:KNOWS]-(b:Person) RETURN a.name, CASE startNode(k) WHEN a THEN 'out' ELSE 'in' END AS way, b.name ORDER BY a.name, b.name, way
MATCH (s:Ship) RETURN CASE size(s.flags) WHEN 0 THEN 'none' WHEN 1 THEN 'one' ELSE 'many' END AS flags, collect(s.name) IS NULL AS no, count(*) AS n ORDER BY flags

// dynamic properties
MATCH (s:Ship {name: 'Gale'}) UNWIND ['built', 'tons', 'nothing'] AS key RETURN key, s[key] AS value ORDER BY key
MATCH (s:Ship) WITH s, 'name' AS key RETURN s[key] AS name ORDER BY name
MATCH (s:Ship) WHERE s['built'] > 2000 RETURN s['name'] AS name ORDER BY name
MATCH (s:Ship {name: 'Gale'}) UNWIND keys(s) AS key WITH key ORDER BY key RETURN collect(key) AS keys
MATCH (s:Ship {name: 'Gale'}) RETURN [key IN ['built', 'name'] | s[key]] AS values
MATCH (s:Ship) WHERE any(key IN keys(s) WHERE s[key] = 'Heron') RETURN s.name
MATCH (s:Ship) UNWIND keys(s) AS key RETURN key, count(*) AS n ORDER BY n DESC, key
MATCH (n) UNWIND labels(n) AS label UNWIND keys(n) AS key WITH DISTINCT label, key ORDER BY label, key RETURN label, collect(key) AS keys ORDER BY label
MATCH (s:Ship {name: 'Heron'}) RETURN properties(s) AS all, properties(s).tons AS tons, size(keys(properties(s))) AS n
WITH {a: 1, b: null} AS m RETURN keys(m) AS keys, m.b AS b, m.c AS c, m['a'] AS a, 'a' IN keys(m) AS has
WITH {list: [{x: 1}, {x: 2}]} AS m RETURN m.list[1].x AS x, m['list'][0]['x'] AS y
WITH {`odd key`: 1, `Größe`: 2} AS m RETURN m.`odd key` AS a, m.Größe AS b
MATCH (n:$('Ship')) RETURN count(n) AS ships
WITH 'Tanker' AS label MATCH (n:$(label)) RETURN n.name ORDER BY n.name
WITH ['Ship', 'Tanker'] AS labels MATCH (n:$all(labels)) RETURN n.name ORDER BY n.name
WITH ['Port', 'Tanker'] AS labels MATCH (n:$any(labels)) RETURN n.name ORDER BY n.name
UNWIND ['OWNS', 'CARRIED'] AS t MATCH ()-[r:$(t)]->() RETURN t, count(r) AS n ORDER BY t
MATCH ()-[r]->() WHERE type(r) IN ['OWNS', 'KNOWS'] RETURN type(r) AS t, keys(r) AS k, count(*) AS n ORDER BY t, k
MATCH (c:Company)-[o]->() WITH o, 'share' AS k RETURN o[k] AS share ORDER BY share
MATCH (n) WHERE n.depth IS NOT NULL OR n['tons'] IS NOT NULL RETURN labels(n)[0] AS l, count(*) AS c ORDER BY l
MATCH (p:Person) RETURN p {.name, year: p.born.year, lang: p.languages[0]} AS person ORDER BY p.name LIMIT 2
MATCH (p:Person) WITH p, date('2020-01-01') AS today RETURN p.name, CASE WHEN p.born IS NULL THEN null ELSE duration.between(p.born, today).years END AS age ORDER BY p.name
MATCH (s:Ship)-[c:CALLED_AT]->() RETURN c.on.year AS y, c.on.month AS m, count(*) AS calls, sum(c.days) AS days ORDER BY y, m
MATCH (s:Ship)-[c:CALLED_AT]->() RETURN date.truncate('month', c.on) AS month, count(*) AS n ORDER BY date.TRUNCATE('month', c.on)
MATCH (s:Ship)-[c:CALLED_AT]->() RETURN toString(min(c.on)) AS first, toString(max(c.on)) AS last, duration.inDays(min(c.on), max(c.on)).days AS days

// reports of paths
MATCH p = (a:Person {name: 'Ada'})-[:KNOWS*1..3]-(b:Person) WHERE a <> b RETURN DISTINCT b.name ORDER BY b.name
MATCH p = (:Port {name: 'Bergen'})-[:ROUTE*1..3]->(q:Port) RETURN [n IN nodes(p) | n.name] AS ports, reduce(m = 0, r IN relationships(p) | m + r.miles) AS miles ORDER BY miles, ports
MATCH p = (:Port {name: 'Bergen'})-[:ROUTE*]->(q:Port {name: 'Riga'}) RETURN length(p) AS legs, [r IN relationships(p) | r.miles] AS miles ORDER BY legs, miles
MATCH p = shortestPath((a:Port {name: 'Bergen'})-[:ROUTE*]->(b:Port {name: 'Riga'})) RETURN length(p) AS legs, [n IN nodes(p) | n.name] AS ports
MATCH p = shortestPath((a:Person {name: 'Ada'})-[:KNOWS*]-(b:Person {name: 'Fay'})) RETURN length(p) AS steps
MATCH (a:Port {name: 'Bergen'}), (b:Port) WHERE a <> b OPTIONAL MATCH p = shortestPath((a)-[:ROUTE*]->(b)) RETURN b.name, length(p) AS legs ORDER BY b.name
MATCH p = allShortestPaths((a:Port {name: 'Bergen'})-[:ROUTE*]->(b:Port {name: 'Riga'})) RETURN count(p) AS ways, min(length(p)) AS legs
MATCH p = ANY SHORTEST (a:Port {name: 'Bergen'})-[:ROUTE]->+(b:Port {name: 'Riga'}) RETURN length(p) AS legs
MATCH p = ALL SHORTEST (a:Port {name: 'Bergen'})-[:ROUTE]->+(b:Port {name: 'Riga'}) RETURN length(p) AS legs, count(*) AS ways
MATCH p = (a:Port {name: 'Bergen'})(()-[r:ROUTE]->()){1,3}(b:Port) RETURN b.name, size(r) AS legs, reduce(m = 0, x IN r | m + x.miles) AS miles ORDER BY b.name, legs, miles
MATCH (a:Port {name: 'Bergen'})((x)-[r:ROUTE WHERE r.miles < 700]->(y)){1,3}(b) RETURN b.name, [n IN y | n.name] AS via ORDER BY b.name, via
MATCH p = (a:Person)-[:SAILS_ON]->(s:Ship)-[:CALLED_AT]->(q:Port) RETURN a.name, s.name, q.name, length(p) AS l ORDER BY a.name, s.name, q.name
MATCH p = (c:Company)-[:OWNS]->(s)-[:CARRIED]->(g) RETURN [n IN nodes(p) | labels(n)[0] + ':' + n.name] AS told, [r IN relationships(p) | type(r)] AS types ORDER BY told
MATCH p = (c:Company)-[:OWNS]->(s)-[:CARRIED]->(g) WHERE all(r IN relationships(p) WHERE r.share IS NULL OR r.share > 0.3) RETURN c.name, g.name ORDER BY c.name, g.name
MATCH p = (a:Person {name: 'Ada'})-[*1..2]->(x) RETURN [r IN relationships(p) | type(r)] AS types, count(*) AS n ORDER BY types
MATCH p = (a:Person {name: 'Ada'})-[*0..1]->(x) RETURN length(p) AS l, count(*) AS n ORDER BY l
MATCH (a:Person {name: 'Ada'})-[rs:KNOWS*2]-(b) RETURN b.name, [r IN rs | r.since] AS since ORDER BY b.name, since
MATCH p = (a:Person)-[:KNOWS]->(b) RETURN nodes(p)[0].name AS one, nodes(p)[-1].name AS other, relationships(p)[0].since AS since ORDER BY one, other
MATCH (a:Person)-[k:KNOWS]->(b:Person) WHERE k.since < 2010 RETURN startNode(k).name AS a, endNode(k).name AS b ORDER BY a, b
MATCH (a:Person)-[:KNOWS]-(b)-[:KNOWS]-(c) WHERE a <> c AND NOT (a)-[:KNOWS]-(c) RETURN a.name, c.name, count(b) AS common ORDER BY a.name, c.name
MATCH (a:Port)-[r:ROUTE]->(b:Port) RETURN a.name + ' - ' + b.name AS leg, r.miles ORDER BY r.miles DESC, leg
MATCH (p:Port) WHERE NOT (p)-[:ROUTE]->() RETURN p.name ORDER BY p.name
MATCH (p:Port) WHERE (p)-[:ROUTE]->() AND NOT ()-[:ROUTE]->(p) RETURN p.name ORDER BY p.name
MATCH p = (a:Port)-[:ROUTE*2]->(b:Port) WHERE none(n IN nodes(p) WHERE n.country = 'GB') RETURN a.name, b.name ORDER BY a.name, b.name
MATCH (a:Person)-[:SAILS_ON]->(s)-[:CALLED_AT]->(p)<-[:CALLED_AT]-(t)<-[:SAILS_ON]-(b:Person) WHERE a.name < b.name AND s <> t RETURN DISTINCT a.name, b.name, p.name ORDER BY a.name, b.name, p.name

// names and scope
MATCH (s:Ship) RETURN [s IN s.flags | toLower(s)] AS flags, s.name ORDER BY s.name
WITH [1, 2, 3] AS x RETURN [x IN x WHERE x > 1 | x * 10] AS l, size(x) AS n
MATCH (s:Ship) RETURN s.name AS built, s.built AS name ORDER BY built
MATCH (s:Ship) RETURN s.name AS s ORDER BY s
MATCH (s:Ship) RETURN s.built AS year, count(*) AS n ORDER BY s.built
MATCH (s:Ship) RETURN toUpper(s.name) AS name, count(*) AS n ORDER BY TOUPPER(s.name)
MATCH (s:Ship) WITH DISTINCT size(s.flags) AS n ORDER BY Size(s.flags) RETURN collect(n) AS sizes
MATCH (p:Person) RETURN p.rank AS rank, COUNT(*) AS n ORDER BY count(*) DESC, rank
MATCH (p:Person) WITH p.rank AS rank, max(p.name) AS last ORDER BY MAX(p.name) RETURN rank, last
match (s:Ship) where s.built > 2000 return s.name order by s.name desc
MATCH (`a ship`:Ship) WITH `a ship` {.name} RETURN `a ship` ORDER BY `a ship`.name
MATCH (order:Ship) RETURN order.name AS match, order.built AS return ORDER BY match
WITH 1 AS count, 2 AS collect RETURN count, collect, count(count) AS one
WITH {limit: 1, order: 2, match: 3} AS where RETURN where.limit + where.order + where.match AS sum
WITH 1 AS é, 2 AS größe, 3 AS 船 RETURN é + größe + 船 AS sum
RETURN /* why */ 1 AS one // because
RETURN 'it\'s' AS a, "say \"so\"" AS b, 'a\\b' AS c, 'tab\there' AS d, '\u00e9' AS e
MATCH (s:Ship) CALL (s) { MATCH (s)<-[:SAILS_ON]-(p) RETURN count(p) AS crew } RETURN s.name, crew ORDER BY s.name
MATCH (s:Ship) CALL (*) { MATCH (s)<-[:OWNS]-(c) RETURN c.name AS owner } RETURN s.name, owner ORDER BY s.name, owner
MATCH (s:Ship) CALL () { MATCH (s:Port) RETURN count(s) AS ports } RETURN s.name, ports ORDER BY s.name
MATCH (s:Ship) CALL { WITH s MATCH (s)<-[:SAILS_ON]-(p) RETURN collect(p.rank) AS ranks } RETURN s.name, size(ranks) AS n ORDER BY s.name
MATCH (s:Ship) OPTIONAL CALL (s) { MATCH (s)-[:CARRIED]->(c) RETURN c.name AS cargo ORDER BY cargo LIMIT 1 } RETURN s.name, cargo ORDER BY s.name
MATCH (s:Ship) CALL (s) { RETURN s.name AS x UNION MATCH (s)<-[:OWNS]-(c) RETURN c.name AS x } RETURN s.name, x ORDER BY s.name, x
CALL { MATCH (s:Tanker) RETURN s {.name} } RETURN s
CALL () { MATCH (s:Ship) WITH s {.built} ORDER BY s.built LIMIT 2 RETURN s } RETURN s.built AS built ORDER BY built
MATCH (s:Ship) WITH s.name AS name, s MATCH (s)-[:CALLED_AT]->(p) WITH name, p RETURN name, count(p) AS n ORDER BY name
MATCH (s:Ship)-[:CALLED_AT]->(p) WITH s AS p, p AS s RETURN p.name AS ship, s.name AS port ORDER BY ship, port
MATCH (s:Ship) WITH s, s.built AS built WHERE built > 2000 WITH s WHERE s.tons > 1000 RETURN s.name ORDER BY s.name
MATCH (s:Ship {name: 'Gale'}) WITH *, 1 AS one RETURN one, s.name
MATCH (a:Person)-[k:KNOWS]->(b) WITH *, k.since AS since RETURN a.name, b.name, since ORDER BY since, a.name, b.name
WITH 1 AS b, 2 AS a, 3 AS `c d` RETURN *
UNWIND [1, 2] AS x WITH *, x * 2 AS y RETURN * ORDER BY x
MATCH (s:Ship) RETURN s.name AS name UNION MATCH (p:Port) RETURN p.name AS name
MATCH (s:Ship) RETURN labels(s)[0] AS what, s.name AS name UNION ALL MATCH (p:Port) RETURN 'Port' AS what, p.name AS name
CALL { MATCH (s:Ship) RETURN s.name AS name UNION MATCH (p:Port) RETURN p.name AS name } RETURN name ORDER BY name LIMIT 3
MATCH (s:Ship) WHERE EXISTS { MATCH (s)-[:CALLED_AT]->(p) WITH p AS port WHERE port.depth > 12 RETURN port } RETURN s.name ORDER BY s.name
MATCH (s:Ship) RETURN s.name, COUNT { MATCH (s)-[:CALLED_AT]->(p) WITH s, p RETURN * } AS calls ORDER BY s.name
MATCH (s:Ship) RETURN s.name, reduce(total = 0, c IN [(s)-[c:CALLED_AT]->() | c.days] | total + c) AS days ORDER BY s.name
MATCH (s:Ship) RETURN s.name, [p = (s)-[:CALLED_AT]->(:Port {country: 'NO'}) | length(p)] AS lengths ORDER BY s.name
MATCH (n) WHERE n.name = 'Gale' RETURN n {.name, labels: labels(n), out: COUNT { (n)-->() }} AS n
WITH 'x' AS a CALL (a) { WITH a + 'y' AS b RETURN b } RETURN a, b
MATCH (s:Ship) CALL (s) { MATCH (c:Company) WHERE (c)-[:OWNS]->(s) RETURN * } RETURN s.name, c.name ORDER BY s.name, c.name
MATCH (p:Person) WITH p.rank AS rank, collect(p {.name}) AS people WHERE size(people) > 1 RETURN rank, size(people) AS n ORDER BY n DESC, rank
