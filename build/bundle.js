/** Bundles a program with the packages that it uses into one file: to find and compile three thousand takes most of a start. */
import { rm } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = resolve(root, 'src');

/** What stays a package of its own. */
const apart = [
  // They have native parts, or files that lie beside their code.
  '@node-rs/argon2',
  'msgpackr-extract',
  'pdfjs-dist',
  'pino',
  'piscina',
  'sharp',
  // It finds Node's own hashes by the module that it is in, or else makes do with slow ones.
  '@apollo/utils.createhash',
  // Loaded when it is first needed, if ever; the second is not even installed.
  '@alicloud/dysmsapi20170525',
  'class-validator',
];

/**
 * @param {string} entry a module, from the root of the project
 * @param {string} file what is written; `src`, compiled, lies beside it
 * @param {(text: string, name: string) => string} [edit] makes a module of ours another; `name` is its path in the project
 */
export const bundle = async (entry, file, edit = (text) => text) => {
  await build({
    cwd: root,
    input: entry,
    platform: 'node',
    tsconfig: 'tsconfig.build.json',
    external: (id) => apart.some((name) => id === name || id.startsWith(`${name}/`)),
    plugins: [
      {
        name: 'places',
        transform: {
          filter: { id: { exclude: /node_modules/ } },
          // Each module goes on finding what lies around it: the bundle stands in for it at its own place.
          handler: (code, id) => {
            if (!id.startsWith(sources + sep)) return null;
            const url = `new URL('./${relative(sources, id)}', import.meta.url).href`;
            return edit(code, relative(root, id)).replaceAll('import.meta.url', url);
          },
        },
      },
    ],
    // Names of classes become names of types, and tell errors apart.
    output: { file, format: 'esm', keepNames: true, codeSplitting: false },
  });
  // That of the one module that the bundle takes the place of.
  await rm(resolve(root, `${file}.map`), { force: true });
};
