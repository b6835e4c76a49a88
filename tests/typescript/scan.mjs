/** Reads TypeScript files and tells where text of a document has become code. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import ts from 'typescript-5';

/** What only code made of a hostile text would call. */
const STRANGE = new Set(['canary', '__import__']);

let count = 0;
for (const entry of readdirSync(process.argv[2], { recursive: true })) {
  if (!entry.endsWith('.ts')) continue;
  count++;
  const text = readFileSync(join(process.argv[2], entry), 'utf8');
  const file = ts.createSourceFile(entry, text, ts.ScriptTarget.ES2022, true);
  const say = (what) => console.log(`${entry}: ${what}`);
  for (const { messageText } of file.parseDiagnostics) say(`syntax: ${messageText}`);
  if (file.commentDirectives?.length) say('a comment directs the compiler');
  const visit = (node) => {
    if (ts.isCallExpression(node) && STRANGE.has(node.expression.text)) say('a call');
    const tags = ts.getJSDocTags(node);
    for (const { tagName, comment } of tags) {
      // Ours is the last one, and code.
      const isCode = /^```ts\n[^]*\n```$/.test(ts.getTextOfJSDocComment(comment) ?? '');
      if (tagName.text === 'example' && isCode && tagName === tags.at(-1)?.tagName) continue;
      if (!/^(param|throws|deprecated|default|see|internal)$/.test(tagName.text)) {
        say(`the tag @${tagName.text} in line ${file.getLineAndCharacterOfPosition(tagName.pos).line + 1}`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
}
console.log(`${count} files`);
