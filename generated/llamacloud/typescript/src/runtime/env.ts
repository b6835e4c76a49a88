/** Environment variables, where there are any. */

/** An environment variable of Node.js, Deno or Bun; undefined when it is not set. */
export function readEnv(name: string): string | undefined {
  const { process } = globalThis as {
    process?: { env?: { [name: string]: string | undefined } };
  };
  return process?.env?.[name]?.trim() || undefined;
}
