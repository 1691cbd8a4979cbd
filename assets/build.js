// Builds static/dist from assets/ and the pinned packages: style sheets, scripts, icon; each named
// after its content, with a .br and a .gz beside it, and manifest.json from plain name to hashed.
// `script/assets` runs it. With --check it changes nothing and fails on a difference.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync, gzipSync } from "node:zlib";
import { transform } from "esbuild";
import postcss from "postcss";
import { PurgeCSS } from "purgecss";
import * as sass from "sass";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, "static", "dist");
const govuk = join(root, "node_modules", "govuk-frontend", "dist", "govuk");
const browsers = ["chrome87", "firefox78", "safari14", "edge88"];

const sheets = ["portal.css", "staff.css"];

// Our sheets set type once, on the body. govuk-frontend repeats it for each component, and brings
// prefixes for browsers that have not been made since 2015.
const dropped = /^(font-family|-webkit-font-smoothing|-moz-osx-font-smoothing|-webkit-appearance|-ms-.*|-webkit-user-select)$/;
const tidy = {
  postcssPlugin: "tidy",
  Once(sheet) {
    sheet.walkComments((comment) => comment.remove());
    sheet.walkAtRules("media", (rule) => {
      if (/-ms-high-contrast/.test(rule.params)) rule.params = "(forced-colors:active)";
      if (rule.params === "print" && /govuk-/.test(rule.toString())) {
        rule.walkDecls(/^(font-|line-height)/, (line) => line.remove());
        rule.walkRules((inner) => inner.nodes.length || inner.remove());
        if (!rule.nodes.length) rule.remove();
      }
    });
    // Answers to old Firefox, and to old Edge, which is refused what all others get.
    sheet.walkAtRules("supports", (rule) => {
      if (/-ms-ime-align/.test(rule.params)) rule.replaceWith(rule.nodes);
      else rule.remove();
    });
    sheet.walkRules((rule) => {
      if (!/govuk-/.test(rule.selector)) return;
      rule.walkDecls((line) => {
        const is19 = line.value === "1.1875rem" || line.value === "1.3157894737";
        if (dropped.test(line.prop) || is19) line.remove();
        else line.value = line.value.replace(/var\((--govuk[\w-]+), [^()]*\)/g, "var($1)");
      });
      if (!rule.nodes.length) rule.remove();
    });
    sheet.walkDecls("--govuk-frontend-version", (line) => line.parent.remove());
    // No control of ours is ever disabled, and sizes of a label have no class here.
    sheet.walkRules(/:disabled|:not\(\.govuk-/, (rule) => rule.remove());
    // govuk-frontend's names for colours stand for ours: the shorter ones are sent.
    const ours = {};
    sheet.walkDecls(/^--govuk-/, (line) => {
      if (line.parent.selector === ":root" && line.value.startsWith("var(")) {
        ours[line.prop] = line.value;
        line.remove();
      }
    });
    sheet.walkDecls((line) => {
      line.value = line.value.replace(/var\((--govuk[\w-]+)\)/g, (all, name) => ours[name] ?? all);
    });
  },
};

function files(folder, ending) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(folder, name));
}

async function sheet(name) {
  const source = join(root, "assets", "styles", name.replace(".css", ".scss"));
  const { css } = sass.compile(source, {
    loadPaths: [govuk],
    style: "expanded",
    quietDeps: true,
    charset: false,
  });
  const tidied = postcss([tidy]).process(css, { from: undefined }).css;
  // Only govuk-frontend's classes are weeded, and only against the shared macros: a new page never
  // makes the sheets stale.
  const [purged] = await new PurgeCSS().purge({
    content: files(join(root, "templates", "shared"), ".html"),
    css: [{ raw: tidied }],
    variables: true,
    safelist: [
      /^(?!govuk-)/,
      // Put together from a value
      /^govuk-(radios|checkboxes)(__(item|input|label))?$/,
      /^govuk-input--width-(2|3|4|5|10|20)$/,
    ],
  });
  const { code } = await transform(purged.css, { loader: "css", minify: true, target: browsers });
  return Buffer.from(code.trim() + "\n");
}

async function script(name) {
  const source = readFileSync(join(root, "assets", "scripts", name), "utf8");
  const { code } = await transform(source, { minify: true, target: ["es2018"] });
  return Buffer.from(code.trim() + "\n");
}

const vendored = (...path) => readFileSync(join(root, "node_modules", ...path));

// govuk-frontend's package says MIT but leaves the text out; ours is its repository's.
function licences() {
  const texts = {
    "govuk-frontend": readFileSync(join(root, "assets", "licences", "govuk-frontend.txt")),
    "htmx.org": vendored("htmx.org", "LICENSE"),
  };
  const parts = Object.entries(texts).map(([name, text]) => {
    const { version } = JSON.parse(vendored(name, "package.json"));
    return `${name} ${version}\n\n${text.toString().trim()}\n`;
  });
  return Buffer.from("What static/dist holds of others' work, and on what terms.\n\n" + parts.join("\n----\n\n"));
}

const logical = {};
for (const name of sheets) logical[name] = await sheet(name);
logical["leave.js"] = await script("leave.js");
logical["htmx.js"] = vendored("htmx.org", "dist", "htmx.min.js");
logical["icon.svg"] = readFileSync(join(root, "assets", "icon.svg"));

const built = { "LICENSES.txt": licences() };
const manifest = {};
for (const [name, content] of Object.entries(logical)) {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 10);
  const hashed = name.replace(/(\.\w+)$/, `.${hash}$1`);
  manifest[name] = hashed;
  built[hashed] = content;
  built[`${hashed}.br`] = brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  });
  built[`${hashed}.gz`] = gzipSync(content, { level: 9 });
}
// A digest of what all this was built from, which a test without Node can compare. Of the shared
// templates only the classes count.
const sources = createHash("sha256");
for (const file of [...files(join(root, "assets"), ""), join(root, "package-lock.json")]) {
  if (statSync(file).isFile()) sources.update(readFileSync(file));
}
const classes = files(join(root, "templates", "shared"), ".html")
  .flatMap((file) => readFileSync(file, "utf8").match(/govuk-[\w-]+/g) ?? []);
sources.update([...new Set(classes)].sort().join("\n"));
built["sources.sha256"] = Buffer.from(sources.digest("hex") + "\n");
built["manifest.json"] = Buffer.from(JSON.stringify(manifest, null, 2) + "\n");

// Two releases of zlib may compress the same words differently: what counts is what comes out.
function same(name, content) {
  const path = join(dist, name);
  if (!existsSync(path)) return false;
  const kept = readFileSync(path);
  if (name.endsWith(".br")) return brotliDecompressSync(kept).equals(brotliDecompressSync(content));
  if (name.endsWith(".gz")) return gunzipSync(kept).equals(gunzipSync(content));
  return kept.equals(content);
}

mkdirSync(dist, { recursive: true });
const stale = Object.keys(built).filter((name) => !same(name, built[name]));
const spare = readdirSync(dist).filter((name) => !(name in built));

if (process.argv.includes("--check")) {
  if (stale.length + spare.length) {
    console.error(`static/dist is stale (${[...stale, ...spare].join(", ")}): run script/assets`);
    process.exit(1);
  }
} else {
  for (const name of stale) writeFileSync(join(dist, name), built[name]);
  for (const name of spare) rmSync(join(dist, name));
}
for (const [name, hashed] of Object.entries(manifest)) {
  console.log(`${basename(name).padEnd(12)} ${String(built[hashed].length).padStart(7)} B  ${String(built[`${hashed}.br`].length).padStart(6)} B brotli`);
}
