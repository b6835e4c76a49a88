/** Environment variables, where there are any. */

/** An environment variable of Node.js, Deno or Bun; undefined when it is not set. */
export function readEnv(name: string): string | undefined {
  const { process, Deno } = globalThis as {
    process?: { env?: { [name: string]: string | undefined } };
    Deno?: { env?: { get?(name: string): string | undefined } };
  };
  return (process?.env?.[name] ?? Deno?.env?.get?.(name))?.trim() || undefined;
}
