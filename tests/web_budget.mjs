// What the first screen (Today) loads, compressed: at most 250 kB of JavaScript (DESIGN, Speed).
// Follows the imports that stand in the built files, from the page and from Today's own chunk.
import { readdirSync, readFileSync, statSync, existsSync } from 'node:fs';

const most = 250_000;
const dist = 'web/dist';
const assets = readdirSync(`${dist}/assets`);
const wanted = new Set();

function want(name) {
    if (wanted.has(name) || !name.endsWith('.js')) return;
    wanted.add(name);
    const text = readFileSync(`${dist}/assets/${name}`, 'utf8');
    for (const [, other] of text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) want(other);
}
for (const [, name] of readFileSync(`${dist}/index.html`, 'utf8').matchAll(/assets\/([^"]+\.js)"/g)) want(name);
for (const name of assets) if (/^today-[^.]+\.js$/.test(name)) want(name);

let bytes = 0;
for (const name of wanted) {
    const path = `${dist}/assets/${name}`;
    bytes += statSync(existsSync(`${path}.gz`) ? `${path}.gz` : path).size;
}
console.log(`the first screen loads ${Math.round(bytes / 1000)} kB of compressed JavaScript in ${wanted.size} files, of ${most / 1000} kB allowed`);
if (bytes > most || ![...wanted].some((name) => name.startsWith('today-'))) process.exit(1);
