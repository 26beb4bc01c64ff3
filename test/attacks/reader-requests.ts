import type { Ask } from "./clients.ts";

const STORY = "us-strikes-iraq-2020";
const ENTITIES = ["soleimani", "us", "hashed", "muhandis", "quds-force", "airborne-82"];
const QUESTIONS = ["13-how-old-was-he"];

/** What readers ask, in the shares in which a page asks it; no two searches are the same. */
export function readerRequest(_client: number, request: number): Ask {
  const entity = ENTITIES[request % ENTITIES.length] ?? "us";
  switch (request % 20) {
    case 0:
    case 1:
    case 2:
      return { path: `/api/stories/${STORY}` };
    case 3:
    case 4:
      return { path: "/api/stories" };
    case 5:
    case 6:
    case 7:
    case 8:
      return { path: `/api/search?q=${entity}%20${request.toString(36)}` };
    case 9:
    case 10:
    case 11:
      return { path: `/api/stories/${STORY}/entities/${entity}` };
    case 12:
    case 13:
      return { path: `/api/stories/${STORY}/entities/${entity}/neighbours?limit=${(request % 500) + 1}` };
    case 14:
      return { path: `/api/stories/${STORY}/articles/article` };
    case 15:
    case 16:
      return { path: `/api/stories/${STORY}/questions/${QUESTIONS[0]}` };
    case 17:
      return { path: `/e/${STORY}/` };
    case 18:
      return { path: `/e/${STORY}/picture.svg` };
    default:
      return { path: "/" };
  }
}
