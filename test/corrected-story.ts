import { textOf, written, type WrittenStory } from "./model/written-story.ts";

/**
 * A report on a mill's fire that is corrected: the Courier has it from its own people, the Post reprints it. The
 * correction replaces who owned the mill, drops who led the watch, and says something new of Kim Aal.
 */
const HEAD = "A fire at Tarn mill.";
const OWNED = "Rita Holm owns the Tarn mill.";
const LED = "Bo Lund led the night watch.";
const LEADS = "Kim Aal leads the fire brigade.";
const NOW_OWNED = "Olle Berg owns the Tarn mill.";
const JOINED = "Kim Aal joined the fire brigade as a girl.";

export const MILL = {
  id: "tarn-mill",
  notice: "An earlier version named the wrong owner.",
  owned: OWNED,
  led: LED,
  first: textOf([HEAD, OWNED, LED, LEADS]),
  corrected: textOf([HEAD, NOW_OWNED, JOINED, LEADS]),
} as const;

const STORY: WrittenStory = {
  id: MILL.id,
  articles: [
    { id: "courier", title: "A fire at Tarn mill", publisher: "Lake Courier", sentences: [HEAD, OWNED, LED, LEADS] },
    { id: "post", title: "Mill burns", publisher: "Tarn Post", derivedFrom: "courier", sentences: [OWNED] },
  ],
  entities: [
    ["rita", "Person", "Rita Holm"],
    ["olle", "Person", "Olle Berg"],
    ["bo", "Person", "Bo Lund"],
    ["kim", "Person", "Kim Aal"],
    ["mill", "Facility", "Tarn mill"],
    ["watch", "Group", "night watch"],
    ["brigade", "Organization", "fire brigade"],
  ],
  claims: [
    {
      key: "owns",
      subject: "rita",
      type: "OWNS",
      object: "mill",
      certainty: "fact",
      quote: "Rita Holm owns the Tarn mill",
    },
    {
      key: "owns-copied",
      subject: "rita",
      type: "OWNS",
      object: "mill",
      certainty: "fact",
      quote: "Rita Holm owns the Tarn mill",
      article: "post",
    },
    {
      key: "led",
      subject: "bo",
      type: "LEADS",
      object: "watch",
      certainty: "fact",
      quote: "Bo Lund led the night watch",
    },
    {
      key: "leads",
      subject: "kim",
      type: "LEADS",
      object: "brigade",
      certainty: "fact",
      quote: "Kim Aal leads the fire brigade",
    },
  ],
};

/** The story as it is first loaded. */
export const millStory = written(STORY);

/** The file with its article corrected, and claims of the new sentences. */
export const correctedMillStory = written({
  ...STORY,
  articles: [
    {
      ...STORY.articles[0],
      sentences: [HEAD, NOW_OWNED, JOINED, LEADS],
      versionKind: "correction",
      notice: MILL.notice,
      modifiedAt: "2026-11-03T14:10Z",
    },
    ...STORY.articles.slice(1),
  ],
  claims: [
    {
      key: "owns-now",
      subject: "olle",
      type: "OWNS",
      object: "mill",
      certainty: "fact",
      quote: "Olle Berg owns the Tarn mill",
    },
    {
      key: "joined",
      subject: "kim",
      type: "MEMBER_OF",
      object: "brigade",
      certainty: "fact",
      quote: "Kim Aal joined the fire brigade",
    },
    ...STORY.claims.filter(({ key }) => key !== "owns" && key !== "led"),
  ],
});
