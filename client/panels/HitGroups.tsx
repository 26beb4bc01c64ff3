import { Combobox } from "@mantine/core";
import type { ReactElement } from "react";
import type { SearchAnswer, SearchHit } from "../../contract/browse.ts";
import { entityRef, type EntityRef } from "../../model/clusters.ts";
import { KIND_WORDS } from "../../model/kinds.ts";
import { SECTION_WORDS, sectionOf } from "../../model/search-sections.ts";
import type { Theme } from "../../picture/palette.ts";
import { Glyph } from "./Glyph.tsx";

export interface HitGroupsProps {
  readonly answer: SearchAnswer;
  /** The open story. */
  readonly current: string | undefined;
  readonly theme: Theme;
}

/** Search hits by section; the section with the best hit comes first. */
export function HitGroups({ answer: { hits, sections }, current, theme }: HitGroupsProps): ReactElement {
  return (
    <>
      {sections.map(({ section, total }) => {
        const own = hits.filter(({ entity }) => sectionOf(entity.label) === section);
        const many = own.length < total ? ` · the best ${own.length} of ${total}` : "";
        return (
          <Combobox.Group key={section} label={`${SECTION_WORDS[section]}${many}`}>
            {own.map((hit) => (
              <Combobox.Option key={refOf(hit, current)} value={refOf(hit, current)}>
                <Hit hit={hit} current={current} theme={theme} />
              </Combobox.Option>
            ))}
          </Combobox.Group>
        );
      })}
    </>
  );
}

interface HitProps extends Pick<HitGroupsProps, "current" | "theme"> {
  readonly hit: SearchHit;
}

function Hit({ hit, current, theme }: HitProps): ReactElement {
  const { entity, matched, in: places } = hit;
  const [first] = places;
  return (
    <span className="hit">
      <Glyph kind={entity.label} theme={theme} />
      <span>
        <bdi>{entity.name}</bdi>
        <small>
          {KIND_WORDS[entity.label].one}
          {matched !== entity.name && (
            <>
              {" · "}
              <bdi>{matched}</bdi>
            </>
          )}
          {places.length > 1 && ` · in ${places.length} stories`}
          {places.length === 1 && first !== undefined && first.story !== current && (
            <>
              {" · in "}
              <bdi>“{first.title}”</bdi>
            </>
          )}
        </small>
      </span>
    </span>
  );
}

/** Where a hit opens: in the open story if it is there, else where it was found. */
export function refOf({ in: places, entity }: SearchHit, current: string | undefined): EntityRef {
  const place = places.find(({ story }) => story === current) ?? places[0];
  return place === undefined ? entity.id : entityRef(place.story, place.id);
}
