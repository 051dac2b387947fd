import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { joins, may, ownFiles, packages, privateFiles } from './rooms.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const files = ['src', 'adapters', 'jobs', 'prisma', 'sandbox'].flatMap(walk);

describe('the design', () => {
  it('has been seen whole', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(imports().length).toBeGreaterThan(150);
  });

  it('lets each room import only what stands in the table', () => {
    const broken = imports().flatMap(({ from, to }) => {
      const [here, there] = [roomOf(from), roomOf(to)];
      if (here === there || joins.includes(here)) return [];
      const allowed = may[here];
      if (!allowed) return [`${from}: the room ${here} is not in the table`];
      const target = to.replace(/\.tsx?$/, '');
      const fine = allowed.some((room) => target === room || there === room || target.startsWith(`${room}/`));
      return fine ? [] : [`${from} imports ${to}`];
    });
    expect(broken).toEqual([]);
  });

  it('lets ideas know of escalations, and never the other way round', () => {
    const between = (one: string, other: string) =>
      imports().filter(({ from, to }) => from.startsWith(`${one}/`) && to.startsWith(`${other}/`));
    expect(between('src/ideas', 'src/escalations')).not.toEqual([]);
    expect(between('src/escalations', 'src/ideas')).toEqual([]);
    expect(between('src/polls', 'src/escalations')).toEqual([]);
  });

  it('keeps store, render and form private to their feature', () => {
    const broken = imports().filter(({ from, to }) => {
      const feature = privateFiles.exec(to)?.[1];
      return feature && feature !== 'src/chat' && !from.startsWith(`${feature}/`);
    });
    expect(broken).toEqual([]);
  });

  it('has no circles', () => {
    const graph = new Map<string, string[]>();
    for (const { from, to } of imports()) graph.set(from, [...(graph.get(from) ?? []), to]);
    expect(circleIn(graph)).toBeUndefined();
  });

  it('lets a package be known only where it belongs', () => {
    const broken = files.flatMap((file) =>
      specifiers(file)
        .filter((name) => packages[name] && !packages[name].test(file))
        .map((name) => `${file} imports ${name}`),
    );
    expect(broken).toEqual([]);
  });

  it('reads the environment only in config and settings', () => {
    const allowed =
      /^(src\/config\.ts|adapters\/\w+\/settings\.ts|prisma\/(config\.ts|new-migration\.ts|engine\/.*|schema-engine\.mjs)|sandbox\/.*)$/;
    expect(files.filter((file) => !allowed.test(file) && code(file).includes('process.env'))).toEqual([]);
  });

  it('asks the machine for the time only where the clock is made', () => {
    const allowed =
      /^(src\/(main|cli)(\.ts|\/)|prisma\/|sandbox\/|adapters\/|jobs\/|src\/sources\/(fetch|parse))/;
    const asks = /new Date\(\)|Date\.now\(\)|DateTime\.(now|local|utc)\(\)/;
    expect(files.filter((file) => !allowed.test(file) && asks.test(code(file)))).toEqual([]);
  });

  it('reads nothing out of the key of a message, nor out of what it says', () => {
    const reads = /key: \{ (startsWith|endsWith|contains)|(split_part|starts_with)\(key|"?useful:\(?\\d/;
    expect(files.filter((file) => file.startsWith('src/') && reads.test(code(file)))).toEqual([]);
  });

  it('wakes a queue only after a commit', () => {
    const wakes = /\bapp\.wake\b|\{[^{}]*\bwake\b[^{}]*\}(: (Pick<)?App\b| = app\b)/;
    const found = files.filter((file) => file.startsWith('src/') && wakes.test(code(file)));
    expect(found).toEqual(['src/commit.ts', 'src/main.ts']);
  });

  it('has files of at most 250 lines', () => {
    const all = [...files, ...['test', 'bench'].flatMap(walk)];
    const long = all.filter((file) => lines(file) > 250).map((file) => `${file}: ${lines(file)}`);
    expect(long).toEqual([]);
  });

  it('calls the same thing by the same name in every adapter', () => {
    const shared = Object.entries(ownFiles).map(([folder, own]) =>
      walk(folder)
        .map((path) => path.slice(folder.length + 1).replace(/\.ts$/, ''))
        .filter((name) => !own.includes(name))
        .sort(),
    );
    expect(shared[0]!.length).toBeGreaterThan(15);
    for (const names of shared) expect(names).toEqual(shared[0]);
  });

  it('has no drawers', () => {
    const drawer = /(^|\/)(utils?|helpers?|common|types|constants|manager|service|handler)\.\w+$/;
    expect(files.filter((file) => drawer.test(file))).toEqual([]);
  });

  it('has no classes but errors', () => {
    const broken = files.filter((file) =>
      /^\s*(export )?(abstract )?class \w+\b(?! extends (\w*Error|\w*Trouble|Refusal)\b)/m.test(code(file)),
    );
    expect(broken).toEqual([]);
  });
});
function walk(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return path === 'prisma/generated' ? [] : walk(path);
    return /\.m?tsx?$|\.mjs$/.test(entry.name) ? [path] : [];
  });
}

function roomOf(file: string): string {
  const [top, next] = file.split('/') as [string, string];
  if (top === 'prisma') return file.startsWith('prisma/generated/') ? 'prisma/generated' : 'prisma';
  return top === 'jobs' ? 'jobs' : `${top}/${next.replace(/\.ts$/, '')}`;
}

function imports(): { from: string; to: string }[] {
  return files.flatMap((from) =>
    specifiers(from)
      .filter((name) => name.startsWith('.'))
      .map((name) => ({ from, to: relative(root, join(root, dirname(from), name)) })),
  );
}

function specifiers(file: string): string[] {
  return [...code(file).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]!);
}

function code(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

function lines(file: string): number {
  return code(file).trimEnd().split('\n').length;
}

function circleIn(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  function visit(file: string, path: readonly string[]): string[] | undefined {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of graph.get(file) ?? []) {
      const circle = visit(next, [...path, file]);
      if (circle) return circle;
    }
    done.add(file);
    return undefined;
  }
  for (const file of graph.keys()) {
    const circle = visit(file, []);
    if (circle) return circle;
  }
  return undefined;
}
