import { Failure } from "../../contract/errors.ts";

export function noEntity(of: string, id: string): Failure {
  return new Failure("entity/not-found", `There is no entity with the id ${id} in the story ${of}`, {
    remedy: `GET /api/search?story=${of}&q= finds it by a name`,
  });
}
