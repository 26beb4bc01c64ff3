import {
  autocompletion,
  closeBrackets,
  closeCompletion,
  insertBracket,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { useEffect, useRef, type ReactElement } from "react";
import type { SchemaAnswer } from "../../contract/browse.ts";
import { cypherLanguage } from "./cypher-language.ts";

interface Mistake {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface CypherEditorProps {
  readonly statement: string;
  readonly onChange: (statement: string) => void;
  readonly onRun: () => void;
  /** The 1-based location of the last run's error in the statement, and its message; null when there was none. */
  readonly mistake: Mistake | null;
  /** Names for completion. */
  readonly schema: SchemaAnswer | null;
}

const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, class: "cy-keyword" },
  { tag: tags.string, class: "cy-string" },
  { tag: tags.number, class: "cy-number" },
  { tag: tags.atom, class: "cy-number" },
  { tag: tags.comment, class: "cy-comment" },
  { tag: tags.typeName, class: "cy-label" },
  { tag: tags.attributeName, class: "cy-parameter" },
]);

/** Chromium keeps the style of overwritten text in the line, so the editor itself replaces the text. */
const typedOver = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    const { inputType, data, isComposing } = event;
    if (inputType !== "insertText" || data === null || isComposing || view.state.selection.main.empty) return false;
    const wrapped = insertBracket(view.state, data);
    if (wrapped !== null) view.dispatch(wrapped);
    else view.dispatch(view.state.replaceSelection(data), { userEvent: "input.type", scrollIntoView: true });
    return true;
  },
});

/** The Cypher editor: Ctrl or Cmd with Enter runs, errors are underlined. */
export function CypherEditor({ statement, onChange, onRun, mistake, schema }: CypherEditorProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef({ onChange, onRun, schema });
  latest.current = { onChange, onRun, schema };

  useEffect(() => {
    if (host.current === null) return;
    const runStatement = (running: EditorView): boolean => {
      closeCompletion(running);
      latest.current.onRun();
      return true;
    };
    const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: statement,
        extensions: [
          history(),
          bracketMatching(),
          closeBrackets(),
          cypherLanguage,
          syntaxHighlighting(COLOURS),
          lintGutter(),
          placeholder("MATCH (p:Person)-[r]->(x) RETURN p.name, type(r), x.name"),
          autocompletion({ override: [(context) => complete(context, latest.current.schema)] }),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": "Cypher" }),
          ...(nonce ? [EditorView.cspNonce.of(nonce)] : []),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onChange(update.state.doc.toString());
          }),
          typedOver,
          Prec.highest(keymap.of([{ key: "Mod-Enter", run: runStatement }])),
          keymap.of([...defaultKeymap, ...historyKeymap]),
        ],
      }),
    });
    view.current = editor;
    return () => {
      editor.destroy();
      view.current = null;
    };
    // The editor is made once; what changes reaches it through the effects below.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === statement) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: statement } });
  }, [statement]);

  useEffect(() => {
    const editor = view.current;
    if (editor === null) return;
    editor.dispatch(setDiagnostics(editor.state, mistake === null ? [] : [diagnostic(editor.state, mistake)]));
  }, [mistake]);

  return <div className="cypher-editor" ref={host} />;
}

function diagnostic(state: EditorState, { line: lineNumber, column, message }: Mistake) {
  const line = state.doc.line(Math.min(Math.max(lineNumber, 1), state.doc.lines));
  const lead = Array.from(line.text).slice(0, Math.max(column - 1, 0));
  const from = Math.min(line.from + lead.join("").length, line.to);
  const word = /^\w+/.exec(state.doc.sliceString(from, line.to))?.[0].length ?? 1;
  return { from, to: Math.min(from + word, state.doc.length), severity: "error" as const, message };
}

function complete(context: CompletionContext, schema: SchemaAnswer | null): CompletionResult | null {
  const word = context.matchBefore(/[:.$]?\w*/);
  if (schema === null || word === null || (word.text === "" && !context.explicit)) return null;
  const names = (list: readonly string[], type: string, before = "") =>
    list.map((name) => ({ label: before + name, type }));
  const labels = schema.labels.map(({ name }) => name);
  const types = schema.types.map(({ name }) => name);
  if (word.text.startsWith(":")) {
    const inBrackets = /\[[^\]]*$/.test(
      context.state.sliceDoc(context.state.doc.lineAt(context.pos).from, context.pos),
    );
    return { from: word.from, options: inBrackets ? names(types, "type", ":") : names(labels, "class", ":") };
  }
  if (word.text.startsWith(".")) return { from: word.from, options: names(schema.propertyKeys, "property", ".") };
  const clauses = [
    "MATCH",
    "OPTIONAL MATCH",
    "WHERE",
    "RETURN",
    "WITH",
    "ORDER BY",
    "LIMIT",
    "UNWIND",
    "count(*)",
    "collect()",
  ];
  return { from: word.from, options: names(clauses, "keyword") };
}
