import type { Route } from "./exchange.ts";

export interface Found {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

interface Compiled {
  readonly route: Route;
  readonly pattern: RegExp;
}

/** Finds the route of a request; a path that other methods know is a 405. */
export class Router {
  readonly #routes: readonly Compiled[];
  readonly templates: ReadonlySet<string>;

  constructor(routes: readonly Route[]) {
    // A fixed path is more than one with an id in its place: /asyncActions/config before /asyncActions/{actionId}.
    const fixedFirst = routes.toSorted((one, other) => Number(one.template.includes("{")) - Number(other.template.includes("{")));
    this.#routes = fixedFirst.map((route) => ({ route, pattern: patternOf(route.template) }));
    this.templates = new Set(routes.map(({ template }) => template));
  }

  find(method: string, path: string): Found | "unknown path" | "unknown method" {
    const onPath = this.#routes.filter(({ pattern }) => pattern.test(path));
    const match = onPath.find(({ route }) => route.method === method);
    if (match === undefined) return onPath.length > 0 ? "unknown method" : "unknown path";
    return { route: match.route, params: { ...match.pattern.exec(path)?.groups } };
  }
}

function patternOf(template: string): RegExp {
  const escaped = template.replaceAll(".", "\\.").replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)");
  return new RegExp(`^${escaped}/?$`);
}
