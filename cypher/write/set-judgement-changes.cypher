// Keeps entries of the ledger of judgements as given.
UNWIND $rows AS row
MATCH (c:JudgementChange {number: row.number})
SET c = row.properties
RETURN count(*) AS count
