// Takes the lock of a story unless somebody who lives has it; tells who has it then.
MERGE (l:Load {ofStory: $story})
// The write lock comes first: what is read behind it is what whoever had the lock before has left.
SET l.askedAt = timestamp()
WITH l, timestamp() AS now
FOREACH (x IN CASE
    WHEN l.token IS NULL OR l.token = $token OR l.aliveAt < now - $deadMillis OR ($isAlone AND l.process <> $process) THEN [1]
    ELSE []
  END |
  SET l = {ofStory: $story, token: $token, process: $process, host: $host, pid: $pid, program: $program, work: $work, since: now, aliveAt: now})
RETURN l.token = $token AS isTaken, l.host AS host, l.pid AS pid, l.program AS program, l.work AS work, l.since AS since
