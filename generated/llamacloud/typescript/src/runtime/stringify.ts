/** JSON whose integers have all their digits. */

/** JSON in which a `bigint` is a number with all its digits. */
export function stringify(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch (error) {
    const mark = `${Math.random()}:`;
    let found = false;
    const text = JSON.stringify(value, (_, item: unknown) => {
      found ||= typeof item === 'bigint';
      return typeof item === 'bigint' ? `${mark}${item}` : item;
    });
    if (!found) throw error;
    return text.replace(new RegExp(`"${mark.replace('.', '\\.')}(-?\\d+)"`, 'g'), '$1');
  }
}
