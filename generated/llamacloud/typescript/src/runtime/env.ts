/** Environment variables, where there are any. */

interface Surroundings {
  process?: { env?: { [name: string]: string | undefined } };
}

/** An environment variable of Node.js, Deno or Bun; undefined when it is not set. */
export function readEnv(name: string): string | undefined {
  return (globalThis as Surroundings).process?.env?.[name]?.trim() || undefined;
}
