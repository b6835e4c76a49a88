/** The styles of parameters that are not the default of their place. */

import { type Encode, encode, membersOf, plain, textOf } from './encode.js';
import { form, type HeaderStyle, joined, type PathStyle, type Style } from './query.js';
import { stringify } from './stringify.js';

function delimited(delimiter: string): Style {
  return (name, value, write, writeName) => {
    if (membersOf(value)?.length === 0) return [];
    // Where nothing is encoded (multipart), neither is the delimiter.
    const comma = write(' ') === ' ' ? decodeURIComponent(delimiter) : delimiter;
    return [`${writeName(name)}=${joined(value, write, comma, comma)}`];
  };
}

/** `R=100&G=200&G=210`: an object whose members may be lists. */
export const formLists: Style = (name, value, write, writeName) =>
  (membersOf(value) ?? [[undefined, value]]).flatMap(([key, item]) =>
    key !== undefined && Array.isArray(plain(item))
      ? form(key, item, write, writeName)
      : [`${writeName(key ?? name)}=${write(textOf(item))}`],
  );

/** `color=blue,black`, `color=R,100,G,200`. */
export const formComma: Style = /* @__PURE__ */ delimited(',');

/** `color=blue%20black`. */
export const spaceDelimited: Style = /* @__PURE__ */ delimited('%20');

/** `color=blue%7Cblack`. */
export const pipeDelimited: Style = /* @__PURE__ */ delimited('%7C');

/** `color%5BR%5D=100&color%5BG%5D=200`; it nests: `a[b][0]=1`. */
export const deepObject: Style = (name, value, write, writeName) => {
  const members = membersOf(value);
  if (!members) return [`${writeName(name)}=${write(textOf(value))}`];
  return members.flatMap(([key, item], index) =>
    deepObject(`${name}[${key ?? index}]`, item, write, writeName),
  );
};

/** JSON: a parameter with `content: application/json`. */
export const json: Style = (name, value, write, writeName) => [
  `${writeName(name)}=${write(stringify(value))}`,
];

/** `allowReserved: true` for another style. */
export function reserved(style: Style = form): Style {
  return (name, value, _, writeName) => style(name, value, writeReserved, writeName);
}

const writeReserved: Encode = (text) =>
  // `&`, `+` and `#` would change the meaning of a query; brackets are no URL characters.
  text.replace(/%[0-9A-Fa-f]{2}|[^\w\-.~:/?@!$'()*,;=]/gu, (mark) =>
    mark.length === 3 ? mark : encode(mark),
  );

/** `blue,black`, `R,100,G,200`: a path parameter that may be a list or an object. */
export const simple: PathStyle = (_, value, part) => joined(value, part);

/** `R=100,G=200`: a path parameter, exploded. */
export const simpleExplode: PathStyle = (_, value, part) => joined(value, part, '=');

/** `.blue,black`, `.R,100,G,200`. */
export const label: PathStyle = (_, value, part) => before('.', joined(value, part), value);

/** `.blue.black`, `.R=100.G=200`. */
export const labelExplode: PathStyle = (_, value, part) =>
  before('.', joined(value, part, '=', '.'), value);

function before(mark: string, text: string, value: unknown): string {
  return text || !membersOf(value) ? mark + text : '';
}

/** `;color=blue,black`, `;color=R,100,G,200`. */
export const matrix: PathStyle = (name, value, part) => {
  const text = joined(value, part);
  if (!text) return membersOf(value) ? '' : `;${encode(name)}`;
  return `;${encode(name)}=${text}`;
};

/** `;color=blue;color=black`, `;R=100;G=200`. */
export const matrixExplode: PathStyle = (name, value, part) =>
  (membersOf(value) ?? [[undefined, value]])
    .map(([key, item]) => {
      const text = part(textOf(item));
      return key === undefined && !text
        ? `;${encode(name)}`
        : `;${key === undefined ? encode(name) : part(key)}=${text}`;
    })
    .join('');

/** JSON: a path parameter with `content: application/json`. */
export const jsonPath: PathStyle = (_, value, part) => part(stringify(value));

/** `allowReserved: true` for a path parameter. */
export function reservedPath(style: PathStyle = simple): PathStyle {
  return (name, value) => style(name, value, writeReservedPath);
}

const writeReservedPath: Encode = (text) =>
  text.replace(/%[0-9A-Fa-f]{2}|[^\w\-.~:@!$&'()*+,;=]/gu, (mark) =>
    mark.length === 3 ? mark : encode(mark),
  );

/** `R=100,G=200`: a header, exploded. */
export const headerExplode: HeaderStyle = (value) => joined(value, String, '=');

/** JSON in ASCII: a header with `content: application/json`. */
export const jsonHeader: HeaderStyle = (value) =>
  stringify(value).replace(
    /[^\x20-\x7e]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
