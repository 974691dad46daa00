import { applications, type Definition, definitions } from "./catalogue.ts";
import { longName, longNames, serialOf } from "./many-names.ts";
import type { State } from "./state.ts";

type DefinitionRef = Pick<Definition, "application_id" | "name">;

export function keyOfDefinition({ application_id, name }: DefinitionRef): string {
  return `${application_id}/${name}`;
}

const known = new Map(definitions.map((definition) => [keyOfDefinition(definition), definition]));

/** What the vendor of this state says of an offering item; undefined if it sells none of that name. */
export function definitionOf({ catalogue }: State, ref: DefinitionRef): Definition | undefined {
  const key = keyOfDefinition(ref);
  const definition = known.get(key) ?? catalogue.added[key];
  if (definition !== undefined || ref.application_id !== applications.backup) return definition;
  const serial = serialOf(ref.name);
  return serial === undefined || serial < 1 || serial > catalogue.names ? undefined : longName(serial);
}

/** All that the vendor of this state sells. */
export function* definitionsOf({ catalogue }: State): Generator<Definition> {
  yield* definitions;
  yield* Object.values(catalogue.added);
  yield* longNames(catalogue.names);
}
