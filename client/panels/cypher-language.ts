import { StreamLanguage, type StreamParser } from "@codemirror/language";

const KEYWORDS = new Set(
  `MATCH OPTIONAL WHERE RETURN WITH UNWIND AS ORDER BY SKIP LIMIT ASC DESC ASCENDING DESCENDING DISTINCT UNION ALL CALL YIELD
  AND OR XOR NOT IN IS NULL STARTS ENDS CONTAINS CASE WHEN THEN ELSE END EXISTS COUNT COLLECT ANY NONE SINGLE REDUCE
  SHORTEST SHORTESTPATH ALLSHORTESTPATHS PATHS GROUPS EXPLAIN PROFILE SHOW INDEXES CONSTRAINTS TYPED NORMALIZED`.split(
    /\s+/,
  ),
);
const ATOMS = new Set(["TRUE", "FALSE", "NULL", "NAN", "INF", "INFINITY"]);

interface State {
  inComment: boolean;
}

/** Syntax colours for the editor, without a full parser in the page. */
const parser: StreamParser<State> = {
  name: "cypher",
  startState: () => ({ inComment: false }),
  token(stream, state) {
    if (state.inComment) {
      state.inComment = !stream.match(/^.*?\*\//);
      if (state.inComment) stream.skipToEnd();
      return "comment";
    }
    if (stream.eatSpace()) return null;
    if (stream.match("//")) {
      stream.skipToEnd();
      return "comment";
    }
    if (stream.match("/*")) {
      state.inComment = true;
      return "comment";
    }
    if (stream.match(/^'(\\.|[^'\\])*'?/) || stream.match(/^"(\\.|[^"\\])*"?/)) return "string";
    if (stream.match(/^`[^`]*`?/)) return "variableName";
    if (stream.match(/^\$[\w`]+/)) return "attributeName";
    if (stream.match(/^(0x[\da-f]+|\d+(\.\d+)?(e[+-]?\d+)?)/i)) return "number";
    const label = stream.match(/^:\s*[A-Za-z_]\w*/);
    if (label !== null) return "typeName";
    if (stream.match(/^[\p{L}_][\p{L}\p{N}_]*/u)) {
      const upper = stream.current().toUpperCase();
      if (ATOMS.has(upper)) return "atom";
      if (KEYWORDS.has(upper)) return "keyword";
      return stream.match(/^\s*\(/, false) ? "propertyName" : "variableName";
    }
    stream.next();
    return "operator";
  },
  languageData: {
    commentTokens: { line: "//", block: { open: "/*", close: "*/" } },
    closeBrackets: { brackets: ["(", "[", "{", "'", '"', "`"] },
  },
};

export const cypherLanguage = StreamLanguage.define(parser);
